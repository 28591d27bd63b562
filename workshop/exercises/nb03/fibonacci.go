package nb03

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type numbers = func() iter.Seq[int]

var fibonacci = check.Define(check.Exercise[numbers]{
	ID: "3.3", Title: "Fibonacci",
	Task: "In this famous sequence each number is the sum of the two before it: 0, 1, 1, 2, 3, 5, 8, 13 and so on, without end. " +
		"Write `fib`, a function that returns it.\n\nWhen it is right, look at `seq.List(seq.Take(fib(), 10))` in a new cell.",
	Imports: []string{"iter"},
	Answer:  "fib",
	Stub: `func fib() iter.Seq[int] {
	panic("not implemented")
}
`,
	Solution: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}
`,
	Hints: []string{
		"Two variables are enough: the number that comes next, and the one after that.",
		"Start with a, b := 0, 1, inside of the inner function. Hand out a.",
		"a, b = b, a+b computes both new values before it changes anything. And for yield(a) { … } goes on as long as yield says true.",
	},
	Wrong: []check.Wrong{
		{Name: "starts with 1", Says: "begins with 0", Code: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 1, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}
`},
		{Name: "one after the other", Says: "with the new a", Code: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a = b
			b = a + b
		}
	}
}
`},
		{Name: "hands out b", Says: "the first 0 is missing", Code: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(b) {
			a, b = b, a+b
		}
		_ = a
	}
}
`},
		{Name: "outside", Says: "a and b are made when fib is called", Code: `func fib() iter.Seq[int] {
	a, b := 0, 1
	return func(yield func(int) bool) {
		for yield(a) {
			a, b = b, a+b
		}
	}
}
`},
		{Name: "an end", Says: "the sequence has no end", Code: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for range 10 {
			if !yield(a) {
				return
			}
			a, b = b, a+b
		}
	}
}
`},
		{Name: "goes on", Says: "if !yield(v) { return }", Code: `func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; ; a, b = b, a+b {
			yield(a)
		}
	}
}
`},
	},
	Test: func(t *check.T, f numbers) {
		s := f()
		check.First(t, "fib()", s, []int{0, 1, 1, 2, 3, 5, 8},
			check.Got([]int{1, 1, 2, 3, 5, 8, 13}, "the first 0 is missing: the sequence begins with 0, so start with a, b := 0, 1 and hand out a"),
			check.Got([]int{0, 1, 2, 4, 8, 16, 32}, "b is computed with the new a, not with the old one: assign both at once, a, b = b, a+b"))
		check.First(t, "a second loop over the same sequence:", s, []int{0, 1, 1, 2, 3},
			check.Else("a and b are made when fib is called, and live on: move them into the inner function"))
		twenty := []int{0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181}
		check.First(t, "fib()", f(), twenty, check.Else("the sequence has no end: leave it to the loop to stop"))
	},
})
