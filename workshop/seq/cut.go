package seq

import (
	"fmt"
	"iter"
)

// Take yields the first n values of s. It pulls no more than these: none at all if n is 0.
func Take[T any](s iter.Seq[T], n int) iter.Seq[T] { return Slice(s, 0, max(n, 0), 1) }

// Drop yields the values of s without the first n.
func Drop[T any](s iter.Seq[T], n int) iter.Seq[T] { return Slice(s, max(n, 0), End, 1) }

// End is the stop of a [Slice] that goes on to the end.
const End = -1

// Slice yields every step-th of the values of s from number start up to stop, without stop: Python's islice. The
// last value that it pulls is the last that it yields, so a cursor stands right behind that. It panics if
// start is negative or step less than 1.
func Slice[T any](s iter.Seq[T], start, stop, step int) iter.Seq[T] {
	if start < 0 || step < 1 {
		panic(fmt.Sprintf("seq: Slice from %d in steps of %d: sequences only go forward from 0", start, step))
	}
	if stop >= 0 && stop <= start {
		return func(func(T) bool) {}
	}
	return func(yield func(T) bool) {
		i, next := 0, start
		for v := range s {
			if i == next {
				next += step
				if !yield(v) || stop >= 0 && next >= stop {
					return
				}
			}
			i++
		}
	}
}

// TakeWhile yields the values of s up to the first that f returns false for; that one is pulled and lost.
func TakeWhile[T any](s iter.Seq[T], f func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if !f(v) || !yield(v) {
				return
			}
		}
	}
}

// DropWhile yields the values of s from the first on that f returns false for.
func DropWhile[T any](s iter.Seq[T], f func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		dropping := true
		for v := range s {
			dropping = dropping && f(v)
			if !dropping && !yield(v) {
				return
			}
		}
	}
}
