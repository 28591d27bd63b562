// Package nb10 has the exercises of notebook 10.
package nb10

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
