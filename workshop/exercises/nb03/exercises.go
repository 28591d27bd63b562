// Package nb03 has the exercises of notebook 03: functions that pause at yield, keep their variables, and go on. A
// test that an answer passes has left it at every yield that it has.
package nb03

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{order, steps, fibonacci, ticktock, weather}

// leave takes n values of a sequence, says that it wants no more, and returns how often it was asked nevertheless.
// It gives up after some times, by a panic that it recovers: the answer may go on for ever.
func leave[T any](s iter.Seq[T], n int) (after int) {
	type enough struct{}
	defer func() {
		if v := recover(); v != nil && v != (enough{}) {
			panic(v)
		}
	}()
	s(func(T) bool {
		n--
		if n < 0 {
			after++
		}
		if after == 5 {
			panic(enough{})
		}
		return n > 0
	})
	return after
}

// listens fails unless a sequence ends when the loop does, after 1 to n values.
func listens[T any](t *check.T, what string, s iter.Seq[T], n int, says func(left int) string) {
	for left := 1; left <= n; left++ {
		t.Must(leave(s, left) == 0, what+" goes on after the loop was left", check.Else(says(left)))
	}
}
