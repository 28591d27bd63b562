package aio_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestErrorsMatchThoseOfContext(t *testing.T) {
	for _, c := range []struct{ ours, std error }{
		{aio.ErrCancelled, context.Canceled},
		{aio.ErrTimeout, context.DeadlineExceeded},
	} {
		if !errors.Is(c.ours, c.std) {
			t.Errorf("%v is not %v", c.ours, c.std)
		}
	}
	if errors.Is(aio.ErrCancelled, context.DeadlineExceeded) || errors.Is(aio.ErrTimeout, context.Canceled) {
		t.Error("errors match too much")
	}
}

func TestCancelEndsTheAwait(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", l.sleeper("task", 5*second))
		aio.Sleep(ctx, 2*second)
		task.Cancel()
		l.add(ctx, "asked, done %v", task.Done())
		_, err := task.Await(ctx)
		l.add(ctx, "%v %v %v", err == aio.ErrCancelled, task.Cancelled(), task.State())
		return nil
	})
	l.want(t, "0s task starts | 2s asked, done false | 2s task: aio: cancelled | 2s true true done")
}

func TestCancelIsALevel(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var errs []error
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error {
			for range 3 {
				errs = append(errs, aio.Sleep(ctx, second))
			}
			<-ctx.Done() // does not block
			return ctx.Err()
		}))
		aio.Yield(ctx)
		task.Cancel()
		task.Cancel()
		_, err := task.Await(ctx)
		for _, e := range append(errs, err) {
			if !errors.Is(e, context.Canceled) {
				t.Error(errs, err)
			}
		}
		return nil
	})
}

func TestSwallowedCancelIsAResult(t *testing.T) {
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", func(ctx context.Context) (int, error) {
			aio.Sleep(ctx, second)
			return 7, nil
		})
		aio.Yield(ctx)
		task.Cancel()
		v, err := task.Await(ctx)
		if v != 7 || err != nil || task.Cancelled() {
			t.Error(v, err, task)
		}
		return nil
	})
}

func TestCancelBeforeStartRunsToTheFirstAwait(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error {
			l.add(ctx, "opened")
			defer l.add(ctx, "closed")
			return aio.Sleep(ctx, second)
		}))
		task.Cancel()
		_, err := task.Await(ctx)
		l.add(ctx, "%v", err)
		return nil
	})
	l.want(t, "0s opened | 0s closed | 0s aio: cancelled")
}

func TestResultThatRacesWithCancelIsKept(t *testing.T) {
	run(t, func(ctx context.Context) error {
		f := aio.NewFuture[int]()
		var next error
		task := aio.Go(ctx, "task", func(ctx context.Context) (int, error) {
			v, err := f.Await(ctx)
			next = aio.Yield(ctx)
			return v, err
		})
		aio.Yield(ctx)
		f.Set(42)
		task.Cancel()
		if v, err := task.Await(ctx); v != 42 || err != nil || next != aio.ErrCancelled {
			t.Error(v, err, next)
		}
		return nil
	})
}

func TestCancelledWaiterCancelsTheTaskItWaitsFor(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		inner := aio.Go(ctx, "inner", aio.Do(func(ctx context.Context) error {
			if err := aio.Sleep(ctx, 9*second); err != nil {
				aio.Sleep(aio.Shield(ctx), second)
				l.add(ctx, "inner has cleaned up")
				return err
			}
			return nil
		}))
		outer := aio.Go(ctx, "outer", inner.Await)
		aio.Sleep(ctx, second)
		outer.Cancel()
		_, err := outer.Await(ctx)
		l.add(ctx, "outer %v, inner cancelled %v", err, inner.Cancelled())
		return nil
	})
	l.want(t, "2s inner has cleaned up | 2s outer aio: cancelled, inner cancelled true")
}

func TestShieldedTaskGoesOn(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		inner := aio.Go(ctx, "inner", l.sleeper("inner", 3*second))
		err := aio.Timeout(ctx, second, func(ctx context.Context) error {
			_, err := inner.Shield().Await(ctx)
			return err
		})
		l.add(ctx, "%v", err)
		_, err = inner.Await(ctx)
		return err
	})
	l.want(t, "0s inner starts | 1s aio: timed out | 3s inner ends")
}

func TestShieldAndWithoutCancel(t *testing.T) {
	for name, shield := range map[string]func(context.Context) context.Context{"Shield": aio.Shield, "WithoutCancel": context.WithoutCancel} {
		t.Run(name, func(t *testing.T) {
			var l log
			run(t, func(ctx context.Context) error {
				task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error {
					err := aio.Sleep(ctx, 9*second)
					l.add(ctx, "clean up")
					check(t, aio.Sleep(shield(ctx), second))
					check(t, aio.Timeout(shield(ctx), 5*second, func(ctx context.Context) error { return aio.Sleep(ctx, second) }))
					l.add(ctx, "clean")
					return err
				}))
				aio.Yield(ctx)
				task.Cancel()
				task.Await(ctx)
				return nil
			})
			l.want(t, "0s clean up | 2s clean")
		})
	}
}

func TestTasksEndWithTheContextTheyWereMadeFrom(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		var free *aio.Task[string]
		aio.Timeout(ctx, second, func(ctx context.Context) error {
			aio.Go(ctx, "bound", l.sleeper("bound", 3*second))
			free = aio.Go(context.WithoutCancel(ctx), "free", l.sleeper("free", 3*second))
			return aio.Sleep(ctx, 9*second)
		})
		_, err := free.Await(ctx)
		return err
	})
	l.want(t, "0s bound starts | 0s free starts | 1s bound: aio: timed out | 3s free ends")
}

