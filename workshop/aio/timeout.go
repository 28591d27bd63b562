package aio

import (
	"context"
	"time"
)

// Timeout calls f with a ctx that is over after d: then the await in f returns ErrTimeout, and f can clean up. Timeout
// returns what f returns, when f returns.
func Timeout(ctx context.Context, d time.Duration, f func(ctx context.Context) error) error {
	t, _, err := enter(ctx, "Timeout")
	if err != nil {
		return err
	}
	s := &scope{}
	s.derive(ctx, t)
	defer s.close()
	l := t.loop
	if !l.virtual {
		s.expiry = time.Now().Add(d)
	}
	if d <= 0 {
		s.cancel(ErrTimeout)
	}
	alarm := l.alarm(d, func() { s.cancel(ErrTimeout) })
	defer l.unset(alarm)
	return f(s)
}

// close ends a scope whose function has returned.
func (s *scope) close() {
	s.cancel(ErrCancelled)
	s.unlink()
}

// WaitFor waits for c, but not longer than d: then c is cancelled, and WaitFor returns ErrTimeout when c has ended. If c
// ends with a result nevertheless, this is what WaitFor returns.
//
// If ctx is over already, c does not start at all, unlike a task of [Go], which runs to its first await. With a d of 0 or
// less c runs so far, too.
func WaitFor[T any](ctx context.Context, d time.Duration, c Coro[T]) (T, error) {
	var value T
	err := Timeout(ctx, d, func(ctx context.Context) (err error) {
		value, err = c(ctx)
		return err
	})
	return value, err
}
