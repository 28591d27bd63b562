package aio_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func TestGatherReturnsInOrder(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		own := aio.Go(ctx, "own", l.sleeper("own", 2*second))
		f := aio.NewFuture[string]()
		aio.Go(ctx, "set", aio.Do(func(ctx context.Context) error {
			err := aio.Sleep(ctx, second)
			f.Set("future")
			return err
		}))
		got, err := aio.Gather(ctx, own, l.sleeper("c", 3*second), f)
		l.add(ctx, "%v", got)
		return err
	})
	l.want(t, "0s own starts | 0s c starts | 2s own ends | 3s c ends | 3s [own c future]")
}

func TestGatherOfNothing(t *testing.T) {
	run(t, func(ctx context.Context) error {
		got, err := aio.Gather[int](ctx)
		equal(t, "results", len(got), 0)
		return err
	})
}

func TestGatherReturnsTheFirstErrorAndOthersGoOn(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		_, err := aio.Gather(ctx, l.sleeper("a", 3*second), failing(second, "bad"), failing(2*second, "worse"))
		l.add(ctx, "%v", err)
		aio.Sleep(ctx, 3*second)
		l.add(ctx, "end")
		return nil
	}, silent)
	l.want(t, "0s a starts | 1s bad | 3s a ends | 4s end")
}

func TestCancelledGatherCancelsAll(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		given := aio.Go(ctx, "given", l.sleeper("given", 9*second))
		err := aio.Timeout(ctx, second, func(ctx context.Context) error {
			_, err := aio.Gather(ctx, given, l.sleeper("made", 9*second))
			return err
		})
		l.add(ctx, "%v", err)
		return nil
	})
	l.want(t, "0s given starts | 0s made starts | 1s made: aio: timed out | 1s given: aio: cancelled | 1s aio: timed out")
}

func TestGatherSettled(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		got, err := aio.GatherSettled(ctx, l.sleeper("a", 2*second), failing(second, "bad"))
		l.add(ctx, "%v", got)
		return err
	})
	l.want(t, "0s a starts | 2s a ends | 2s [{a <nil>} { bad}]")
}

func TestRaceCancelsTheLosers(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		got, err := aio.Race(ctx, l.sleeper("slow", 2*second), l.sleeper("fast", second), failing(3*second, "bad"))
		l.add(ctx, "%v", got)
		if err != nil {
			return err
		}
		_, err = aio.Race(ctx, failing(second, "bad"), l.sleeper("a", 2*second))
		l.add(ctx, "%v", err)
		return nil
	})
	l.want(t, "0s slow starts | 0s fast starts | 1s fast ends | 1s slow: aio: cancelled | 1s fast | 1s a starts | 2s a: aio: cancelled | 2s bad")
}

func TestWait(t *testing.T) {
	for _, c := range []struct {
		until aio.When
		want  string
	}{
		{aio.FirstDone, "1s done [a], pending [bad c]"},
		{aio.FirstError, "2s done [a bad], pending [c]"},
		{aio.AllDone, "3s done [a bad c], pending []"},
	} {
		var l log
		err := aio.Main(func(ctx context.Context) error {
			a := aio.Go(ctx, "a", failingOrNot(1, ""))
			b := aio.Go(ctx, "bad", failingOrNot(2, "bad"))
			d := aio.Go(ctx, "c", failingOrNot(3, ""))
			done, pending, err := aio.Wait(ctx, c.until, a, b, d)
			l.add(ctx, "done %v, pending %v", names(done), names(pending))
			return err
		}, silent)
		check(t, err)
		l.want(t, c.want)
	}
}

func secs(n int) time.Duration { return time.Duration(n) * second }

func failingOrNot(seconds int, text string) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		err := aio.Sleep(ctx, secs(seconds))
		if err == nil && text != "" {
			err = errors.New(text)
		}
		return "", err
	}
}

