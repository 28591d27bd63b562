package main

import (
	"fmt"
	"maps"
	"sync"
)

// Many goroutines use maps as they may: one map under a lock, one that nobody changes, and maps of their own.
func main() {
	counts := map[string]int{}
	primes := map[int]bool{2: true, 3: true, 5: true}
	var mu sync.RWMutex
	var all sync.WaitGroup
	for i := range 30 {
		all.Go(func() {
			own := map[int]int{}
			for j := range 100 {
				word := fmt.Sprint("word ", i*j%10)
				mu.Lock()
				counts[word]++
				delete(counts, "none")
				mu.Unlock()
				mu.RLock()
				own[counts[word]%7]++
				for range counts {
				}
				mu.RUnlock()
				for p := range primes {
					own[p] += j
				}
				if primes[j] {
					clear(maps.Clone(own))
				}
			}
		})
	}
	all.Wait()
	sum := 0
	for _, n := range counts {
		sum += n
	}
	fmt.Println(sum, len(counts), len(primes))
}