func TestATaskMayOutliveItsMaker(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		var child *aio.Task[string]
		parent := aio.Go(ctx, "parent", aio.Do(func(ctx context.Context) error {
			child = aio.Go(ctx, "child", l.sleeper("child", 2*second))
			return nil
		}))
		parent.Await(ctx)
		parent.Cancel()
		_, err := child.Await(ctx)
		return err
	})
	l.want(t, "0s child starts | 2s child ends")
}

func TestContextsOfTheStandardLibrary(t *testing.T) {
	var l log
	type key struct{}
	run(t, func(ctx context.Context) error {
		valued := context.WithValue(ctx, key{}, "value")
		own, cancel := context.WithCancel(valued)
		defer cancel()
		task := aio.Go(own, "task", aio.Do(func(ctx context.Context) error {
			l.add(ctx, "has the %v", ctx.Value(key{}))
			err := aio.Sleep(ctx, 9*second)
			l.add(ctx, "%v", err)
			return err
		}))
		waiter := aio.Go(ctx, "waiter", aio.Do(func(ctx context.Context) error {
			ctx, stop := context.WithCancelCause(ctx)
			aio.Go(ctx, "stopper", aio.Do(func(ctx context.Context) error {
				check(t, aio.Sleep(context.WithoutCancel(ctx), 2*second))
				stop(errors.New("because"))
				return nil
			}))
			err := aio.Sleep(ctx, 9*second)
			l.add(ctx, "%v", err)
			return nil
		}))
		check(t, aio.Sleep(valued, second))
		cancel()
		task.Await(ctx)
		_, err := waiter.Await(ctx)
		return err
	})
	l.want(t, "0s has the value | 1s aio: cancelled | 2s aio: cancelled: because")
}

func TestDerivedContextsEndWithTheTask(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var inner context.Context
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error {
			own, cancel := context.WithCancel(ctx)
			defer cancel()
			inner = own
			return aio.Sleep(own, second)
		}))
		aio.Yield(ctx)
		task.Cancel()
		if inner.Err() != context.Canceled {
			t.Error("not cancelled at once:", inner.Err())
		}
		task.Await(ctx)
		return nil
	})
}

func TestRealDeadlineInARealLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run(t, func(ctx context.Context) error {
			own, cancel := context.WithTimeout(ctx, 2*second)
			defer cancel()
			if err := aio.Sleep(own, 9*second); err != aio.ErrTimeout {
				t.Error(err)
			}
			equal(t, "time", aio.Now(ctx), 2*second)
			return aio.Timeout(ctx, second, func(ctx context.Context) error {
				if at, ok := ctx.Deadline(); !ok || time.Until(at) != second {
					t.Error(at, ok)
				}
				return nil
			})
		}, aio.RealTime())
	})
}

func TestUnder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outer, cancel := context.WithCancel(t.Context())
		go func() {
			time.Sleep(3 * second)
			cancel()
		}()
		err := aio.Main(func(ctx context.Context) error {
			defer func() { equal(t, "time", aio.Now(ctx), 3*second) }()
			return aio.Sleep(ctx, time.Hour)
		}, aio.Under(outer), aio.RealTime())
		if err != aio.ErrCancelled {
			t.Error(err)
		}
	})
}

func TestATaskThatIgnoresCancellationIsEnded(t *testing.T) {
	var warnings []string
	cleaned := false
	err := aio.Main(func(ctx context.Context) error {
		aio.Go(ctx, "deaf", aio.Do(func(ctx context.Context) error {
			defer func() { cleaned = true }()
			for {
				aio.Sleep(ctx, second)
			}
		})).Background()
		return aio.Sleep(ctx, 10*second)
	}, aio.Warnings(func(w aio.Warning) { warnings = append(warnings, string(w.Kind)+" "+w.Task) }))
	check(t, err)
	if !cleaned || strings.Join(warnings, ",") != "ignored deaf" {
		t.Error(cleaned, warnings)
	}
}

func TestMisuseIsAnError(t *testing.T) {
	var kept context.Context
	run(t, func(ctx context.Context) error {
		kept = ctx
		_, err := aio.Go(ctx, "other", aio.Do(func(own context.Context) error { return aio.Sleep(ctx, second) })).Await(ctx)
		if !errors.Is(err, aio.ErrWrongTask) || !strings.Contains(err.Error(), `that of task "main", this is task "other"`) {
			t.Error(err)
		}
		return nil
	})
	for _, ctx := range []context.Context{context.Background(), kept} {
		if err := aio.Sleep(ctx, second); !errors.Is(err, aio.ErrNoLoop) {
			t.Error(err)
		}
		func() {
			defer func() {
				if err, ok := recover().(error); !ok || !errors.Is(err, aio.ErrNoLoop) {
					t.Error(err)
				}
			}()
			aio.Go(ctx, "x", aio.Do(aio.Yield))
		}()
	}
}

func TestNoTaskWaitsForItself(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var me *aio.Task[aio.None]
		me = aio.Go(ctx, "me", aio.Do(func(ctx context.Context) error {
			_, err := me.Await(ctx)
			if err == nil || !strings.Contains(err.Error(), "cannot wait for itself") {
				t.Error(err)
			}
			_, err = aio.Gather(ctx, me)
			if err == nil || !strings.Contains(err.Error(), "cannot wait for itself") {
				t.Error(err)
			}
			return nil
		}))
		_, err := me.Await(ctx)
		return err
	})
}
