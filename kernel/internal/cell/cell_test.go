package cell

import (
	"flag"
	"fmt"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the steps and links that the tests find into testdata")

func newSession(t testing.TB) *Session {
	t.Helper()
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run checks a cell and takes its names into the session, without lowering it.
func (s *Session) run(name, text string) (*attempt, *Errors) {
	src := s.open(name, text)
	a, err := s.check(src)
	if err != nil {
		s.close(src)
		return nil, err.(*Errors)
	}
	a.commit()
	return a, nil
}

// TestCells runs the notebooks in testdata. The files "cell 1", "cell 2", ... of
// an archive are its cells. What is expected stands
//
//   - in comments behind the line: // ERROR "regexp" and // HINT "regexp",
//   - in a file "cell 1/steps": what running the cell means,
//   - in a file "cell 1/links": what it has to do with earlier cells.
//
// go test -update writes the latter two anew, where they exist.
func TestCells(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runNotebook(t, file) })
	}
}

func runNotebook(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t)
	var last *attempt
	for i := range ar.Files {
		f := &ar.Files[i]
		name, part, expects := strings.Cut(f.Name, "/")
		if !expects {
			a, errs := s.run(name, string(f.Data))
			compareErrors(t, name, string(f.Data), errs)
			last = a
			continue
		}
		got := map[string]func(*attempt) string{"steps": describeSteps, "links": describeLinks}[part]
		if got == nil {
			t.Fatalf("%s: nobody knows what %q means", file, part)
		}
		if last == nil {
			t.Fatalf("%s has errors", name)
		}
		if text := got(last); *update {
			f.Data = []byte(text)
		} else if text != string(f.Data) {
			t.Errorf("%s: got\n%swant\n%s", f.Name, text, f.Data)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var expectation = regexp.MustCompile(`(ERROR|HINT) "([^"]*)"`)

// compareErrors compares errors with the comments in the source.
func compareErrors(t *testing.T, cell, source string, errs *Errors) {
	t.Helper()
	var diags []Diagnostic
	if errs != nil {
		diags = errs.Diagnostics
	}
	for i, line := range strings.Split(source, "\n") {
		var wantMsg, wantHint []string
		for _, m := range expectation.FindAllStringSubmatch(line, -1) {
			if m[1] == "ERROR" {
				wantMsg = append(wantMsg, m[2])
			} else {
				wantHint = append(wantHint, m[2])
			}
		}
		var got []Diagnostic
		for _, d := range diags {
			if d.Pos.Line == i+1 {
				got = append(got, d)
			}
		}
		for j, d := range got {
			if j >= len(wantMsg) || !regexp.MustCompile(wantMsg[j]).MatchString(d.Msg) {
				t.Errorf("%s: unexpected: %s\nhint: %s", where(d.Pos), d.Msg, d.Hint)
			} else if j < len(wantHint) && !regexp.MustCompile(wantHint[j]).MatchString(d.Hint) {
				t.Errorf("%s: hint %q does not match %q", where(d.Pos), d.Hint, wantHint[j])
			}
		}
		for _, want := range wantMsg[min(len(got), len(wantMsg)):] {
			t.Errorf("%s, line %d: no error %q", cell, i+1, want)
		}
	}
	for _, d := range diags {
		if n := strings.Count(source, "\n"); d.Pos.Line < 1 || d.Pos.Line > n+1 || d.Pos.Filename != cell {
			t.Errorf("%s: error out of place: %v %s", cell, d.Pos, d.Msg)
		}
	}
}

// describeSteps writes a unit's steps, one per line.
func describeSteps(a *attempt) string {
	var b strings.Builder
	for _, st := range a.unit.Steps {
		switch {
		case st.Stmt != nil:
			fmt.Fprintln(&b, "do", oneLine(a.src.slice(st.Stmt)))
		case st.Init != nil:
			fmt.Fprintln(&b, "init", oneLine(st.Init.String()))
		case st.Call != nil:
			fmt.Fprintln(&b, "call", st.Call.Name())
		case st.Show != nil:
			fmt.Fprintln(&b, "show", oneLine(a.src.slice(st.Show)))
		}
	}
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// describeLinks writes what a unit has to do with earlier cells, sorted.
func describeLinks(a *attempt) string {
	var lines []string
	for v := range a.unit.Reused {
		lines = append(lines, "reuses "+v.Name())
	}
	for f := range a.unit.Replaces {
		lines = append(lines, "replaces "+f.Name())
	}
	for m, decl := range a.unit.LateMethods {
		lines = append(lines, "late method "+decl.Name.Name+" of "+receiverNamed(m.Signature().Recv().Type()).Obj().Name())
	}
	for name := range a.kept {
		lines = append(lines, "keeps type "+name)
	}
	for name := range a.plan.auto {
		lines = append(lines, "imports "+a.plan.auto[name])
	}
	for _, f := range a.unit.Files {
		for _, d := range f.Decls {
			if a.sourceOf(d) != a.src {
				if fd, ok := d.(*ast.FuncDecl); ok {
					lines = append(lines, "carries method "+fd.Name.Name)
				} else {
					lines = append(lines, "carries type "+slices.Collect(maps.Keys(maps.Collect(names(d))))[0])
				}
			}
		}
	}
	slices.Sort(lines)
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

func names(d ast.Decl) func(yield func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		for id := range declaredNames(d) {
			if !yield(id.Name, true) {
				return
			}
		}
	}
}
