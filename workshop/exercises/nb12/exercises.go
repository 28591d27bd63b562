// Package nb12 has the exercises of notebook 12, Goroutines: the Go way. Their tests let real goroutines wait for each
// other; what has to happen is waited for, and time only ends what would wait for ever.
package nb12

import (
	"time"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are the exercises of the notebook in their order.
var Exercises = []*check.Question{gather, first, total, counter, group, tools}

// patience is how long a test waits for what a right answer does at once.
const patience = 400 * time.Millisecond

// within reports whether done is closed in time.
func within(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	case <-time.After(patience):
		return false
	}
}
