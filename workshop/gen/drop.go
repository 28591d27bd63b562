package gen

import (
	"runtime"
	"sync/atomic"
)

var live, dropped atomic.Int64

// Live returns how many generators of this program have started and not ended. If it
// grows, somebody forgets to close them.
func Live() int { return int(live.Load()) }

// Dropped returns how many generators the garbage collector has closed because
// nobody else did.
func Dropped() int { return int(dropped.Load()) }

// drop closes the coroutine of a generator that nobody has any more. It is called by the garbage collector
// and must not hold it up, so the body ends on a goroutine of its own.
func (co *coroutine[Out, In, Ret]) drop() {
	if State(co.state.Load()) != Closed {
		go co.abandon()
	}
}

// abandon closes a coroutine as Close does. What goes wrong, nobody can be told: like Python, we ignore it.
func (co *coroutine[Out, In, Ret]) abandon() {
	defer func() { _ = recover() }()
	for !co.state.CompareAndSwap(int64(Suspended), int64(Running)) {
		if State(co.state.Load()) == Closed {
			return
		}
		runtime.Gosched() // the last step was so near its end that it did not need its Generator any more
	}
	dropped.Add(1)
	co.y.in, co.y.thrown = *new(In), ErrExit
	if _, yielded := co.next(); yielded {
		co.state.Store(int64(Suspended)) // for ever: it counts as live
	}
}
