package nb12

import (
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type totaller = func(jobs []int, workers int, work func(int) int) int

var total = check.Define(check.Exercise[totaller]{
	ID: "12.3", Title: "The program that never ends",
	Task: "`stuckTotal` shares jobs among a few workers and adds up what they send back. Every job is done, and still it **never returns**: it is " +
		"the producer and consumer of notebook 09 in another dress. Write `total`, which ends, with all of its goroutines.",
	Imports: []string{"sync"},
	Setup: `func stuckTotal(jobs []int, workers int, work func(int) int) int {
	todo, results := make(chan int), make(chan int)
	go func() {
		for _, job := range jobs {
			todo <- job
		}
	}()
	for range workers {
		go func() {
			for job := range todo {
				results <- work(job)
			}
		}()
	}
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}
`,
	Answer: "total",
	Stub: `func total(jobs []int, workers int, work func(int) int) int {
	panic("not implemented")
}
`,
	Solution: `func total(jobs []int, workers int, work func(int) int) int {
	todo, results := make(chan int), make(chan int)
	go func() {
		defer close(todo) // the workers' loops end
		for _, job := range jobs {
			todo <- job
		}
	}()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for job := range todo {
				results <- work(job)
			}
		})
	}
	go func() {
		all.Wait()
		close(results) // the loop below ends
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}
`,
	Hints: []string{
		"There are two loops `for … range` over a channel. When does such a loop end?",
		"`close(todo)` belongs behind the last send, in the goroutine that sends. Then the workers' loops end.",
		"Nobody may close `results` while a worker still sends. Start the workers with `all.Go` of a `sync.WaitGroup`.",
		"A goroutine of its own waits for the workers and closes: `go func() { all.Wait(); close(results) }()`.",
	},
	Wrong: []check.Wrong{
		{Name: "as given", Says: "the loop over the results waits", Code: `func total(jobs []int, workers int, work func(int) int) int {
	todo, results := make(chan int), make(chan int)
	go func() {
		for _, job := range jobs {
			todo <- job
		}
	}()
	for range workers {
		go func() {
			for job := range todo {
				results <- work(job)
			}
		}()
	}
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}
`},
		{Name: "counts the results", Says: "close(todo)", Code: `func total(jobs []int, workers int, work func(int) int) int {
	todo, results := make(chan int), make(chan int)
	go func() {
		for _, job := range jobs {
			todo <- job
		}
	}()
	for range workers {
		go func() {
			for job := range todo {
				results <- work(job)
			}
		}()
	}
	sum := 0
	for range jobs {
		sum += <-results
	}
	return sum
}
`},
		{Name: "waits before it takes the results", Says: "nobody takes the results", Code: `func total(jobs []int, workers int, work func(int) int) int {
	todo, results := make(chan int), make(chan int)
	go func() {
		defer close(todo)
		for _, job := range jobs {
			todo <- job
		}
	}()
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for job := range todo {
				results <- work(job)
			}
		})
	}
	all.Wait()
	close(results)
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}
`},
		{Name: "a goroutine for each job", Says: "as many goroutines as there are workers", Code: `func total(jobs []int, workers int, work func(int) int) int {
	results := make(chan int, len(jobs))
	var all sync.WaitGroup
	for _, job := range jobs {
		all.Go(func() { results <- work(job) })
	}
	all.Wait()
	close(results)
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}
`},
		{Name: "without goroutines", Says: "share the jobs", Code: `func total(jobs []int, workers int, work func(int) int) int {
	sum := 0
	for _, job := range jobs {
		sum += work(job)
	}
	return sum
}
`},
	},
	Test: testTotal,
})

func testTotal(t *check.T, total totaller) {
	const workers = 2
	jobs := []int{1, 2, 3, 4, 5, 6}
	var (
		mu        sync.Mutex
		now, most int
		worked    int
		two       = make(chan struct{}) // closed when two jobs are being done, or nobody waits for that any more
		give      sync.Once
	)
	work := func(job int) int {
		mu.Lock()
		now, worked = now+1, worked+1
		most = max(most, now)
		if now == 2 {
			give.Do(func() { close(two) })
		}
		mu.Unlock()
		if !within(two) { // a second worker has to come
			give.Do(func() { close(two) })
		}
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		now--
		return 10 * job
	}
	check.NoLeaks(t, "total", func() {
		done := make(chan int, 1)
		panicked := make(chan any, 1)
		go func() {
			defer func() {
				if v := recover(); v != nil {
					panicked <- v
				}
			}()
			done <- total(jobs, workers, work)
		}()
		select {
		case v := <-panicked:
			panic(v)
		case got := <-done:
			check.Equal(t, "the total of 10 times 1 to 6", got, 210)
		case <-time.After(3 * patience):
			mu.Lock()
			defer mu.Unlock()
			t.Must(worked < len(jobs), "all jobs are done, and total does not return: the loop over the results waits for more",
				check.Else("nobody closes results: when all workers have ended, close it, in a goroutine of its own"))
			t.Fail("only some jobs are done, and nothing goes on",
				check.Else("the workers want to send, and nobody takes the results: wait for the workers in a goroutine of its own, and take the results meanwhile"))
		}
	}, check.Else("the workers still wait for jobs: close(todo) behind the last one"))
	check.AtOnce(t, "jobs being done", most, workers,
		check.If(most > workers, "there are to be as many goroutines as there are workers, however many jobs there are: a loop over todo in each"),
		check.If(most < workers, "share the jobs among the workers: each is a goroutine with a loop over todo"))
}
