package aio_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

// fetchData pretends to fetch something, which takes a second.
func fetchData(url string) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		fmt.Println("Fetching", url)
		if err := aio.Sleep(ctx, time.Second); err != nil {
			return "", err
		}
		return "data from " + url, nil
	}
}

// Rows 108, 115 and 136: to await a coroutine is to call it, in the same task. It hands control back only where
// something has to be waited for: another task runs then, not before.
func ExampleCoro_Await() {
	aio.Main(func(ctx context.Context) error {
		aio.Go(ctx, "other", aio.Do(func(ctx context.Context) error {
			fmt.Println("the other task runs at", aio.Now(ctx))
			return nil
		}))
		answer := aio.Coro[int](func(ctx context.Context) (int, error) { return 42, nil })
		v, err := answer.Await(ctx) // or answer(ctx)
		fmt.Println(v, err, "without a switch")
		text, err := fetchData("url")(ctx)
		fmt.Println(text, err, "at", aio.Now(ctx))
		return err
	})
	// Output:
	// 42 <nil> without a switch
	// Fetching url
	// the other task runs at 0s
	// data from url <nil> at 1s
}

// A countdown is an awaitable type.
type countdown int

func (c countdown) Await(ctx context.Context) (string, error) {
	return "lift-off", aio.Sleep(ctx, time.Duration(c)*time.Second)
}

// Rows 109 and 110: whatever has the method Await can be awaited: coroutines, tasks, futures, types of your own. A
// generator has none: aio.Gather(ctx, generator) does not compile.
func ExampleAwaitable() {
	aio.Main(func(ctx context.Context) error {
		future := aio.NewFuture[string]()
		task := aio.Go(ctx, "task", func(ctx context.Context) (string, error) {
			future.Set("a future")
			return "a task", nil
		})
		all, err := aio.Gather(ctx, countdown(3), fetchData("url"), task, future)
		fmt.Println(strings.Join(all, ", "), err)
		return err
	})
	// Output:
	// Fetching url
	// lift-off, data from url, a task, a future <nil>
}

// Rows 5, 111 and 114: at the bottom of a chain of awaits there is a request to the loop. Drive shows it, and you are the
// loop.
func ExampleDrive() {
	price := aio.NewFuture[int]()
	coro := aio.Drive(func(ctx context.Context) (string, error) {
		text, err := fetchData("first")(ctx)
		if err != nil {
			return "", err
		}
		fmt.Println("got", text)
		n, err := price.Await(ctx)
		return fmt.Sprint("result ", n), err
	})
	trap, err := coro.Next()
	fmt.Println("1:", trap, err)
	trap, err = coro.Next()
	fmt.Println("2:", trap, err)
	price.Set(7)
	_, err = coro.Next()
	result, _ := gen.StopValue[string](err)
	fmt.Println("3:", result)
	// Output:
	// Fetching first
	// 1: Sleep 1s <nil>
	// got data from first
	// 2: Wait for a future <nil>
	// 3: result 7
}

// Rows 113 and 116: a loop drives coroutines with what generators have: Next to go on, Throw for what went wrong. Here are two of
// them, and the smallest loop there is.
func ExampleDrive_loop() {
	type job struct {
		name string
		coro *gen.Generator[aio.Trap, any, aio.None]
	}
	count := func(name string) job {
		return job{name, aio.Drive(aio.Do(func(ctx context.Context) error {
			for i := range 3 {
				fmt.Println(name, i)
				if err := aio.Yield(ctx); err != nil {
					return err
				}
			}
			return nil
		}))}
	}
	ready := []job{count("a"), count("b")}
	for len(ready) > 0 {
		next := ready[0]
		ready = ready[1:]
		if _, err := next.coro.Next(); errors.Is(err, gen.ErrStop) {
			fmt.Println(next.name, "is done")
			continue
		}
		ready = append(ready, next)
	}
	// Output:
	// a 0
	// b 0
	// a 1
	// b 1
	// a 2
	// b 2
	// a is done
	// b is done
}

// Rows 118 and 122: any function that is called in a task may wait, however deep. At the end of the chain there is
// something that the loop knows.
func ExampleStack() {
	bottom := func(ctx context.Context) error { return aio.Sleep(ctx, time.Second) }
	middle := func(ctx context.Context) error { return bottom(ctx) }
	aio.Main(func(ctx context.Context) error {
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error { return middle(ctx) }))
		aio.Yield(ctx)
		stack := aio.Stack(task)
		fmt.Println(stack[0])
		fmt.Println(len(stack)-1 >= 3, "calls above it")
		_, err := task.Await(ctx)
		return err
	}, aio.Debug())
	// Output:
	// waits for 1s
	// true calls above it
}

// Rows 129 and 130: a call that has not begun is an object. If it is never awaited nothing happens, and the loop
// says so at its end.
func ExampleNewCoroutine() {
	aio.Main(func(ctx context.Context) error {
		used := aio.NewCoroutine(ctx, "used", fetchData("url1"))
		forgotten := aio.NewCoroutine(ctx, "forgotten", fetchData("url2"))
		fmt.Println(used, forgotten)
		text, err := used.Await(ctx)
		fmt.Println(text, err)
		_, err = used.Await(ctx)
		fmt.Println(err)
		return nil
	}, aio.Warnings(func(w aio.Warning) { fmt.Println("warning:", w.Task, w.Kind) }))
	// Output:
	// <coroutine "used" created> <coroutine "forgotten" created>
	// Fetching url1
	// data from url1 <nil>
	// aio: coroutine "used" was awaited before: make a new one, or make a task of it and await that
	// warning: forgotten never awaited
}
