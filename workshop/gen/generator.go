package gen

import (
	"errors"
	"iter"
)

// A Generator is a body that runs in pieces: from one Yield to the next each time that somebody calls
// Next, Send or Throw. The package comment says what these return. Make one with [New] or [Of].
type Generator[Out, In, Ret any] struct {
	co *coroutine[Out, In, Ret] // which must not refer back: a generator that was dropped is found by that
}

// New makes a generator of body. Nothing of it runs before the first Next. The Yielder is the body's alone:
// it must not be used after the body has returned.
func New[Out, In, Ret any](body func(y *Yielder[Out, In]) (Ret, error)) *Generator[Out, In, Ret] {
	return &Generator[Out, In, Ret]{&coroutine[Out, In, Ret]{body: body}}
}

// Next runs the body up to its next Yield and returns the value yielded there. The Yield that it was
// suspended at returns the zero value of In.
func (g *Generator[Out, In, Ret]) Next() (Out, error) {
	var zero In
	return g.call(callNext, zero, nil)
}

// Send is Next, and makes the Yield that the body is suspended at return v. A generator that has not
// started has no such Yield: it returns [ErrNotStarted], unless v is nothing (nil or [None]).
func (g *Generator[Out, In, Ret]) Send(v In) (Out, error) {
	return g.call(callSend, v, nil)
}

// Throw is Next, and makes the Yield that the body is suspended at return err. If the body returns that in turn,
// so does Throw. A generator that has not started is closed without running, and one that is
// over stays so: both return err. Throw panics if err is nil.
func (g *Generator[Out, In, Ret]) Throw(err error) (Out, error) {
	if err == nil {
		panic("gen: Throw(nil): throw an error, or call Next")
	}
	var zero In
	return g.call(callThrow, zero, err)
}

// Close ends the generator: the Yield that it is suspended at returns [ErrExit], the body cleans up and returns.
// A generator that has not started never runs. Close returns nil, the body's error if that
// is another than ErrExit, [ErrIgnoredExit] if the body yields once more, or [ErrRunning]. Close of
// a generator that is over does nothing.
func (g *Generator[Out, In, Ret]) Close() error {
	var zero In
	_, err := g.call(callClose, zero, ErrExit)
	return closing(err)
}

// closing is what Close makes of the error at the end of the generator.
func closing(err error) error {
	switch {
	case err == nil:
		return ErrIgnoredExit
	case errors.Is(err, ErrStop), errors.Is(err, ErrExit):
		return nil
	}
	return err
}

// All is the rest of the generator, for a for loop. A loop that is left early leaves the generator suspended:
// Next goes on from there, so does another loop. A loop does not see the error that the body
// may end with: look at [Generator.Err] behind it.
func (g *Generator[Out, In, Ret]) All() iter.Seq[Out] {
	return func(yield func(Out) bool) {
		for {
			v, err := g.Next()
			if err != nil || !yield(v) {
				return
			}
		}
	}
}

// Err returns the error that the body has ended with, nil if it has not or if it was closed.
func (g *Generator[Out, In, Ret]) Err() error {
	if g.State() != Closed || errors.Is(g.co.err, ErrExit) {
		return nil
	}
	return g.co.err
}

// Result returns what the body has returned, and whether it has, without an error.
func (g *Generator[Out, In, Ret]) Result() (Ret, bool) {
	if g.State() != Closed {
		var zero Ret
		return zero, false
	}
	return g.co.ret, g.co.returned
}

// call is one call from outside: all that happens in each step.
func (g *Generator[Out, In, Ret]) call(c call, in In, thrown error) (out Out, err error) {
	co := g.co
	began := int64(0)
	if co.watch != nil {
		began = begun.Add(1)
	}
	if !co.state.CompareAndSwap(int64(Suspended), int64(Running)) {
		err = g.begin(c, in, thrown)
	}
	if err == nil {
		co.y.in, co.y.thrown = in, thrown
		var yielded bool
		if out, yielded = co.next(); yielded {
			g.co.state.Store(int64(Suspended)) // of g, which so is not dropped before
		} else {
			err = co.end()
		}
	}
	if co.watch != nil {
		co.watch(g.observed(c, in, thrown, out, err, began))
	}
	return out, err
}

// begin handles a call of a generator that is not suspended. If it returns nil, the generator has been started and
// is the caller's to run.
func (g *Generator[Out, In, Ret]) begin(c call, in In, thrown error) error {
	co := g.co
	switch State(co.state.Load()) {
	case Closed:
		return co.after(c, thrown)
	case Created:
		if c == callSend && !nothing(in) {
			return ErrNotStarted
		}
		if co.state.CompareAndSwap(int64(Created), int64(Running)) {
			if thrown != nil {
				co.finish()
				return thrown
			}
			g.start()
			return nil
		}
	}
	return ErrRunning
}
