package nb09

import (
	"context"
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type counting = func(ctx context.Context, n int) aio.Seq[int]

var countdown = check.Define(check.Exercise[counting]{
	ID: "9.1", Title: "Fill in the blanks: a countdown",
	Task: "`countdown(ctx, n)` is a stream of n, n-1, … down to 1. **Before** each number it waits for a second. " +
		"If waiting fails, it yields the error and ends. If the loop was left, it ends. Three places are missing; they are marked with a number.",
	Imports: []string{"context", "time", imports},
	Stub: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		panic("not implemented") // remove this line
		for i := n; i >= 1; i-- {
			// 1: wait for a second; if that gives an error, yield it and return

			// 2: yield i and no error (nil)

			// 3: return if the loop was left
		}
	}
}
`,
	Solution: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			if err := aio.Sleep(ctx, time.Second); err != nil {
				yield(0, err)
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}
`,
	Answer: "countdown",
	Hints: []string{
		"Look at guests above: it has all three places.",
		"if err := aio.Sleep(ctx, time.Second); err != nil { yield(0, err); return }",
		"2 and 3 are one line: if !yield(i, nil) { return }",
	},
	Wrong: []check.Wrong{
		{Name: "waits afterwards", Says: "the first number comes at once", Code: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			if !yield(i, nil) {
				return
			}
			if err := aio.Sleep(ctx, time.Second); err != nil {
				yield(0, err)
				return
			}
		}
	}
}
`},
		{Name: "ignores errors", Says: "look at what aio.Sleep returns", Code: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			aio.Sleep(ctx, time.Second)
			if !yield(i, nil) {
				return
			}
		}
	}
}
`},
		{Name: "silent", Says: "nobody is told about it", Code: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			if err := aio.Sleep(ctx, time.Second); err != nil {
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}
`},
		{Name: "deaf", Says: "if !yield(v) { return }", Code: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			if err := aio.Sleep(ctx, time.Second); err != nil {
				yield(0, err)
				return
			}
			yield(i, nil)
		}
	}
}
`},
		{Name: "blocks", Says: "the loop's clock does not move", Code: `func countdown(ctx context.Context, n int) aio.Seq[int] {
	return func(yield func(int, error) bool) {
		for i := n; i >= 1; i-- {
			time.Sleep(time.Millisecond)
			if !yield(i, nil) {
				return
			}
		}
	}
}
`},
	},
	Test: func(t *check.T, countdown counting) {
		var times []time.Duration
		var got []int
		run := check.Loop(t, "a loop over countdown(ctx, 3)", func(ctx context.Context) error {
			for i, err := range countdown(ctx, 3) {
				if err != nil {
					return err
				}
				got, times = append(got, i), append(times, aio.Now(ctx))
			}
			return nil
		})
		check.NoError(t, "a loop over countdown(ctx, 3)", run.Err)
		check.Equal(t, "the values of countdown(ctx, 3)", got, []int{3, 2, 1})
		check.Equal(t, "the list of their times", times, []time.Duration{time.Second, 2 * time.Second, 3 * time.Second},
			check.Got([]time.Duration{0, 0, 0}, "the loop's clock does not move: wait with aio.Sleep(ctx, time.Second)"),
			check.Got([]time.Duration{0, time.Second, 2 * time.Second}, "the first number comes at once: wait before you yield"))
		check.Loop(t, "a loop that is left", func(ctx context.Context) error {
			for range countdown(ctx, 3) {
				break
			}
			return nil
		})
		cancelled(t, countdown)
	},
})

// cancelled looks what the stream does when its time is over.
func cancelled(t *check.T, countdown counting) {
	var last error
	values := 0
	check.Loop(t, "a loop with a time limit", func(ctx context.Context) error {
		return aio.Timeout(ctx, 2500*time.Millisecond, func(ctx context.Context) error {
			for _, err := range countdown(ctx, 9) {
				if last = err; err == nil {
					values++
				}
			}
			return nil
		})
	})
	t.Must(values <= 2, "the countdown goes on when its time is over", check.Else("waiting has failed, and you went on: look at what aio.Sleep returns"))
	t.Must(errors.Is(last, aio.ErrTimeout), "the countdown ends early, as if it were complete", check.Else("waiting has failed, and nobody is told about it: yield(0, err) before you return"))
}
