package engine_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// tiered runs cells while names decides which functions run on Yaegi.
type tiered struct {
	*session
	slow map[string]bool
}

func newTiered(t *testing.T) *tiered {
	s := &tiered{slow: map[string]bool{}}
	s.session = newSession(t, engine.Options{Verify: true, Refuse: func(f *ir.Func) bool { return s.slow[f.Name] }})
	return s
}

// on runs a cell with the functions named kept on Yaegi.
func (s *tiered) on(t *testing.T, slow, source, want string) {
	t.Helper()
	clear(s.slow)
	for _, name := range strings.Fields(slow) {
		s.slow["main."+name] = true
	}
	if got := s.run(t.Context(), "cell", source); got != want {
		t.Errorf("%s:\ngot\n%s\nwant\n%s", source, got, want)
	}
}

// refusedAre checks which functions run on Yaegi.
func (s *tiered) refusedAre(t *testing.T, want ...string) {
	t.Helper()
	seen := map[string]bool{}
	for f := range s.engine.Refused() {
		seen[f.Name] = true
	}
	if got := slices.Sorted(maps.Keys(seen)); !slices.Equal(got, want) {
		t.Errorf("on Yaegi are %v, want %v", got, want)
	}
}

// TestCallAcrossTiers has functions that call each other by name over the border.
func TestCallAcrossTiers(t *testing.T) {
	s := newTiered(t)
	s.on(t, "odd", `
func even(n int) bool { if n == 0 { return true }; return odd(n-1) }
func odd(n int) bool { if n == 0 { return false }; return even(n-1) }
[]bool{even(100), odd(7), even(31)}`, "= [true true false]\n")
	s.on(t, "words", `
type pair struct { a, b string }
func words(n int8, p pair, f float32, xs ...string) (pair, []string, int8) {
	return pair{p.b, p.a}, append(xs, p.a), n * 2
}
func useWords() (string, int8, int) {
	p, xs, n := words(100, pair{"x", "y"}, 1.5, "z")
	return p.a + p.b + xs[0] + xs[1], n, len(xs)
}
a, n, l := useWords()
[]any{a, n, l}`, "= [yxzx -56 2]\n")
	s.on(t, "count", `
type counter struct { n int }
func (c *counter) count() int { c.n++; return c.n }
func twice(c *counter) int { defer c.count(); return c.count() + c.count() }
c := &counter{}
twice(c)`, "= 3\n")
	s.refusedAre(t, "main.odd", "main.words")
}

// TestReplaceAcrossTiers re-runs functions so that they change sides.
func TestReplaceAcrossTiers(t *testing.T) {
	s := newTiered(t)
	s.on(t, "f", "func f(n int) int { return n + 1 }\nfunc g(n int) int { return f(n) }\nfunc h(n int) int { return g(n) * 10 }\nvar v = f", "")
	s.on(t, "", "[]int{h(1), v(1)}", "= [20 2]\n")
	s.on(t, "", "func f(n int) int { return n + 2 }", "")
	s.on(t, "", "[]int{h(1), v(1), f(1)}", "= [30 3 3]\n")
	s.on(t, "f", "func f(n int) int { return n + 3 }", "")
	s.on(t, "", "[]int{h(1), v(1), f(1)}", "= [40 4 4]\n")
	s.on(t, "f g", "func g(n int) int { return -f(n) }", "")
	s.on(t, "", "[]int{h(1), v(1), f(1)}", "= [-40 4 4]\n")
	s.on(t, "", "func f(n int) int { return n + 4 }", "")
	s.on(t, "f h", "[]int{h(1), v(1), g(1)}", "= [-50 5 -5]\n")
	s.on(t, "f g h", "func h(n int) int { return g(n) * 100 }", "")
	s.on(t, "", "h(1)", "= -500\n")
	s.on(t, "", "func g(n int) int { return f(n) }", "")
	s.on(t, "", "[]int{h(1), g(1)}", "= [500 5]\n")
}

// TestTraceAcrossTiers shows that calls over the border are seen once each.
func TestTraceAcrossTiers(t *testing.T) {
	s := newTiered(t)
	s.on(t, "b", `
func a(n int) int { return b(n) }
func b(n int) int { return c(n) }
func c(n int) int { return 1 / n }
a(0)`, `! runtime error: integer divide by zero
  at main.c cell:4
  at main.b cell:3
  at main.a cell:2
  at cell cell:5
`)
}
