package aio

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// A Trap is what a coroutine hands out when it has to wait: at the end of every chain of awaits there is one.
type Trap struct {
	Reason Reason
	For    time.Duration // of ForSleep
	On     string        // what it waits for: queue "orders"
}

// String says what the coroutine asks for. The zero Trap, which comes with the error after the end, asks for nothing.
func (t Trap) String() string {
	switch {
	case t == Trap{}:
		return "Nothing"
	case t.Reason == ForTurn:
		return "Yield"
	case t.Reason == ForSleep:
		return "Sleep " + t.For.String()
	}
	return strings.TrimSpace("Wait for " + waitText(t.Reason, t.On))
}

// Drive makes a generator of a coroutine: you are the loop. Next runs the coroutine until it has to wait, and returns the Trap that
// says what for; the next Next lets it go on. In this way a loop drives its tasks.
//
// After a Trap of Sleep the time has passed: Now tells so. Other things have to have happened before the coroutine can go
// on: set the Future, put an item into the Queue; until then Next returns the same Trap again. What
// runs outside, as with Blocking, is waited for. Throw makes the await return the error, Close ends the coroutine. What is sent
// is not used. The coroutine cannot start tasks.
func Drive[T any](c Coro[T]) *gen.Generator[Trap, any, T] {
	return gen.New(func(y *gen.Yielder[Trap, any]) (T, error) {
		l := newLoop(options{virtual: true})
		t := newTask(l, context.Background(), "driven", c)
		l.driver = func(t *task) { l.trap(t, y) }
		l.current, t.task.state = &t.task, running
		defer l.close()
		v, err := c(&t.root)
		if t.root.err != nil && isCancel(err) {
			err = gen.ErrExit // it has ended because it was closed
		}
		return v, err
	})
}

// trap yields until the task may go on.
func (l *Loop) trap(t *task, y *gen.Yielder[Trap, any]) {
	trap := Trap{Reason: t.reason}
	switch on := t.on.(type) {
	case nil:
	case span:
		trap.For = time.Duration(on)
	default:
		trap.On = on.String()
	}
	for {
		_, err := y.Yield(trap)
		if err != nil {
			l.throw(t, err)
			break
		}
		if l.passes(t, trap) {
			break
		}
	}
	l.ready = l.ready[:0]
	t.state = running
}

// passes reports whether what the task waits for has happened.
func (l *Loop) passes(t *task, trap Trap) bool {
	switch trap.Reason {
	case ForSleep:
		l.now += trap.For
		t.wake(nil, "")
	case ForIO, ForBlocking:
		for t.state == waiting && (l.open > 0 || l.held > 0) {
			l.sleep(0, false)
			l.deliver()
		}
	}
	return t.state == ready
}

// throw has the await return an error, and all later ones if the generator is being closed.
func (l *Loop) throw(t *task, err error) {
	t.leave()
	t.woken = err
	if errors.Is(err, gen.ErrExit) {
		t.root.cancel(fmt.Errorf("%w: %w", ErrCancelled, err))
		t.woken = t.root.err
	}
}
