// Package gen has generators as Python has them: functions that pause in the middle, hand a value
// out, and later go on where they were. The caller can send values in, throw errors in, and close
// them. It is for people who learn how iteration grows into coroutines and event loops; package
// aio is built on it.
//
//	count := gen.New(func(y *gen.Yielder[int, gen.None]) (string, error) {
//		for i := range 3 {
//			if _, err := y.Yield(i); err != nil {
//				return "", err // thrown at us, or we are being closed
//			}
//		}
//		return "done", nil
//	})
//	v, err := count.Next() // 0, nil; nothing has run before this
//
// A generator has three types: what it yields (Out), what it is sent (In), and what its body
// returns (Ret). [None] stands for nothing. A generator that only yields is shorter as a
// push function of Go, which [Of] turns into one:
//
//	letters := gen.Of(slices.Values([]string{"a", "b"}))
//
// The one invariant: at most one of a generator and its caller runs. A call of Next, Send, Throw or Close
// runs the body up to its next Yield, or to its end, and returns only then. So neither needs locks, and
// a trace of what happens is the same in every run.
//
// # What a call returns
//
// Each of Next, Send and Throw returns the value that the body yields, or an error: [ErrStop] when the
// body has returned (as a [*StopIteration] with what it returned), the body's own error, once, when that is
// not nil, [ErrRunning] when the generator is already running. After that it is over: [ErrStop] for ever.
//
//	Python                     here
//	g = f()                    g := gen.New(f)
//	next(g)                    g.Next()
//	x = yield v                x, err := y.Yield(v)
//	g.send(x)                  g.Send(x)
//	g.throw(e)                 g.Throw(err): the pending Yield returns err
//	g.close()                  g.Close(): the pending Yield returns ErrExit
//	try: … finally: …          defer
//	r = yield from sub         r, err := gen.From(y, sub)
//	StopIteration: 42          *StopIteration[int]{Value: 42}; errors.Is(err, gen.ErrStop)
//	for v in g:                for v := range g.All()
//	iter(x)                    gen.Iter(x)
//	inspect.getgeneratorstate  g.State()
//
// # Other goroutines, panics, leaks
//
// A generator may be used by any goroutine, by one at a time: a call that overlaps another returns
// [ErrRunning]. A panic of the body reaches whoever resumed it, and ends the generator.
//
// A generator that was started and not run to its end holds a coroutine. Close ends it.
// One that the program has dropped is closed by the garbage collector some time later, on another
// goroutine; [Live] and [Dropped] count them. A body that refers to its own generator is never dropped.
//
// # What it costs
//
// In microseconds and, for the last row, kilobytes, all in one run on one machine:
//
//	                                  compiled  in a cell  CPython 3.11
//	Next, Send                            0.08        0.2          0.06
//	a turn of a loop over All             0.08        0.2          0.05
//	a step through one From               0.16        0.5          0.07
//	made, started, closed                 0.9         6            0.2
//	memory while suspended                3           2            0.2
//
// A step costs hardly more than one of iter.Pull, on which this is built; Python does not switch stacks for it. Measure
// it with go test ./workshop/gen -bench . and, for cells, go test ./kernel/test/workshop -bench Costs.
package gen
