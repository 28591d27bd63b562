package lib_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// An outcome is all that a caller can see of a call: its results, what it left
// in the slices that it got, and a panic.
type outcome []any

// observe runs f and adds its panic, as text, to what it saw.
func observe(f func() outcome) (o outcome) {
	defer func() {
		if r := recover(); r != nil {
			o = append(o, fmt.Sprint("panic: ", r))
		}
	}()
	return f()
}

// same compares a body of ours with the standard library's function.
func same(t *testing.T, name string, input any, ours, theirs func() outcome) {
	t.Helper()
	got, want := observe(ours), observe(theirs)
	if g, w := fmt.Sprintf("%#v", got), fmt.Sprintf("%#v", want); g != w {
		t.Errorf("%s(%#v):\n got %s\nwant %s", name, input, g, w)
	} else if !reflect.DeepEqual(fmt.Sprintf("%T", got), fmt.Sprintf("%T", want)) {
		t.Errorf("%s(%#v): types differ", name, input)
	}
}

// memory shows a slice with its spare capacity.
func memory[E any](s []E) outcome {
	return outcome{s, s == nil, len(s), cap(s), s[:cap(s)]}
}

// inputs calls f with many random slices of small numbers: many duplicates, all
// lengths, with and without spare capacity, nil too.
func inputs(f func(r *rand.Rand, s []int)) {
	r := rand.New(rand.NewPCG(1, 2))
	f(r, nil)
	for range 500 {
		n := r.IntN(40)
		s := make([]int, n, n+r.IntN(3)*r.IntN(20))
		for i := range s[:cap(s)] {
			s[:cap(s)][i] = r.IntN(12)
		}
		f(r, s)
	}
}

// copied returns a copy of s with the same capacity and contents beyond the length.
func copied(s []int) []int {
	if s == nil {
		return nil
	}
	c := make([]int, cap(s))
	copy(c, s[:cap(s)])
	return c[:len(s)]
}
