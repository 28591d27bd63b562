package seq

import (
	"fmt"
	"iter"
)

// Trace yields the values of s, and prints when it is started, each value as it is pulled, and how it ends:
//
//	squares: start
//	squares → 0
//	squares → 1
//	squares: stopped by its consumer
//
// Nothing is printed before somebody ranges over it, which is the point.
func Trace[T any](name string, s iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		fmt.Printf("%s: start\n", name)
		for v := range s {
			fmt.Printf("%s → %v\n", name, v)
			if !yield(v) {
				fmt.Printf("%s: stopped by its consumer\n", name)
				return
			}
		}
		fmt.Printf("%s: end\n", name)
	}
}

// Counted yields the values of s, and adds 1 to *pulls for each.
func Counted[T any](s iter.Seq[T], pulls *int) iter.Seq[T] {
	return Map(s, func(v T) T {
		*pulls++
		return v
	})
}
