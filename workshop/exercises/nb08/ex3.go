package nb08

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// A doing makes a coroutine that does something for some time.
type doing = func(what string, d time.Duration) aio.Coro[string]

var missingAwait = check.Define(check.Exercise[func(ctx context.Context, do doing) error]{
	ID: "8.3", Title: "Find the missing await (there are two)",
	Task: "The bread is to bake while somebody washes the salad for 3 minutes and **then**, with clean hands, makes the soup for 10 minutes. " +
		"Dinner begins when all is done: after 20 minutes, because of the bread. But this program does not wash anything, and serves the dinner after 10 minutes. Repair it.\n\n" +
		"`do(what, d)` makes a coroutine, as `cook` does.",
	Imports: []string{"context", "time", imports},
	Stub: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	panic("not implemented") // remove this line, then repair the rest
	aio.Go(ctx, "bread", do("bread", 20*time.Minute))
	do("salad", 3*time.Minute)
	_, err := do("soup", 10*time.Minute)(ctx)
	return err
}
`,
	Solution: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	bread := aio.Go(ctx, "bread", do("bread", 20*time.Minute))
	if _, err := do("salad", 3*time.Minute)(ctx); err != nil {
		return err
	}
	if _, err := do("soup", 10*time.Minute)(ctx); err != nil {
		return err
	}
	_, err := bread.Await(ctx)
	return err
}
`,
	Answer: "dinner",
	Hints: []string{
		"One of the coroutines is made and never run. Which line has no (ctx) behind the call?",
		"The other mistake is a task that nobody waits for. Keep what aio.Go returns.",
		"bread := aio.Go(…) at the beginning, and at the end _, err := bread.Await(ctx)",
	},
	Wrong: []check.Wrong{
		{Name: "as it was", Says: "only makes a coroutine", Code: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	aio.Go(ctx, "bread", do("bread", 20*time.Minute))
	do("salad", 3*time.Minute)
	_, err := do("soup", 10*time.Minute)(ctx)
	return err
}
`},
		{Name: "bread forgotten", Says: "a task for it, and nobody awaits the task", Code: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	aio.Go(ctx, "bread", do("bread", 20*time.Minute))
	do("salad", 3*time.Minute)(ctx)
	_, err := do("soup", 10*time.Minute)(ctx)
	return err
}
`},
		{Name: "salad as a task", Says: "before the salad is washed", Code: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	bread := aio.Go(ctx, "bread", do("bread", 20*time.Minute))
	salad := aio.Go(ctx, "salad", do("salad", 3*time.Minute))
	do("soup", 10*time.Minute)(ctx)
	salad.Await(ctx)
	_, err := bread.Await(ctx)
	return err
}
`},
		{Name: "bread first", Says: "while the rest is done", Code: `func dinner(ctx context.Context,
	do func(what string, d time.Duration) aio.Coro[string]) error {
	do("bread", 20*time.Minute)(ctx)
	do("salad", 3*time.Minute)(ctx)
	_, err := do("soup", 10*time.Minute)(ctx)
	return err
}
`},
	},
	Test: func(t *check.T, dinner func(ctx context.Context, do doing) error) {
		var k kitchen
		run := check.Loop(t, "dinner", func(ctx context.Context) error { return dinner(ctx, k.do) })
		check.NoError(t, "dinner", run.Err)
		t.Must(k.has("0s salad begins") || k.has("20m salad begins"), "nobody washes the salad",
			check.Else(`do("salad", 3*time.Minute) only makes a coroutine: await it, with (ctx) behind it`))
		t.Must(!k.has("0s soup begins"), "the soup is on the stove at 0s", check.Else("the soup is made before the salad is washed: await the salad, in this place"))
		check.Took(t, "dinner", run.Time, 20*time.Minute,
			check.Got(13*time.Minute, "the bread is not ready: there is a task for it, and nobody awaits the task"),
			check.Got(33*time.Minute, "the bread can bake while the rest is done: start it as a task"))
		check.NoLeftovers(t, "dinner", run)
	},
})
