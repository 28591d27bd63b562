// Package nba2 has the exercises of notebook A2.
package nba2

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{}
