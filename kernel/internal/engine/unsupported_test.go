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

// The second tier knows a function before it comes to what nothing can represent.
func TestUnsupportedTypeIsNotRun(t *testing.T) {
	s := newSession(t, engine.Options{Natives: withoutUpper{}, Verify: true})
	check(t, s.run(t.Context(), "bad", `import "strings"
func f(b strings.Builder) int { return b.Len() }
func g() int { return f(strings.Builder{}) }
g()`), "! not supported here: type strings.Builder")
	check(t, s.run(t.Context(), "after", "1 + 1"), "= 2")
}

// withoutUpper is the standard library without strings.ToUpper and strings.Builder.
type withoutUpper struct{ native.Natives }

func (withoutUpper) Lookup(pkg, name string) (reflect.Value, bool) {
	if name == "ToUpper" {
		return reflect.Value{}, false
	}
	return native.Lookup(pkg, name)
}

func (withoutUpper) TypeOf(pkg, name string) (reflect.Type, bool) {
	if name == "Builder" {
		return nil, false
	}
	return native.Type(pkg, name)
}
