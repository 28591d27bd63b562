package aio_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// contextManager is a resource that talks about itself.
type contextManager struct{ name string }

func (c contextManager) Enter(ctx context.Context) (string, error) {
	fmt.Println("Entering the context")
	return c.name, aio.Sleep(ctx, time.Second)
}

func (c contextManager) Exit(ctx context.Context, err error) error {
	fmt.Println("Exiting the context, error:", err)
	return aio.Sleep(ctx, time.Second)
}

// Row 144: async with.
func ExampleWith() {
	aio.Main(func(ctx context.Context) error {
		return aio.With(ctx, contextManager{"cm"}, func(name string) error {
			fmt.Println("Inside the context of", name)
			return nil
		})
	})
	// Output:
	// Entering the context
	// Inside the context of cm
	// Exiting the context, error: <nil>
}

// Row 145: the exit sees what has happened, and can still wait, even if the task was cancelled. It cannot make an error go
// away.
func ExampleWith_error() {
	aio.Main(func(ctx context.Context) error {
		err := aio.With(ctx, contextManager{"cm"}, func(string) error { return errors.New("the body has failed") })
		fmt.Println(err)
		err = aio.Timeout(ctx, 3*time.Second, func(ctx context.Context) error {
			return aio.With(ctx, contextManager{"cm"}, func(string) error { return aio.Sleep(ctx, time.Hour) })
		})
		fmt.Println(err, "at", aio.Now(ctx))
		return nil
	})
	// Output:
	// Entering the context
	// Exiting the context, error: the body has failed
	// the body has failed
	// Entering the context
	// Exiting the context, error: aio: timed out
	// aio: timed out at 6s
}

// streamData yields a number now and then: an async generator.
func streamData(ctx context.Context, n int, pause time.Duration) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if err := aio.Sleep(ctx, pause); err != nil {
				yield(0, err)
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}

// Rows 146 and 147: async for over an async generator is range over a function that may wait. Other tasks run meanwhile.
func ExampleSeq() {
	aio.Main(func(ctx context.Context) error {
		other := aio.Go(ctx, "other", work("other", 2500*time.Millisecond))
		for item, err := range streamData(ctx, 5, time.Second) {
			if err != nil {
				return err
			}
			fmt.Println(item, aio.Now(ctx))
		}
		_, err := other.Await(ctx)
		return err
	})
	// Output:
	// other started
	// 0 1s
	// 1 2s
	// other done
	// 2 3s
	// 3 4s
	// 4 5s
}

// asyncCounter is an AsyncIterator: what had to be written before there were async generators.
type asyncCounter struct{ current, end int }

func (c *asyncCounter) Next(ctx context.Context) (int, error) {
	if c.current >= c.end {
		return 0, aio.ErrStop
	}
	c.current++
	return c.current - 1, aio.Yield(ctx)
}

// Rows 148 and 149: an iterator whose Next may wait, driven by hand and by a loop. Its end is an error, as in Python.
func ExampleEach() {
	aio.Main(func(ctx context.Context) error {
		it := &asyncCounter{end: 5}
		v, err := it.Next(ctx)
		fmt.Println(v, err)
		for v, err := range aio.Each(ctx, it) { // goes on where it was
			fmt.Println(v, err)
		}
		_, err = it.Next(ctx)
		fmt.Println(err)
		return nil
	})
	// Output:
	// 0 <nil>
	// 1 <nil>
	// 2 <nil>
	// 3 <nil>
	// 4 <nil>
	// aio: StopAsyncIteration
}

// Rows 148 and 150: an iterator is to a generator what an async iterator is to an async generator: Pull makes the one of the other.
func ExamplePull() {
	aio.Main(func(ctx context.Context) error {
		it, stop := aio.Pull(ctx, streamData(ctx, 2, time.Second))
		defer stop()
		for range 3 {
			v, err := it.Next(ctx)
			fmt.Println(v, err, aio.Now(ctx))
		}
		return nil
	})
	// Output:
	// 0 <nil> 1s
	// 1 <nil> 2s
	// 0 aio: StopAsyncIteration 2s
}

