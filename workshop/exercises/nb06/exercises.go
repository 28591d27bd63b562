// Package nb06 has the exercises of notebook 06, Generators inside generators.
package nb06

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{chain, both, flatten, leaves, form, sameLeaves}
