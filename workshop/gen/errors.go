package gen

import (
	"errors"
	"fmt"
)

var (
	// ErrStop says that a generator has nothing more to yield: Python's StopIteration. What
	// a body returns comes with it, see [StopIteration] and [StopValue].
	ErrStop = errors.New("StopIteration")

	// ErrExit is what the pending Yield of a generator returns that is being closed: Python's
	// GeneratorExit. The body should clean up and return it, or nil.
	ErrExit = errors.New("GeneratorExit")

	// ErrNotStarted is returned by Send when the body has not reached a Yield yet that could
	// return the value: Python's TypeError. Call Next first, or make the generator with [Primed].
	ErrNotStarted = errors.New("gen: can't send a value to a generator that has not started: call Next first")

	// ErrRunning is returned by calls of a generator that is already running, from its own
	// body or from another goroutine: Python's ValueError. One that ran when its cell was stopped says so
	// for ever.
	ErrRunning = errors.New("gen: generator already running, or stopped while it ran")

	// ErrIgnoredExit is returned by Close when the body went on to yield a value instead of
	// returning: Python's RuntimeError. The generator is still suspended.
	ErrIgnoredExit = errors.New("gen: generator ignored GeneratorExit: return when Yield returns an error")

	// ErrRaisedStop is returned in place of [ErrStop] when a body returns that as its error, which
	// would look like the end of the generator (Python's RuntimeError of PEP 479). Mostly it comes from
	// another generator's Next: a body that is done returns nil.
	ErrRaisedStop = errors.New("gen: generator raised StopIteration: return nil to end it")
)

// None is the type of what there is none of: values that are never sent, a result that nobody wants.
type None struct{}

// A StopIteration is the error at the end of a generator whose body has returned a value.
// [errors.Is] finds it equal to [ErrStop]. A generator whose Ret is [None] ends with ErrStop itself.
type StopIteration[Ret any] struct {
	Value Ret
}

// Error is "StopIteration: 42", as Python prints it.
func (e *StopIteration[Ret]) Error() string { return fmt.Sprintf("%v: %v", ErrStop, e.Value) }

// Is makes errors.Is(e, ErrStop) true.
func (e *StopIteration[Ret]) Is(target error) bool { return target == ErrStop }

// StopValue returns what a generator's body returned, from the error at the generator's end. It is false if
// err is not that, or if the value has another type. Only the first error at the end has the value.
func StopValue[Ret any](err error) (Ret, bool) {
	var stop *StopIteration[Ret]
	if errors.As(err, &stop) {
		return stop.Value, true
	}
	var zero Ret
	return zero, false
}

// stopped is the error at the end of a body that returned v.
func stopped[Ret any](v Ret) error {
	if nothing(v) {
		return ErrStop
	}
	return &StopIteration[Ret]{v}
}

// nothing reports whether v is what None is in Python.
func nothing[T any](v T) bool {
	x := any(v)
	if x == nil {
		return true
	}
	_, none := x.(None)
	return none
}
