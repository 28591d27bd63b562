package seq

import (
	"fmt"
	"iter"
)

// Zip yields the first values of a and b, the second values, and so on until either ends. It pulls from a first: when b
// is the one that ends, one value of a is lost.
func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for v := range a {
			w, ok := next()
			if !ok || !yield(v, w) {
				return
			}
		}
	}
}

// Enumerate yields the values of s with their numbers, from 0.
func Enumerate[T any](s iter.Seq[T]) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for v := range s {
			if !yield(i, v) {
				return
			}
			i++
		}
	}
}

// Pairwise yields each value of s with the one after it.
func Pairwise[T any](s iter.Seq[T]) iter.Seq2[T, T] {
	return func(yield func(T, T) bool) {
		var before T
		first := true
		for v := range s {
			if !first && !yield(before, v) {
				return
			}
			before, first = v, false
		}
	}
}

// Product yields every value of a with every value of b. It keeps those of b, which it pulls once, with the first of a.
func Product[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		var kept []B
		first := true
		for v := range a {
			if first {
				first = false
				for w := range b {
					kept = append(kept, w)
					if !yield(v, w) {
						return
					}
				}
				continue
			}
			for _, w := range kept {
				if !yield(v, w) {
					return
				}
			}
		}
	}
}

// StarMap yields f(a, b) for every pair of s.
func StarMap[A, B, Out any](s iter.Seq2[A, B], f func(A, B) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		for a, b := range s {
			if !yield(f(a, b)) {
				return
			}
		}
	}
}

// Filter2 yields those pairs of s that keep returns true for.
func Filter2[A, B any](s iter.Seq2[A, B], keep func(A, B) bool) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		for a, b := range s {
			if keep(a, b) && !yield(a, b) {
				return
			}
		}
	}
}

// Take2 yields the first n pairs of s, and pulls no more.
func Take2[A, B any](s iter.Seq2[A, B], n int) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for a, b := range s {
			i++
			if !yield(a, b) || i == n {
				return
			}
		}
	}
}

// Keys yields the first of each pair of s.
func Keys[A, B any](s iter.Seq2[A, B]) iter.Seq[A] {
	return StarMap(s, func(a A, _ B) A { return a })
}

// Values yields the second of each pair of s.
func Values[A, B any](s iter.Seq2[A, B]) iter.Seq[B] {
	return StarMap(s, func(_ A, b B) B { return b })
}

// A Pair is two values as one.
type Pair[A, B any] struct {
	First  A
	Second B
}

// String is "(first, second)".
func (p Pair[A, B]) String() string { return fmt.Sprintf("(%v, %v)", p.First, p.Second) }

// Pairs yields the pairs of s as values, for instance for [List].
func Pairs[A, B any](s iter.Seq2[A, B]) iter.Seq[Pair[A, B]] {
	return StarMap(s, func(a A, b B) Pair[A, B] { return Pair[A, B]{a, b} })
}
