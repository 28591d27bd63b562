//go:build oracle

package programs

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "take the expected outputs from go run")

// TestOracle compares the recorded outputs with those of the real compiler. It
// needs the go command and takes a while, so it is not part of the quick suite.
func TestOracle(t *testing.T) {
	dir := t.TempDir()
	for _, file := range programFiles(t) {
		p := readProgram(t, file)
		t.Run(name(file), func(t *testing.T) {
			got := p.compiled(t, dir)
			if *update {
				p.store(t, got)
			} else if got != p.output {
				t.Errorf("go run prints\n%s\nrecorded is\n%s", got, p.output)
			}
		})
	}
}

// compiled builds the program and runs it.
func (p *program) compiled(t *testing.T, dir string) string {
	t.Helper()
	src := filepath.Join(dir, "prog.go")
	if err := os.WriteFile(src, []byte(p.source), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", src)
	cmd.Stdin = bytes.NewReader([]byte(p.stdin))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go run: %v\n%s", err, stderr.Bytes())
	}
	return string(out)
}

func (p *program) store(t *testing.T, output string) {
	t.Helper()
	files := p.archive.Files[:0]
	for _, f := range p.archive.Files {
		if f.Name != "output" {
			files = append(files, f)
		}
	}
	p.archive.Files = append(files, txtar.File{Name: "output", Data: []byte(output)})
	if err := os.WriteFile(p.file, txtar.Format(p.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
