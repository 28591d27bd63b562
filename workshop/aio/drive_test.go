package aio_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

func TestDriveShowsEachTrap(t *testing.T) {
	f := aio.NewQueue[int](1).Named("q")
	g := aio.Drive(func(ctx context.Context) (string, error) {
		check(t, aio.Sleep(ctx, 2*second))
		equal(t, "time", aio.Now(ctx), 2*second)
		check(t, aio.Yield(ctx))
		v, err := f.Get(ctx)
		equal(t, "v", v, 7)
		return "result", err
	})
	want := []string{"Sleep 2s", "Yield", `Wait for an item of queue "q"`, `Wait for an item of queue "q"`}
	for i, w := range want {
		trap, err := g.Next()
		if err != nil || trap.String() != w {
			t.Fatalf("%d: %v %v, want %s", i, trap, err, w)
		}
	}
	f.TryPut(7)
	end, err := g.Next()
	v, ok := gen.StopValue[string](err)
	if v != "result" || !ok || end.String() != "Nothing" {
		t.Error(end, err)
	}
}

func TestDriveThrowAndClose(t *testing.T) {
	bad := errors.New("bad")
	var seen []error
	g := aio.Drive(func(ctx context.Context) (int, error) {
		for range 4 {
			seen = append(seen, aio.Sleep(ctx, second))
		}
		return 0, ctx.Err()
	})
	g.Next()
	if _, err := g.Throw(bad); err != nil {
		t.Error(err)
	}
	g.Next()
	check(t, g.Close())
	if len(seen) != 4 || seen[0] != bad || seen[1] != nil || !errors.Is(seen[2], context.Canceled) || !errors.Is(seen[3], gen.ErrExit) {
		t.Error(seen)
	}
}

func TestDriveWaitsForWhatRunsOutside(t *testing.T) {
	g := aio.Drive(func(ctx context.Context) (string, error) {
		return aio.Blocking(ctx, func() (string, error) { return "from outside", nil })
	})
	trap, err := g.Next()
	equal(t, "trap", trap.Reason, aio.ForBlocking)
	check(t, err)
	_, err = g.Next()
	v, _ := gen.StopValue[string](err)
	equal(t, "v", v, "from outside")
}

func TestDriveMakesNoTasks(t *testing.T) {
	g := aio.Drive(func(ctx context.Context) (int, error) {
		_, err := aio.Go(ctx, "x", aio.Do(aio.Yield)).Await(ctx)
		return 0, err
	})
	if _, err := g.Next(); !errors.Is(err, aio.ErrNoLoop) || !strings.Contains(err.Error(), "driven") {
		t.Error(err)
	}
}

func TestTraceOfCancellation(t *testing.T) {
	var trace aio.Trace
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, 5*second) }))
		aio.Sleep(ctx, second)
		aio.Mark(ctx, "now")
		task.Cancel()
		task.Await(ctx)
		return errors.Join()
	}, aio.Record(&trace))
	var got []string
	for _, e := range trace.Events() {
		got = append(got, fmt.Sprintf("%v %s %s by %d %s%s%s", e.Time, e.Name, e.Kind, e.By, e.Reason, e.Object, e.Text))
	}
	equal(t, "trace", strings.Join(got, "\n"), `0s main create by 0 
0s main start by 0 
0s task create by 1 
0s main suspend by 0 sleep1s
0s task start by 0 
0s task suspend by 0 sleep5s
1s main wake by 0 timer
1s main resume by 0 
1s main mark by 0 now
1s task cancel-requested by 1 
1s task wake by 1 cancelled
1s main suspend by 0 tasktask task
1s task resume by 0 
1s task cancelled by 0 
1s main wake by 2 done
1s main resume by 0 
1s main done by 0 `)
	equal(t, "running", trace.MaxRunning(), 1)
	equal(t, "table", trace.Table(), ""+
		"task  created  ended  waited  steps  end\n"+
		"main  0s       1s     1s      3      done\n"+
		"task  0s       1s     1s      2      cancelled\n")
}

func TestLanes(t *testing.T) {
	var trace aio.Trace
	run(t, func(ctx context.Context) error {
		_, err := aio.Go(ctx, "child", aio.Do(func(ctx context.Context) error {
			aio.Yield(ctx)
			return errors.Join(aio.Sleep(ctx, 2*second))
		})).Await(ctx)
		return err
	}, aio.Record(&trace))
	lanes := trace.Lanes()
	equal(t, "lanes", len(lanes), 2)
	child := lanes[1]
	var spans []string
	for _, s := range child.Spans {
		spans = append(spans, fmt.Sprintf("%s %v-%v", s.State, s.From, s.To))
	}
	equal(t, "spans", strings.Join(spans, ", "), "created 0s-0s, running 0s-0s, ready 0s-0s, running 0s-0s, waiting 0s-2s, ready 2s-2s, running 2s-2s")
	equal(t, "parent", child.Parent, 1)
	equal(t, "end", child.End, aio.EventDone)
	equal(t, "waited", child.Sum(aio.Waiting), 2*second)
	if at := child.Spans[4].At; !strings.HasPrefix(at, "drive_test.go:") {
		t.Errorf("At is %q", at)
	}
}

func TestPerfetto(t *testing.T) {
	var trace aio.Trace
	run(t, func(ctx context.Context) error {
		f := aio.NewFuture[int]().Named("f")
		task := aio.Go(ctx, "task", f.Await)
		aio.Sleep(ctx, second)
		aio.Mark(ctx, "half")
		f.Set(1)
		_, err := task.Await(ctx)
		return err
	}, aio.Record(&trace))
	b, err := trace.Perfetto()
	check(t, err)
	for _, want := range []string{`"name": "waits for future \"f\""`, `"ph": "s"`, `"ph": "f"`, `"name": "half"`, `"dur": 1000000`, `"thread_name"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s is missing in %s", want, b)
		}
	}
}

func TestStackEndsInATrap(t *testing.T) {
	run(t, func(ctx context.Context) error {
		task := aio.Go(ctx, "task", aio.Do(outer))
		aio.Yield(ctx)
		stack := aio.Stack(task)
		if len(stack) < 3 || stack[0] != "waits for 1s" || !strings.Contains(stack[1], "inner (drive_test.go:") || !strings.Contains(stack[2], "outer (drive_test.go:") {
			t.Error(strings.Join(stack, "\n"))
		}
		_, err := task.Await(ctx)
		return err
	}, aio.Debug())
}

func outer(ctx context.Context) error { return inner(ctx) }
func inner(ctx context.Context) error { return aio.Sleep(ctx, second) }
