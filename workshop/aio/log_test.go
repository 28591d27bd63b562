package aio_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

const second = time.Second

// A log is what happens in a test, with the time of the loop.
type log struct{ lines []string }

func (l *log) add(ctx context.Context, format string, args ...any) {
	l.lines = append(l.lines, strings.TrimSpace(fmt.Sprintf("%v "+format, append([]any{aio.Now(ctx)}, args...)...)))
}

// want compares the log with lines separated by " | ".
func (l *log) want(t *testing.T, want string) {
	t.Helper()
	if got := strings.Join(l.lines, " | "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// sleeper logs before and after a sleep.
func (l *log) sleeper(name string, d time.Duration) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		l.add(ctx, "%s starts", name)
		err := aio.Sleep(ctx, d)
		if err != nil {
			l.add(ctx, "%s: %v", name, err)
			return "", err
		}
		l.add(ctx, "%s ends", name)
		return name, nil
	}
}

// failing sleeps and returns an error.
func failing(d time.Duration, text string) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		if err := aio.Sleep(ctx, d); err != nil {
			return "", err
		}
		return "", fmt.Errorf("%s", text)
	}
}

// run runs main with warnings as errors of the test.
func run(t *testing.T, main func(ctx context.Context) error, opts ...aio.Option) {
	t.Helper()
	opts = append([]aio.Option{aio.Warnings(func(w aio.Warning) { t.Errorf("warning: %v", w) })}, opts...)
	if err := aio.Main(main, opts...); err != nil {
		t.Error(err)
	}
}

// silent drops warnings.
var silent = aio.Warnings(func(aio.Warning) {})

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Error(err)
	}
}