func names(ts []*aio.Task[string]) []string {
	names := []string{}
	for _, t := range ts {
		names = append(names, t.Name())
	}
	return names
}

func TestWaitAgainAndAgainLeavesNothingBehind(t *testing.T) {
	run(t, func(ctx context.Context) error {
		long := aio.Go(ctx, "long", failingOrNot(100, ""))
		for range 99 {
			short := aio.Go(ctx, "short", failingOrNot(1, ""))
			done, _, err := aio.Wait(ctx, aio.FirstDone, long, short)
			if err != nil || len(done) != 1 || done[0] != short {
				t.Fatal(done, err)
			}
		}
		_, err := long.Await(ctx)
		equal(t, "time", aio.Now(ctx), secs(100))
		return err
	})
}

func TestWaitTimesOutWithoutCancelling(t *testing.T) {
	run(t, func(ctx context.Context) error {
		a := aio.Go(ctx, "a", failingOrNot(3, ""))
		err := aio.Timeout(ctx, second, func(ctx context.Context) error {
			_, _, err := aio.Wait(ctx, aio.AllDone, a)
			return err
		})
		equal(t, "error", err, aio.ErrTimeout)
		_, err = a.Await(ctx)
		return err
	})
}

func TestAsCompleted(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		for v, err := range aio.AsCompleted(ctx, l.sleeper("a", 3*second), l.sleeper("b", second), failing(2*second, "bad")) {
			l.add(ctx, "-> %v %v", v, err)
		}
		return nil
	})
	l.want(t, "0s a starts | 0s b starts | 1s b ends | 1s -> b <nil> | 2s ->  bad | 3s a ends | 3s -> a <nil>")
}

func TestAsCompletedThatEndsEarlyCancelsWhatItMade(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		given := aio.Go(ctx, "given", l.sleeper("given", 3*second))
		for range aio.AsCompleted(ctx, l.sleeper("a", second), l.sleeper("b", 2*second), given) {
			break
		}
		_, err := given.Await(ctx)
		return err
	})
	l.want(t, "0s given starts | 0s a starts | 0s b starts | 1s a ends | 1s b: aio: cancelled | 3s given ends")
}

func TestGroupWaitsForAll(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			aio.GoIn(g, "a", l.sleeper("a", 2*second))
			g.Go("b", func(ctx context.Context) error {
				g.Go("c", func(ctx context.Context) error {
					_, err := l.sleeper("c", 3*second)(ctx)
					return err
				})
				return nil
			})
			l.add(ctx, "body ends")
			return nil
		})
		l.add(ctx, "group ends")
		return err
	})
	l.want(t, "0s body ends | 0s a starts | 0s c starts | 2s a ends | 3s c ends | 3s group ends")
}

func TestGroupCancelsSiblingsAndBody(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			aio.GoIn(g, "a", l.sleeper("a", 9*second))
			aio.GoIn(g, "bad", failing(second, "bad"))
			err := aio.Sleep(ctx, 9*second)
			l.add(ctx, "body: %v", err)
			return err
		})
		l.add(ctx, "group: %v", err)
		return nil
	})
	l.want(t, "0s a starts | 1s body: aio: cancelled | 1s a: aio: cancelled | 1s group: bad")
}

func TestGroupJoinsErrors(t *testing.T) {
	run(t, func(ctx context.Context) error {
		err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, name := range []string{"one", "two"} {
				g.Go(name, func(ctx context.Context) error {
					aio.Sleep(ctx, second)
					return errors.New(name)
				})
			}
			return nil
		})
		equal(t, "error", strings.ReplaceAll(err.Error(), "\n", ","), "one,two")
		return nil
	})
}

