// Package nb04 has the exercises of notebook 04.
package nb04

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
