package aio_test

import (
	"context"
	"errors"
	"testing"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// ticks yields 0 to n-1, one each second, and logs when it is over.
func (l *log) ticks(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		defer func() { l.lines = append(l.lines, "over") }()
		for i := range n {
			if err := aio.Sleep(ctx, second); err != nil {
				yield(0, err)
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}

func TestAsyncFor(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		other := aio.Go(ctx, "other", l.sleeper("other", 1500*second/1000))
		for i, err := range l.ticks(ctx, 3) {
			l.add(ctx, "%d %v", i, err)
		}
		for i := range l.ticks(ctx, 3) {
			l.add(ctx, "%d and stop", i)
			break
		}
		_, err := other.Await(ctx)
		return err
	})
	l.want(t, "0s other starts | 1s 0 <nil> | 1.5s other ends | 2s 1 <nil> | 3s 2 <nil> | over | 4s 0 and stop | over")
}

func TestAsyncForIsCancelled(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		aio.Timeout(ctx, 1500*second/1000, func(ctx context.Context) error {
			for i, err := range l.ticks(ctx, 3) {
				l.add(ctx, "%d %v", i, err)
			}
			return nil
		})
		return nil
	})
	l.want(t, "1s 0 <nil> | 1.5s 0 aio: timed out | over")
}

func TestPullAwaitsInsideTheTask(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		a, stopA := aio.Pull(ctx, l.ticks(ctx, 2))
		b, stopB := aio.Pull(ctx, l.ticks(ctx, 5))
		defer stopB()
		for v, err := range aio.Each(ctx, a) { // two sequences in step
			w, werr := b.Next(ctx)
			l.add(ctx, "%d %d", v, w)
			check(t, errors.Join(err, werr))
		}
		_, err := a.Next(ctx)
		equal(t, "end", err, aio.ErrStop)
		stopA()
		stopA()
		return nil
	})
	l.want(t, "2s 0 0 | 4s 1 1 | over | over")
}

func TestPulledSequenceIsEndedWithItsLoop(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		it, _ := aio.Pull(ctx, l.ticks(ctx, 2))
		_, err := it.Next(ctx)
		return err
	})
	l.want(t, "over")
}

func TestCancelInsideAPulledSequence(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", func(ctx context.Context) (int, error) {
			it, stop := aio.Pull(ctx, l.ticks(ctx, 2))
			defer stop()
			return it.Next(ctx)
		})
		aio.Yield(ctx)
		task.Cancel()
		_, err := task.Await(ctx)
		equal(t, "error", err, aio.ErrCancelled)
		return nil
	})
	l.want(t, "over")
}

func TestPanicInsideAPulledSequence(t *testing.T) {
	run(t, func(ctx context.Context) error {
		_, err := aio.Go(ctx, "task", func(ctx context.Context) (int, error) {
			it, stop := aio.Pull(ctx, func(yield func(int, error) bool) {
				aio.Sleep(ctx, second)
				panic("ouch")
			})
			defer stop()
			return it.Next(ctx)
		}).Await(ctx)
		var p *aio.PanicError
		if !errors.As(err, &p) || p.Value != "ouch" {
			t.Error(err)
		}
		return nil
	})
}

func TestForcedEndInsideAPulledSequence(t *testing.T) {
	var l log
	err := aio.Main(func(ctx context.Context) error {
		it, stop := aio.Pull(ctx, func(yield func(int, error) bool) {
			defer func() { l.lines = append(l.lines, "over") }()
			var e aio.Event
			e.Wait(aio.Shield(ctx))
		})
		defer stop()
		_, err := it.Next(ctx)
		return err
	})
	if !errors.Is(err, aio.ErrDeadlock) {
		t.Error(err)
	}
	l.want(t, "over")
}

type door struct {
	l    *log
	fail error
}

func (d door) Enter(ctx context.Context) (string, error) {
	err := aio.Sleep(ctx, second)
	d.l.add(ctx, "enter")
	return "inside", err
}

func (d door) Exit(ctx context.Context, err error) error {
	check := aio.Sleep(ctx, second)
	d.l.add(ctx, "exit: %v %v", err, check)
	return d.fail
}

func TestWith(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		body := func(err error) func(string) error {
			return func(v string) error { l.add(ctx, "%s", v); return err }
		}
		check(t, aio.With(ctx, door{&l, nil}, body(nil)))
		bad, worse := errors.New("bad"), errors.New("worse")
		equal(t, "error", aio.With(ctx, door{&l, nil}, body(bad)), bad)
		equal(t, "error", aio.With(ctx, door{&l, bad}, body(bad)), bad)
		err := aio.With(ctx, door{&l, worse}, body(bad))
		if !errors.Is(err, bad) || !errors.Is(err, worse) {
			t.Error(err)
		}
		err = aio.Timeout(ctx, 2*second, func(ctx context.Context) error {
			return aio.With(ctx, door{&l, nil}, func(string) error { return aio.Sleep(ctx, 9*second) })
		})
		equal(t, "error", err, aio.ErrTimeout)
		return nil
	})
	l.want(t, "1s enter | 1s inside | 2s exit: <nil> <nil> | 3s enter | 3s inside | 4s exit: bad <nil> | 5s enter | 5s inside | 6s exit: bad <nil> | "+
		"7s enter | 7s inside | 8s exit: bad <nil> | 9s enter | 11s exit: aio: timed out <nil>")
}

func TestWithAndPanic(t *testing.T) {
	var l log
	err := aio.Main(func(ctx context.Context) error {
		return aio.With(ctx, door{&l, nil}, func(string) error { panic("ouch") })
	})
	var p *aio.PanicError
	if !errors.As(err, &p) || p.Value != "ouch" {
		t.Error(err)
	}
	l.want(t, "1s enter | 2s exit: aio: a panic <nil>")
}
