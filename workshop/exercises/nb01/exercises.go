// Package nb01 has the exercises of notebook 01, What's really in a for loop?
package nb01

import (
	"iter"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{squares, total, twoAtOnce, whereItStops, without}

var squares = check.Define(check.Exercise[func(yield func(int) bool)]{
	ID: "1.1", Title: "Your own sequence",
	Task:   "Write `squares`, a sequence of 1, 4, 9, 16, … without end. Do not forget to listen to `yield`.",
	Answer: "squares",
	Stub:   "func squares(yield func(int) bool) {\n\tpanic(\"not implemented\") // your answer here\n}",
	Solution: `func squares(yield func(int) bool) {
	for n := 1; ; n++ {
		if !yield(n * n) {
			return
		}
	}
}`,
	Hints: []string{
		"`for n := 1; ; n++ { … }` is a loop without end.",
		"If Go says \"range function continued iteration after function for loop body returned false\", look at `deaf` above.",
	},
	Wrong: []check.Wrong{
		{Name: "deaf", Code: "func squares(yield func(int) bool) {\n\tfor n := 1; ; n++ {\n\t\tyield(n * n)\n\t}\n}", Says: "if !yield(v) { return }"},
		{Name: "begins with 0", Code: "func squares(yield func(int) bool) {\n\tfor n := 0; yield(n * n); n++ {\n\t}\n}", Says: "begin with n := 1"},
		{Name: "doubles", Code: "func squares(yield func(int) bool) {\n\tfor n := 1; yield(2 * n); n++ {\n\t}\n}", Says: "n times n"},
		{Name: "ends", Code: "func squares(yield func(int) bool) {\n\tfor n := 1; n <= 4; n++ {\n\t\tif !yield(n * n) {\n\t\t\treturn\n\t\t}\n\t}\n}", Says: "without end"},
	},
	Test: func(t *check.T, squares func(yield func(int) bool)) {
		check.First(t, "squares", squares, []int{1, 4, 9, 16, 25, 36},
			check.Got([]int{0, 1, 4, 9, 16, 25}, "the first square is 1: begin with n := 1"),
			check.Got([]int{2, 4, 6, 8, 10, 12}, "a square is n times n, not 2 times n"),
			check.Got([]int{1, 4, 9, 16}, "the sequence ends; it should go on without end, the loop decides when it has enough"))
	},
})

var total = check.Define(check.Exercise[func(iter.Seq[int]) int]{
	ID: "1.2", Title: "The loop by hand",
	Task:    "Write `total`, which adds up all values of a sequence, **without** `range`: use `iter.Pull`, `next` and `stop`.",
	Imports: []string{"iter"},
	Answer:  "total",
	Stub:    "func total(seq iter.Seq[int]) int {\n\tpanic(\"not implemented\") // your answer here\n}",
	Solution: `func total(seq iter.Seq[int]) int {
	next, stop := iter.Pull(seq)
	defer stop()
	sum := 0
	for {
		n, ok := next()
		if !ok {
			return sum
		}
		sum += n
	}
}`,
	Hints: []string{
		"Begin with `next, stop := iter.Pull(seq)` and, on the next line, `defer stop()`: it calls `stop` when the function ends, whatever happens.",
		"Take the loop of \"The loop, written by hand\" and put `sum += n` where it prints.",
	},
	Wrong: []check.Wrong{
		{Name: "only one", Code: "func total(seq iter.Seq[int]) int {\n\tnext, stop := iter.Pull(seq)\n\tdefer stop()\n\tn, _ := next()\n\treturn n\n}", Says: "only the first value"},
		{Name: "stops at zero", Code: "func total(seq iter.Seq[int]) int {\n\tnext, stop := iter.Pull(seq)\n\tdefer stop()\n\tsum := 0\n\tfor {\n\t\tn, _ := next()\n\t\tif n == 0 {\n\t\t\treturn sum\n\t\t}\n\t\tsum += n\n\t}\n}", Says: "ask ok"},
		{Name: "counts", Code: "func total(seq iter.Seq[int]) int {\n\tnext, stop := iter.Pull(seq)\n\tdefer stop()\n\tsum := 0\n\tfor {\n\t\tif _, ok := next(); !ok {\n\t\t\treturn sum\n\t\t}\n\t\tsum++\n\t}\n}", Says: "how many values"},
	},
	Test: func(t *check.T, total func(iter.Seq[int]) int) {
		check.Equal(t, "the total of 4, 0 and 6", total(slices.Values([]int{4, 0, 6})), 10,
			check.Got(4, "your function stops too early: it takes only the first value, or takes the value 0 for the end; ask ok, not n"),
			check.Got(3, "that is how many values there are: add n, not 1"))
		check.Equal(t, "the total of nothing", total(slices.Values([]int(nil))), 0)
	},
})

var twoAtOnce = check.Define(check.Exercise[[]int]{
	ID: "1.3", Title: "Two at once",
	Task: "Two people count down, each from an iterator of their own. Without running it: what will this print? Put the six numbers into `answer`, in the order in which they appear.\n\n" +
		"```go\nnext1, stop1 := iter.Pull(countdown)\nnext2, stop2 := iter.Pull(countdown)\nfor range 3 {\n\ta, _ := next1()\n\tb, _ := next2()\n\tfmt.Print(a, \" \", b, \" \")\n}\nstop1()\nstop2()\n```",
	Answer:   "answer",
	Stub:     "answer := []int{} // your answer here",
	Solution: "answer := []int{3, 3, 2, 2, 1, 1}",
	Hints:    []string{"Follow the first turn of the loop: what does `next1` give, and then `next2`?", "Each `iter.Pull` makes a new iterator, with a place of its own."},
	Wrong: []check.Wrong{
		{Name: "one iterator", Code: "answer := []int{3, 2, 1, 0, 0, 0}", Says: "take from one iterator"},
		{Name: "one after the other", Code: "answer := []int{3, 2, 1, 3, 2, 1}", Says: "in turns"},
		{Name: "backwards", Code: "answer := []int{1, 1, 2, 2, 3, 3}", Says: "counts down"},
	},
	Untouched: func(a []int) bool { return len(a) == 0 },
	Test: func(t *check.T, a []int) {
		check.Equal(t, "your answer", a, []int{3, 3, 2, 2, 1, 1},
			check.Got([]int{3, 2, 1, 0, 0, 0}, "you let both take from one iterator; each Pull makes a new one"),
			check.Got([]int{3, 2, 1, 3, 2, 1}, "the two are asked in turns, not one after the other"),
			check.Got([]int{1, 1, 2, 2, 3, 3}, "countdown counts down, from 3 to 1"))
	},
})

var whereItStops = check.Define(check.Exercise[int]{
	ID: "1.4", Title: "Where does it stop?",
	Task:     "`noisy` hands out 0 to 9. How many lines does `contains(noisy, 42)` print before it answers? Put your answer in place of -1.",
	Answer:   "lines",
	Stub:     "lines := -1 // your answer here",
	Solution: "lines := 10",
	Hints:    []string{"When can `contains` be sure that 42 is not there?", "Run `contains(noisy, 42)` in a new cell and count."},
	Wrong: []check.Wrong{
		{Name: "none", Code: "lines := 0", Says: "without looking"},
		{Name: "all up to 42", Code: "lines := 42", Says: "never gets near 42"},
		{Name: "nine", Code: "lines := 9", Says: "0 counts"},
	},
	Untouched: func(n int) bool { return n == -1 },
	Test: func(t *check.T, n int) {
		check.Equal(t, "your answer", n, 10,
			check.Got(0, "how can it know that 42 is not there without looking?"),
			check.Got(42, "noisy ends after 9, it never gets near 42"),
			check.Got(9, "the numbers go from 0 to 9, and 0 counts as well"))
	},
})

var without = check.Define(check.Exercise[func(iter.Seq[int], int) iter.Seq[int]]{
	ID: "1.5", Title: "Leave one out (optional)",
	Task:    "Write `without`: a sequence of all values of another one, except those that are equal to `skip`. It must stop when the loop stops. Notebook 04 comes back to it.",
	Imports: []string{"iter"},
	Answer:  "without",
	Stub:    "func without(values iter.Seq[int], skip int) iter.Seq[int] {\n\tpanic(\"not implemented\") // your answer here\n}",
	Solution: `func without(values iter.Seq[int], skip int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for v := range values {
			if v == skip {
				continue
			}
			if !yield(v) {
				return
			}
		}
	}
}`,
	Hints: []string{
		"The function returns a function: `return func(yield func(int) bool) { … }`.",
		"Inside, loop over `values`; `continue` goes to the next turn.",
	},
	Wrong: []check.Wrong{
		{Name: "ends at it", Code: "func without(values iter.Seq[int], skip int) iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor v := range values {\n\t\t\tif v == skip || !yield(v) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}", Says: "continue, not return"},
		{Name: "only it", Code: "func without(values iter.Seq[int], skip int) iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor v := range values {\n\t\t\tif v == skip && !yield(v) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}", Says: "the other way round"},
		{Name: "deaf", Code: "func without(values iter.Seq[int], skip int) iter.Seq[int] {\n\treturn func(yield func(int) bool) {\n\t\tfor v := range values {\n\t\t\tif v != skip {\n\t\t\t\tyield(v)\n\t\t\t}\n\t\t}\n\t}\n}", Says: "if !yield(v) { return }"},
	},
	Test: func(t *check.T, without func(iter.Seq[int], int) iter.Seq[int]) {
		check.All(t, "1, 2, 3, 2, 1 without 2", without(slices.Values([]int{1, 2, 3, 2, 1}), 2), []int{1, 3, 1},
			check.Got([]int{1}, "the sequence ends at the value to be left out: use continue, not return"),
			check.Got([]int{2, 2}, "it is the other way round: leave out what is equal to skip"))
		source := check.NewSource(t, slices.Values([]int{5, 6, 7, 8}))
		check.First(t, "the first of 5, 6, 7, 8 without 0", without(source.All(), 0), []int{5})
		check.PulledAtMost(t, "the sequence", source, 2)
	},
})
