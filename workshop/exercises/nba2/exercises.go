// Package nba2 has the exercises of notebook A2, how it came about: to put events in order, to match proposals with
// what they brought, and to bring a program up to date.
package nba2

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{peps, order, tickets}
