// Package nb04 has the exercises of notebook 04: pipelines in which a value is made when somebody asks for it. The
// tests count how many values an answer has asked for, and when.
package nb04

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{pulled, errorLines, running, repair}
