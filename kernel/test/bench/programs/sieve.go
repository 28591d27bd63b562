package programs

// Sieve counts the primes up to n.
func Sieve(n int) func() int { return func() int { return sieve(n) } }

func sieve(n int) int {
	composite := make([]bool, n+1)
	count := 0
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return count
}
