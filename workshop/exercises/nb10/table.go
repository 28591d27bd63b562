package nb10

import (
	"context"
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type tableFunc = func(ctx context.Context, dishes []aio.Coro[string]) ([]string, error)

const tableHead = "func table(ctx context.Context, dishes []aio.Coro[string]) ([]string, error) {\n"

const tableGather = `	var all []aio.Awaitable[string]
	for _, dish := range dishes {
		all = append(all, dish)
	}
	return aio.Gather(ctx, all...)
}
`

var oneTable = check.Define(check.Exercise[tableFunc]{
	ID: "10.4", Title: "From Gather to Group",
	Task: "`table` cooks all dishes of a table at the same time, and returns them in order. If one of them fails, nobody eats: so the others should be called off at once, " +
		"and `table` should return the error only when the stove is empty. With `Gather` the others go on. Rewrite it with `aio.Group`.\n\n" +
		"`aio.GoIn(g, name, dish)` starts a task in the group and returns it. When the group has ended without an error, each task has a result: `task.Result()`.",
	Imports:  []string{"context", imports},
	Stub:     tableHead + "\tpanic(\"not implemented\") // remove this line, then rewrite the rest\n" + tableGather,
	Solution: tableHead + tableTasks + "\tif err != nil {\n\t\treturn nil, err\n\t}\n" + tableResults,
	Answer:   "table",
	Hints: []string{
		"Begin with var tasks []*aio.Task[string], outside of the group, and err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error { … })",
		"In the group: a loop with tasks = append(tasks, aio.GoIn(g, \"dish\", dish)), then return nil. The group waits by itself.",
		"Behind the group: if err != nil, return it. Otherwise a second loop collects task.Result() of each task.",
	},
	Wrong: []check.Wrong{
		{Name: "as it was", Says: "went on cooking", Code: tableHead + tableGather},
		{Name: "one by one", Says: "one after the other", Code: tableHead + `	var names []string
	for _, dish := range dishes {
		name, err := dish(ctx)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}
`},
		{Name: "waits for all", Says: "for a table that gets no meal", Code: tableHead + `	var all []aio.Awaitable[string]
	for _, dish := range dishes {
		all = append(all, dish)
	}
	settled, err := aio.GatherSettled(ctx, all...)
	var names []string
	for _, r := range settled {
		if r.Err != nil {
			return nil, r.Err
		}
		names = append(names, r.Value)
	}
	return names, err
}
`},
		{Name: "no results", Says: "after the group has ended, collect", Code: tableHead + `	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, dish := range dishes {
			aio.GoIn(g, "dish", dish)
		}
		return nil
	})
	return nil, err
}
`},
		{Name: "too early", Says: "inside the group the tasks have not ended", Code: tableHead + `	var names []string
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, dish := range dishes {
			name, _ := aio.GoIn(g, "dish", dish).Result()
			names = append(names, name)
		}
		return nil
	})
	return names, err
}
`},
		{Name: "error lost", Says: "the table is told that all is well", Code: tableHead + tableTasks + "\t_ = err\n" + tableResults},
	},
	Test: func(t *check.T, table tableFunc) {
		var k diary
		var names []string
		run := check.Loop(t, "table", func(ctx context.Context) (err error) {
			names, err = table(ctx, []aio.Coro[string]{k.coro("soup", 10*time.Minute, nil), k.coro("tea", 4*time.Minute, nil), k.coro("egg", 6*time.Minute, nil)})
			return err
		})
		check.NoError(t, "a table without mishaps", run.Err)
		check.Equal(t, "the list of dishes", names, []string{"soup", "tea", "egg"},
			check.Got([]string{}, "there are no dishes: after the group has ended, collect task.Result() of each task"),
			check.Got([]string{"", "", ""}, "the dishes have no names: inside the group the tasks have not ended; ask for results behind it"))
		check.Took(t, "a table with dishes of 10, 4 and 6 minutes", run.Time, 10*time.Minute)
		burnt(t, table)
	},
})

const tableTasks = `	var tasks []*aio.Task[string]
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, dish := range dishes {
			tasks = append(tasks, aio.GoIn(g, "dish", dish))
		}
		return nil
	})
`

const tableResults = `	var names []string
	for _, task := range tasks {
		name, _ := task.Result()
		names = append(names, name)
	}
	return names, nil
}
`

var errBurnt = errors.New("it is burnt")

// burnt looks what becomes of the others when a dish fails.
func burnt(t *check.T, table tableFunc) {
	var k diary
	var err error
	var ended time.Duration
	check.Loop(t, "table", func(ctx context.Context) error {
		_, err = table(ctx, []aio.Coro[string]{k.coro("soup", 10*time.Minute, nil), k.coro("toast", 4*time.Minute, errBurnt), k.coro("egg", 6*time.Minute, nil)})
		ended = aio.Now(ctx)
		return aio.Sleep(ctx, time.Hour)
	})
	check.ErrorIs(t, "a table whose toast burns", err, errBurnt, check.Else("the table is told that all is well: return the error of the group"))
	t.Must(ended == 4*time.Minute, "a table whose toast burns at 4m takes until "+ended.String(),
		check.Else("the other dishes are cooked to the end, for a table that gets no meal: they should be called off"))
	t.Must(!k.has("soup done") && !k.has("egg done"), "the toast burnt, and the other dishes went on cooking",
		check.Else("Gather leaves the others alone; use aio.Group"))
	check.Equal(t, "the soup was called off", k.has("soup called off"), true)
}
