package engine_test

import (
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

func TestCount(t *testing.T) {
	s := newSession(t, engine.Options{})
	s.run(t.Context(), "x", "func f(n int) int { if n == 0 { var p *int; return *p }; return f(n-1) }\nfunc g(f func()) { f() }\ntype I interface { M() }\nfunc h(i I) { i.M() }")
	t.Log(s.run(t.Context(), "y", "f(3)"))
	t.Log(s.run(t.Context(), "y", "func F(n int) int { return F(n+1) + 1 }\nF(3)"))
	for f, why := range s.engine.Refused() {
		t.Log(f.Name, why)
	}
}
