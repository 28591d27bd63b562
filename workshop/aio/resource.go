package aio

import (
	"context"
	"errors"
)

// A Resource is something to be had for a while: an asynchronous context manager in Python.
type Resource[T any] interface {
	// Enter gets it: __aenter__.
	Enter(ctx context.Context) (T, error)
	// Exit gives it back: __aexit__. err is what has happened meanwhile, nil if nothing has. ctx is not cancelled, even
	// if the task is.
	Exit(ctx context.Context, err error) error
}

// With enters r, calls f with what that gives, and exits r in any case: async with in Python. It returns the error of f, joined
// with that of Exit; an Exit cannot make an error go away. If f panics, Exit is given an error
// that says so, and the panic goes on.
func With[T any](ctx context.Context, r Resource[T], f func(v T) error) (err error) {
	v, err := r.Enter(ctx)
	if err != nil {
		return err
	}
	returned := false
	defer func() {
		if !returned {
			r.Exit(Shield(ctx), errPanic)
		}
	}()
	err = f(v)
	returned = true
	return both(err, r.Exit(Shield(ctx), err))
}

// both is one error for two, one of which may be part of the other.
func both(err, exit error) error {
	switch {
	case exit == nil || err != nil && errors.Is(err, exit):
		return err
	case err == nil || errors.Is(exit, err):
		return exit
	}
	return errors.Join(err, exit)
}

var errPanic = errors.New("aio: a panic")
