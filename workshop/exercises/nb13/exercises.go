// Package nb13 has the exercises of notebook 13, the log processor: one line, one file, many files, and the whole
// program in eight stages.
package nb13

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{entry, copyErrors, processAll, processor}
