// Package nb09 has the exercises of notebook 09.
package nb09

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
