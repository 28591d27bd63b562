package gen

import (
	"fmt"
	"sync/atomic"
)

// A Step is one call of a generator and what came of it, for those who watch it.
type Step struct {
	Name   string // of the generator
	Call   string // Next, Send, Throw or Close
	In     any    // what Send sent
	Thrown error  // what Throw threw
	Out    any    // what the body yielded, if Err is nil
	Err    error  // what the call returned instead
	Began  int64  // later calls of watched generators have a larger number. One that is told before an earlier one was made while that ran
}

// begun is how many calls of watched generators have begun.
var begun atomic.Int64

// String is for instance "sums.Send(10) → 15".
func (s Step) String() string {
	arg := ""
	switch s.Call {
	case "Send":
		arg = fmt.Sprint(s.In)
	case "Throw":
		arg = s.Thrown.Error()
	}
	name := s.Name
	if name == "" {
		name = "generator"
	}
	if s.Err != nil {
		return fmt.Sprintf("%s.%s(%s) → %v", name, s.Call, arg, s.Err)
	}
	if s.Call == "Close" {
		return fmt.Sprintf("%s.Close()", name)
	}
	return fmt.Sprintf("%s.%s(%s) → %v", name, s.Call, arg, s.Out)
}

// Watch calls f after each call of the generator, those of loops and of [From] included, until it is
// given nil, and returns the generator. A call that a body makes of another generator comes before the call that the body
// runs in, as it is over first; [Step.Began] tells. f must not call the generator.
func (g *Generator[Out, In, Ret]) Watch(f func(Step)) *Generator[Out, In, Ret] {
	g.co.watch = f
	return g
}

// call says which method was called.
type call int

const (
	callNext call = iota
	callSend
	callThrow
	callClose
)

var callNames = [...]string{"Next", "Send", "Throw", "Close"}

// observed says what a call was and what came of it.
func (g *Generator[Out, In, Ret]) observed(c call, in In, thrown error, out Out, err error, began int64) Step {
	s := Step{Name: g.co.name, Call: callNames[c], Err: err, Began: began}
	switch c {
	case callSend:
		s.In = in
	case callThrow:
		s.Thrown = thrown
	case callClose:
		s.Err = closing(err)
		return s
	}
	if err == nil {
		s.Out = out
	}
	return s
}
