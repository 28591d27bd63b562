package aio_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestReadyTasksRunFirstComeFirstServed(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		turns := func(name string) aio.Coro[aio.None] {
			return aio.Do(func(ctx context.Context) error {
				for i := range 3 {
					l.add(ctx, "%s%d", name, i)
					if err := aio.Yield(ctx); err != nil {
						return err
					}
				}
				return nil
			})
		}
		_, err := aio.Gather(ctx, turns("a"), turns("b"), turns("c"))
		return err
	})
	l.want(t, "0s a0 | 0s b0 | 0s c0 | 0s a1 | 0s b1 | 0s c1 | 0s a2 | 0s b2 | 0s c2")
}

func TestTimersGoOffByTimeThenSequence(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		var cs []aio.Awaitable[string]
		for i, d := range []int{3, 1, 2, 1, 3, 2, 1} {
			cs = append(cs, aio.Coro[string](func(ctx context.Context) (string, error) {
				err := aio.Sleep(ctx, time.Duration(d)*second)
				l.add(ctx, "%d", i)
				return "", err
			}))
		}
		_, err := aio.Gather(ctx, cs...)
		return err
	})
	l.want(t, "1s 1 | 1s 3 | 1s 6 | 2s 2 | 2s 5 | 3s 0 | 3s 4")
}

func TestAwaitInlineIsNoSwitch(t *testing.T) {
	var trace aio.Trace
	run(t, func(ctx context.Context) error {
		aio.Go(ctx, "other", aio.Do(aio.Yield)).Background()
		_, err := aio.Coro[int](func(ctx context.Context) (int, error) { return 1, nil }).Await(ctx)
		return err
	}, aio.Record(&trace))
	for _, e := range trace.Events() {
		if e.Kind == aio.EventSuspend && e.Name == "main" {
			t.Error("an await that had nothing to wait for has switched:", e)
		}
	}
}

func TestNewTaskRunsAtTheNextTurn(t *testing.T) {
	for _, c := range []struct {
		name string
		opts []aio.Option
		want string
	}{
		{"default", nil, "0s made | 0s task starts | 1s task ends"},
		{"eager", []aio.Option{aio.Eager()}, "0s task starts | 0s made | 1s task ends"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l log
			run(t, func(ctx context.Context) error {
				task := aio.Go(ctx, "task", l.sleeper("task", second))
				l.add(ctx, "made")
				_, err := task.Await(ctx)
				return err
			}, c.opts...)
			l.want(t, c.want)
		})
	}
}

func TestStrictAwaitsAlwaysSwitch(t *testing.T) {
	for _, strict := range []bool{false, true} {
		var opts []aio.Option
		want := "0s main | 0s other"
		if strict {
			opts, want = append(opts, aio.Strict()), "0s other | 0s main"
		}
		var l log
		run(t, func(ctx context.Context) error {
			f := aio.NewFuture[int]()
			f.Set(1)
			other := aio.Go(ctx, "other", aio.Do(func(ctx context.Context) error { l.add(ctx, "other"); return nil }))
			f.Await(ctx)
			l.add(ctx, "main")
			_, err := other.Await(ctx)
			return err
		}, opts...)
		l.want(t, want)
	}
}

func TestEveryRunIsTheSame(t *testing.T) {
	once := func() string {
		var trace aio.Trace
		run(t, func(ctx context.Context) error {
			q := aio.NewQueue[int](2)
			for range 3 {
				aio.Go(ctx, "", aio.Do(func(ctx context.Context) error {
					for n, err := range q.All(ctx) {
						if err != nil {
							return err
						}
						aio.Sleep(ctx, time.Duration(n%4)*second)
						q.TaskDone()
					}
					return nil
				}))
			}
			for i := range 50 {
				if err := q.Put(ctx, i); err != nil {
					return err
				}
			}
			defer aio.Yield(ctx)
			defer q.Close()
			return q.Join(ctx)
		}, aio.Record(&trace))
		return trace.Text()
	}
	first := once()
	for range 20 {
		if once() != first {
			t.Fatal("two runs differ")
		}
	}
	if n := strings.Count(first, "\n"); n < 200 {
		t.Errorf("only %d events", n)
	}
}

func TestVirtualTimeTakesNoTime(t *testing.T) {
	began := time.Now()
	run(t, func(ctx context.Context) error {
		err := aio.Sleep(ctx, 1000*time.Hour)
		equal(t, "time", aio.Now(ctx), 1000*time.Hour)
		return err
	})
	if took := time.Since(began); took > time.Minute {
		t.Error("it took", took)
	}
}

func TestRealTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l log
		began := time.Now()
		run(t, func(ctx context.Context) error {
			_, err := aio.Gather(ctx, l.sleeper("a", 2*second), l.sleeper("b", second), l.sleeper("c", 2*second))
			return err
		}, aio.RealTime())
		l.want(t, "0s a starts | 0s b starts | 0s c starts | 1s b ends | 2s a ends | 2s c ends")
		equal(t, "time", time.Since(began), 2*second)
	})
}

func TestManyCancelledTimersAreForgotten(t *testing.T) {
	run(t, func(ctx context.Context) error {
		for range 10_000 {
			if err := aio.Timeout(ctx, time.Hour, aio.Yield); err != nil {
				return err
			}
		}
		equal(t, "time", aio.Now(ctx), 0)
		return aio.Sleep(ctx, second)
	})
}

func TestEvery(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		n := 0
		done := errors.New("enough")
		err := aio.Every(ctx, second, func() error {
			l.add(ctx, "tick")
			if n++; n == 4 {
				return done
			}
			if n == 2 {
				return aio.Sleep(ctx, 2500*time.Millisecond) // too long: ticks are left out
			}
			return nil
		})
		if err != done {
			t.Error(err)
		}
		return nil
	})
	l.want(t, "1s tick | 2s tick | 5s tick | 6s tick")
}

func TestPanicsAreErrors(t *testing.T) {
	cause := errors.New("cause")
	run(t, func(ctx context.Context) error {
		_, err := aio.Go(ctx, "bad", aio.Do(func(ctx context.Context) error {
			aio.Yield(ctx)
			panic(cause)
		})).Await(ctx)
		var p *aio.PanicError
		if !errors.As(err, &p) || !errors.Is(err, cause) || p.Task != "bad" {
			t.Error(err)
		}
		if _, _, line, _ := runtime.Caller(0); p != nil && p.At != fmt.Sprint("loop_test.go:", line-6) {
			t.Errorf("At is %q, and this is line %d", p.At, line)
		}
		return nil
	})
	var p *aio.PanicError
	if err := aio.Main(func(context.Context) error { var none []int; none[len(none)]++; return nil }); !errors.As(err, &p) {
		t.Error(err)
	}
}

func TestGoexitEndsRunAndCleansUp(t *testing.T) {
	cleaned, returned := false, false
	ended := make(chan bool)
	go func() {
		defer close(ended)
		aio.Main(func(ctx context.Context) error {
			aio.Go(ctx, "other", aio.Do(func(ctx context.Context) error {
				defer func() { cleaned = true }()
				return aio.Sleep(ctx, second)
			}))
			aio.Yield(ctx)
			runtime.Goexit()
			return nil
		})
		returned = true
	}()
	<-ended
	if returned || !cleaned {
		t.Errorf("returned %v, cleaned %v", returned, cleaned)
	}
}

func TestInspection(t *testing.T) {
	run(t, func(ctx context.Context) error {
		l := aio.LoopOf(ctx)
		nap := func(d time.Duration) aio.Coro[aio.None] {
			return aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, d) })
		}
		b := aio.Go(ctx, "b", nap(2*second))
		a := aio.Go(ctx, "a", nap(second))
		equal(t, "ready", strings.Join(l.Queue(), " "), "b a")
		equal(t, "state", b.State(), aio.Ready)
		aio.Yield(ctx)
		var due []string
		for _, i := range l.Timers() {
			due = append(due, i.Name+" "+i.Due.String())
		}
		equal(t, "timers", strings.Join(due, ", "), "a 1s, b 2s")
		equal(t, "current", l.Current(), "main")
		var tasks []string
		for _, i := range l.Tasks() {
			tasks = append(tasks, i.Name+" "+string(i.State)+" "+i.Waiting)
		}
		equal(t, "tasks", strings.Join(tasks, ", "), "main running , b waiting 2s, a waiting 1s")
		_, err := aio.Gather[aio.None](ctx, a, b)
		return err
	})
}

func TestTaskNumbersAreOrdered(t *testing.T) {
	run(t, func(ctx context.Context) error {
		var names []string
		for range 3 {
			names = append(names, aio.Go(ctx, "", aio.Do(aio.Yield)).Background().Name())
		}
		if want := []string{"task 2", "task 3", "task 4"}; !slices.Equal(names, want) {
			t.Error(names)
		}
		return nil
	})
}
