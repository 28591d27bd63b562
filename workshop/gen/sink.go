package gen

import (
	"errors"
	"iter"
)

// Primed makes a generator and runs it to its first Yield, so that it can be sent values at once. The value
// of that Yield is lost. If the body ends before, the first call of the generator returns what Next would have.
func Primed[Out, In, Ret any](body func(y *Yielder[Out, In]) (Ret, error)) *Generator[Out, In, Ret] {
	g := New(body)
	if _, err := g.Next(); err != nil {
		g.co.pending = err
	}
	return g
}

// Sink makes a consumer: a primed generator whose body ranges over all that is sent to it. Close ends that loop; what
// the body returns then is the generator's Result. An error that is thrown ends the loop, too, and the body
// may replace it by another, but not by success.
//
//	total := gen.Sink(func(items iter.Seq[int]) (int, error) {
//		sum := 0
//		for n := range items {
//			sum += n
//		}
//		return sum, nil
//	})
//	total.Send(3)
//	total.Close()
//	sum, ok := total.Result() // 3, true
func Sink[In, Ret any](body func(items iter.Seq[In]) (Ret, error)) *Generator[None, In, Ret] {
	return Primed(func(y *Yielder[None, In]) (Ret, error) {
		in := &inbox[In]{y: y}
		ret, err := body(in.all)
		if err == nil && in.thrown != nil && !errors.Is(in.thrown, ErrExit) {
			err = in.thrown
		}
		return ret, err
	})
}

// inbox is what a sink is sent.
type inbox[In any] struct {
	y      *Yielder[None, In]
	thrown error
}

func (in *inbox[In]) all(yield func(In) bool) {
	for in.thrown == nil {
		var v In
		v, in.thrown = in.y.Yield(None{})
		if in.thrown == nil && !yield(v) {
			return
		}
	}
}
