package cell

import (
	"strings"
	"testing"
)

// TestLateGenericMethod asks the instances of a generic type for their methods, all
// of them, before the type gets one more. It fails when go/types no longer
// keeps its types as methods_generic.go expects.
func TestLateGenericMethod(t *testing.T) {
	if bit := expandedBit(); bit == 0 || bit&(bit-1) != 0 {
		t.Fatalf("the bit of the state is %b", bit)
	}
	s := newSession(t)
	for _, c := range []struct{ text, err string }{
		{"type Set[T comparable] map[T]bool\nfunc (s Set[T]) Add(t T) Set[T] { s[t] = true; return s }", ""},
		{"func Of[T comparable](t T) Set[T] { return Set[T]{}.Add(t) }", ""},
		{"a, b := Of(1), []Set[string]{Of(\"x\")}\nvar x any = a", ""},
		{"func (s Set[T]) Len() int { return len(s) }\nb[0].Add(\"y\").Len() + a.Len()", ""},
		{"func (s Set[T]) Has(t T) bool { return s[t] }\na.Has(1)\nb[0].Has(2)", "cannot use 2"},
		{"a.Has(1)", "a.Has undefined"},
		{"Of(1.5).Has(1)", "Of(1.5).Has undefined"},
		{"func (s Set[T]) Has(t T, more ...T) bool { return s[t] }\na.Has(1, 2) && b[0].Has(\"z\") && Of(true).Has(true)", ""},
		{"var h interface { Has(int, ...int) bool; Len() int } = a", ""},
		{"func (s Set[E]) Has(e E, more ...E) bool { return false }\nh.Has(a.Len())", ""},
	} {
		_, err := s.Compile("cell", c.text)
		switch {
		case err == nil && c.err != "":
			t.Errorf("%s\nno error, want %s", c.text, c.err)
		case err != nil && (c.err == "" || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s\n%v, want %q", c.text, err, c.err)
		}
	}
}
