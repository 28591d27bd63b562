package nb13

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type manager = func(ctx context.Context, names []string, process func(ctx context.Context, name string) (int, error)) (map[string]int, error)

const allHead = "func processAll(ctx context.Context, names []string,\n\tprocess func(ctx context.Context, name string) (int, error)) (map[string]int, error) {\n"

var processAll = check.Define(check.Exercise[manager]{
	ID: "13.3", Title: "Do what can be done, and tell the rest",
	Task: "Write `processAll`. It calls `process` for all `names`, **all at the same time**, and waits until each has ended. It returns\n\n" +
		"- the numbers of those that went well, by name,\n" +
		"- and the errors of the others, joined: `errors.Join`. If all went well, `nil`.\n\n" +
		"One file that cannot be read must not keep the others from being done. And nobody may believe that all is well when it is not.",
	Imports: []string{"context", "errors", "fmt", "github.com/gopherloop/gopherloop/workshop/aio"},
	Answer:  "processAll",
	Stub:    allHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: allHead + `	var jobs []aio.Awaitable[int]
	for _, name := range names {
		jobs = append(jobs, aio.Coro[int](func(ctx context.Context) (int, error) { return process(ctx, name) }))
	}
	results, err := aio.GatherSettled(ctx, jobs...)
	counts, problems := map[string]int{}, []error{err}
	for i, r := range results {
		if r.Err != nil {
			problems = append(problems, r.Err)
			continue
		}
		counts[names[i]] = r.Value
	}
	return counts, errors.Join(problems...)
}
`,
	Hints: []string{
		"Gather returns at the first error, and Group cancels the others. Which function of aio waits for all of them, and gives a Result for each?",
		"aio.GatherSettled(ctx, jobs...) returns a []aio.Result[int], in the order of jobs: each has a Value and an Err.",
		"Collect the errors in a slice, and return errors.Join(problems...) at the end. It leaves out those that are nil.",
	},
	Wrong: allWrong,
	Test:  testAll,
})

var allWrong = []check.Wrong{
	{Name: "a group", Says: "a Group cancels the others", Code: allHead + `	counts := map[string]int{}
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, name := range names {
			g.Go(name, func(ctx context.Context) error {
				n, err := process(ctx, name)
				if err == nil {
					counts[name] = n
				}
				return err
			})
		}
		return nil
	})
	return counts, err
}
`},
	{Name: "gather", Says: "returns at the first error", Code: allHead + `	var jobs []aio.Awaitable[int]
	counts := map[string]int{}
	for _, name := range names {
		jobs = append(jobs, aio.Coro[int](func(ctx context.Context) (int, error) {
			n, err := process(ctx, name)
			if err == nil {
				counts[name] = n
			}
			return n, err
		}))
	}
	_, err := aio.Gather(ctx, jobs...)
	return counts, err
}
`},
	{Name: "prints the errors", Says: "printing an error is not telling", Code: allHead + `	counts := map[string]int{}
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, name := range names {
			g.Go(name, func(ctx context.Context) error {
				n, err := process(ctx, name)
				if err != nil {
					fmt.Println("cannot process", name, err)
					return nil
				}
				counts[name] = n
				return nil
			})
		}
		return nil
	})
	return counts, err
}
`},
	{Name: "one after the other", Says: "start all of them", Code: allHead + `	counts := map[string]int{}
	var problems []error
	for _, name := range names {
		n, err := process(ctx, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		counts[name] = n
	}
	return counts, errors.Join(problems...)
}
`},
	{Name: "the last error only", Says: "collect them in a slice", Code: allHead + `	counts := map[string]int{}
	var last error
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, name := range names {
			g.Go(name, func(ctx context.Context) error {
				n, err := process(ctx, name)
				if err != nil {
					last = err
					return nil
				}
				counts[name] = n
				return nil
			})
		}
		return nil
	})
	return counts, errors.Join(err, last)
}
`},
	{Name: "counts the failed ones", Says: "did not end well has no number", Code: allHead + `	counts := map[string]int{}
	var problems []error
	err := aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
		for _, name := range names {
			g.Go(name, func(ctx context.Context) error {
				n, err := process(ctx, name)
				problems = append(problems, err)
				counts[name] = n
				return nil
			})
		}
		return nil
	})
	return counts, errors.Join(append(problems, err)...)
}
`},
}

func testAll(t *check.T, f manager) {
	names := []string{"a.log", "locked.log", "b.log", "lost.log", "c.log"}
	numbers := map[string]int{"a.log": 3, "b.log": 1, "c.log": 2} // and as many seconds
	broken := map[string]error{"locked.log": fs.ErrPermission, "lost.log": fs.ErrNotExist}
	process := func(ctx context.Context, name string) (int, error) {
		if err := aio.Sleep(ctx, time.Duration(max(1, numbers[name]))*time.Second); err != nil {
			return 0, err
		}
		if broken[name] != nil {
			return 0, fmt.Errorf("%s: %w", name, broken[name])
		}
		return numbers[name], nil
	}
	var got map[string]int
	r := check.Loop(t, "processAll", func(ctx context.Context) (err error) {
		got, err = f(ctx, names, process)
		return err
	})
	_, failed := got["lost.log"]
	early := r.Time == time.Second // when the first has failed
	check.Equal(t, "what processAll returns", got, numbers,
		check.If(failed, "a file that did not end well has no number: leave it out of the map"),
		check.If(early && len(r.Warnings) == 0,
			"when one task fails, a Group cancels the others: let the function that you give it keep the error and return nil, or use GatherSettled"),
		check.If(early, "Gather returns at the first error, and does not wait for the others: GatherSettled does"))
	check.ErrorIs(t, "the error of processAll", r.Err, fs.ErrNotExist, check.If(r.Err == nil, "printing an error is not telling the caller: return it"),
		check.Else("two files have failed, and one error is missing: collect them in a slice, and join them at the end"))
	check.ErrorIs(t, "the error of processAll", r.Err, fs.ErrPermission,
		check.Else("two files have failed, and one error is missing: collect them in a slice, and join them at the end"))
	check.Took(t, "five files, the longest of which takes 3 s,", r.Time, 3*time.Second,
		check.Else("one file waits for the other: start all of them before you wait"))

	good := []string{"a.log", "c.log"}
	r = check.Loop(t, "processAll", func(ctx context.Context) (err error) {
		got, err = f(ctx, good, process)
		return err
	})
	check.NoError(t, "processAll, when all files can be read", r.Err)
}
