package nb08

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type ticking = func(ctx context.Context, work aio.Coro[string], tick func()) (string, error)

var spinner = check.Define(check.Exercise[ticking]{
	ID: "8.6", Title: "Are we there yet? (optional)",
	Task: "Write `withTicks`: it awaits `work` and returns what work returns. As long as that takes, it calls `tick` **once a minute**, for the first time after one minute. " +
		"When work is done, the ticking ends, and no task is left over.",
	Imports: []string{"context", "time", imports},
	Stub: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	panic("not implemented")
}
`,
	Solution: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	ticker := aio.Go(ctx, "ticker", aio.Do(func(ctx context.Context) error {
		return aio.Every(ctx, time.Minute, func() error {
			tick()
			return nil
		})
	})).Background()
	defer ticker.Cancel()
	return work(ctx)
}
`,
	Answer: "withTicks",
	Hints: []string{
		"Two things happen at the same time: the work and the ticking. Which one is the task, which one do you await in place?",
		"aio.Every calls a function again and again, and it never ends by itself. A task can be ended from outside: task.Cancel().",
		"defer ticker.Cancel() before the last line; a task that is cancelled and that nobody awaits needs Background().",
	},
	Wrong: []check.Wrong{
		{Name: "left over", Says: "the ticking goes on", Code: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	aio.Go(ctx, "ticker", aio.Do(func(ctx context.Context) error {
		return aio.Every(ctx, time.Minute, func() error {
			tick()
			return nil
		})
	})).Background()
	return work(ctx)
}
`},
		{Name: "ticks afterwards", Says: "no tick while the work is done", Code: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	text, err := work(ctx)
	for range 3 {
		tick()
	}
	return text, err
}
`},
		{Name: "result lost", Says: "what work returns is lost", Code: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	ticker := aio.Go(ctx, "ticker", aio.Do(func(ctx context.Context) error {
		return aio.Every(ctx, time.Minute, func() error {
			tick()
			return nil
		})
	})).Background()
	work(ctx)
	ticker.Cancel()
	return "", nil
}
`},
		{Name: "first at once", Says: "the first tick comes too early", Code: `func withTicks(ctx context.Context,
	work aio.Coro[string], tick func()) (string, error) {
	ticker := aio.Go(ctx, "ticker", aio.Do(func(ctx context.Context) error {
		for {
			tick()
			if err := aio.Sleep(ctx, time.Minute); err != nil {
				return err
			}
		}
	})).Background()
	defer ticker.Cancel()
	return work(ctx)
}
`},
	},
	Test: func(t *check.T, withTicks ticking) {
		var k kitchen
		var text string
		run := check.Loop(t, "withTicks", func(ctx context.Context) error {
			var err error
			text, err = withTicks(ctx, k.do("bread", 3*time.Minute+30*time.Second), func() { k.log.Add("%v tick", short(aio.Now(ctx))) })
			if err != nil {
				return err
			}
			k.log.Add("%v withTicks returns", short(aio.Now(ctx)))
			return aio.Sleep(ctx, 5*time.Minute)
		})
		check.NoError(t, "withTicks", run.Err)
		got := k.log.Lines()
		want := []string{"0s bread begins", "1m tick", "2m tick", "3m tick", "3m30s bread ends", "3m30s withTicks returns"}
		check.Events(t, "what happens", got, want,
			check.If(k.has("4m tick"), "the ticking goes on when the work is done: cancel the task"),
			check.If(k.has("0s tick"), "the first tick comes too early: wait for a minute before it"),
			check.If(!k.has("1m tick"), "there is no tick while the work is done: start the ticking as a task before you await the work"))
		check.Equal(t, "the result", text, "bread", check.Got("", "what work returns is lost: return it"))
		check.NoLeftovers(t, "withTicks", run, check.Else("a task that nobody awaits needs Background()"))
	},
})
