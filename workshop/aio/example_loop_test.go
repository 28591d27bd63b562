package aio_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// work takes some time.
func work(name string, d time.Duration) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		fmt.Println(name, "started")
		if err := aio.Sleep(ctx, d); err != nil {
			return "", err
		}
		fmt.Println(name, "done")
		return name, nil
	}
}

// Rows 131, 139 and 141: Run makes a loop, runs a coroutine in it, and closes the loop. The clock is virtual: the second takes
// no time.
func ExampleRun() {
	began := time.Now()
	text, err := aio.Run(fetchData("https://api.example.com"))
	fmt.Println(text, err)
	fmt.Println(time.Since(began) < time.Second)
	// Output:
	// Fetching https://api.example.com
	// data from https://api.example.com <nil>
	// true
}

// Row 132: one after the other takes two seconds, at the same time one.
func ExampleGather() {
	aio.Main(func(ctx context.Context) error {
		fetchData("url1")(ctx)
		fetchData("url2")(ctx)
		fmt.Println("one after the other:", aio.Now(ctx))
		began := aio.Now(ctx)
		results, err := aio.Gather(ctx, fetchData("url1"), fetchData("url2"))
		fmt.Println("at the same time:", aio.Now(ctx)-began, results)
		return err
	})
	// Output:
	// Fetching url1
	// Fetching url2
	// one after the other: 2s
	// Fetching url1
	// Fetching url2
	// at the same time: 1s [data from url1 data from url2]
}

// Rows 123, 126, 134 and 137: who starts first and who ends first is the same in every run. Many tasks are on their way, but only one of
// them runs at a time.
func ExampleTrace() {
	var trace aio.Trace
	_, err := aio.Run(func(ctx context.Context) ([]string, error) {
		return aio.Gather(ctx, work("A", 2*time.Second).Named("A"), work("B", time.Second).Named("B"))
	}, aio.Record(&trace))
	fmt.Println(err)
	fmt.Println(trace.Text())
	fmt.Println("tasks that run at the same time:", trace.MaxRunning())
	// Output:
	// A started
	// B started
	// B done
	// A done
	// <nil>
	//       0s  main         is created
	//       0s  main         starts
	//       0s  A            is created
	//       0s  B            is created
	//       0s  main         waits for tasks A, B
	//       0s  A            starts
	//       0s  A            waits for 2s
	//       0s  B            starts
	//       0s  B            waits for 1s
	//       1s  B            is woken: timer
	//       1s  B            goes on
	//       1s  B            is done
	//       2s  A            is woken: timer
	//       2s  A            goes on
	//       2s  A            is done
	//       2s  main         is woken: done
	//       2s  main         goes on
	//       2s  main         is done
	//
	// tasks that run at the same time: 1
}

// Row 134: with goroutines the same program may start and end in any order of equals; here a hundred runs are one.
func ExampleTrace_same() {
	texts := map[string]bool{}
	for range 100 {
		var trace aio.Trace
		aio.Main(func(ctx context.Context) error {
			nap := aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) })
			_, err := aio.Gather(ctx, nap, nap, nap, nap, nap)
			return err
		}, aio.Record(&trace))
		texts[trace.Text()] = true
	}
	fmt.Println(len(texts))
	// Output: 1
}

// Row 135: Go makes a task, which runs beside its maker from the next turn on.
func ExampleGo() {
	aio.Main(func(ctx context.Context) error {
		t1 := aio.Go(ctx, "t1", work("A", 2*time.Second))
		t2 := aio.Go(ctx, "t2", work("B", time.Second))
		fmt.Println(t1, t2)
		_, err1 := t1.Await(ctx)
		_, err2 := t2.Await(ctx)
		fmt.Println(t1, t2, aio.Now(ctx))
		return errors.Join(err1, err2)
	})
	// Output:
	// <task "t1" ready> <task "t2" ready>
	// A started
	// B started
	// B done
	// A done
	// <task "t1" done> <task "t2" done> 2s
}

// Row 125: the rest of the program goes on while something slow is waited for.
func ExampleEvery() {
	aio.Main(func(ctx context.Context) error {
		spinner := aio.Go(ctx, "spinner", aio.Do(func(ctx context.Context) error {
			return aio.Every(ctx, 300*time.Millisecond, func() error {
				fmt.Println("still there at", aio.Now(ctx))
				return nil
			})
		}))
		text, err := fetchData("slow")(ctx)
		fmt.Println(text)
		spinner.Cancel()
		spinner.Await(ctx)
		return err
	})
	// Output:
	// Fetching slow
	// still there at 300ms
	// still there at 600ms
	// still there at 900ms
	// data from slow
}

