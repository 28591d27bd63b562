package seq

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// List pulls all values into a slice.
func List[T any](s iter.Seq[T]) []T { return slices.AppendSeq([]T{}, s) }

// Sorted pulls all values into a slice and sorts it.
func Sorted[T cmp.Ordered](s iter.Seq[T]) []T {
	list := List(s)
	slices.Sort(list)
	return list
}

// Number is what can be added up.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 | ~complex64 | ~complex128
}

// Sum adds all values up.
func Sum[T Number](s iter.Seq[T]) T {
	var sum T
	s(func(v T) bool {
		sum += v
		return true
	})
	return sum
}

// Reduce folds all values into one: it starts with init and goes on with f(init, first), and so on.
func Reduce[T, Acc any](s iter.Seq[T], init Acc, f func(Acc, T) Acc) Acc {
	for v := range s {
		init = f(init, v)
	}
	return init
}

// Max is the greatest value, and false if there is none.
func Max[T cmp.Ordered](s iter.Seq[T]) (T, bool) {
	return best(s, func(v, than T) bool { return cmp.Compare(v, than) > 0 })
}

// Min is the least value, and false if there is none.
func Min[T cmp.Ordered](s iter.Seq[T]) (T, bool) {
	return best(s, func(v, than T) bool { return cmp.Compare(v, than) < 0 })
}

func best[T any](s iter.Seq[T], better func(v, than T) bool) (best T, ok bool) {
	for v := range s {
		if !ok || better(v, best) {
			best, ok = v, true
		}
	}
	return best, ok
}

// Any reports whether f returns true for a value. It pulls up to the first such.
func Any[T any](s iter.Seq[T], f func(T) bool) bool {
	for v := range s {
		if f(v) {
			return true
		}
	}
	return false
}

// All reports whether f returns true for every value. It pulls up to the first that it does not.
func All[T any](s iter.Seq[T], f func(T) bool) bool {
	return !Any(s, func(v T) bool { return !f(v) })
}

// Contains reports whether v is among the values. It pulls up to the first that is equal.
func Contains[T comparable](s iter.Seq[T], v T) bool {
	return Any(s, func(w T) bool { return w == v })
}

// First is the first value, and false if there is none. It pulls one.
func First[T any](s iter.Seq[T]) (T, bool) {
	for v := range s {
		return v, true
	}
	var zero T
	return zero, false
}

// Last is the last value, and false if there is none.
func Last[T any](s iter.Seq[T]) (last T, ok bool) {
	for v := range s {
		last, ok = v, true
	}
	return last, ok
}

// Len counts the values.
func Len[T any](s iter.Seq[T]) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// Join puts texts together, with sep between them.
func Join(s iter.Seq[string], sep string) string {
	var b strings.Builder
	for i, text := range Enumerate(s) {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(text)
	}
	return b.String()
}

// Equal reports whether a and b have the same values. It pulls up to the first that differ.
func Equal[T comparable](a, b iter.Seq[T]) bool {
	next, stop := iter.Pull(b)
	defer stop()
	for v := range a {
		if w, ok := next(); !ok || w != v {
			return false
		}
	}
	_, more := next()
	return !more
}
