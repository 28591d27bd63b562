package programs

// Closure calls a function literal that changes a variable of its surroundings.
func Closure(n int) func() int { return func() int { return closure(n) } }

func each(n int, visit func(int) bool) {
	for i := 0; i < n; i++ {
		if !visit(i) {
			return
		}
	}
}

func closure(n int) int {
	sum := 0
	each(n, func(x int) bool {
		sum += x
		return sum >= 0
	})
	return sum
}