func TestGroupOutsideCancelled(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		err := aio.Timeout(ctx, second, func(ctx context.Context) error {
			return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
				aio.GoIn(g, "a", l.sleeper("a", 9*second))
				return nil
			})
		})
		l.add(ctx, "%v", err)
		err = aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			aio.GoIn(g, "b", l.sleeper("b", 9*second))
			aio.Sleep(ctx, second)
			g.Cancel()
			return nil
		})
		l.add(ctx, "%v", err)
		return nil
	})
	l.want(t, "0s a starts | 1s a: aio: timed out | 1s aio: timed out | 1s b starts | 2s b: aio: cancelled | 2s <nil>")
}

func TestGroupMemberThatIsCancelledAloneIsNoFailure(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			a := aio.GoIn(g, "a", l.sleeper("a", 2*second))
			aio.GoIn(g, "b", l.sleeper("b", 2*second))
			aio.Sleep(ctx, second)
			a.Cancel()
			return nil
		})
	})
	l.want(t, "0s a starts | 0s b starts | 1s a: aio: cancelled | 2s b ends")
}

func TestPanicInGroupLeavesNobodyBehind(t *testing.T) {
	var l log
	err := aio.Main(func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			aio.GoIn(g, "a", l.sleeper("a", 2*second))
			aio.Sleep(ctx, second)
			panic("ouch")
		})
	})
	var p *aio.PanicError
	if !errors.As(err, &p) || p.Value != "ouch" {
		t.Error(err)
	}
	l.want(t, "0s a starts | 1s a: aio: cancelled")
}

func TestGroupThatHasEndedTakesNoTasks(t *testing.T) {
	var p *aio.PanicError
	err := aio.Main(func(ctx context.Context) error {
		var late *aio.TaskGroup
		aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error { late = g; return nil })
		late.Go("late", aio.Yield)
		return nil
	})
	if !errors.As(err, &p) {
		t.Error(err)
	}
}

func TestTimeout(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		v, err := aio.WaitFor(ctx, 2*second, l.sleeper("quick", second))
		l.add(ctx, "%v %v", v, err)
		v, err = aio.WaitFor(ctx, 2*second, l.sleeper("slow", 9*second))
		l.add(ctx, "%q %v", v, err)
		err = aio.Timeout(ctx, 2*second, func(ctx context.Context) error { // the outer one is over first
			return aio.Timeout(ctx, 3*second, func(ctx context.Context) error { return aio.Sleep(ctx, 9*second) })
		})
		l.add(ctx, "%v", err)
		err = aio.Timeout(ctx, 0, func(ctx context.Context) error { return aio.Sleep(ctx, second) })
		l.add(ctx, "%v", err)
		over := aio.Timeout(ctx, 0, func(ctx context.Context) error {
			begun := 0
			begin := func(ctx context.Context) (int, error) { begun++; return 0, aio.Yield(ctx) }
			_, err := aio.WaitFor(ctx, second, begin)
			equal(t, "begun by WaitFor", begun, 0)
			aio.Go(ctx, "over", begin)
			aio.Yield(aio.Shield(ctx))
			equal(t, "begun by Go", begun, 1)
			return err
		})
		if !errors.Is(over, aio.ErrTimeout) {
			t.Error(over)
		}
		v, err = aio.WaitFor(ctx, second, func(ctx context.Context) (string, error) {
			aio.Sleep(ctx, 9*second)
			return "in spite of it", nil
		})
		l.add(ctx, "%v %v", v, err)
		return nil
	})
	l.want(t, "0s quick starts | 1s quick ends | 1s quick <nil> | 1s slow starts | 3s slow: aio: timed out | 3s \"\" aio: timed out | 5s aio: timed out | 5s aio: timed out | 6s in spite of it <nil>")
}

func TestTimeoutWaitsForCleaningUp(t *testing.T) {
	var l log
	run(t, func(ctx context.Context) error {
		err := aio.Timeout(ctx, second, func(ctx context.Context) error {
			err := aio.Sleep(ctx, 9*second)
			aio.Sleep(aio.Shield(ctx), 2*second)
			return err
		})
		l.add(ctx, "%v", errors.Is(err, context.DeadlineExceeded))
		return nil
	})
	l.want(t, "3s true")
}
