// Package nb08 has the exercises of notebook 08, async and await: what waits one after the other, and what at the
// same time.
package nb08

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{predictOrder, twoPots, missingAwait, fetchPages, restaurant, spinner}

const imports = "github.com/gopherloop/gopherloop/workshop/aio"

// A kitchen makes coroutines that only wait, and writes down when they begin and end.
type kitchen struct{ log check.Log }

func (k *kitchen) do(what string, d time.Duration) aio.Coro[string] {
	return func(ctx context.Context) (string, error) {
		k.log.Add("%v %s begins", short(aio.Now(ctx)), what)
		if err := aio.Sleep(ctx, d); err != nil {
			return "", err
		}
		k.log.Add("%v %s ends", short(aio.Now(ctx)), what)
		return what, nil
	}
}

// has reports whether this was written down.
func (k *kitchen) has(format string, a ...any) bool {
	line := fmt.Sprintf(format, a...)
	for _, l := range k.log.Lines() {
		if l == line {
			return true
		}
	}
	return false
}

// short writes 5m0s as 5m.
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	return s
}

// count says how often this was written down, whatever the time.
func (k *kitchen) count(what string) (n int) {
	for _, l := range k.log.Lines() {
		if _, rest, _ := strings.Cut(l, " "); rest == what {
			n++
		}
	}
	return n
}
