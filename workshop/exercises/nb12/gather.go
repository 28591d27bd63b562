package nb12

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

var gather = check.Define(check.Exercise[func([]func() string) []string]{
	ID: "12.1", Title: "All at once, in order",
	Task: "Write `gather`, with `sync.WaitGroup`: it runs all jobs **at the same time**, waits until **all** are done, and returns " +
		"their results **in the order of the jobs**, whichever is done first. It is `aio.Gather` of notebook 08 for goroutines.",
	Imports: []string{"sync", "time"},
	Answer:  "gather",
	Stub: `func gather(jobs []func() string) []string {
	// 1. make a slice with a place for each result
	// 2. for each job: all.Go(…), which runs it and puts what it returns into its own place
	// 3. wait for all of them, and return the slice
	panic("not implemented")
}
`,
	Solution: `func gather(jobs []func() string) []string {
	results := make([]string, len(jobs))
	var all sync.WaitGroup
	for i, job := range jobs {
		all.Go(func() { results[i] = job() })
	}
	all.Wait()
	return results
}
`,
	Hints: []string{
		"`make([]string, len(jobs))` has a place for each result: `results[i]` is that of job i. As each goroutine writes to a place of its own, nothing has to be locked.",
		"In the loop `for i, job := range jobs`: `all.Go(func() { results[i] = job() })`.",
		"`all.Wait()` comes behind the loop, not in it.",
	},
	Wrong: []check.Wrong{
		{Name: "one after the other", Says: "one after the other", Code: `func gather(jobs []func() string) []string {
	var results []string
	for _, job := range jobs {
		results = append(results, job())
	}
	return results
}
`},
		{Name: "waits in the loop", Says: "Wait in the loop", Code: `func gather(jobs []func() string) []string {
	results := make([]string, len(jobs))
	var all sync.WaitGroup
	for i, job := range jobs {
		all.Go(func() { results[i] = job() })
		all.Wait()
	}
	return results
}
`},
		{Name: "does not wait", Says: "before its jobs are done", Code: `func gather(jobs []func() string) []string {
	results := make([]string, len(jobs))
	for i, job := range jobs {
		go func() { results[i] = job() }()
	}
	return results
}
`},
		{Name: "who is done first comes first", Says: "the order in which the jobs were done", Code: `func gather(jobs []func() string) []string {
	done := make(chan string)
	for _, job := range jobs {
		go func() { done <- job() }()
	}
	var results []string
	for range jobs {
		results = append(results, <-done)
	}
	return results
}
`},
		{Name: "appends behind empty places", Says: "empty places", Code: `func gather(jobs []func() string) []string {
	results := make([]string, len(jobs))
	var all sync.WaitGroup
	var mu sync.Mutex
	for _, job := range jobs {
		all.Go(func() {
			result := job()
			mu.Lock()
			defer mu.Unlock()
			results = append(results, result)
		})
	}
	all.Wait()
	return results
}
`},
	},
	Test: testGather,
})

func testGather(t *check.T, gather func([]func() string) []string) {
	const n = 3
	var (
		mu       sync.Mutex
		started  int
		all      = make(chan struct{}) // closed when all jobs have started
		returned = make(chan struct{}) // closed when gather has returned, and the test has read the results
		together = true
	)
	ended := make([]chan struct{}, n)
	for i := range ended {
		ended[i] = make(chan struct{})
	}
	// A job waits for all to start, and then for the next one to end: the last ends first.
	job := func(i int) func() string {
		return func() string {
			defer close(ended[i])
			mu.Lock()
			if started++; started == n {
				close(all)
			}
			mu.Unlock()
			if !within(all) {
				mu.Lock()
				together = false
				mu.Unlock()
				return fmt.Sprint("result ", i)
			}
			if i+1 < n {
				<-ended[i+1]
			} else { // gather must wait for this
				select {
				case <-returned:
				case <-time.After(patience / 8):
				}
			}
			return fmt.Sprint("result ", i)
		}
	}
	jobs := make([]func() string, n)
	for i := range jobs {
		jobs[i] = job(i)
	}
	got := slices.Clone(gather(jobs))
	var early bool
	for _, c := range ended {
		select {
		case <-c:
		default:
			early = true
		}
	}
	close(returned)
	t.Must(!early, "gather returns before its jobs are done", check.Else("behind the loop wait for all of them: all.Wait()"))
	mu.Lock()
	defer mu.Unlock()
	t.Must(together, "the second job begins when the first one is done: they run one after the other",
		check.Else("start each job with all.Go(func() { … }) or go, and do not Wait in the loop but behind it"))
	want := []string{"result 0", "result 1", "result 2"}
	check.Equal(t, "gather(jobs)", got, want,
		check.If(slices.Equal(slices.Sorted(slices.Values(got)), want), "this is the order in which the jobs were done; put each result into its own place, results[i]"),
		check.If(len(got) == 2*n && got[0] == "", "make([]string, n) has n empty places already, and append adds behind them: write results[i] = job()"),
		check.Else("put the result of job i into results[i]"))
	check.Equal(t, "the number of results for no jobs", len(gather(nil)), 0)
}
