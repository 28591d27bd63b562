package nb10

import (
	"context"
	"errors"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

type retrying = func(ctx context.Context, tries int, limit time.Duration, work aio.Coro[string]) (string, error)

const retryHead = "func retry(ctx context.Context, tries int, limit time.Duration,\n\twork aio.Coro[string]) (string, error) {\n"

var retry = check.Define(check.Exercise[retrying]{
	ID: "10.3", Title: "Try again, with a time limit",
	Task: "Write `retry`. It awaits `work`, but not longer than `limit`. If that fails, for whatever reason, it tries again, at most `tries` times altogether. " +
		"It returns the first result that comes without an error, and otherwise the **last** error. " +
		"(If `retry` itself is called off, all further awaits with its `ctx` fail at once. So you need not care about that.)",
	Imports: []string{"context", "time", imports},
	Stub:    retryHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: retryHead + `	var err error
	for range tries {
		var result string
		result, err = aio.WaitFor(ctx, limit, work)
		if err == nil {
			return result, nil
		}
	}
	return "", err
}
`,
	Answer: "retry",
	Hints: []string{
		"A loop: for range tries { … }. In it, one call of aio.WaitFor(ctx, limit, work).",
		"Leave the loop with return as soon as err == nil. Keep the last error in a variable outside of the loop: var err error.",
		"In the loop: result, err = aio.WaitFor(ctx, limit, work), with = and not with :=, or else err is a new variable in each turn.",
	},
	Wrong: []check.Wrong{
		{Name: "one limit for all", Says: "each try has its own limit", Code: retryHead + `	return aio.WaitFor(ctx, limit, func(ctx context.Context) (string, error) {
		var result string
		var err error
		for range tries {
			if result, err = work(ctx); err == nil {
				break
			}
		}
		return result, err
	})
}
`},
		{Name: "no limit", Says: "longer than the limit", Code: retryHead + `	var err error
	for range tries {
		var result string
		if result, err = work(ctx); err == nil {
			return result, nil
		}
	}
	return "", err
}
`},
		{Name: "goes on", Says: "goes on after a success", Code: retryHead + `	var result string
	var err error
	for range tries {
		result, err = aio.WaitFor(ctx, limit, work)
	}
	return result, err
}
`},
		{Name: "error lost", Says: "an empty result without an error", Code: retryHead + `	for range tries {
		result, err := aio.WaitFor(ctx, limit, work)
		if err == nil {
			return result, nil
		}
	}
	return "", nil
}
`},
		{Name: "once too often", Says: "tries is the number of all tries", Code: retryHead + `	result, err := aio.WaitFor(ctx, limit, work)
	for range tries {
		if err == nil {
			break
		}
		result, err = aio.WaitFor(ctx, limit, work)
	}
	return result, err
}
`},
	},
	Test: func(t *check.T, retry retrying) {
		s, result, err := tryRetry(t, retry, time.Second)
		goesOn := check.If(s.calls > 1, "it goes on after a success: return as soon as err is nil")
		check.NoError(t, "retry of a work that succeeds at once", err, goesOn)
		check.Equal(t, "how often the work was begun", s.calls, 1, goesOn)
		check.Equal(t, "the result", result, "result 1")

		s, result, err = tryRetry(t, retry, time.Minute, time.Minute, time.Second)
		t.Must(s.longest <= 5*time.Second, "a try takes longer than the limit", check.Else("use aio.WaitFor(ctx, limit, work)"))
		check.NoError(t, "retry with 3 tries, of which only the last is fast enough,", err, check.If(s.inVain > 0, "the limit is over after the first try, so the others fail at once: each try has its own limit"))
		check.Equal(t, "the result", result, "result 3")

		s, _, err = tryRetry(t, retry, time.Minute, time.Minute, time.Minute, time.Second)
		check.Equal(t, "how often the work was begun, with 3 tries", s.calls, 3, check.Got(4, "tries is the number of all tries, the first one included"))
		check.ErrorIs(t, "retry with 3 tries that are all too slow", err, aio.ErrTimeout, check.If(err == nil, "an empty result without an error: keep the last error and return it"))
	},
})

// slowWork takes another time at each call.
type slowWork struct {
	takes   []time.Duration
	calls   int
	inVain  int // of them without any time
	longest time.Duration
}

func (s *slowWork) work(ctx context.Context) (string, error) {
	s.calls++
	if s.calls > len(s.takes) {
		return "", errors.New("too many tries")
	}
	from := aio.Now(ctx)
	defer func() { s.longest = max(s.longest, aio.Now(ctx)-from) }()
	if err := aio.Sleep(ctx, s.takes[s.calls-1]); err != nil {
		if aio.Now(ctx) == from {
			s.inVain++
		}
		return "", err
	}
	return "result " + string(rune('0'+s.calls)), nil
}

// tryRetry calls retry with 3 tries of 5 s.
func tryRetry(t *check.T, retry retrying, takes ...time.Duration) (s *slowWork, result string, err error) {
	s = &slowWork{takes: takes}
	check.Loop(t, "retry", func(ctx context.Context) error {
		result, err = retry(ctx, 3, 5*time.Second, s.work)
		return nil
	})
	return s, result, err
}
