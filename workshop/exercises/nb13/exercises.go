// Package nb13 has the exercises of notebook 13.
package nb13

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
