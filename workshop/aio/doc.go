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
// A function may wait if it has a ctx: that is all there is of async. To await is to call.
//
// The one invariant: at most one task of a loop runs, and the order in which tasks run depends on nothing but the program. Those
// that are ready run first come, first served; timers go off in the order of their times, those of the same time in the order in which they were made.
//
//	Python                           here
//	async def f(): …                 func f(ctx context.Context) (T, error), or one that returns a Coro[T]
//	await f()                        f(ctx): no switch, unless f waits
//	asyncio.run(main())              Run(main), or Main(f) for an f without a result
//	create_task(f())                 Go(ctx, "name", f)
//	await task, task.cancel()        task.Await(ctx), task.Cancel()
//	gather, wait, as_completed       Gather, GatherSettled, Wait, AsCompleted; Race
//	async with TaskGroup() as g      Group(ctx, func(ctx context.Context, g *TaskGroup) error { … })
//	async with timeout(5)            Timeout(ctx, 5*time.Second, func(ctx context.Context) error { … })
//	wait_for(f(), 5), shield(task)   WaitFor(ctx, 5*time.Second, f), task.Shield(), Shield(ctx)
//	async for x in f()               for x, err := range f(ctx): see Seq
//	async with resource as x         With(ctx, resource, func(x T) error { … })
//	to_thread(f), executors          Blocking(ctx, f), In(ctx, NewPool(n), f)
//	loop.call_soon_threadsafe(f)     LoopOf(ctx).Post(f)
//	Queue, Lock, Event, Semaphore    the same, and Condition and Barrier
//	open_connection, start_server    Dial, Listen
//	aiohttp.ClientSession            HTTP
//	coro.send(None)                  Drive(coro).Next()
//
// # Cancelling
//
// It is all done by ctx, as everywhere in Go: an await returns ErrCancelled or ErrTimeout as soon as its ctx is over, and so
// does every later one with that ctx. So return the error; what has to be done in any case is deferred, or
// done with Shield(ctx). In Python a cancelled task gets one exception, which it may swallow and go on.
//
// The ctx of a task is made from the one that Go is given, and ends with it. A task that was cancelled before it began
// runs up to its first await; WaitFor and Timeout with a ctx that is over already do not start their function. A result that was there before the cancellation is not lost: the next await fails. Contexts that
// package context makes from ours work, too; but with a virtual clock use Timeout instead of context.WithTimeout, which
// knows real time only.
//
// # What goes wrong
//
// A panic in a task becomes its error, a *PanicError with the place. If no task can ever go on, Run says who waits for what:
// *DeadlockError. Tasks that are left at the end, errors that nobody has looked at, coroutines that were never awaited are told as a
// Warning. An await that is given the ctx of another task, or of none, returns ErrWrongTask or ErrNoLoop. With the option Debug the
// loop tells which task has kept the others waiting, and where.
//
// Everything here is for the tasks of a loop, in which no locks are needed; other goroutines, also those of Blocking, use
// Loop.Post. Two loops have nothing to do with each other.
//
// # What it costs
//
// A task that waits takes about 3.5 KB, in a cell 4 KB, and one that has not begun 500 bytes. In microseconds, all in one
// run on one machine:
//
//	                                  compiled  in a cell  CPython's asyncio
//	switch to another task                0.1         0.4         1.7
//	value through a queue of one          0.3         2.1         7.0
//	task made, run and gathered           1.1         3.6         5.7
//	one of 10,000 sleepers                4.4        14          11
//
// Measure it with go test ./workshop/aio -bench . -args -asyncio and, for cells, go test ./kernel/test/workshop -bench LoopCosts.
package aio
