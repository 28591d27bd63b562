// Package nb08 has the exercises of notebook 08.
package nb08

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
