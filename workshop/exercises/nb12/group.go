package nb12

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type grouper = func(ctx context.Context, fs ...func(context.Context) error) error

var group = check.Define(check.Exercise[grouper]{
	ID: "12.5", Title: "Your own errgroup (optional)",
	Task: "Write `group`: it runs all functions at the same time, each with a ctx. The **first** error cancels that ctx, so that the others can " +
		"stop. `group` waits until **all** have ended, and returns the first error, or `nil`. This is `aio.Group` for goroutines, and the heart of the package errgroup.",
	Imports: []string{"context", "sync", "errors"},
	Answer:  "group",
	Stub: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	panic("not implemented")
}
`,
	Solution: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		all   sync.WaitGroup
		once  sync.Once
		first error
	)
	for _, f := range fs {
		all.Go(func() {
			if err := f(ctx); err != nil {
				once.Do(func() {
					first = err
					cancel()
				})
			}
		})
	}
	all.Wait()
	return first
}
`,
	Hints: []string{
		"Begin with `ctx, cancel := context.WithCancel(ctx)` and `defer cancel()`, and start each function with `all.Go`.",
		"Only the first error counts, and several goroutines may have one: `sync.Once` does something only once, `once.Do(func() { … })`.",
		"In `once.Do`: keep the error, and call `cancel()`. Behind the loop: `all.Wait()`, and return what was kept.",
	},
	Wrong: []check.Wrong{
		{Name: "does not cancel", Says: "call cancel()", Code: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	var all sync.WaitGroup
	var once sync.Once
	var first error
	for _, f := range fs {
		all.Go(func() {
			if err := f(ctx); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	all.Wait()
	return first
}
`},
		{Name: "does not wait for the others", Says: "still running", Code: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make(chan error, len(fs))
	for _, f := range fs {
		go func() { errs <- f(ctx) }()
	}
	for range fs {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}
`},
		{Name: "keeps the last error", Says: "overwrites", Code: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	var mu sync.Mutex
	var result error
	for _, f := range fs {
		all.Go(func() {
			if err := f(ctx); err != nil {
				mu.Lock()
				result = err
				mu.Unlock()
				cancel()
			}
		})
	}
	all.Wait()
	return result
}
`},
		{Name: "one after the other", Says: "at the same time", Code: `func group(ctx context.Context, fs ...func(context.Context) error) error {
	for _, f := range fs {
		if err := f(ctx); err != nil {
			return err
		}
	}
	return nil
}
`},
	},
	Test: testGroup,
})

func testGroup(t *check.T, group grouper) {
	errDisk := errors.New("disk full")
	var started, ended atomic.Int32
	var cancelled, alone atomic.Bool
	both, release := make(chan struct{}), make(chan struct{})
	start := func() {
		if started.Add(1) == 2 {
			close(both)
		}
		if !within(both) {
			alone.Store(true)
		}
	}
	var failed = make(chan struct{})
	patient := func(ctx context.Context) error {
		defer ended.Add(1)
		start()
		<-failed
		if !within(ctx.Done()) {
			return nil
		}
		cancelled.Store(true)
		select { // cleaning up takes a moment
		case <-release:
		case <-time.After(patience / 8):
		}
		return ctx.Err()
	}
	failing := func(context.Context) error {
		defer ended.Add(1)
		start()
		close(failed)
		return errDisk
	}
	err := group(context.Background(), failing, patient)
	atReturn, began := ended.Load(), started.Load()
	close(release)
	t.Must(began == 2 && !alone.Load(), "the functions do not run at the same time", check.Else("start each in a goroutine with all.Go, so that they run at the same time"))
	t.Must(atReturn == 2, "group has returned, and a function is still running", check.Else("wait for all of them, also after an error: all.Wait() before return"))
	t.Must(cancelled.Load(), "one function has failed, and the other one is not told: its ctx is not done", check.Else("call cancel() of context.WithCancel when there is an error, and give that ctx to the functions"))
	check.ErrorIs(t, "group(ctx, …)", err, errDisk, check.If(errors.Is(err, context.Canceled), "the error of a function that was cancelled overwrites the first one: keep only the first, with sync.Once"))
	fine := func(context.Context) error { return nil }
	check.NoError(t, "group without errors", group(context.Background(), fine, fine))
	var wait sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	wait.Go(func() {
		err = group(ctx, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
	})
	wait.Wait()
	check.ErrorIs(t, "group with a ctx that is cancelled", err, context.Canceled, check.Else("make your ctx from the one that is given: context.WithCancel(ctx)"))
}
