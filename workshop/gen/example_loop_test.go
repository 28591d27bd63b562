package gen_test

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// A task yields how long it wants to sleep.
type task = *gen.Generator[time.Duration, gen.None, gen.None]

// sleeper is a task that is to go on at a time.
type sleeper struct {
	due  time.Duration
	task task
}

// run is an event loop: it lets tasks run in turn, each until it sleeps. Nobody really waits: when all sleep,
// the clock is set to the time when the first wakes up.
func run(tasks ...task) (clock time.Duration) {
	var waiting []sleeper
	for _, t := range tasks {
		waiting = append(waiting, sleeper{0, t})
	}
	for len(waiting) > 0 {
		next := waiting[0]
		waiting, clock = waiting[1:], next.due
		d, err := next.task.Next()
		if err != nil {
			continue // it is done
		}
		waiting = append(waiting, sleeper{clock + d, next.task})
		slices.SortStableFunc(waiting, func(a, b sleeper) int { return cmp.Compare(a.due, b.due) })
	}
	return clock
}

// Rows 5, 113 and 114: generators are all it takes to build an event loop. A task hands control back to the loop
// with each Yield; sleep is a generator of its own, at the bottom of every wait.
func Example_eventLoop() {
	sleep := func(d time.Duration) task {
		return gen.New(func(y *gen.Yielder[time.Duration, gen.None]) (gen.None, error) { return y.Yield(d) })
	}
	work := func(name string, d time.Duration) task {
		return gen.New(func(y *gen.Yielder[time.Duration, gen.None]) (gen.None, error) {
			fmt.Println(name, "started")
			if _, err := gen.From(y, sleep(d)); err != nil {
				return gen.None{}, err
			}
			fmt.Println(name, "done")
			return gen.None{}, nil
		})
	}
	fmt.Println(run(work("A", 2*time.Second), work("B", time.Second)))
	// Output:
	// A started
	// B started
	// B done
	// A done
	// 2s
}
