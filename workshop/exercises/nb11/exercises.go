// Package nb11 has the exercises of notebook 11.
package nb11

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
