package programs

import "iter"

// Pipeline sends numbers through three lazy stages; in Python they are generators.
func Pipeline(n int) func() int { return func() int { return pipeline(n) } }

func Range(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func Filter[V any](seq iter.Seq[V], keep func(V) bool) iter.Seq[V] {
	return func(yield func(V) bool) {
		for v := range seq {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func Map[V, W any](seq iter.Seq[V], f func(V) W) iter.Seq[W] {
	return func(yield func(W) bool) {
		for v := range seq {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func pipeline(n int) int {
	odd := Filter(Range(n), func(x int) bool { return x%2 == 1 })
	squares := Map(odd, func(x int) int { return x * x & 1023 })
	sum := 0
	for x := range squares {
		sum += x
	}
	return sum
}
