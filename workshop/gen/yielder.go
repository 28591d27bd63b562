package gen

import (
	"strings"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// A Yielder is the body's side of a generator. Only the body and what it calls may use it, while it runs.
type Yielder[Out, In any] struct {
	yield  func(Out) bool
	in     In    // what the pending Yield returns
	thrown error // likewise

	asked bool   // the caller wants to know where we are
	line  string // the answer
	sub   framer // what From delegates to
}

// Yield hands v out to whoever resumed the generator and suspends it. When it goes on, Yield returns
// what was sent (the zero value after Next), or the error that was thrown. After Close that is [ErrExit]:
// then the body must return without another Yield. A body that returns every error it gets from
// Yield does all that is necessary.
func (y *Yielder[Out, In]) Yield(v Out) (In, error) {
	if y.yield == nil || !y.yield(v) {
		panic("gen: Yield after the body has returned: only the body of a generator, while it runs, may yield")
	}
	for y.asked {
		y.answer()
	}
	return y.in, y.thrown
}

// answer says where the body is suspended. Only its own goroutine can tell, so it is woken for
// that, and Yield costs nothing more when nobody asks.
func (y *Yielder[Out, In]) answer() {
	y.asked = false
	y.line, _, _ = strings.Cut(host.Where(), "\t")
	var zero Out
	y.yield(zero)
}
