package aio_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestBlockingLetsOthersRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l log
		run(t, func(ctx context.Context) error {
			other := aio.Go(ctx, "other", l.sleeper("other", second))
			v, err := aio.Blocking(ctx, func() (int, error) { time.Sleep(2 * second); return 7, nil })
			l.add(ctx, "%d %v", v, err)
			_, err = other.Await(ctx)
			return err
		}, aio.RealTime())
		l.want(t, "0s other starts | 1s other ends | 2s 7 <nil>")
	})
}

func TestVirtualClockStandsStillForBlocking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l log
		run(t, func(ctx context.Context) error {
			other := aio.Go(ctx, "other", l.sleeper("other", second))
			_, err := aio.Blocking(ctx, func() (int, error) { time.Sleep(time.Hour); return 0, nil })
			l.add(ctx, "%v", err)
			_, err = other.Await(ctx)
			return err
		})
		l.want(t, "0s other starts | 0s <nil> | 1s other ends")
	})
}

func TestBlockingErrorsAndPanics(t *testing.T) {
	run(t, func(ctx context.Context) error {
		bad := errors.New("bad")
		_, err := aio.Blocking(ctx, func() (int, error) { return 0, bad })
		equal(t, "error", err, bad)
		_, err = aio.Blocking(ctx, func() (int, error) { panic("ouch") })
		var p *aio.PanicError
		if !errors.As(err, &p) || p.Value != "ouch" || p.Task != "main" || !strings.HasPrefix(p.At, "outside_test.go") {
			t.Error(err)
		}
		return nil
	})
}

func TestCancelledBlockingReturnsAtOnceAndRunWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		run(t, func(ctx context.Context) error {
			err := aio.Timeout(ctx, second, func(ctx context.Context) error {
				_, err := aio.Blocking(ctx, func() (int, error) { time.Sleep(3 * second); return 0, nil })
				return err
			})
			equal(t, "error", err, aio.ErrTimeout)
			equal(t, "time", aio.Now(ctx), second)
			return nil
		}, aio.RealTime())
		equal(t, "time", time.Since(began), 3*second)
	})
}

func TestPool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run(t, func(ctx context.Context) error {
			pool := aio.NewPool(2)
			check(t, aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
				for range 5 {
					g.Go("", func(ctx context.Context) error {
						_, err := aio.In(ctx, pool, func() (int, error) { time.Sleep(second); return 0, nil })
						return err
					})
				}
				return nil
			}))
			equal(t, "time", aio.Now(ctx), 3*second)
			aio.Timeout(ctx, second, func(ctx context.Context) error { // the place is free when the function has ended
				_, err := aio.In(ctx, pool, func() (int, error) { time.Sleep(2 * second); return 0, nil })
				return err
			})
			_, err := aio.Gather(ctx, inPool(pool), inPool(pool))
			equal(t, "time", aio.Now(ctx), 6*second)
			return err
		}, aio.RealTime())
	})
}

func inPool(p *aio.Pool) aio.Coro[int] {
	return func(ctx context.Context) (int, error) {
		return aio.In(ctx, p, func() (int, error) { time.Sleep(second); return 0, nil })
	}
}

func TestPostWakesTheLoop(t *testing.T) {
	for _, virtual := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			opt := aio.Virtual()
			if !virtual {
				opt = aio.RealTime()
			}
			var loop *aio.Loop
			run(t, func(ctx context.Context) error {
				f := aio.NewFuture[int]()
				loop = aio.LoopOf(ctx)
				release := loop.Hold()
				go func() {
					time.Sleep(second)
					loop.Post(func() { f.Set(7) })
					release()
				}()
				v, err := f.Await(ctx)
				equal(t, "v", v, 7)
				return err
			}, opt)
			equal(t, "post", loop.Post(func() {}), false)
		})
	}
}

func TestLines(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var got []string
		for line, err := range aio.Lines(ctx, strings.NewReader("one\r\ntwo\n\nlast")) {
			check(t, err)
			got = append(got, line)
		}
		equal(t, "lines", strings.Join(got, "|"), "one|two||last")
		for _, err := range aio.Lines(ctx, strings.NewReader(strings.Repeat("x", 100_000))) {
			if err == nil || !strings.Contains(err.Error(), "longer than") {
				t.Error(err)
			}
		}
		for range aio.Lines(ctx, strings.NewReader("a\nb\n")) {
			break
		}
		return nil
	})
}

func TestLinesComeInBatches(t *testing.T) {
	run(t, func(ctx context.Context) error {
		r := &counting{r: strings.NewReader(strings.Repeat("a line\n", 100_000))}
		n := 0
		for _, err := range aio.Lines(ctx, r) {
			check(t, err)
			n++
		}
		equal(t, "lines", n, 100_000)
		if r.reads > 20 {
			t.Errorf("%d reads for 700 KB", r.reads)
		}
		return nil
	})
}

type counting struct {
	r     io.Reader
	reads int
}

func (c *counting) Read(p []byte) (int, error) {
	c.reads++
	return c.r.Read(p)
}

func TestLinesDoNotWaitForMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, w := io.Pipe()
		go func() {
			io.WriteString(w, "one\ntwo\nthr")
			time.Sleep(second)
			io.WriteString(w, "ee\n")
			w.CloseWithError(errors.New("torn off"))
		}()
		var l log
		run(t, func(ctx context.Context) error {
			for line, err := range aio.Lines(ctx, r) {
				l.add(ctx, "%s%v", line, err)
			}
			return nil
		}, aio.RealTime())
		l.want(t, "0s one<nil> | 0s two<nil> | 1s three<nil> | 1s torn off")
	})
}
