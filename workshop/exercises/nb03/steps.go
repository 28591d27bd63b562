package nb03

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type stepper = func(start, stop, step int) iter.Seq[int]

var steps = check.Define(check.Exercise[stepper]{
	ID: "3.2", Title: "In steps",
	Task: "Fill in the blank: `steps(start, stop, step)` hands out `start`, `start+step` and so on, as long as they are less than `stop`. " +
		"So `steps(0, 10, 2)` is 0 2 4 6 8. It should be possible to loop over the same sequence twice.",
	Imports: []string{"iter"},
	Answer:  "steps",
	Stub: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		panic("not implemented") // a loop in place of this line
	}
}
`,
	Solution: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := start; n < stop; n += step {
			if !yield(n) {
				return
			}
		}
	}
}
`,
	Hints: []string{
		"A for loop with three parts does it: where it begins, how long it goes on, what changes.",
		"for n := start; n < stop; n += step { … }",
		"In the loop: if !yield(n) { return }",
	},
	Wrong: []check.Wrong{
		{Name: "stop included", Says: "stop itself is not handed out", Code: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := start; n <= stop; n += step {
			if !yield(n) {
				return
			}
		}
	}
}
`},
		{Name: "uses up start", Says: "belongs to the outer function and stays changed", Code: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; start < stop; start += step {
			if !yield(start) {
				return
			}
		}
	}
}
`},
		{Name: "steps first", Says: "hand out the number before you make the step", Code: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := start; n < stop; {
			n += step
			if !yield(n) {
				return
			}
		}
	}
}
`},
		{Name: "no step", Says: "n++ goes on by 1", Code: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := start; n < stop; n++ {
			if !yield(n) {
				return
			}
		}
	}
}
`},
		{Name: "does not listen", Says: "the loop was left", Code: `func steps(start, stop, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := start; n < stop; n += step {
			yield(n)
		}
	}
}
`},
	},
	Test: func(t *check.T, f stepper) {
		s := f(0, 10, 2)
		want := []int{0, 2, 4, 6, 8}
		check.All(t, "steps(0, 10, 2)", s, want,
			check.Got([]int{0, 2, 4, 6, 8, 10}, "stop itself is not handed out: write <, not <="),
			check.Got([]int{2, 4, 6, 8, 10}, "hand out the number before you make the step"),
			check.Got([]int{0, 1, 2, 3, 4, 5}, "n++ goes on by 1: n += step"))
		check.All(t, "a second loop over the same sequence:", s, want,
			check.Got([]int{}, "you change start, which belongs to the outer function and stays changed: make a variable of your own, n := start"))
		check.All(t, "steps(5, 12, 3)", f(5, 12, 3), []int{5, 8, 11})
		check.All(t, "steps(7, 7, 1)", f(7, 7, 1), []int{})
		listens(t, "steps(0, 10, 2)", s, 2, func(int) string {
			return "yield returned false, and you went on: the loop was left, so write if !yield(n) { return }"
		})
	},
})
