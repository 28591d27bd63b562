// Package nb09 has the exercises of notebook 09, Streams, queues, resources: what tasks hand to each other, and what
// they share.
package nb09

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{countdown, transaction, kitchen, limited, paced}

const imports = "github.com/gopherloop/gopherloop/workshop/aio"

// jobs makes coroutines that take so long, and return "a", "b" and so on. They write down when they begin.
func jobs(g *check.Gauge, log *check.Log, durations ...time.Duration) []aio.Coro[string] {
	var all []aio.Coro[string]
	for i, d := range durations {
		all = append(all, func(ctx context.Context) (string, error) {
			name := string(rune('a' + i))
			log.Add("%v %s begins", aio.Now(ctx), name)
			return name, g.Work(ctx, d)
		})
	}
	return all
}
