package programs

// Empty is a loop that does nothing.
func Empty(n int) func() int { return func() int { return empty(n) } }

func empty(n int) int {
	i := 0
	for i < n {
		i++
	}
	return i
}