func produce(ctx context.Context, q *aio.Queue[int]) error {
	for i := range 5 {
		if err := q.Put(ctx, i); err != nil {
			return err
		}
		if err := aio.Sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func consume(ctx context.Context, q *aio.Queue[int]) error {
	for {
		item, err := q.Get(ctx)
		if err != nil {
			return err
		}
		fmt.Println("consumed", item)
		q.TaskDone()
	}
}

// Rows 151 and 153: a producer and a consumer. Each of them waits for the queue, and the loop runs others; Join waits until all is
// done, and then nobody needs the consumer any more.
func ExampleQueue() {
	err := aio.Main(func(ctx context.Context) error {
		q := aio.NewQueue[int](2)
		consumer := aio.Go(ctx, "consumer", aio.Do(func(ctx context.Context) error { return consume(ctx, q) }))
		if err := produce(ctx, q); err != nil {
			return err
		}
		if err := q.Join(ctx); err != nil {
			return err
		}
		fmt.Println("all done:", q.Len(), q.Full(), consumer)
		consumer.Cancel()
		_, err := consumer.Await(ctx)
		fmt.Println(err)
		return nil
	})
	fmt.Println(err)
	// Output:
	// consumed 0
	// consumed 1
	// consumed 2
	// consumed 3
	// consumed 4
	// all done: 0 false <task "consumer" waits for an item of a queue>
	// aio: cancelled
	// <nil>
}

// Row 152: to gather producer and consumer, as it is often shown, never ends: the consumer waits for an item that
// nobody will put. Python hangs; the loop says who waits for what.
func ExampleDeadlockError() {
	err := aio.Main(func(ctx context.Context) error {
		q := aio.NewQueue[int](0).Named("numbers")
		_, err := aio.Gather(ctx,
			aio.Do(func(ctx context.Context) error { return produce(ctx, q) }).Named("producer"),
			aio.Do(func(ctx context.Context) error { return consume(ctx, q) }).Named("consumer"),
		)
		return err
	})
	fmt.Println(err)
	fmt.Println(errors.Is(err, aio.ErrDeadlock))
	// Output:
	// consumed 0
	// consumed 1
	// consumed 2
	// consumed 3
	// consumed 4
	// aio: deadlock: all tasks wait, and nothing will wake them:
	//   main waits for task consumer
	//   consumer waits for an item of queue "numbers"
	// true
}

// Row 152: corrected. A producer that closes the queue lets the consumer come to its end.
func ExampleQueue_Close() {
	err := aio.Main(func(ctx context.Context) error {
		q := aio.NewQueue[int](0)
		_, err := aio.Gather(ctx,
			aio.Do(func(ctx context.Context) error { defer q.Close(); return produce(ctx, q) }),
			aio.Do(func(ctx context.Context) error {
				for item, err := range q.All(ctx) {
					if err != nil {
						return err
					}
					fmt.Println("consumed", item)
				}
				return nil
			}),
		)
		return err
	})
	fmt.Println(err)
	// Output:
	// consumed 0
	// consumed 1
	// consumed 2
	// consumed 3
	// consumed 4
	// <nil>
}

// Row 151: two more orders.
func ExampleNewPriorityQueue() {
	stack, heap := aio.NewLifoQueue[int](0), aio.NewPriorityQueue(0, cmp.Compare[int])
	for _, n := range []int{3, 1, 2} {
		stack.TryPut(n)
		heap.TryPut(n)
	}
	for range 3 {
		a, _ := stack.TryGet()
		b, _ := heap.TryGet()
		fmt.Println(a, b)
	}
	// Output:
	// 2 1
	// 1 2
	// 3 3
}

// Row 154: a task is cancelled after two of its five seconds: its await returns ErrCancelled, which is context.Canceled, too.
func ExampleTask_Cancel() {
	aio.Main(func(ctx context.Context) error {
		task := aio.Go(ctx, "long", aio.Do(func(ctx context.Context) error {
			fmt.Println("Task started")
			if err := aio.Sleep(ctx, 5*time.Second); err != nil {
				fmt.Println("Task was cancelled:", errors.Is(err, context.Canceled))
				return err
			}
			fmt.Println("Task finished")
			return nil
		}))
		aio.Sleep(ctx, 2*time.Second)
		fmt.Println("Cancelling task")
		task.Cancel()
		_, err := task.Await(ctx)
		fmt.Println("Main has seen:", err, task.Cancelled(), aio.Now(ctx))
		return nil
	})
	// Output:
	// Task started
	// Cancelling task
	// Task was cancelled: true
	// Main has seen: aio: cancelled true 2s
}

// Row 155: the text book lets the task swallow the cancellation. Then it has simply ended, and nobody else
// hears of it: the line "Main coroutine caught cancellation error" is never printed. Corrected, it returns the error.
func ExampleTask_Cancelled() {
	long := func(swallow bool) aio.Coro[aio.None] {
		return aio.Do(func(ctx context.Context) error {
			err := aio.Sleep(ctx, 5*time.Second)
			if err != nil {
				fmt.Println("Task was cancelled")
			}
			if swallow {
				return nil
			}
			return err
		})
	}
	aio.Main(func(ctx context.Context) error {
		for _, swallow := range []bool{true, false} {
			task := aio.Go(ctx, "long", long(swallow))
			aio.Sleep(ctx, 2*time.Second)
			task.Cancel()
			if _, err := task.Await(ctx); err != nil {
				fmt.Println("Main caught:", err)
			}
			fmt.Println("cancelled:", task.Cancelled())
		}
		return nil
	})
	// Output:
	// Task was cancelled
	// cancelled: false
	// Task was cancelled
	// Main caught: aio: cancelled
	// cancelled: true
}

// Rows 154 and 155: in Python the next await after a swallowed cancellation goes on as if nothing had been. Here
// every await fails until the task ends, as with any ctx.
func ExampleShield() {
	aio.Main(func(ctx context.Context) error {
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error {
			fmt.Println(aio.Sleep(ctx, time.Hour))
			fmt.Println(aio.Sleep(ctx, time.Hour))
			fmt.Println(aio.Sleep(aio.Shield(ctx), time.Second), "at", aio.Now(ctx))
			return ctx.Err()
		}))
		aio.Yield(ctx)
		task.Cancel()
		task.Await(ctx)
		return nil
	})
	// Output:
	// aio: cancelled
	// aio: cancelled
	// <nil> at 1s
}
