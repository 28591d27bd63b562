// Package nb10 has the exercises of notebook 10, When things go wrong: cancelling, tidying up, time limits and groups.
package nb10

import (
	"context"
	"slices"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{swallowed, goodbye, retry, oneTable, slowFiles}

const imports = "github.com/gopherloop/gopherloop/workshop/aio"

// A diary makes functions that only wait, and writes down how they begin and end.
type diary struct{ check.Log }

func (k *diary) step(what string, d time.Duration, fails error) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		k.Add("%s", what)
		if err := aio.Sleep(ctx, d); err != nil {
			k.Add("%s called off", what)
			return err
		}
		k.Add("%s done", what)
		return fails
	}
}

func (k *diary) has(line string) bool { return slices.Contains(k.Lines(), line) }

// coro is step for something with a result, its name.
func (k *diary) coro(what string, d time.Duration, fails error) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		if err := k.step(what, d, fails)(ctx); err != nil {
			return "", err
		}
		return what, nil
	}
}
