package cell

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

func TestCompile(t *testing.T) {
	s := newSession(t)
	compile := func(name, text string) *ir.Program {
		t.Helper()
		p, err := s.Compile(name, text)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := compile("cell 1", "x := 40\nfunc double(n int) int { return 2 * n }")
	if len(p.Globals) != 1 || p.Globals[0].Name != "x" || p.Name != "cell 1" {
		t.Errorf("cell 1: globals %v, name %q", p.Globals, p.Name)
	}
	if p := compile("cell 2", "x := double(x)"); len(p.Globals) != 0 {
		t.Errorf("x has new storage: %v", p.Globals)
	}
	p = compile("cell 3", "func double(n int) int { return n + n }")
	if len(p.Replaced) != 1 {
		t.Errorf("double is not replaced: %v", p.Replaced)
	}
	if p := compile("cell 4", "x"); len(p.Body.Body) == 0 {
		t.Error("nothing is shown")
	}
	compile("cell 5", "slices.Sorted(maps.Keys(map[string]int{}))")
	pos := p.Funcs[0].Pos
	if got := s.Line(pos); got != "func double(n int) int { return n + n }" {
		t.Errorf("Line: %q", got)
	}
	if vars := s.Variables(); len(vars) != 1 || vars[0].Name != "x" || vars[0].Global == nil {
		t.Errorf("Variables: %v", vars)
	}
}

func TestAnErrorChangesNothing(t *testing.T) {
	s := newSession(t)
	for _, bad := range []string{
		"type T struct{}\nx := 1\nfunc f() {}\nimport \"fmt\"\nundefined1",
		"x := 1 +",
		"goto",
		"func f() { f( }",
	} {
		_, err := s.Compile("cell 1", bad)
		var errs *Errors
		if !errors.As(err, &errs) || len(errs.Diagnostics) == 0 {
			t.Errorf("%q: got error %v", bad, err)
		}
	}
	if len(s.live) != 0 || len(s.sources) != 0 {
		t.Errorf("left behind: %v", s.live)
	}
}

// TestMethodListIsWhereItWas fails when a new version of Go keeps the methods of
// a type elsewhere: then a failed cell could not take back a method (methods.go).
func TestMethodListIsWhereItWas(t *testing.T) {
	s := newSession(t)
	if _, errs := s.run("cell 1", "type T struct{}\nfunc (T) M() {}"); errs != nil {
		t.Fatal(errs)
	}
	list := methodList(s.live["T"].namedType())
	if list == nil || len(*list) != 1 || (*list)[0].Name() != "M" {
		t.Errorf("got %v", list)
	}
}

func TestIsComplete(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "complete",
		"x := 1":                       "complete",
		"// comment":                   "complete",
		"x := 1 +":                     "incomplete \\t",
		"func f() {":                   "incomplete \\t",
		"func f() {\n\tif x {\n":       "incomplete \\t\\t",
		"fmt.Println(1,":               "incomplete \\t",
		"fmt.Println(1,\n":             "incomplete \\t",
		"xs := []int{1,\n2,":           "incomplete \\t",
		"s := `raw":                    "incomplete ",
		"/* comment":                   "incomplete ",
		"for i := range 3":             "incomplete ",
		"type T struct {\n\ta int\n}":  "complete",
		"x := := 2":                    "invalid",
		"x := 1 }":                     "invalid",
		"s := \"open":                  "invalid",
		"func f() { x := = 1":          "invalid",
		"go func() { println(1) }()":   "complete",
		"if x > 0 {\n} else":           "incomplete \\t",
		"import (":                     "incomplete \\t",
		"package main\nfunc main() {}": "complete",
	} {
		got := IsComplete(text)
		if s := strings.TrimSuffix(got.Status+" "+strings.ReplaceAll(got.Indent, "\t", `\t`), " "); s != strings.TrimSuffix(want, " ") {
			t.Errorf("%q: got %q, want %q", text, s, want)
		}
	}
}

func seeds(f *testing.F) {
	for _, l := range append(syntaxLessons(), typeLessons()...) {
		f.Add(l.example)
	}
	f.Add("package main\nfunc main() { for { } }")
	f.Add("type T struct{}; func (t *T) M(); var x = T{1}.M; x := <-c; func(")
	f.Add("import . \"fmt\"\nPrintln()\n\xff\x00")
}

// FuzzParse wants every error and every statement to be within the cell.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		s := newSession(t)
		src := s.open("cell 1", text)
		tree := parseCell(src)
		for _, e := range tree.errs {
			if e.offset < 0 || e.offset > len(text) {
				t.Errorf("error at %d of %d: %s", e.offset, len(text), e.msg)
			}
		}
		for _, st := range tree.stmts {
			if len(tree.errs) == 0 && (st.Pos() < src.pos(0) || st.End() > src.end()+1) {
				t.Errorf("statement from %d to %d of a cell from %d to %d", st.Pos(), st.End(), src.pos(0), src.end())
			}
		}
		IsComplete(text)
	})
}

// FuzzCompile wants a program or errors, and no panic of the compiler.
func FuzzCompile(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		s := newSession(t)
		for i := range 2 { // the second time everything is declared again
			p, err := s.Compile(fmt.Sprint("cell ", i), text)
			var errs *Errors
			if err != nil && !errors.As(err, &errs) || (p == nil) == (err == nil) {
				t.Fatalf("got program %v and error %v", p, err)
			}
			if errs != nil {
				errs.Format(true)
				if errs.Stack != "" {
					t.Fatalf("%v\n%s", errs, errs.Stack)
				}
			}
		}
	})
}

func BenchmarkCheckOneLine(b *testing.B) { benchmarkCheck(b, "x := 40 + 2") }

func BenchmarkCheck50Lines(b *testing.B) {
	var src strings.Builder
	src.WriteString("import (\"fmt\"; \"strings\"; \"sort\")\ntype Point struct{ X, Y int }\n")
	for i := range 8 {
		fmt.Fprintf(&src, "func f%d(ps []Point) (sum int) {\n\tfor i, p := range ps {\n\t\tsum += p.X*p.Y + i\n\t}\n\tsort.Ints([]int{sum})\n\treturn sum + len(strings.Repeat(\"a\", %d))\n}\n", i, i)
	}
	src.WriteString("fmt.Println(f1(nil))")
	benchmarkCheck(b, src.String())
}

func benchmarkCheck(b *testing.B, text string) {
	s := newSession(b)
	if _, errs := s.run("cell 1", "import \"fmt\"\nfmt.Println(1)"); errs != nil {
		b.Fatal(errs)
	}
	for b.Loop() {
		src := s.open("cell 2", text)
		a, err := s.check(src)
		if err != nil {
			b.Fatal(err)
		}
		a.rollback()
		s.close(src)
	}
}

// Two generic functions that instantiate each other with ever larger types: within
// one cell the checker refuses them, over a re-run only the lowering can.
func TestInstantiationCycleAcrossCells(t *testing.T) {
	s, err := NewSession()
	if err != nil {
		t.Fatal(err)
	}
	cells := []string{
		"func g[T any](n int) {}",
		"func f[T any](n int) { g[*T](n) }",
		"func g[T any](n int) { f[T](n) }",
		"f[int](1)",
	}
	for i, source := range cells {
		_, err = s.Compile(fmt.Sprintf("cell %d", i+1), source)
	}
	if err == nil || !strings.Contains(err.Error(), "instantiation cycle") {
		t.Errorf("the error is %v", err)
	}
}
