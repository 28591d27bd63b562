package nb09

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type limiting = func(ctx context.Context, n int, jobs []aio.Coro[string]) ([]string, error)

const limitedHead = "func limited(ctx context.Context, n int, jobs []aio.Coro[string]) ([]string, error) {\n"

var limited = check.Define(check.Exercise[limiting]{
	ID: "9.4", Title: "At most n at a time",
	Task: "Write `limited`. It runs all jobs, but at most `n` of them at a time, and returns their results in the order of `jobs`. " +
		"As soon as one job is done, the next one begins.",
	Imports: []string{"context", imports},
	Stub:    limitedHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: limitedHead + `	places := aio.NewSemaphore(n)
	var all []aio.Awaitable[string]
	for _, job := range jobs {
		all = append(all, aio.Coro[string](func(ctx context.Context) (string, error) {
			if err := places.Acquire(ctx); err != nil {
				return "", err
			}
			defer places.Release()
			return job(ctx)
		}))
	}
	return aio.Gather(ctx, all...)
}
`,
	Answer: "limited",
	Hints: []string{
		"Make one semaphore with n places, before the loop.",
		"Wrap each job into a new coroutine, which takes a place, runs the job, and gives the place back: aio.Coro[string](func(ctx context.Context) (string, error) { … })",
		"In it: places.Acquire(ctx), then defer places.Release(), then return job(ctx). Put the new coroutines into a slice for Gather, as in exercise 8.4.",
	},
	Wrong: []check.Wrong{
		{Name: "no limit", Says: "nothing keeps the others out", Code: limitedHead + `	var all []aio.Awaitable[string]
	for _, job := range jobs {
		all = append(all, job)
	}
	return aio.Gather(ctx, all...)
}
`},
		{Name: "one by one", Says: "one after the other", Code: limitedHead + `	var results []string
	for _, job := range jobs {
		result, err := job(ctx)
		if err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}
`},
		{Name: "in groups", Says: "waits for the slowest of its group", Code: limitedHead + `	var results []string
	for len(jobs) > 0 {
		k := min(n, len(jobs))
		var all []aio.Awaitable[string]
		for _, job := range jobs[:k] {
			all = append(all, job)
		}
		some, err := aio.Gather(ctx, all...)
		if err != nil {
			return nil, err
		}
		results, jobs = append(results, some...), jobs[k:]
	}
	return results, nil
}
`},
		{Name: "never given back", Says: "places.Release()", Code: limitedHead + `	places := aio.NewSemaphore(n)
	var all []aio.Awaitable[string]
	for _, job := range jobs {
		all = append(all, aio.Coro[string](func(ctx context.Context) (string, error) {
			if err := places.Acquire(ctx); err != nil {
				return "", err
			}
			return job(ctx)
		}))
	}
	return aio.Gather(ctx, all...)
}
`},
	},
	Test: func(t *check.T, limited limiting) {
		var g check.Gauge
		var log check.Log
		var results []string
		all := jobs(&g, &log, 4*time.Second, time.Second, time.Second, 3*time.Second, 2*time.Second, time.Second)
		run := check.Loop(t, "limited", func(ctx context.Context) (err error) {
			results, err = limited(ctx, 2, all)
			return err
		}, check.Else("each task that has taken a place must give it back: defer places.Release()"))
		check.NoError(t, "limited", run.Err)
		check.AtOnce(t, "jobs with n = 2", g.Most(), 2,
			check.If(g.Most() > 2, "nothing keeps the others out: every job has to take a place of a semaphore before the work, and of the same semaphore"))
		check.Equal(t, "the results", results, []string{"a", "b", "c", "d", "e", "f"})
		check.Took(t, "six jobs with n = 2", run.Time, 6*time.Second,
			check.Got(9*time.Second, "a job that could begin waits for the slowest of its group: let each one wait for a place"))
	},
})
