// Package nb05 has the exercises of notebook 05, Talking to generators.
package nb05

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{doubler, averager, ask, register, ledger}
