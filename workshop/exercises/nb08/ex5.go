package nb08

import (
	"context"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// A serving makes a coroutine that does one thing for one table.
type serving = func(table int, what string) aio.Coro[string]

const tableHint = "a table of its own is a coroutine of its own: write a function that serves one table, and gather three of them"

var restaurant = check.Define(check.Exercise[func(ctx context.Context, do serving) error]{
	ID: "8.5", Title: "A restaurant with three tables",
	Task: "Write `evening`, which serves the tables 1, 2 and 3 at the same time. Each table does three things, **one after the other**: it orders, it gets its food cooked, it eats. " +
		"`do(table, what)` makes the coroutine for one of these: `do(2, \"cook\")`. The words are `\"order\"`, `\"cook\"` and `\"eat\"`. No table waits for another one. Return the first error.",
	Imports: []string{"context", imports},
	Stub: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	panic("not implemented")
}
`,
	Solution: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	serve := func(table int) aio.Coro[aio.None] {
		return aio.Do(func(ctx context.Context) error {
			for _, what := range []string{"order", "cook", "eat"} {
				if _, err := do(table, what)(ctx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	_, err := aio.Gather(ctx, serve(1), serve(2), serve(3))
	return err
}
`,
	Answer: "evening",
	Hints: []string{
		"Begin with one table. Which of its three awaits come one after the other? All of them: three plain calls with ctx.",
		"Put that into a function serve(table) that returns a coroutine. aio.Do makes one of a function that only returns an error.",
		"Then aio.Gather(ctx, serve(1), serve(2), serve(3)).",
	},
	Wrong: []check.Wrong{
		{Name: "table by table", Says: "the second table sits there", Code: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	for table := 1; table <= 3; table++ {
		for _, what := range []string{"order", "cook", "eat"} {
			if _, err := do(table, what)(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}
`},
		{Name: "all at once", Says: "before its food is cooked", Code: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	var all []aio.Awaitable[string]
	for table := 1; table <= 3; table++ {
		for _, what := range []string{"order", "cook", "eat"} {
			all = append(all, do(table, what))
		}
	}
	_, err := aio.Gather(ctx, all...)
	return err
}
`},
		{Name: "step by step", Says: "the slowest table of each step", Code: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	for _, what := range []string{"order", "cook", "eat"} {
		if _, err := aio.Gather(ctx, do(1, what), do(2, what), do(3, what)); err != nil {
			return err
		}
	}
	return nil
}
`},
		{Name: "nobody waits", Says: "nobody waits for the tables", Code: `func evening(ctx context.Context, do func(table int, what string) aio.Coro[string]) error {
	for table := 1; table <= 3; table++ {
		aio.Go(ctx, "table", aio.Do(func(ctx context.Context) error {
			for _, what := range []string{"order", "cook", "eat"} {
				if _, err := do(table, what)(ctx); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return nil
}
`},
	},
	Test: func(t *check.T, evening func(ctx context.Context, do serving) error) {
		var k kitchen
		minutes := map[string][]int{"order": {0, 5, 1, 3}, "cook": {0, 10, 20, 15}, "eat": {0, 30, 10, 40}}
		do := func(table int, what string) aio.Coro[string] {
			all := minutes[what]
			if all == nil || table < 1 || table > 3 {
				t.Fail(fmt.Sprintf("do is called with table %d and %q", table, what), check.Else("tables are 1, 2 and 3, and the words order, cook and eat"))
			}
			return k.do(fmt.Sprint("table ", table, " ", what), time.Duration(all[table])*time.Minute)
		}
		run := check.Loop(t, "evening", func(ctx context.Context) error { return evening(ctx, do) })
		check.NoError(t, "evening", run.Err)
		t.Must(!k.has("0s table 1 eat begins"), "table 1 begins to eat at 0s", check.Else("a table eats before its food is cooked: within a table, one after the other"))
		check.Took(t, "the evening", run.Time, 58*time.Minute,
			check.Got(134*time.Minute, "the second table sits there until the first has eaten: "+tableHint),
			check.Got(65*time.Minute, "all wait for the slowest table of each step, before the next step begins: "+tableHint),
			check.Got(time.Duration(0), "nobody waits for the tables"))
		for table := 1; table <= 3; table++ {
			for _, what := range []string{"order", "cook", "eat"} {
				check.Equal(t, fmt.Sprintf("how often table %d does %q", table, what), k.count(fmt.Sprintf("table %d %s ends", table, what)), 1)
			}
		}
		check.NoLeftovers(t, "evening", run)
	},
})
