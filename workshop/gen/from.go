package gen

import (
	"errors"
	"iter"
)

// From delegates to another generator: Python's yield from. It yields all that sub yields and passes everything on
// that comes back: what is sent and thrown reaches sub, and when y's generator is closed, sub is
// closed first. It returns what sub's body returns; if that is an error, or one of closing, the error.
func From[Out, In, Ret any](y *Yielder[Out, In], sub *Generator[Out, In, Ret]) (Ret, error) {
	outer := y.sub
	y.sub = sub
	defer func() { y.sub = outer }()
	v, err := sub.Next()
	for err == nil {
		in, thrown := y.Yield(v)
		switch {
		case thrown == nil:
			v, err = sub.Send(in)
		case errors.Is(thrown, ErrExit):
			err = closed(sub.Close())
		default:
			v, err = sub.Throw(thrown)
		}
	}
	ret, ok := StopValue[Ret](err)
	if ok || err == ErrStop {
		err = nil
	}
	return ret, err
}

// closed is why From ends when it was closed.
func closed(err error) error {
	if err == nil {
		return ErrExit
	}
	return err
}

// FromSeq yields what a sequence has, as From does for a generator. A sequence takes no values, so those that
// are sent are lost; an error that is thrown, or [ErrExit], ends the sequence, and FromSeq returns it.
func FromSeq[Out, In any](y *Yielder[Out, In], s iter.Seq[Out]) (err error) {
	s(func(v Out) bool {
		_, err = y.Yield(v)
		return err == nil
	})
	return err
}
