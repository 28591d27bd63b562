// Package nba1 has the exercises of notebook A1.
package nba1

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
