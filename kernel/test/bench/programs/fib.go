package programs

// Fib counts by recursion: nothing but calls.
func Fib(n int) func() int { return func() int { return fib(n) } }

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}
