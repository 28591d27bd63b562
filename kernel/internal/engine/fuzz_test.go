package engine

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

// FuzzLoad takes cells through the whole compiler, Yaegi's included, without running
// them: whatever a cell says, it is refused in words or it is ready to run, and the
// engine can take the next cell.
func FuzzLoad(f *testing.F) {
	for _, source := range seeds(f) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		watch := time.AfterFunc(10*time.Second, func() { panic("not done after 10 s: " + source) })
		defer watch.Stop()
		cells, err := cell.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		e, err := New(Options{})
		if err != nil {
			t.Fatal(err)
		}
		loadCell(t, e, cells, "cell 1", source)
		if !loadCell(t, e, cells, "cell 2", "6 * 7") {
			t.Error("the next cell cannot be loaded")
		}
	})
}

// loadCell compiles and loads a cell and reports whether it is ready to run.
func loadCell(t *testing.T, e *Engine, cells *cell.Session, name, source string) bool {
	p, err := cells.Compile(name, source)
	if err != nil {
		var wrong *cell.Errors
		if !errors.As(err, &wrong) || wrong.Stack != "" {
			t.Errorf("Compile: %v", err)
		}
		return false
	}
	if _, err := e.load(p); err != nil {
		var unsupported *Unsupported
		if !errors.As(err, &unsupported) {
			t.Errorf("load: %v", err)
		}
		return false
	}
	return true
}

// seeds are the cells and programs of this package's tests.
func seeds(f *testing.F) []string {
	var sources []string
	files, _ := filepath.Glob("testdata/cells/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range ar.Files {
			if filepath.Ext(part.Name) == ".go" {
				sources = append(sources, string(part.Data))
			}
		}
	}
	programs, _ := filepath.Glob("testdata/programs/*.go")
	for _, file := range programs {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		sources = append(sources, string(src))
	}
	return sources
}
