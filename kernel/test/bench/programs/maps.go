package programs

// Maps counts in a map.
func Maps(n int) func() int { return func() int { return histogram(n) } }

func histogram(n int) int {
	counts := map[int]int{}
	for i := 0; i < n; i++ {
		counts[i*7&1023]++
	}
	return len(counts)*1000 + counts[7]
}
