// Package nb07 has the exercises of notebook 07, Build an event loop.
package nb07

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{turns, sleep, join, cancel, drive, claims}
