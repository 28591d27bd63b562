package nba2

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type machine = func(n int) iter.Seq[string]

var tickets = check.Define(check.Exercise[machine]{
	ID: "A2.3", Title: "From 2012 to 2024",
	Task: "`ticketsByChannel` is a generator as Go programmers wrote it in 2012. If its loop is left early, a goroutine stays. " +
		"Write `tickets`, which hands out the same tickets as an `iter.Seq`, without any goroutine.",
	Imports: []string{"fmt", "iter"},
	Setup: `func ticketsByChannel(n int) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for i := range n {
			out <- fmt.Sprint("ticket ", i+1)
		}
	}()
	return out
}
`,
	Answer: "tickets",
	Stub: `func tickets(n int) iter.Seq[string] {
	panic("not implemented")
}
`,
	Solution: `func tickets(n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(fmt.Sprint("ticket ", i+1)) {
				return
			}
		}
	}
}
`,
	Hints: []string{
		"An `iter.Seq[string]` is a function `func(yield func(string) bool)`. So `tickets` returns a function.",
		"What was sent to the channel is now given to `yield`.",
		"`yield` answers whether to go on: `if !yield(…) { return }`.",
	},
	Wrong: []check.Wrong{
		{Name: "goes on", Says: "yield returned false", Code: `func tickets(n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range n {
			yield(fmt.Sprint("ticket ", i+1))
		}
	}
}
`},
		{Name: "the channel is still there", Says: "still has the goroutine", Code: `func tickets(n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range ticketsByChannel(n) {
			if !yield(t) {
				return
			}
		}
	}
}
`},
		{Name: "begins with 0", Says: "first ticket is number 1", Code: `func tickets(n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(fmt.Sprint("ticket ", i)) {
				return
			}
		}
	}
}
`},
		{Name: "counts outside", Says: "inside of the function", Code: `func tickets(n int) iter.Seq[string] {
	i := 0
	return func(yield func(string) bool) {
		for i < n {
			i++
			if !yield(fmt.Sprint("ticket ", i)) {
				return
			}
		}
	}
}
`},
	},
	Test: func(t *check.T, tickets machine) {
		check.All(t, "tickets(3)", tickets(3), []string{"ticket 1", "ticket 2", "ticket 3"},
			check.Got([]string{"ticket 0", "ticket 1", "ticket 2"}, "the first ticket is number 1: i+1"))
		check.First(t, "tickets(5)", tickets(5), []string{"ticket 1", "ticket 2"})
		check.NoLeaks(t, "a loop over tickets(5) that is left early", func() {
			for range tickets(5) {
				break
			}
		}, check.Else("it still has the goroutine: give the values to yield yourself, without a channel"))
		twice := tickets(2)
		for range twice {
		}
		check.All(t, "the second loop over one sequence", twice, []string{"ticket 1", "ticket 2"},
			check.Else("each loop begins anew: count inside of the function that is returned"))
	},
})
