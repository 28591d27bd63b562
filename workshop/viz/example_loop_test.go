package viz_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/viz"
)

// sleeper is a coroutine that only takes time.
func sleeper(name string, d time.Duration) aio.Awaitable[string] {
	return aio.Coro[string](func(ctx context.Context) (string, error) {
		return name, aio.Sleep(ctx, d)
	}).Named(name)
}

// Row 134: A takes two seconds and B one; they start in order, and B is done first. Waiting at the same time,
// both take two seconds together.
func ExampleTimeline() {
	var trace aio.Trace
	aio.Run(func(ctx context.Context) ([]string, error) {
		return aio.Gather(ctx, sleeper("A", 2*time.Second), sleeper("B", time.Second))
	}, aio.Record(&trace))
	fmt.Println(viz.Timeline(&trace))
	// Output:
	// Timeline
	// 3 tasks in 2s, 6 steps, one at a time
	//
	//        0s                            1s                      2s
	// main   #####....................................................##  done
	// A        ==##................................................##     done
	// B         ==###......................##                             done
	//
	// # runs   = is ready   . waits
	// 2s: A wakes main (done)
}

// Row 142: three tables in a restaurant with one waiter. Minutes of waiting take no time at all on a virtual clock.
func ExampleTimeline_restaurant() {
	var trace aio.Trace
	random := rand.New(rand.NewPCG(1, 2))
	serve := func(table string) aio.Awaitable[string] {
		return aio.Coro[string](func(ctx context.Context) (string, error) {
			for range 3 { // they read the menu, eat, pay
				if err := aio.Sleep(ctx, time.Duration(5+random.IntN(20))*time.Minute); err != nil {
					return "", err
				}
			}
			return table, nil
		}).Named(table)
	}
	aio.Run(func(ctx context.Context) ([]string, error) {
		return aio.Gather(ctx, serve("table 1"), serve("table 2"), serve("table 3"))
	}, aio.Record(&trace))
	fmt.Println(viz.Timeline(&trace).Summary())
	fmt.Println(trace.MaxRunning(), "at a time")
	// Output:
	// 4 tasks in 44m0s, 14 steps, one at a time
	// 1 at a time
}

// Row 153: a consumer waits for the queue, not for the producer, and the picture says so.
func ExampleTimeline_queue() {
	var trace aio.Trace
	aio.Main(func(ctx context.Context) error {
		queue := aio.NewQueue[int](0).Named("orders")
		consumer := aio.Go(ctx, "consumer", aio.Do(func(ctx context.Context) error {
			for range 2 {
				if _, err := queue.Get(ctx); err != nil {
					return err
				}
			}
			return nil
		}))
		for i := range 2 {
			aio.Sleep(ctx, time.Second)
			queue.Put(ctx, i)
		}
		_, err := consumer.Await(ctx)
		return err
	}, aio.Record(&trace))
	fmt.Println(viz.Timeline(&trace))
	// Output:
	// Timeline
	// 2 tasks in 2s, 7 steps, one at a time
	//
	//            0s                        1s                        2s
	// main       ####......................###.......................###..##  done
	// consumer     =##......................==##......................=##     done
	//
	// # runs   = is ready   . waits
	// 1s: main wakes consumer (put)
	// 2s: main wakes consumer (put)
	// 2s: consumer wakes main (done)
}

// Row 171: a task that does not wait but works keeps all others waiting. The picture shows a red, crossed bar.
func ExampleTimeline_blocked() {
	var trace aio.Trace
	aio.Main(func(ctx context.Context) error {
		tick := aio.Go(ctx, "tick", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) }))
		time.Sleep(120 * time.Millisecond) // instead of aio.Sleep: that is the mistake
		_, err := tick.Await(ctx)
		return err
	}, aio.Record(&trace))
	fmt.Println(viz.Timeline(&trace).Summary())
	// Output: 2 tasks in 1s, 4 steps, one at a time; main blocked the loop for 0.1s
}

// Rows 139 and 154, and the picture of notebook 10: who has started whom, how each has ended, and who wanted that.
func ExampleTasks() {
	var trace aio.Trace
	aio.Main(func(ctx context.Context) error {
		long := aio.Go(ctx, "long", aio.Do(func(ctx context.Context) error {
			aio.Go(ctx, "helper", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) }))
			return aio.Sleep(ctx, 5*time.Second)
		}))
		aio.Sleep(ctx, 2*time.Second)
		long.Cancel()
		long.Await(ctx)
		return nil
	}, aio.Record(&trace))
	fmt.Println(viz.Tasks(&trace))
	// Output:
	// Tasks
	// 3 tasks in 2s: 2 done, 1 cancelled, 0 failed
	//
	// main          done at 2s
	// └─ long       cancelled at 2s, to be cancelled at 2s by main
	//    └─ helper  done at 1s
}

// The picture of notebook 9: how full a queue is.
func ExampleDepth() {
	var depth viz.Depth
	aio.Main(func(ctx context.Context) error {
		orders := aio.NewQueue[int](0).Named("orders")
		depth.Watch("orders", orders)
		for i := range 3 {
			orders.Put(ctx, i)
			aio.Sleep(ctx, time.Second)
		}
		for range 3 {
			orders.Get(ctx)
			aio.Sleep(ctx, time.Second)
		}
		return nil
	}, aio.Observe(depth.Event))
	fmt.Println(depth.Picture())
	// Output:
	// Queue depth
	// orders: at most 3 items in 6s
	//
	// orders
	//        0s     0
	//        0s     1  #
	//        1s     2  ##
	//        2s     3  ###
	//        3s     2  ##
	//        4s     1  #
	//        5s     0
}

// Row 127: the queue of the ready, first come, first served, and the timers, in the order of their times.
func ExampleLoop() {
	aio.Main(func(ctx context.Context) error {
		for _, name := range []string{"A", "B"} {
			aio.Go(ctx, name, aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) })).Background()
		}
		fmt.Println(viz.Loop(aio.LoopOf(ctx)))
		aio.Yield(ctx)
		fmt.Println(viz.Loop(aio.LoopOf(ctx)))
		return nil
	})
	// Output:
	// Event loop
	// main runs; 2 ready, 0 timers; the clock says 0s
	//
	// runs    main
	// ready   A ← B
	// timers  empty
	// Event loop
	// main runs; 0 ready, 2 timers; the clock says 0s
	//
	// runs    main
	// ready   empty
	// timers  A at 1s ← B at 1s
}

// Row 118: at the end of every chain of awaits there is something that the loop knows how to wait for. aio.Stack has the
// links of a task.
func ExampleChain() {
	fmt.Println(viz.Chain("Who awaits what", "main", "fetch", "read", "a future"))
	// Output:
	// Who awaits what
	// 4 links: from main down to a future
	//
	// main
	//   ↓ awaits
	// fetch
	//   ↓ awaits
	// read
	//   ↓ awaits
	// a future
}
