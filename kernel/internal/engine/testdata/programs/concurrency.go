// Goroutines, channels, select, sync, context, worker pools, pipelines.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func gen(n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i
		}
	}()
	return ch
}

func square(in <-chan int) <-chan int {
	out := make(chan int, 2)
	go func() {
		defer close(out)
		for v := range in {
			out <- v * v
		}
	}()
	return out
}

func pool(jobs []int, workers int) map[int]int {
	in := make(chan int)
	type result struct{ job, val int }
	out := make(chan result)
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range in {
				out <- result{j, j * 10}
			}
		}()
	}
	go func() {
		for _, j := range jobs {
			in <- j
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	all := map[int]int{}
	for r := range out {
		all[r.job] = r.val
	}
	return all
}

type Counter struct {
	mu sync.RWMutex
	n  map[string]int
}

func (c *Counter) Inc(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[k]++
}

func (c *Counter) Get(k string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n[k]
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	sum := 0
	for v := range square(square(gen(5))) {
		sum += v
	}
	fmt.Println("sum", sum)
	fmt.Println(pool([]int{1, 2, 3, 4, 5}, 3))
	c := Counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { c.Inc([]string{"even", "odd"}[i%2]) })
	}
	wg.Wait()
	fmt.Println(c.Get("even"), c.Get("odd"))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	err := wait(ctx, time.Hour)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded), wait(context.Background(), 0))
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var n atomic.Int64
	done := make(chan struct{})
	for range 4 {
		go func() {
			n.Add(2)
			done <- struct{}{}
		}()
	}
	for range 4 {
		<-done
	}
	fmt.Println(n.Load())
	timeout := time.After(time.Second)
	ticks := make(chan int)
	go func() {
		for i := range 3 {
			ticks <- i
		}
	}()
	for got := 0; got < 3; {
		select {
		case t := <-ticks:
			fmt.Println("tick", t)
			got++
		case <-timeout:
			fmt.Println("too late")
			return
		}
	}
	var nilCh chan int
	select {
	case v := <-nilCh:
		fmt.Println(v)
	default:
		fmt.Println("nothing")
	}
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	go func() { cond.L.Lock(); ready = true; cond.L.Unlock(); cond.Broadcast() }()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	fmt.Println("ready", ready)
	once2 := sync.OnceValue(func() int { fmt.Println("computing"); return 42 })
	fmt.Println(once2(), once2())
	key := struct{ name string }{"user"}
	fmt.Println(context.WithValue(context.Background(), key, Counter{}.n).Value(key) == nil)
	errs := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				errs <- fmt.Errorf("recovered: %v", r)
			}
		}()
		var m map[string]int
		m["x"] = 1
	}()
	fmt.Println(<-errs)
}
