// Package programs runs the teaching programs of testdata through the whole
// worker, child process included, and compares what they print with what the Go
// compiler's program printed. Each program runs five times: pasted whole into one cell, cut
// into several at its //cell lines, whole on Yaegi alone, and twice cut with the engine changing from
// cell to cell.
//
// With -tags oracle the recorded outputs are compared with those of `go run`, and
// with -update as well they are taken from it.
package programs

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// childVar makes the test binary the child process that runs cells.
const childVar = "PROGRAMS_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVar) != "" {
		if err := worker.Child(context.Background(), worker.Go); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// A program is one archive of testdata.
type program struct {
	file           string
	archive        *txtar.Archive
	source         string
	stdin, output  string
	mayUseTheInput bool
}

func readProgram(t *testing.T, file string) *program {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := &program{file: file, archive: ar}
	for _, f := range ar.Files {
		switch f.Name {
		case "prog.go":
			p.source = string(f.Data)
		case "stdin":
			p.stdin, p.mayUseTheInput = string(f.Data), true
		case "output":
			p.output = string(f.Data)
		default:
			t.Fatalf("%s: unknown part %s", file, f.Name)
		}
	}
	if p.source == "" {
		t.Fatalf("%s: no prog.go", file)
	}
	return p
}

func programFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	return files
}

func name(file string) string {
	return filepath.ToSlash(strings.TrimSuffix(strings.TrimPrefix(file, "testdata"+string(filepath.Separator)), ".txtar"))
}

func TestPrograms(t *testing.T) {
	w := newWorkers(t)
	for _, file := range programFiles(t) {
		p := readProgram(t, file)
		t.Run(name(file), func(t *testing.T) {
			t.Run("whole", func(t *testing.T) { w.run(t, p, []string{p.source}) })
			t.Run("cut", func(t *testing.T) { w.run(t, p, cut(t, p.source)) })
			t.Run("yaegi", func(t *testing.T) { w.run(t, p, []string{p.source}, worker.OnlyYaegi) })
			t.Run("even on yaegi", func(t *testing.T) { w.run(t, p, cut(t, p.source), worker.OnlyYaegi, worker.BothTiers) })
			t.Run("odd on yaegi", func(t *testing.T) { w.run(t, p, cut(t, p.source), worker.BothTiers, worker.OnlyYaegi) })
		})
	}
}

// workers runs one program after the other, each in a session of its own.
type workers struct {
	handler *recorder
	process *worker.Process
}

func newWorkers(t *testing.T) *workers {
	t.Helper()
	t.Setenv(childVar, "1")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	w := &workers{handler: &recorder{}}
	w.process, err = worker.Start(t.Context(), worker.Options{Handler: w.handler, Command: []string{self}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.process.Close() })
	return w
}

// run runs the cells in turn, on the engines in turn, and compares all that they print with
// the output.
func (w *workers) run(t *testing.T, p *program, cells []string, engines ...string) {
	t.Helper()
	w.execute(t, 0, "%reset", p)
	w.handler.start(p.stdin)
	for i, source := range cells {
		if len(engines) > 0 {
			w.execute(t, 0, "%engine "+engines[i%len(engines)], p)
		}
		if r := w.execute(t, i+1, source, p); r.Status != worker.StatusOK {
			t.Fatalf("cell %d failed: %s: %s\n%s\n--- the cell\n%s", i+1, r.Error.Name, r.Error.Value, strings.Join(r.Error.Traceback, "\n"), source)
		}
	}
	if got := w.handler.text(); got != p.output {
		t.Errorf("got\n%s\nwant\n%s", got, p.output)
	}
}

func (w *workers) execute(t *testing.T, count int, source string, p *program) worker.Result {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cell := "request"
	if count == 0 {
		cell = "command" // whose output is not the program's
	}
	return w.process.Execute(ctx, worker.Request{Cell: cell, Code: source, Count: count, AllowStdin: p.mayUseTheInput})
}

// recorder collects what is printed on stdout and gives the lines of the input.
type recorder struct {
	mu    sync.Mutex
	out   strings.Builder
	lines []string
}

func (r *recorder) start(stdin string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.out.Reset()
	r.lines = nil
	if stdin != "" {
		r.lines = strings.Split(strings.TrimSuffix(stdin, "\n"), "\n")
	}
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.String()
}

func (r *recorder) Event(e worker.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Kind == worker.Stream && e.Name == worker.Stdout && e.Cell == "request" {
		r.out.WriteString(e.Text)
	}
}
