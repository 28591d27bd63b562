package nb10

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type summing = func(ctx context.Context, files []string, read func(file string) (int, error)) (int, error)

const sumHead = "func sumFiles(ctx context.Context, files []string,\n\tread func(file string) (int, error)) (int, error) {\n"

var slowFiles = check.Define(check.Exercise[summing]{
	ID: "10.5", Title: "Get it out of the loop (optional)",
	Task:    "`read(file)` counts something in a file. It has no `ctx`: it blocks until it is done. Write `sumFiles`, which reads all files **at the same time, outside of the loop**, and returns the sum of the counts, or an error if one fails.",
	Imports: []string{"context", imports},
	Stub:    sumHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: sumHead + `	var all []aio.Awaitable[int]
	for _, file := range files {
		all = append(all, aio.Coro[int](func(ctx context.Context) (int, error) {
			return aio.Blocking(ctx, func() (int, error) { return read(file) })
		}))
	}
	counts, err := aio.Gather(ctx, all...)
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum, err
}
`,
	Answer: "sumFiles",
	Hints: []string{
		"For one file it is aio.Blocking(ctx, func() (int, error) { return read(file) }). Make a coroutine of that.",
		"Put the coroutines into a slice of type []aio.Awaitable[int], gather them, and add up what comes.",
	},
	Wrong: []check.Wrong{
		{Name: "in the loop", Says: "read runs inside the loop", Code: sumHead + `	sum := 0
	for _, file := range files {
		n, err := read(file)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}
`},
		{Name: "gathered, but blocking", Says: "a task alone does not help", Code: sumHead + `	var all []aio.Awaitable[int]
	for _, file := range files {
		all = append(all, aio.Coro[int](func(ctx context.Context) (int, error) { return read(file) }))
	}
	counts, err := aio.Gather(ctx, all...)
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum, err
}
`},
		{Name: "one by one", Says: "one file after the other", Code: sumHead + `	sum := 0
	for _, file := range files {
		n, err := aio.Blocking(ctx, func() (int, error) { return read(file) })
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}
`},
		{Name: "error lost", Says: "the error is lost", Code: sumHead + `	var all []aio.Awaitable[int]
	for _, file := range files {
		all = append(all, aio.Coro[int](func(ctx context.Context) (int, error) {
			return aio.Blocking(ctx, func() (int, error) { return read(file) })
		}))
	}
	counts, _ := aio.Gather(ctx, all...)
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum, nil
}
`},
	},
	Test: func(t *check.T, sumFiles summing) {
		files := []string{"a.txt", "b.txt", "c.txt"}
		gate := newGate(len(files))
		sum := 0
		run := check.Loop(t, "sumFiles", func(ctx context.Context) (err error) {
			sum, err = sumFiles(ctx, files, gate.read)
			return err
		})
		check.NoError(t, "sumFiles", run.Err)
		tasks, outside := len(run.Trace.Lanes())-1, 0
		for _, e := range run.Trace.Events() {
			if e.Reason == aio.ForBlocking {
				outside++
			}
		}
		t.Must(outside > 0, "nothing was done outside of the loop",
			check.If(tasks > 0, "read runs in tasks, and still blocks the loop: a task alone does not help, hand read to aio.Blocking"),
			check.Else("read runs inside the loop, and nobody else can do anything: hand it to aio.Blocking"))
		t.Must(gate.together(), "the files are not read at the same time", check.Else("they are read one file after the other: make a coroutine for each, and gather them"))
		check.Equal(t, "the sum", sum, 15)
		run = check.Loop(t, "sumFiles", func(ctx context.Context) error {
			_, err := sumFiles(ctx, []string{"missing.txt"}, func(string) (int, error) { return 0, errMissing })
			return err
		})
		check.ErrorIs(t, "sumFiles with a file that is not there", run.Err, errMissing, check.Else("the error is lost: return it"))
	},
})

var errMissing = errors.New("no such file")

// A gate holds up readers until all of them are there. If they do not come within a second, it stays open.
type gate struct {
	mu     sync.Mutex
	left   int
	inVain bool
	open   chan struct{}
}

func newGate(n int) *gate { return &gate{left: n, open: make(chan struct{})} }

func (g *gate) read(string) (int, error) {
	g.mu.Lock()
	g.left--
	if g.left == 0 && !g.inVain {
		close(g.open)
	}
	g.mu.Unlock()
	select {
	case <-g.open:
	case <-time.After(time.Second):
		g.giveUp()
	}
	return 5, nil
}

func (g *gate) giveUp() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.left > 0 && !g.inVain {
		g.inVain = true
		close(g.open)
	}
}

func (g *gate) together() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.left == 0 && !g.inVain
}
