package engine_test

import (
	"reflect"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/native"
)

func TestUnsupportedCellIsNotRun(t *testing.T) {
	s := newSession(t, engine.Options{Natives: withoutUpper{}})
	check(t, s.run(t.Context(), "first", "import \"strings\"\nx := 1\nfunc old() string { return \"old\" }"), "")
	check(t, s.run(t.Context(), "bad", `x = 2
type T struct{}
func (T) String() string { return other() }
func other() string { return "other" }
func old() string { return "new" }
func upper() string { return strings.ToUpper(other()) }
upper()`), "! not supported here: strings.ToUpper")
	check(t, s.run(t.Context(), "after", "x"), "= 1")
	check(t, s.run(t.Context(), "what it declared", "other() + old()"), "= othernew")
	check(t, s.run(t.Context(), "methods too", "T{}"), "= other")
	check(t, s.run(t.Context(), "replaced", "func other() string { return \"again\" }\nT{}"), "= again")
	check(t, s.run(t.Context(), "still bad", "upper()"), "! not supported here: strings.ToUpper")
}

// withoutUpper is the standard library without strings.ToUpper.
type withoutUpper struct{ native.Natives }

func (withoutUpper) Lookup(pkg, name string) (reflect.Value, bool) {
	if name == "ToUpper" {
		return reflect.Value{}, false
	}
	return native.Lookup(pkg, name)
}
