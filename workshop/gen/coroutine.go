package gen

import (
	"errors"
	"iter"
	"runtime"
	"sync/atomic"
)

// A coroutine is a body with what it runs on. The goroutine that iter.Pull makes holds
// it, so it lives on when the Generator is gone, which [coroutine.drop] ends.
type coroutine[Out, In, Ret any] struct {
	body  func(y *Yielder[Out, In]) (Ret, error)
	next  func() (Out, bool)
	state atomic.Int64 // a State; the one who makes it Running has everything below
	y     Yielder[Out, In]

	ret      Ret
	err      error // what the body ended with
	returned bool  // and that was nil
	pending  error // what it ended with before anybody could see it: see Primed

	name    string
	watch   func(Step)
	cleanup runtime.Cleanup
}

// start makes the coroutine. Only [iter.Pull] is used of Go's machinery: a switch costs a
// quarter of what handing over to another goroutine does.
func (g *Generator[Out, In, Ret]) start() {
	co := g.co
	co.next, _ = iter.Pull(co.run)
	co.cleanup = runtime.AddCleanup(g, (*coroutine[Out, In, Ret]).drop, co)
	live.Add(1)
}

// run is the coroutine's function.
func (co *coroutine[Out, In, Ret]) run(yield func(Out) bool) {
	defer func() { // also if the body panics
		live.Add(-1)
		co.cleanup.Stop()
		co.finish()
	}()
	co.y.yield = yield
	ret, err := co.body(&co.y)
	if err == nil {
		co.ret, co.returned = ret, true
	} else if errors.Is(err, ErrStop) {
		err = ErrRaisedStop
	}
	co.err = err
}

// finish ends a coroutine for good and lets go of what it held.
func (co *coroutine[Out, In, Ret]) finish() {
	co.body, co.next = nil, nil
	co.y = Yielder[Out, In]{}
	co.state.Store(int64(Closed))
}

// end is the error of the call in which the body has ended.
func (co *coroutine[Out, In, Ret]) end() error {
	if co.err != nil {
		return co.err
	}
	return stopped(co.ret)
}

// after is the error of a call after the end.
func (co *coroutine[Out, In, Ret]) after(c call, thrown error) error {
	if err := co.pending; err != nil {
		co.pending = nil
		return err
	}
	if c == callThrow {
		return thrown
	}
	return ErrStop
}
