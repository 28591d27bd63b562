package programs

import "iter"

// Pull takes the values of a sequence one by one; in Python that is next(generator).
func Pull(n int) func() int { return func() int { return pull(n) } }

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pull(n int) int {
	next, stop := iter.Pull(numbers(n))
	defer stop()
	sum := 0
	for {
		x, ok := next()
		if !ok {
			return sum
		}
		sum += x
	}
}
