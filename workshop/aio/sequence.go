package aio

import (
	"context"
	"errors"
	"iter"
)

// A Seq is a sequence whose values may have to be waited for: Python's async generator. It is a function like any other
// iter.Seq2, which may await because it has a ctx:
//
//	func ticks(ctx context.Context, n int) aio.Seq[int] {
//		return func(yield func(int, error) bool) {
//			for i := range n {
//				if err := aio.Sleep(ctx, time.Second); err != nil {
//					yield(0, err)
//					return
//				}
//				if !yield(i, nil) {
//					return
//				}
//			}
//		}
//	}
//
// for i, err := range ticks(ctx, 5) is Python's async for: body and loop run in turn, in the same task. An error is the
// last thing that a Seq yields.
type Seq[T any] = iter.Seq2[T, error]

// An AsyncIterator gives values one by one, as __anext__ in Python. After the last one it returns ErrStop.
type AsyncIterator[T any] interface {
	Next(ctx context.Context) (T, error)
}

// Each makes a Seq of an AsyncIterator: async for over an object with __anext__. It goes on where the iterator is.
func Each[T any](ctx context.Context, it AsyncIterator[T]) Seq[T] {
	return func(yield func(T, error) bool) {
		for {
			v, err := it.Next(ctx)
			if errors.Is(err, ErrStop) || !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// Pull makes an AsyncIterator of a Seq, and a function that ends it early. Seq and iterator are for the task of ctx. The
// iterator is ended when Run is, at the latest.
func Pull[T any](ctx context.Context, s Seq[T]) (it AsyncIterator[T], stop func()) {
	l := mustScope(ctx, "Pull").task.loop
	p := &pulled[T]{}
	p.next, p.stop = iter.Pull2(s)
	return p, l.keep(p)
}

type pulled[T any] struct {
	next func() (T, error, bool)
	stop func()
}

// Next resumes the sequence.
func (p *pulled[T]) Next(ctx context.Context) (T, error) {
	var zero T
	if _, _, err := enter(ctx, "Next"); err != nil {
		return zero, err
	}
	v, err, ok := p.next()
	if !ok {
		return zero, ErrStop
	}
	return v, err
}

func (p *pulled[T]) shut() { p.stop() }

// A keeper is something that has to be ended with its loop.
type keeper interface{ shut() }

// keep remembers k until the result is called, or the loop ends: both shut it.
func (l *Loop) keep(k keeper) (end func()) {
	if l.kept == nil {
		l.kept = map[keeper]int{}
	}
	l.keptSeq++
	l.kept[k] = l.keptSeq
	return func() {
		if _, ok := l.kept[k]; ok {
			delete(l.kept, k)
			k.shut()
		}
	}
}
