package programs

// Loop is a loop in a function, to compare with the same at a cell's top level.
func Loop(n int) func() int { return func() int { return loop(n) } }

func loop(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		sum += i & 3
	}
	return sum
}
