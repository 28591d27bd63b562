package programs

import "iter"

// RangeFunc ranges over a function; in Python that is a generator.
func RangeFunc(n int) func() int { return func() int { return rangeFunc(n) } }

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func rangeFunc(n int) int {
	sum := 0
	for x := range count(n) {
		sum += x
	}
	return sum
}
