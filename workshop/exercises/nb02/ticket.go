package nb02

import (
	"fmt"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

var ticket = check.Define(check.Exercise[gen.Iterator[string]]{
	ID: "2.3", Title: "The missing half",
	Task: "Here is a machine that hands out tickets. It says that it is a `gen.Iterator[string]`, but it has only one of the two " +
		"methods. Repair it: write `All`, so that a `for` loop gets the tickets that are left.",
	Imports: []string{"fmt", "iter", "github.com/gopherloop/gopherloop/workshop/gen"},
	Setup: `type Tickets struct {
	number, last int
}

func (t *Tickets) Next() (string, error) {
	if t.number == t.last {
		return "", gen.ErrStop
	}
	t.number++
	return fmt.Sprint("ticket ", t.number), nil
}`,
	Answer: "&Tickets{0, 4}",
	Stub: `func (t *Tickets) All() iter.Seq[string] {
	panic("not implemented")
}
`,
	Solution: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			ticket, err := t.Next()
			if err != nil || !yield(ticket) {
				return
			}
		}
	}
}
`,
	Hints: []string{
		"All returns a function: return func(yield func(string) bool) { … }. What is in it is a loop that asks t.Next().",
		"There are two reasons to leave the loop: Next has returned an error, or yield has returned false.",
		"ticket, err := t.Next(), then if err != nil || !yield(ticket) { return }.",
	},
	Wrong: []check.Wrong{
		{Name: "does not listen", Says: "if !yield(v) { return }", Code: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			ticket, err := t.Next()
			if err != nil {
				return
			}
			yield(ticket)
		}
	}
}
`},
		{Name: "starts anew", Says: "a cursor goes on where it stands", Code: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := 1; n <= t.last; n++ {
			if !yield(fmt.Sprint("ticket ", n)) {
				return
			}
		}
	}
}
`},
		{Name: "collects first", Says: "takes all tickets out of the machine at once", Code: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		var all []string
		for ticket, err := t.Next(); err == nil; ticket, err = t.Next() {
			all = append(all, ticket)
		}
		for _, ticket := range all {
			if !yield(ticket) {
				return
			}
		}
	}
}
`},
		{Name: "yields the end", Says: "look at the error before you hand the ticket on", Code: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			ticket, err := t.Next()
			if !yield(ticket) || err != nil {
				return
			}
		}
	}
}
`},
		{Name: "only one", Says: "it hands on one ticket and ends", Code: `func (t *Tickets) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		if ticket, err := t.Next(); err == nil {
			yield(ticket)
		}
	}
}
`},
	},
	Test: func(t *check.T, machine gen.Iterator[string]) {
		all := machine.All() // first, as it may be the stub
		first, err := machine.Next()
		check.NoError(t, "Next", err)
		check.Equal(t, "the first ticket", first, "ticket 1")
		check.First(t, "All(), after one Next,", all, []string{"ticket 2", "ticket 3"},
			check.Got([]string{"ticket 1", "ticket 2"}, "a cursor goes on where it stands: ask t.Next() for every ticket"),
			check.Got([]string{"ticket 2"}, "it hands on one ticket and ends: there is no loop in it"))
		rest := slices.Collect(machine.All())
		check.Equal(t, fmt.Sprintf("what is left after a break (%q)", rest), len(rest), 1,
			check.Got(0, "All takes all tickets out of the machine at once, and the loop wanted two: ask Next only when yield has said true"),
			check.Got(2, "look at the error before you hand the ticket on: at the end there is no ticket"))
		check.Equal(t, "the last ticket", rest[0], "ticket 4")
	},
})
