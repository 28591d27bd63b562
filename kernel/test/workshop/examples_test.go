package workshop

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go/doc"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
	source "github.com/gopherloop/gopherloop/workshop"
)

// TestExamples runs all examples of a package in one cell, as their program.
func TestExamples(t *testing.T) {
	for _, pkg := range source.Packages() {
		t.Run(path.Base(pkg), func(t *testing.T) {
			p := readProgram(t, pkg)
			if len(p.examples) == 0 {
				t.Fatal("no examples")
			}
			outputs, rest := p.run(t)
			for i, e := range p.examples {
				t.Run(e.Name, func(t *testing.T) {
					if i >= len(outputs) {
						t.Fatalf("did not run: %s", rest)
					}
					compare(t, e, outputs[i])
				})
			}
			if rest != "" {
				t.Errorf("the cell ended with: %s", rest)
			}
		})
	}
}

// compare does what go test does.
func compare(t *testing.T, e *doc.Example, got string) {
	t.Helper()
	got, want := strings.TrimSpace(got), strings.TrimSpace(e.Output)
	if e.Unordered {
		got, want = sorted(got), sorted(want)
	}
	if got != want {
		t.Errorf("a cell prints\n%s\nwant\n%s", got, want)
	}
}

func sorted(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// examplesLimit is for those of package lab with -race, which took 25 s on an idle machine, 1.5 s without.
const examplesLimit = 3 * time.Minute

// run runs the program and returns what each example has printed, and what there was to say if it
// did not get to the end: then the last output is that of the example that failed.
func (p *program) run(t *testing.T) (outputs []string, rest string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), examplesLimit)
	defer cancel()
	var out, problems buffer
	code, err := worker.RunProgram(ctx, worker.ProgramFile{
		Name: "examples.go", Source: p.source(),
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems,
	})
	if err != nil {
		t.Fatal(err)
	}
	rest = problems.String()
	if code != 0 {
		rest = fmt.Sprintf("exit code %d\n%s", code, rest)
	}
	return strings.Split(out.String(), separator)[1:], rest
}

// A buffer may be written to by the goroutines of a cell.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
