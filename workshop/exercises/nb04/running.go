package nb04

import (
	"iter"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

type stage = func(s iter.Seq[int]) iter.Seq[int]

var running = check.Define(check.Exercise[stage]{
	ID: "4.3", Title: "A stage of your own",
	Task: "Write the stage `totals(s)`: for each value of `s` it hands out the sum of all values so far. From 3, 1, 4 it makes 3, 4, 8. " +
		"Write the loop yourself, without `seq`.\n\nIt must work for an endless sequence, too, and twice for the same sequence.",
	Imports: []string{"iter"},
	Answer:  "totals",
	Stub: `func totals(s iter.Seq[int]) iter.Seq[int] {
	panic("not implemented")
}
`,
	Solution: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		total := 0
		for v := range s {
			total += v
			if !yield(total) {
				return
			}
		}
	}
}
`,
	Hints: []string{
		"A stage has a loop in it: for v := range s { … }, inside of return func(yield func(int) bool) { … }.",
		"Which variable must be remembered from value to value, and where is it made so that every loop has its own?",
		"total := 0 before the loop, inside of the inner function; in the loop total += v and if !yield(total) { return }.",
	},
	Wrong: []check.Wrong{
		{Name: "only the end", Says: "yield belongs into the loop", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		total := 0
		for v := range s {
			total += v
		}
		yield(total)
	}
}
`},
		{Name: "too early", Says: "add first", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		total := 0
		for v := range s {
			if !yield(total) {
				return
			}
			total += v
		}
	}
}
`},
		{Name: "total outside", Says: "begins with the total of the first loop", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	total := 0
	return func(yield func(int) bool) {
		for v := range s {
			total += v
			if !yield(total) {
				return
			}
		}
	}
}
`},
		{Name: "collects", Says: "it is not lazy", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		var all []int
		total := 0
		for v := range s {
			total += v
			all = append(all, total)
		}
		for _, sum := range all {
			if !yield(sum) {
				return
			}
		}
	}
}
`},
		{Name: "the values", Says: "hand out the total", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		total := 0
		for v := range s {
			total += v
			if !yield(v) {
				return
			}
		}
	}
}
`},
		{Name: "does not listen", Says: "if !yield(v) { return }", Code: `func totals(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		total := 0
		for v := range s {
			total += v
			yield(total)
		}
	}
}
`},
	},
	Test: func(t *check.T, f stage) {
		s := f(slices.Values([]int{3, 1, 4}))
		check.All(t, "totals of 3, 1, 4", s, []int{3, 4, 8},
			check.Got([]int{8}, "only the last total comes out: yield belongs into the loop"),
			check.Got([]int{0, 3, 4}, "each total comes one value too late: add first, then yield"),
			check.Got([]int{3, 1, 4}, "these are the values: hand out the total"))
		check.All(t, "a second loop over the same sequence:", s, []int{3, 4, 8},
			check.Else("the second loop begins with the total of the first loop: make total inside of the inner function"))
		numbers := check.NewSource(t, seq.RangeFrom(1, 500))
		sums := f(numbers.All())
		check.PulledAtMost(t, "totals of 1 to 499, before there is a loop", numbers, 0)
		check.First(t, "totals of 1 to 499", sums, []int{1, 3, 6, 10})
		check.PulledAtMost(t, "four totals", numbers, 4)
		check.CleanedUp(t, "four totals", numbers)
	},
})
