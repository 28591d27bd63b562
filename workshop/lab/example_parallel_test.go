package lab_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/workshop/lab"
)

// Row 161: ten jobs, at most three at a time.
func ExampleNewPool() {
	pool := lab.NewPool(3)
	var sum atomic.Int64
	for i := range 10 {
		pool.Go(func() error {
			sum.Add(int64(i))
			return nil
		})
	}
	fmt.Println(pool.Wait(), sum.Load(), pool.Done(), pool.MostAtOnce() <= 3)
	// Output: <nil> 45 10 true
}

// Row 157: how many goroutines may run at the very same moment is a number that a program can set.
func ExampleProcs() {
	before := runtime.GOMAXPROCS(0)
	lab.Procs(1, func() { fmt.Println(runtime.GOMAXPROCS(0)) })
	fmt.Println(runtime.GOMAXPROCS(0) == before)
	// Output:
	// 1
	// true
}

// Row 164: work for the processor, a chunk for each goroutine. The result does not depend on how it is divided.
func ExampleCrunch() {
	sums := make([]uint64, 4)
	var all sync.WaitGroup
	for i := range sums {
		all.Go(func() { sums[i] = lab.Crunch(2) })
	}
	all.Wait()
	fmt.Println(sums[0] == lab.Crunch(2), sums[0] == sums[3], lab.Steps(1000))
	// Output: true true 59431
}

// Rows 159 and 162: processes instead of goroutines. How long it takes to start four that do nothing differs from
// run to run.
func ExampleSpawn() {
	row, err := lab.Spawn(context.Background(), 4, "true")
	fmt.Println(row.Name, row.Time > 0, err)
	// Output: 4 processes true <nil>
}

// Row 158: two goroutines count with one counter, and updates get lost. How many, nobody knows; with a lock, none.
func ExampleRace() {
	wrong := lab.Race(2, 10_000)
	fmt.Println(wrong.Want, wrong.Lost() >= 0)
	fmt.Println(lab.NoRace(2, 10_000))
	// Output:
	// 20000 true
	// 20000 expected, 20000 counted, 0 lost
}

// Row 158: how an update is lost, step by step.
func ExampleLostUpdate() {
	fmt.Println(lab.LostUpdate(3, 2, 1))
	// Output:
	// step  worker 1   worker 2   counter
	//    1  reads 0               0
	//    2             reads 0    0
	//    3  writes 1              1
	//    4             writes 1   1
	// 2 expected, 1 counted, 1 lost
}
