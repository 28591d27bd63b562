// Package nb02 has the exercises of notebook 02.
package nb02

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
