package rt

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// The states of a range-over-func loop. The zero value is a loop about to start.
const (
	loopReady     = iota
	loopRunning   // in the body, or the body has panicked
	loopDone      // the body has returned false
	loopExhausted // the iterator function has returned
)

// RangeCheck takes the loop's state through one step of its life, and panics in
// Go's words when the iterator function does what the state forbids. op is an ir.RangeOp.
func RangeCheck(state *int, op int) {
	switch ir.RangeOp(op) {
	case ir.RangeEnter:
		if *state != loopReady {
			panic(continued(*state))
		}
		*state = loopRunning
	case ir.RangeNext:
		*state = loopReady
	case ir.RangeStop:
		*state = loopDone
	case ir.RangeDone:
		if *state == loopRunning {
			panic(runtimeError("range function recovered a loop body panic and did not resume panicking"))
		}
		*state = loopExhausted
	}
}

func continued(state int) error {
	const words = "range function continued iteration after "
	switch state {
	case loopDone:
		return runtimeError(words + "function for loop body returned false")
	case loopRunning:
		return runtimeError(words + "loop body panic")
	}
	return runtimeError(words + "whole loop exit")
}
