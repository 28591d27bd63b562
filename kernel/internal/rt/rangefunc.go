package rt

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// The states of a range-over-func loop. The zero value is a loop about to start. They are
// exported for engines that do the steps which find nothing wrong themselves.
const (
	LoopReady     = iota
	LoopRunning   // in the body, or the body has panicked
	LoopDone      // the body has returned false
	LoopExhausted // the iterator function has returned
)

// RangeCheck takes the loop's state through one step of its life, and panics in
// Go's words when the iterator function does what the state forbids. op is an ir.RangeOp.
func RangeCheck(state *int, op int) {
	switch ir.RangeOp(op) {
	case ir.RangeEnter:
		before := *state
		*state = LoopRunning
		if before != LoopReady {
			panic(continued(before)) // RangeDone notices if it does not get through
		}
	case ir.RangeNext:
		*state = LoopReady
	case ir.RangeStop:
		*state = LoopDone
	case ir.RangeDone:
		if *state == LoopRunning {
			panic(runtimeError("range function recovered a loop body panic and did not resume panicking"))
		}
		*state = LoopExhausted
	}
}

func continued(state int) error {
	const words = "range function continued iteration after "
	switch state {
	case LoopDone:
		return runtimeError(words + "function for loop body returned false")
	case LoopRunning:
		return runtimeError(words + "loop body panic")
	}
	return runtimeError(words + "whole loop exit")
}
