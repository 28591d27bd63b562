package check

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
)

// same compares as == does, and slices, maps and structs by what is in them. A nil slice is the same as an empty one.
func same(a, b any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	return x.IsValid() && y.IsValid() && x.Kind() == reflect.Slice && x.Type() == y.Type() && x.Len() == 0 && y.Len() == 0
}

// show writes a value so that the learner can tell it from others.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []string:
		return fmt.Sprintf("%q", v)
	case error:
		return fmt.Sprintf("error %q", v.Error())
	case nil:
		return "nil"
	}
	return fmt.Sprint(v)
}

// Equal fails unless got, the value of what, is want.
//
//	check.Equal(t, "sum(1, 2)", sum(1, 2), 3, check.Got(2, "count both numbers"))
func Equal[V any](t *T, what string, got, want V, mistakes ...Mistake) {
	t.running()
	if !same(got, want) {
		t.fail(fmt.Sprintf("%s is %s, and should be %s", what, show(got), show(want)), likely(got, mistakes))
	}
}

// First fails unless the first values of a sequence are want. It pulls these and no more, as a loop that is left with
// break. A mistake with Got has a slice of what comes instead.
func First[V any](t *T, what string, s iter.Seq[V], want []V, mistakes ...Mistake) {
	t.sequence(what, s == nil)
	got := pull(t, s, len(want))
	if !same(got, want) {
		t.fail(differs("the first values of "+what, got, want), likely(got, mistakes))
	}
}

// All fails unless the values of a sequence are want. Of one that has more it pulls one more.
func All[V any](t *T, what string, s iter.Seq[V], want []V, mistakes ...Mistake) {
	t.sequence(what, s == nil)
	got := pull(t, s, len(want)+1)
	if !same(got, want) {
		found := differs("the values of "+what, got, want)
		if len(got) > len(want) {
			found = fmt.Sprintf("%s goes on after %s: there is also %s", what, plural(len(want), "value"), show(got[len(want)]))
		}
		t.fail(found, likely(got, mistakes))
	}
}

func (t *T) sequence(what string, none bool) {
	t.running()
	if none {
		t.fail(what+" is nil", "a function that returns a sequence returns a function: return func(yield func(int) bool) { … }")
	}
}

// pull pulls at most n values.
func pull[V any](t *T, s iter.Seq[V], n int) []V {
	got := []V{}
	if n == 0 {
		return got
	}
	for v := range s {
		t.running()
		got = append(got, v)
		if len(got) == n {
			break
		}
	}
	return got
}

// differs says where got stops being want.
func differs[V any](what string, got, want []V) string {
	at := 0
	for at < len(got) && at < len(want) && same(got[at], want[at]) {
		at++
	}
	s := fmt.Sprintf("%s are %s, and should be %s", what, show(got), show(want))
	if at == len(got) && at < len(want) {
		s += fmt.Sprintf(": it ends after %s", plural(at, "value"))
	}
	return s
}

// NoError fails if there is an error.
func NoError(t *T, what string, err error, mistakes ...Mistake) {
	t.running()
	if err == nil {
		return
	}
	if strings.Contains(err.Error(), notImplemented) {
		t.NotAttempted()
	}
	says := likely(err, mistakes)
	if says == "" {
		says = explain(err)
	}
	t.fail(fmt.Sprintf("%s returns an error: %v", what, err), says)
}

// ErrorIs fails unless there is an error that errors.Is finds to be target.
func ErrorIs(t *T, what string, err, target error, mistakes ...Mistake) {
	t.running()
	if !errors.Is(err, target) {
		t.fail(fmt.Sprintf("%s returns %s, and should return %s", what, show(err), show(target)), likely(err, mistakes))
	}
}

// Events fails unless what has happened, a line for each, is want.
func Events(t *T, what string, got, want []string, mistakes ...Mistake) {
	t.running()
	if slices.Equal(got, want) {
		return
	}
	says := likely(got, mistakes)
	a, b := slices.Clone(got), slices.Clone(want)
	slices.Sort(a)
	slices.Sort(b)
	if says == "" && slices.Equal(a, b) {
		says = "all of it happens, but in another order"
	}
	t.fail(fmt.Sprintf("%s:\n%s", what, sideBySide(got, want)), says)
}

// sideBySide lists two slices in columns, with a mark where they differ.
func sideBySide(got, want []string) string {
	width := len("is")
	for _, s := range got {
		width = max(width, len([]rune(s)))
	}
	lines := []string{"    " + pad("is", width) + "  should be"}
	for i := range max(len(got), len(want)) {
		a, b, mark := at(got, i), at(want, i), "  "
		if a != b {
			mark = "≠ "
		}
		lines = append(lines, strings.TrimRight("  "+mark+pad(a, width)+"  "+b, " "))
	}
	return strings.Join(lines, "\n")
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

func pad(s string, width int) string { return s + strings.Repeat(" ", max(0, width-len([]rune(s)))) }

// Before fails unless both of two things have happened, and first before second.
func Before(t *T, got []string, first, second string, mistakes ...Mistake) {
	t.running()
	a, b := slices.Index(got, first), slices.Index(got, second)
	switch {
	case a < 0:
		t.fail(fmt.Sprintf("%q never happens", first), likely(got, mistakes))
	case b < 0:
		t.fail(fmt.Sprintf("%q never happens", second), likely(got, mistakes))
	case a > b:
		t.fail(fmt.Sprintf("%q happens before %q, and should happen after it", second, first), likely(got, mistakes))
	}
}
