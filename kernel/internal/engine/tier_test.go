package engine_test

import (
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// onTiers has functions that stay on Yaegi; see slow.
const onTiers = `
func slow(n int) int { return n }
func slowCall(f func(int) int, n int) int { return slow(f(n)) }
`

// slow are options that keep functions on Yaegi that have the word in their names.
func slow() engine.Options {
	return engine.Options{Verify: true, Refuse: func(f *ir.Func) bool { return strings.Contains(f.Name, "slow") }}
}

func TestTiers(t *testing.T) {
	s := newSession(t, slow())
	if s.engine.TierErr() != nil {
		t.Fatal(s.engine.TierErr())
	}
	steps := []struct{ source, want string }{
		{onTiers, ""},
		{"func fast(n int) int { return 10 / n }\nfunc fastCall(f func(int) int, n int) int { return f(n) }", ""},
		{"slowCall(fast, 2)", "= 5\n"},
		{"fastCall(slow, 2)", "= 2\n"},
		{"slowCall(func(n int) int { return fast(n) + n }, 2)", "= 7\n"},
		{"slowCall(fast, 0)", `! runtime error: integer divide by zero
  at main.fast FILE:1
  at main.slowCall FILE:3
  at cell FILE:1
`},
		{"func fast(n int) int { return slow(n) * 100 }", ""},
		{"slowCall(fast, 2)", "= 200\n"},
		{"func slow(n int) int { return -n }", ""},
		{"slowCall(fast, 2)", "= 200\n"},
	}
	for _, st := range steps {
		got := s.run(t.Context(), "cell", st.source)
		if want := strings.ReplaceAll(st.want, "FILE", "cell"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", st.source, got, want)
		}
	}
	refused := map[string]bool{}
	for f := range s.engine.Refused() {
		refused[f.Name] = true
	}
	if !refused["main.slow"] || refused["main.fastCall"] {
		t.Errorf("refused: %v", refused)
	}
}

func TestOnlyYaegi(t *testing.T) {
	s := newSession(t, engine.Options{Tier: engine.OnlyYaegi})
	if got := s.run(t.Context(), "cell", "func f(n int) int { return n + 1 }\nf(2)"); got != "= 3\n" {
		t.Error(got)
	}
	if n := len(s.engine.Refused()); n != 0 {
		t.Errorf("%d functions were offered to the second tier", n)
	}
}

// TestNamesOfFunctions: the machine knows which function a func value stands for.
func TestNamesOfFunctions(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	got := s.run(t.Context(), "cell", `
import ("fmt"; "reflect"; "runtime"; "strings")
type T struct{ n int }
func f(n int) int { return n }
func g(t *T) T { return *t }
func h(a, b, c, d, e string, x float32, y [3]T) { }
func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }
n := 1
fmt.Println(name(f), name(g), name(h), name(func() {}), name(func() int { return n }), name(strings.ToUpper))`)
	if want := "main.f main.g main.h cell.func1 cell.func2 strings.ToUpper\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
