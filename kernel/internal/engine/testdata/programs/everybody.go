package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// goroutines counts those that there are, by the text of their stacks.
func goroutines() int {
	buf := make([]byte, 1<<20)
	return strings.Count("\n"+string(buf[:runtime.Stack(buf, true)]), "\ngoroutine ")
}

func main() {
	var over atomic.Bool
	var all sync.WaitGroup
	hold := make(chan bool)
	before := goroutines()
	for range 3 {
		all.Go(func() { <-hold })
	}
	fmt.Println("just started:", goroutines()-before)
	all.Go(func() {
		for !over.Load() {
		}
	})
	fmt.Println("one is busy:", goroutines()-before)
	over.Store(true)
	close(hold)
	all.Wait()
}
