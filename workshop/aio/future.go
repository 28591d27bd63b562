package aio

import "context"

// A Future is a result that somebody will set. Its zero value is one that nobody has set yet. Its methods are for tasks of
// one loop; other goroutines use Loop.Post to call them.
type Future[T any] struct {
	value T
	err   error
	done  bool
	queue line
	label
}

// NewFuture makes a Future.
func NewFuture[T any]() *Future[T] { return &Future[T]{} }

// Named gives the future a name, for messages and traces, and returns it.
func (f *Future[T]) Named(name string) *Future[T] {
	f.label = label(name)
	return f
}

// String is the name and the state.
func (f *Future[T]) String() string { return f.text("future") }

// Set gives the result, and reports whether it is the first.
func (f *Future[T]) Set(v T) bool { return f.settle(v, nil) }

// Fail gives an error instead of a result, and reports whether it is the first.
func (f *Future[T]) Fail(err error) bool {
	var zero T
	return f.settle(zero, err)
}

// Cancel is Fail with ErrCancelled.
func (f *Future[T]) Cancel() bool { return f.Fail(ErrCancelled) }

func (f *Future[T]) settle(v T, err error) bool {
	if f.done {
		return false
	}
	f.value, f.err, f.done = v, err, true
	f.queue.wakeAll(f.queue.current(), "set")
	return true
}

// Await waits for the result.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	var zero T
	t, s, err := enter(ctx, "Await")
	if err != nil {
		return zero, err
	}
	if f.done {
		err = t.checkpoint(s)
	} else {
		f.queue.add(t)
		err = t.park(s, ForFuture, f)
	}
	if err != nil {
		return zero, err
	}
	return f.value, f.err
}

// Done reports whether there is a result or an error.
func (f *Future[T]) Done() bool { return f.done }

// Result returns the result, and ErrNotDone while there is none.
func (f *Future[T]) Result() (T, error) {
	if !f.done {
		var zero T
		return zero, ErrNotDone
	}
	return f.value, f.err
}
