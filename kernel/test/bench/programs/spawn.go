package programs

import "sync"

// Spawn starts goroutines, and waits for every thousand of them; in Python they are asyncio
// tasks, which cost a tenth of a thread.
func Spawn(n int) func() int { return func() int { return spawn(n) } }

func spawn(n int) int {
	results := make([]int, n)
	for at := 0; at < n; at += 1000 {
		var wg sync.WaitGroup
		for i := at; i < min(at+1000, n); i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				results[i] = i
			}()
		}
		wg.Wait()
	}
	sum := 0
	for _, x := range results {
		sum += x
	}
	return sum
}