// Rows 127, 128 and 133: what is in a loop: tasks that are ready, first come, first served, and timers, the next one first. LoopOf
// finds the loop that runs; there is none anywhere else.
func ExampleLoop_Queue() {
	aio.Main(func(ctx context.Context) error {
		loop := aio.LoopOf(ctx)
		nap := func(d time.Duration) aio.Coro[aio.None] {
			return aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, d) })
		}
		a, b := aio.Go(ctx, "a", nap(2*time.Second)), aio.Go(ctx, "b", nap(time.Second))
		fmt.Println("runs:", loop.Current(), "ready:", loop.Queue(), "timers:", len(loop.Timers()))
		aio.Yield(ctx)
		fmt.Println("runs:", loop.Current(), "ready:", loop.Queue())
		for _, t := range loop.Timers() {
			fmt.Println("timer:", t.Name, t.Due)
		}
		_, err := aio.Gather(ctx, a, b)
		return err
	})
	fmt.Println(aio.Sleep(context.Background(), time.Second))
	// Output:
	// runs: main ready: [a b] timers: 0
	// runs: main ready: []
	// timer: b 1s
	// timer: a 2s
	// aio.Sleep: this ctx belongs to no running loop: call it below aio.Run, with the ctx that a coroutine is given
}

// Row 138: an answer that does not come in time. The error is also that of package context.
func ExampleWaitFor() {
	aio.Main(func(ctx context.Context) error {
		text, err := aio.WaitFor(ctx, 5*time.Second, fetchData("quick"))
		fmt.Println(text, err)
		_, err = aio.WaitFor(ctx, 500*time.Millisecond, fetchData("slow"))
		fmt.Println(err, err == aio.ErrTimeout, errors.Is(err, context.DeadlineExceeded), aio.Now(ctx))
		return nil
	})
	// Output:
	// Fetching quick
	// data from quick <nil>
	// Fetching slow
	// aio: timed out true true 1.5s
}

// Row 139: when main is done, the tasks that are left are cancelled, and told about.
func ExampleRun_leftover() {
	err := aio.Main(func(ctx context.Context) error {
		aio.Go(ctx, "forgotten", aio.Do(func(ctx context.Context) error {
			defer fmt.Println("cleaning up")
			return aio.Sleep(ctx, time.Hour)
		}))
		return aio.Sleep(ctx, time.Second)
	}, aio.Warnings(func(w aio.Warning) { fmt.Println("warning:", w.Task, w.Kind, w.At != "") }))
	fmt.Println(err)
	// Output:
	// cleaning up
	// warning: forgotten leftover true
	// <nil>
}

// Row 142: three tables in a restaurant. Dinner takes minutes of the guests' time, and none of ours.
func ExampleMain() {
	chance := rand.New(rand.NewPCG(1, 2))
	minutes := func(least, most int) time.Duration {
		return time.Duration(least+chance.IntN(most-least+1)) * time.Minute
	}
	serve := func(table int) func(ctx context.Context) error {
		return func(ctx context.Context) error {
			for _, step := range []string{"reads the menu", "waits for the food", "eats"} {
				d := minutes(2, 9)
				fmt.Printf("%5v  table %d %s for %v\n", aio.Now(ctx), table, step, d)
				if err := aio.Sleep(ctx, d); err != nil {
					return err
				}
			}
			fmt.Printf("%5v  table %d pays\n", aio.Now(ctx), table)
			return nil
		}
	}
	err := aio.Main(func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for table := range 3 {
				g.Go(fmt.Sprint("table ", table+1), serve(table+1))
			}
			return nil
		})
	})
	fmt.Println(err)
	// Output:
	//    0s  table 1 reads the menu for 2m0s
	//    0s  table 2 reads the menu for 6m0s
	//    0s  table 3 reads the menu for 2m0s
	//  2m0s  table 1 waits for the food for 4m0s
	//  2m0s  table 3 waits for the food for 2m0s
	//  4m0s  table 3 eats for 6m0s
	//  6m0s  table 2 waits for the food for 3m0s
	//  6m0s  table 1 eats for 8m0s
	//  9m0s  table 2 eats for 3m0s
	// 10m0s  table 3 pays
	// 12m0s  table 2 pays
	// 14m0s  table 1 pays
	// <nil>
}
