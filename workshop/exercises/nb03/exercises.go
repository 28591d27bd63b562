// Package nb03 has the exercises of notebook 03.
package nb03

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
