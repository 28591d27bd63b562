package engine_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

var (
	update  = flag.Bool("update", false, "rewrite the expected output in testdata")
	emitted = flag.Bool("emitted", false, "print the code that Yaegi is given")
)

// TestCells runs the cells of each testdata/cells/*.txtar in one session. A file NAME.go is a
// cell; the file NAME.out after it is what running it gives:
//
//	text that it prints
//	= a value that it shows
//	! the error it ends with
//	  at main.f cell.go:3
func TestCells(t *testing.T) {
	files, err := filepath.Glob("testdata/cells/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		for _, tier := range []string{engine.BothTiers, engine.OnlyYaegi, changing} {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+tier, func(t *testing.T) {
				t.Parallel()
				cellsOf(t, file, tier)
			})
		}
	}
}

// changing means that the tier changes from cell to cell.
const changing = "changing"

func cellsOf(t *testing.T, file, tier string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t, engine.Options{Verify: true, Tier: strings.TrimPrefix(tier, changing)})
	for i := 0; i+1 < len(ar.Files); i += 2 {
		if tier == changing {
			if err := s.engine.SetTier([]string{engine.BothTiers, engine.OnlyYaegi}[i/2%2]); err != nil {
				t.Fatal(err)
			}
		}
		name, out := ar.Files[i].Name, &ar.Files[i+1]
		got := s.run(t.Context(), name, string(ar.Files[i].Data))
		if *update {
			out.Data = []byte(got)
		} else if want := string(out.Data); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A session is a notebook under test.
type session struct {
	cells  *cell.Session
	engine *engine.Engine
	out    *output
}

func newSession(t testing.TB, opts engine.Options) *session {
	t.Helper()
	out := &output{}
	opts.Stdout = func() io.Writer { return out }
	e, err := engine.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	if *emitted {
		e.PrintEmitted(os.Stderr)
	}
	cells, err := cell.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return &session{cells, e, out}
}

// run runs a cell and words everything that came of it.
func (s *session) run(ctx context.Context, name, source string) string {
	s.out.take()
	p, err := s.cells.Compile(name, source)
	if err != nil {
		return "! " + strings.TrimSpace(err.Error()) + "\n"
	}
	res, err := s.engine.Run(ctx, p)
	text := s.out.take()
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	for _, v := range res.Shown {
		text += "= " + rt.Sprint(v.X) + "\n"
	}
	return text + errorText(err)
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	text := "! " + err.Error() + "\n"
	var p *rt.Panic
	if errors.As(err, &p) {
		for _, f := range p.Trace {
			text += fmt.Sprintf("  at %s %s:%d\n", f.Name, f.Pos.Filename, f.Pos.Line)
		}
	}
	return text
}

// output collects what cells print.
type output struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	await string
	then  func()
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.buf.Write(b)
	if o.then != nil && strings.Contains(o.buf.String(), o.await) {
		o.then()
		o.then = nil
	}
	return len(b), nil
}

// notify calls then as soon as the text has been written.
func (o *output) notify(text string, then func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.await, o.then = text, then
}

func (o *output) take() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	text := o.buf.String()
	o.buf.Reset()
	return text
}
