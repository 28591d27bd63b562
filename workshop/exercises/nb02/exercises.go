// Package nb02 has the exercises of notebook 02: types that can be looped over, and the difference between a
// collection and a cursor. A test that an answer passes has looped over it twice, and left a loop early.
package nb02

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{countdown, tworiders, ticket, finder, cinema}
