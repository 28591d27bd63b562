package nb08

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

var twoPots = check.Define(check.Exercise[func(ctx context.Context, dishes []aio.Coro[string]) error]{
	ID: "8.2", Title: "Find the bug: tasks that queue",
	Task: "Somebody has heard that tasks make things faster, and wrote `breakfast`. It starts a task for each dish, and returns when all are ready. " +
		"The dishes take 4, 6 and 5 minutes, and the breakfast takes 15. Why? Repair it, so that it takes 6.\n\n" +
		"(The line with `panic` says that you have not begun. Remove it first.)",
	Imports: []string{"context", imports},
	Stub: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	panic("not implemented") // remove this line, then repair the rest
	for _, dish := range dishes {
		task := aio.Go(ctx, "dish", dish)
		if _, err := task.Await(ctx); err != nil {
			return err
		}
	}
	return nil
}
`,
	Solution: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	var tasks []*aio.Task[string]
	for _, dish := range dishes {
		tasks = append(tasks, aio.Go(ctx, "dish", dish))
	}
	for _, task := range tasks {
		if _, err := task.Await(ctx); err != nil {
			return err
		}
	}
	return nil
}
`,
	Answer: "breakfast",
	Hints: []string{
		"When does the second dish start? Look for the line at which the function waits before that.",
		"First start all of them. Keep the tasks in a slice: var tasks []*aio.Task[string]",
		"Two loops: one with aio.Go, and behind it one with Await.",
	},
	Wrong: []check.Wrong{
		{Name: "as it was", Says: "waits for it in the same turn", Code: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	for _, dish := range dishes {
		task := aio.Go(ctx, "dish", dish)
		if _, err := task.Await(ctx); err != nil {
			return err
		}
	}
	return nil
}
`},
		{Name: "no tasks", Says: "no task was started at all", Code: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	for _, dish := range dishes {
		if _, err := dish(ctx); err != nil {
			return err
		}
	}
	return nil
}
`},
		{Name: "no await", Says: "nobody waits for the tasks", Code: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	for _, dish := range dishes {
		aio.Go(ctx, "dish", dish)
	}
	return nil
}
`},
		{Name: "only the last", Says: "the last task", Code: `func breakfast(ctx context.Context, dishes []aio.Coro[string]) error {
	var last *aio.Task[string]
	for _, dish := range dishes {
		last = aio.Go(ctx, "dish", dish)
	}
	_, err := last.Await(ctx)
	return err
}
`},
	},
	Test: func(t *check.T, breakfast func(ctx context.Context, dishes []aio.Coro[string]) error) {
		var k kitchen
		dishes := []aio.Coro[string]{k.do("tea", 4*time.Minute), k.do("eggs", 6*time.Minute), k.do("toast", 5*time.Minute)}
		run := check.Loop(t, "breakfast", func(ctx context.Context) error { return breakfast(ctx, dishes) })
		check.NoError(t, "breakfast", run.Err)
		tasks := len(run.Trace.Lanes()) - 1
		check.Took(t, "breakfast", run.Time, 6*time.Minute,
			check.If(run.Time == 15*time.Minute && tasks == 0, "no task was started at all: calling a dish with ctx is to await it"),
			check.If(run.Time == 15*time.Minute, "each turn of the loop starts one task, and waits for it in the same turn"),
			check.Got(time.Duration(0), "nobody waits for the tasks: the function returns at once"),
			check.Got(5*time.Minute, "only the last task is waited for, and it is not the slowest"))
		for _, dish := range []string{"4m tea", "6m eggs", "5m toast"} {
			t.Must(k.has("%s ends", dish), "one of the dishes is not ready", check.Else("wait for all of them"))
		}
		check.NoLeftovers(t, "breakfast", run)
	},
})
