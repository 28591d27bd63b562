package gen

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// This file states what generators do where Python has a counterpart: the same scenario in both languages, and what
// both say. With -tags oracle, Python is asked.

type scenario struct {
	name   string
	python string // shows with show(lambda: …) and print
	run    func(b *book)
	want   string
}

// A book notes what happens.
type book struct{ strings.Builder }

func (b *book) print(args ...any) { fmt.Fprintln(b, args...) }

// show notes a value, or an error under its name in Python.
func (b *book) show(v any, err error) {
	if err != nil {
		b.print(pythonName(err))
		return
	}
	b.print(v)
}

// closes notes the result of Close.
func (b *book) closes(err error) { b.show("None", err) }

func (b *book) state(s State) { b.print("GEN_" + strings.ToUpper(s.String())) }

func pythonName(err error) string {
	var stop *StopIteration[int]
	switch {
	case errors.As(err, &stop):
		return fmt.Sprint("StopIteration ", stop.Value)
	case err == ErrStop:
		return "StopIteration"
	case err == ErrExit:
		return "GeneratorExit"
	case err == ErrNotStarted:
		return "TypeError"
	case err == ErrRunning:
		return "ValueError"
	case err == ErrIgnoredExit, err == ErrRaisedStop:
		return "RuntimeError"
	}
	return err.Error()
}

var errOops = errors.New("Oops")

// The generators of the scenarios.
type (
	yielder = Yielder[int, string]
	numbers = Generator[int, string, int]
)

// plain yields the numbers below n and notes what comes back; at an error it ends with it.
func (b *book) plain(name string, n int) *numbers {
	return New(func(y *yielder) (int, error) {
		defer b.print(name, "ends")
		for i := range n {
			in, err := y.Yield(i)
			if err != nil {
				b.print(name, "sees", pythonName(err))
				return 0, err
			}
			if in != "" {
				b.print(name, "gets", in)
			}
		}
		return n * 10, nil
	})
}

// around delegates, and notes what comes of it.
func (b *book) around(sub *numbers) *numbers {
	return New(func(y *yielder) (int, error) {
		r, err := From(y, sub)
		if err != nil {
			b.print("outer sees", pythonName(err))
			return 0, err
		}
		b.print("sub returned", r)
		return r + 1, nil
	})
}

func TestSemantics(t *testing.T) {
	for _, s := range append(alone, delegating...) {
		t.Run(s.name, func(t *testing.T) {
			var b book
			s.run(&b)
			if got, want := b.String(), strings.TrimPrefix(s.want, "\n"); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}
