package aio

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// The errors that awaits return. Compare with errors.Is: an error of your own may wrap one of them.
var (
	// ErrCancelled is what an await returns when its ctx was cancelled. It matches context.Canceled too.
	ErrCancelled error = &signal{"aio: cancelled", context.Canceled}
	// ErrTimeout is what an await returns when the time of its ctx is over. It matches
	// context.DeadlineExceeded too.
	ErrTimeout error = &signal{"aio: timed out", context.DeadlineExceeded}
	// ErrDeadlock is what Run returns when no task can ever run again. The error is a
	// *DeadlockError, which says who waits for what.
	ErrDeadlock = errors.New("aio: deadlock")
	// ErrStop is what an AsyncIterator returns after its last value, as Python's StopAsyncIteration.
	// It matches io.EOF too.
	ErrStop error = &signal{"aio: StopAsyncIteration", io.EOF}
	// ErrClosed is what a closed Queue, Stream or Listener returns.
	ErrClosed = errors.New("aio: closed")
	// ErrNotDone is what Result returns while there is no result.
	ErrNotDone = errors.New("aio: the result is not there yet: Await it")
	// ErrNoLoop is what an await returns whose ctx does not belong to a running loop.
	ErrNoLoop = errors.New("this ctx belongs to no running loop: call it below aio.Run, with the ctx that a coroutine is given")
	// ErrWrongTask is what an await returns that was given the ctx of another task.
	ErrWrongTask = errors.New("this ctx belongs to another task: use the ctx that this task's own function is given")
)

// signal is an error that also matches one of the standard library.
type signal struct {
	text string
	std  error
}

func (s *signal) Error() string        { return s.text }
func (s *signal) Is(target error) bool { return target == s.std }

// Timeout makes ErrTimeout a timeout for package net.
func (s *signal) Timeout() bool { return s.std == context.DeadlineExceeded }

// A PanicError is the error of a task whose function panicked.
type PanicError struct {
	Task  string // the name of the task
	Value any    // what panic was called with
	At    string // where, as "cell 3, line 4" or "main.go:12"; "" if that is not known
}

func (p *PanicError) Error() string {
	if p.At == "" {
		return fmt.Sprintf("aio: task %q panicked: %v", p.Task, p.Value)
	}
	return fmt.Sprintf("aio: task %q panicked at %s: %v", p.Task, p.At, p.Value)
}

// Unwrap returns the value of the panic if that is an error.
func (p *PanicError) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// ours turns the error of a context into what awaits return.
func ours(err, cause error) error {
	e := ErrCancelled
	if errors.Is(err, context.DeadlineExceeded) {
		e = ErrTimeout
	}
	if cause == nil || errors.Is(e, cause) || cause == e {
		return e
	}
	return fmt.Errorf("%w: %w", e, cause)
}

func isCancel(err error) bool  { return err == ErrCancelled || errors.Is(err, context.Canceled) }
func isTimeout(err error) bool { return err == ErrTimeout || errors.Is(err, context.DeadlineExceeded) }
