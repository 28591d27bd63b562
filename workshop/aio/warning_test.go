package aio_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// warnings runs main and returns what the loop finds to be wrong, with all lines called N.
func warnings(t *testing.T, main func(ctx context.Context) error, opts ...aio.Option) string {
	t.Helper()
	var all []string
	opts = append(opts, aio.Warnings(func(w aio.Warning) { all = append(all, w.String()) }))
	check(t, aio.Main(main, opts...))
	return regexp.MustCompile(`_test.go:\d+`).ReplaceAllString(strings.Join(all, "\n"), "_test.go:N")
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		name string
		main func(ctx context.Context) error
		want string
	}{
		{"leftover", func(ctx context.Context) error {
			aio.Go(ctx, "poll", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, second) }))
			aio.Go(ctx, "quiet", aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, second) })).Background()
			return nil
		}, `aio: task "poll" (warning_test.go:N) was not done when main was, and has been cancelled: Await it, or call Background`},
		{"leftover that fails", func(ctx context.Context) error {
			aio.Go(ctx, "poll", aio.Do(func(ctx context.Context) error { aio.Sleep(ctx, second); return errors.New("bad") }))
			return nil
		}, `aio: task "poll" (warning_test.go:N) was not done when main was, and has ended with the error bad: Await it, or call Background`},
		{"not retrieved", func(ctx context.Context) error {
			fail := aio.Do(func(ctx context.Context) error { return errors.New("bad") })
			aio.Go(ctx, "lost", fail)
			aio.Go(ctx, "seen", fail).Await(ctx)
			seen := aio.Go(ctx, "asked", fail)
			aio.Sleep(ctx, second)
			seen.Result()
			return nil
		}, `aio: task "lost" (warning_test.go:N) failed and nobody has looked: bad`},
		{"never awaited", func(ctx context.Context) error {
			c := aio.NewCoroutine(ctx, "forgotten", aio.Do(aio.Yield))
			equal(t, "text", c.String(), `<coroutine "forgotten" created>`)
			used := aio.NewCoroutine(ctx, "used", aio.Do(aio.Yield))
			if _, err := used.Await(ctx); err != nil {
				return err
			}
			if _, err := used.Await(ctx); err == nil || !strings.Contains(err.Error(), "awaited before") {
				t.Error(err)
			}
			return nil
		}, `aio: coroutine "forgotten" (warning_test.go:N) was never awaited: it has not run`},
		{"nothing", func(ctx context.Context) error {
			_, err := aio.Gather[aio.None](ctx, aio.NewCoroutine(ctx, "a", aio.Do(aio.Yield)), aio.Go(ctx, "b", aio.Do(aio.Yield)))
			return err
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) { equal(t, "warnings", warnings(t, c.main), c.want) })
	}
}

func TestSlowStepsAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := warnings(t, func(ctx context.Context) error {
			_, err := aio.Go(ctx, "busy", aio.Do(func(ctx context.Context) error {
				time.Sleep(120 * time.Millisecond) // blocks the loop
				return aio.Sleep(ctx, second)
			})).Await(ctx)
			return err
		}, aio.Debug())
		equal(t, "warnings", got, `aio: task "busy" kept the loop busy for 120ms (warning_test.go:N): use Blocking for long work`)
	})
}

func TestManyFailedTasksAreForgottenWhenSeen(t *testing.T) {
	got := warnings(t, func(ctx context.Context) error {
		fail := aio.Do(func(ctx context.Context) error { return errors.New("bad") })
		for range 1000 {
			aio.Go(ctx, "x", fail).Await(ctx)
		}
		return nil
	})
	equal(t, "warnings", got, "")
}

func TestFailureAfterTheDeadlockIsTheDeadlock(t *testing.T) {
	_, err := aio.Run(func(ctx context.Context) (int, error) {
		f := aio.NewFuture[int]()
		if _, err := f.Await(ctx); err != nil {
			return 0, errors.New("another error")
		}
		return 1, nil
	})
	if !errors.Is(err, aio.ErrDeadlock) {
		t.Error(err)
	}
}
