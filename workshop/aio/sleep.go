package aio

import (
	"context"
	"time"
)

// Sleep waits for d. A d of 0 or less is Yield.
func Sleep(ctx context.Context, d time.Duration) error {
	t, s, err := enter(ctx, "Sleep")
	if err != nil {
		return err
	}
	if d <= 0 {
		return t.pass(s)
	}
	return t.sleep(s, d)
}

// Yield lets the other tasks that are ready run first.
func Yield(ctx context.Context) error {
	t, s, err := enter(ctx, "Yield")
	if err != nil {
		return err
	}
	return t.pass(s)
}

// Now returns the time since the loop has started, on its clock. It panics if ctx belongs to no loop.
func Now(ctx context.Context) time.Duration { return mustScope(ctx, "Now").task.loop.clock() }

// Every calls f every d until f returns an error, or ctx is cancelled, and returns this error. The first call is after d. If f takes
// longer, calls are left out. With a d of 0 or less it is called at every turn.
func Every(ctx context.Context, d time.Duration, f func() error) error {
	t, _, err := enter(ctx, "Every")
	if err != nil {
		return err
	}
	l := t.loop
	for next := l.clock() + d; err == nil; {
		if err = Sleep(ctx, next-l.clock()); err == nil {
			err = f()
		}
		if late := l.clock() - next; d > 0 {
			next += (late/d + 1) * d
		}
	}
	return err
}
