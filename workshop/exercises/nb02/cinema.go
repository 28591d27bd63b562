package nb02

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type hall = interface{ All() iter.Seq[string] }

var cinema = check.Define(check.Exercise[hall]{
	ID: "2.5", Title: "A collection of your own",
	Task: "Write `All` for the type `Cinema`. The cinema `Cinema{2, 3}` has two rows with three seats each, and `All` hands out " +
		"their names in this order: `A1 A2 A3 B1 B2 B3`. A cinema is a collection, so every loop must begin at `A1` again.\n\n" +
		"`seat(row, n)` makes the name: `seat(0, 1)` is `A1`.",
	Imports: []string{"fmt", "iter"},
	Setup: `type Cinema struct {
	rows, seats int
}

func seat(row, n int) string {
	return fmt.Sprintf("%c%d", 'A'+row, n)
}`,
	Answer: "Cinema{2, 3}",
	Stub: `func (c Cinema) All() iter.Seq[string] {
	panic("not implemented")
}
`,
	Solution: `func (c Cinema) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for row := range c.rows {
			for n := 1; n <= c.seats; n++ {
				if !yield(seat(row, n)) {
					return
				}
			}
		}
	}
}
`,
	Hints: []string{
		"All returns a function with two loops, one inside the other: over the rows, and over the seats of a row.",
		"for row := range c.rows counts the rows from 0. The seats count from 1: for n := 1; n <= c.seats; n++.",
		"When yield returns false, both loops must end: return does that, break ends only the inner one.",
	},
	Wrong: []check.Wrong{
		{Name: "break", Says: "break ends only the inner loop", Code: `func (c Cinema) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for row := range c.rows {
			for n := 1; n <= c.seats; n++ {
				if !yield(seat(row, n)) {
					break
				}
			}
		}
	}
}
`},
		{Name: "seat 0", Says: "the seats count from 1", Code: `func (c Cinema) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for row := range c.rows {
			for n := range c.seats {
				if !yield(seat(row, n)) {
					return
				}
			}
		}
	}
}
`},
		{Name: "last seat lost", Says: "the last seat of each row is missing", Code: `func (c Cinema) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for row := range c.rows {
			for n := 1; n < c.seats; n++ {
				if !yield(seat(row, n)) {
					return
				}
			}
		}
	}
}
`},
		{Name: "seats outside", Says: "the loop over the rows is the outer one", Code: `func (c Cinema) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := 1; n <= c.seats; n++ {
			for row := range c.rows {
				if !yield(seat(row, n)) {
					return
				}
			}
		}
	}
}
`},
		{Name: "one-shot", Says: "the second loop does not begin at A1", Code: `func (c Cinema) All() iter.Seq[string] {
	row := 0
	return func(yield func(string) bool) {
		for ; row < c.rows; row++ {
			for n := 1; n <= c.seats; n++ {
				if !yield(seat(row, n)) {
					return
				}
			}
		}
	}
}
`},
	},
	Test: func(t *check.T, c hall) {
		all := c.All()
		want := []string{"A1", "A2", "A3", "B1", "B2", "B3"}
		check.All(t, "Cinema{2, 3}.All()", all, want,
			check.Got([]string{"A0", "A1", "A2", "B0", "B1", "B2"}, "the seats count from 1"),
			check.Got([]string{"A1", "A2", "B1", "B2"}, "the last seat of each row is missing: n <= c.seats"),
			check.Got([]string{"A1", "B1", "A2", "B2", "A3", "B3"}, "the loop over the rows is the outer one: first all seats of row A"))
		check.All(t, "a second loop over the same sequence:", all, want,
			check.Else("the second loop does not begin at A1: make the variables for row and seat inside of the inner function"))
		leave(t, all)
	},
})

// leave leaves a loop after the second seat, as break does.
func leave(t *check.T, seats iter.Seq[string]) {
	n, after := 0, 0
	seats(func(string) bool {
		n++
		if n > 2 {
			after++
		}
		return n < 2
	})
	t.Must(after == 0, "a loop that is left at A2 is asked to go on",
		check.Else("yield returned false, and you went on: break ends only the inner loop, return ends both"))
}
