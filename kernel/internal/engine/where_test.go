package engine_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// where words what runs where, one function a line.
func (s *session) where() string {
	var b strings.Builder
	for _, p := range s.engine.Placements() {
		fmt.Fprintf(&b, "%s:%d %s %s", p.Cell, p.At.Line, p.Func.Name, p.Tier)
		if p.Body {
			b.WriteString(" (body)")
		}
		if p.Why != "" {
			fmt.Fprintf(&b, ": line %d, %s", p.WhyAt.Line, p.Why)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (s *session) setTier(t *testing.T, name string) {
	t.Helper()
	if err := s.engine.SetTier(name); err != nil {
		t.Fatal(err)
	}
}

func TestPlacements(t *testing.T) {
	s := newSession(t, slow())
	s.run(t.Context(), "cell 1", "type T struct{}\n\nfunc (T) M() int { return 1 }\nfunc fast[E any](e E) E { return e }\nfunc slow() {}")
	s.run(t.Context(), "cell 2", "x := fast(1)\nfast(`x`)")
	s.run(t.Context(), "cell 3", "func both() {\n\tslow()\n}")
	s.run(t.Context(), "cell 4", "func (T) M() int { return 2 }")
	got := s.where()
	want := `cell 1:5 main.slow yaegi: line 5, it is to run on Yaegi
cell 2:4 main.fast[int] vm
cell 2:4 main.fast[string] vm
cell 2:1 cell 2 vm (body)
cell 3:1 main.both vm
cell 4:1 main.T.M vm
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Functions stay where they are when the tier changes, and both kinds call each other.
func TestSetTier(t *testing.T) {
	s := newSession(t, engine.Options{Tier: engine.OnlyYaegi, Verify: true})
	s.run(t.Context(), "cell 1", "func f(n int) int { return n + 1 }\nfunc twice(g func(int) int, n int) int { return g(g(n)) }")
	s.setTier(t, engine.BothTiers)
	s.run(t.Context(), "cell 2", "func h(n int) int { return n * 3 }\nfunc thrice(g func(int) int, n int) int { return g(g(g(n))) }")
	for source, want := range map[string]string{
		"thrice(f, 1)": "= 4\n", "twice(h, 1)": "= 9\n", "twice(func(n int) int { return h(f(n)) }, 1)": "= 21\n",
	} {
		if got := s.run(t.Context(), "cell 3", source); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
	if got := s.where(); !strings.Contains(got, "main.f yaegi\n") || !strings.Contains(got, "main.h vm\n") {
		t.Error(got)
	}
	s.run(t.Context(), "cell 4", "func f(n int) int { return n + 100 }")
	s.setTier(t, engine.OnlyYaegi)
	s.run(t.Context(), "cell 5", "func h(n int) int { return n * 30 }")
	if got := s.run(t.Context(), "cell 6", "twice(f, 1) + thrice(h, 1)"); got != "= 27201\n" {
		t.Error(got)
	}
	if got := s.where(); !strings.Contains(got, "cell 4:1 main.f vm\n") || !strings.Contains(got, "cell 5:1 main.h yaegi\n") {
		t.Error(got)
	}
	if err := s.engine.SetTier("jit"); err == nil || s.engine.Tier() != engine.OnlyYaegi {
		t.Errorf("%v, %s", err, s.engine.Tier())
	}
}

func TestListing(t *testing.T) {
	s := newSession(t, slow())
	s.run(t.Context(), "cell", "func fast(n int) int {\n\treturn n + 1\n}\nfunc slow() {}")
	lines := strings.Split("func fast(n int) int {\n\treturn n + 1\n}\nfunc slow() {}", "\n")
	source := func(file string, n int) string { return lines[n-1] }
	var all []string
	for _, p := range s.engine.Placements() {
		all = append(all, s.engine.Listing(p, source))
	}
	want := `main.fast runs on the bytecode machine: 3 instructions, a frame of 4 words

Go    1  func fast(n int) int {
IR       func main.fast(n int) (t1 int)

Go    2      return n + 1
IR           return (n + 1)
vm    0  addI     r1 = n, 1
vm    1  retW     t1 = r1

Go    3  }
vm    2  retW     t1 = t1

main.slow runs on Yaegi: it is to run on Yaegi

Go    4  func slow() {}
IR       func main.slow()
`
	if got := strings.Join(all, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// When Go's values are not laid out as the machine supposes, everything runs on Yaegi.
func TestUnknownLayout(t *testing.T) {
	odd := errors.New("funcs are odd here")
	for _, layout := range []func() error{
		func() error { return odd },
		func() error { var p *int; return fmt.Errorf("%d", *p) },
	} {
		s := newSession(t, engine.Options{Layout: layout})
		if s.engine.TierErr() == nil {
			t.Error("nobody is told")
		}
		s.setTier(t, engine.BothTiers) // does not help
		if got := s.run(t.Context(), "cell", onTiers+"slowCall(slow, 7)"); got != "= 7\n" {
			t.Error(got)
		}
		if got := s.where(); strings.Contains(got, " vm") || !strings.Contains(got, "main.slow yaegi\n") {
			t.Error(got)
		}
	}
	if s := newSession(t, engine.Options{Layout: func() error { return odd }}); !errors.Is(s.engine.TierErr(), odd) {
		t.Error(s.engine.TierErr())
	}
	if s := newSession(t, engine.Options{Layout: func() error { return odd }, Tier: engine.OnlyYaegi}); s.engine.TierErr() != nil {
		t.Error("the machine is tried although nobody wants it")
	}
}

// A panic of a function on the machine may be recovered by compiled code between it and code on
// Yaegi. If there is none, it ends the cell at once, however deep Yaegi is.
func TestPanicsUpToYaegi(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	s.run(t.Context(), "cell 1", `type P int
func (p P) String() string { return fmt.Sprint("p", 6/int(p)) }
func div(a, b int) int { return a / b }`)
	s.setTier(t, engine.OnlyYaegi)
	if got := s.run(t.Context(), "cell 2", "fmt.Println(P(0), P(2))"); got != "%!v(PANIC=String method: runtime error: integer divide by zero) p3\n" {
		t.Error(got)
	}
	got := s.run(t.Context(), "cell 3", "func deep(n int) int {\n\tif n == 0 { return div(1, 0) }\n\treturn deep(n-1) + 1\n}\ndeep(20000)")
	if !strings.HasPrefix(got, "! runtime error: integer divide by zero\n  at main.div cell 1:3\n  at main.deep cell 3:2\n  at main.deep cell 3:3\n") {
		t.Error(got[:min(len(got), 300)])
	}
}
