// Package aio is an event loop with tasks, as asyncio is for Python: for learning how async and await
// work, and for seeing it happen. Tasks take turns; only one of them runs at a time, until it waits for something.
//
//	func work(name string, d time.Duration) aio.Coro[string] {
//		return func(ctx context.Context) (string, error) {
//			fmt.Println(name, "started")
//			err := aio.Sleep(ctx, d)
//			fmt.Println(name, "done")
//			return name, err
//		}
//	}
//
//	names, err := aio.Run(func(ctx context.Context) ([]string, error) {
//		return aio.Gather(ctx, work("A", 2*time.Second), work("B", time.Second))
//	})
//
// prints A started, B started, B done, A done, always in this order and without any delay: the clock of a loop is virtual
// unless Run gets the option RealTime.
//
// A function may wait if it has a ctx: that is all there is of async. To await is to call. An await returns an error as soon as its
// ctx is over, and so does every one after it, which is how tasks are cancelled: return the error.
//
// The one invariant: at most one task of a loop runs, and the order in which tasks run depends on nothing but the program. Those
// that are ready run first come, first served; timers go off in the order of their times, those of the same time in the order in which they were made.
//
// Everything here is for the tasks of a loop, in which no locks are needed; other goroutines use Loop.Post.
package aio
