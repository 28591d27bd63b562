package nb09

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type pacing = func(ctx context.Context, pause time.Duration, jobs []aio.Coro[string]) ([]string, error)

const pacedHead = "func paced(ctx context.Context, pause time.Duration,\n\tjobs []aio.Coro[string]) ([]string, error) {\n"

var paced = check.Define(check.Exercise[pacing]{
	ID: "9.5", Title: "A rate limiter (optional)",
	Task: "Some servers allow one request per second: not how many *run* at a time is limited, but how many *begin*. " +
		"Write `paced`. It begins the first job at once, and each further one `pause` after the one before, whether that is done or not. " +
		"It returns all results in the order of `jobs`, or the first error.",
	Imports: []string{"context", "time", imports},
	Stub:    pacedHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: pacedHead + `	var tasks []aio.Awaitable[string]
	for i, job := range jobs {
		if i > 0 {
			if err := aio.Sleep(ctx, pause); err != nil {
				return nil, err
			}
		}
		tasks = append(tasks, aio.Go(ctx, "job", job))
	}
	return aio.Gather(ctx, tasks...)
}
`,
	Answer: "paced",
	Hints: []string{
		"Who waits for the pause: the one who starts the jobs. So sleep in the loop that starts tasks with aio.Go.",
		"Before the first job there is no pause: if i > 0 { … }. A task is an Awaitable, too: gather the tasks at the end.",
	},
	Wrong: []check.Wrong{
		{Name: "awaits in the loop", Says: "start it as a task", Code: pacedHead + `	var results []string
	for _, job := range jobs {
		result, err := job(ctx)
		if err != nil {
			return nil, err
		}
		results = append(results, result)
		aio.Sleep(ctx, pause)
	}
	return results, nil
}
`},
		{Name: "all sleep alike", Says: "the same pause at the same time", Code: pacedHead + `	var all []aio.Awaitable[string]
	for _, job := range jobs {
		all = append(all, aio.Coro[string](func(ctx context.Context) (string, error) {
			if err := aio.Sleep(ctx, pause); err != nil {
				return "", err
			}
			return job(ctx)
		}))
	}
	return aio.Gather(ctx, all...)
}
`},
		{Name: "pause first", Says: "the first job begins at once", Code: pacedHead + `	var tasks []aio.Awaitable[string]
	for _, job := range jobs {
		if err := aio.Sleep(ctx, pause); err != nil {
			return nil, err
		}
		tasks = append(tasks, aio.Go(ctx, "job", job))
	}
	return aio.Gather(ctx, tasks...)
}
`},
		{Name: "no pause", Says: "all begin at once", Code: pacedHead + `	var all []aio.Awaitable[string]
	for _, job := range jobs {
		all = append(all, job)
	}
	return aio.Gather(ctx, all...)
}
`},
	},
	Test: func(t *check.T, paced pacing) {
		var g check.Gauge
		var log check.Log
		var results []string
		run := check.Loop(t, "paced", func(ctx context.Context) (err error) {
			results, err = paced(ctx, 2*time.Second, jobs(&g, &log, 5*time.Second, time.Second, 3*time.Second))
			return err
		})
		check.NoError(t, "paced", run.Err)
		check.Events(t, "with a pause of 2s and jobs of 5s, 1s and 3s", log.Lines(), []string{"0s a begins", "2s b begins", "4s c begins"},
			check.Got([]string{"0s a begins", "7s b begins", "10s c begins"}, "a job begins after the pause, whether the one before it is done or not: start it as a task"),
			check.Got([]string{"2s a begins", "2s b begins", "2s c begins"}, "all of them sleep the same pause at the same time: let the one who starts them sleep in between"),
			check.Got([]string{"2s a begins", "4s b begins", "6s c begins"}, "the first job begins at once: no pause before it"),
			check.Got([]string{"0s a begins", "0s b begins", "0s c begins"}, "all begin at once: sleep between one start and the next"))
		check.Equal(t, "the results", results, []string{"a", "b", "c"})
		check.Took(t, "paced", run.Time, 7*time.Second)
	},
})
