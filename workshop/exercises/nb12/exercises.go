// Package nb12 has the exercises of notebook 12.
package nb12

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
