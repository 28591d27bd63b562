package aio

import (
	"context"
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// Blocking calls f on a goroutine of its own, and waits for it: other tasks run meanwhile. It is for what takes long and has no
// ctx: files, computations, libraries. In Python it is asyncio.to_thread.
//
// f runs at the same time as the tasks of the loop: it must not touch what they use, nor await. If ctx is
// cancelled, Blocking returns at once; f goes on, its result is lost, and Run waits for its end.
//
// While f runs, a virtual clock stands still.
func Blocking[T any](ctx context.Context, f func() (T, error)) (T, error) {
	t, s, err := enter(ctx, "Blocking")
	if err != nil {
		var zero T
		return zero, err
	}
	return blocking(t, s, f, nil)
}

// blocking calls after on the goroutine when f has ended, if it is not nil.
func blocking[T any](t *task, s *scope, f func() (T, error), after func()) (T, error) {
	var value T
	var failed error
	o := &outside{task: t, count: &t.loop.held, why: ForBlocking}
	err := o.run(s, func() {
		value, failed = guarded(t.name, f)
		if after != nil {
			after()
		}
	})
	if err != nil {
		var zero T
		return zero, err
	}
	return value, failed
}

// guarded calls f, and makes an error of a panic.
func guarded[T any](task string, f func() (T, error)) (v T, err error) {
	returned := false
	defer func() {
		if !returned {
			err = &PanicError{Task: task, Value: recover(), At: firstPlace(host.Panicked())}
		}
	}()
	v, err = f()
	returned = true
	return v, err
}

// outside is an operation on a goroutine that a task waits for.
type outside struct {
	task  *task
	count *int // of those that are out: held or open
	why   Reason
	on    awaited
	abort func() // makes the operation end early; nil if nothing does
	turn  uint64
	ended bool
}

// run waits for f on a goroutine, or for the end of s. With abort, f has ended in any case.
func (o *outside) run(s *scope, f func()) error {
	l := o.task.loop
	*o.count++
	go func() {
		f()
		l.Post(o.end)
	}()
	err := o.park(s)
	if err == nil || o.abort == nil || o.ended {
		return err
	}
	o.abort()
	for !o.ended {
		o.park(&scope{task: o.task, shielded: true})
	}
	return err
}

func (o *outside) park(s *scope) error {
	o.turn = o.task.turn
	return o.task.park(s, o.why, o.on)
}

// end is called by the loop.
func (o *outside) end() {
	*o.count--
	o.ended = true
	if o.task.turn == o.turn {
		o.task.wake(nil, string(o.why))
	}
}

// A Pool limits how many functions run at the same time outside of the loop: an executor in Python.
type Pool struct{ places *Semaphore }

// NewPool makes a Pool for n functions at a time.
func NewPool(n int) *Pool {
	return &Pool{places: NewSemaphore(n).Named(fmt.Sprintf("pool of %d", n))}
}

// In is Blocking with a function of a pool: it waits for a free place first.
func In[T any](ctx context.Context, p *Pool, f func() (T, error)) (T, error) {
	t, s, err := enter(ctx, "In")
	if err == nil {
		err = p.places.acquire(t, s)
	}
	if err != nil {
		var zero T
		return zero, err
	}
	l := t.loop
	return blocking(t, s, f, func() { l.Post(p.places.Release) })
}

// Hold tells the loop that somebody outside is going to Post something. Until release is called the loop
// waits for that when no task can run, instead of reporting a deadlock, and a virtual clock stands still. release may be
// called from anywhere, once.
func (l *Loop) Hold() (release func()) {
	l.held++
	return func() { l.Post(func() { l.held-- }) }
}
