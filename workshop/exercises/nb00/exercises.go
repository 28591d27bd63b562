// Package nb00 has the exercises of notebook 00, Your first Go notebook.
package nb00

import "github.com/gopherloop/gopherloop/workshop/check"

// Exercises are in the order of the notebook.
var Exercises = []*check.Question{triple, sum, predict}

var triple = check.Define(check.Exercise[func(int) int]{
	ID: "0.1", Title: "Three times",
	Task:     "Write a function `triple` that gives back three times its argument: put the answer in place of the line with `panic`.",
	Answer:   "triple",
	Stub:     "func triple(n int) int {\n\tpanic(\"not implemented\") // your answer here\n}",
	Solution: "func triple(n int) int {\n\treturn 3 * n\n}",
	Hints: []string{
		"Look at `double` above. Which number has to change?",
		"The line begins with `return`.",
	},
	Wrong: []check.Wrong{
		{Name: "double once more", Code: "func triple(n int) int {\n\treturn 2 * n\n}", Says: "that is twice"},
		{Name: "to the power of three", Code: "func triple(n int) int {\n\treturn n * n * n\n}", Says: "multiplied three of them"},
		{Name: "three more", Code: "func triple(n int) int {\n\treturn n + 3\n}", Says: "added three"},
		{Name: "always the same", Code: "func triple(n int) int {\n\treturn 15\n}", Says: "whatever"},
	},
	Test: func(t *check.T, triple func(int) int) {
		check.Equal(t, "triple(5)", triple(5), 15,
			check.Got(10, "that is twice the number, as double does it: which number has to change?"),
			check.Got(125, "you multiplied three of them with each other; what is 5 + 5 + 5?"),
			check.Got(8, "you added three; three times a number is something else"))
		check.Equal(t, "triple(-2)", triple(-2), -6,
			check.Got(15, "the answer is 15 whatever the number is: use n"))
	},
})

var sum = check.Define(check.Exercise[func() int]{
	ID: "0.2", Title: "Repair it",
	Task:   "`sum` should add up 0, 1, 2, 3 and 4. It has two mistakes: it adds the wrong thing, and it does not give back what it has added. Repair it.",
	Answer: "sum",
	Stub: `func sum() int {
	total := 0
	for i := range 5 {
		_ = i // take this line out when you use i
		total = total + 1
	}
	panic("not implemented") // and write here: return total
}`,
	Solution: `func sum() int {
	total := 0
	for i := range 5 {
		total = total + i
	}
	return total
}`,
	Hints: []string{
		"`i` is not used yet, and Go wants every variable in a function to be used: that is what the line `_ = i` is for.",
		"`i` runs through 0, 1, 2, 3, 4. What should be added to `total` each time: `1`, or something else?",
	},
	Wrong: []check.Wrong{
		{Name: "counts", Code: "func sum() int {\n\ttotal := 0\n\tfor range 5 {\n\t\ttotal = total + 1\n\t}\n\treturn total\n}", Says: "how many numbers there are"},
		{Name: "keeps the last", Code: "func sum() int {\n\ttotal := 0\n\tfor i := range 5 {\n\t\ttotal = i\n\t}\n\treturn total\n}", Says: "forgets"},
		{Name: "one too many", Code: "func sum() int {\n\ttotal := 0\n\tfor i := range 6 {\n\t\ttotal = total + i\n\t}\n\treturn total\n}", Says: "one number too many"},
	},
	Test: func(t *check.T, sum func() int) {
		check.Equal(t, "sum()", sum(), 10,
			check.Got(5, "that is how many numbers there are, not what they add up to"),
			check.Got(4, "each turn forgets what was there before: add i to total"),
			check.Got(15, "one number too many: range 5 gives 0, 1, 2, 3, 4"))
	},
})

var predict = check.Define(check.Exercise[int]{
	ID: "0.3", Title: "Predict",
	Task: "After these three lines, what is the value of `apples`? Work it out without running them, and put your answer in place of -1.\n\n" +
		"```go\napples := 7\napples = apples * 2\napples = apples / 4\n```",
	Answer:   "prediction",
	Stub:     "prediction := -1 // your answer here",
	Solution: "prediction := 3",
	Hints:    []string{"What is `apples` after the second line?", "Whole numbers have no half: the rest is dropped."},
	Wrong: []check.Wrong{
		{Name: "rounds up", Code: "prediction := 4", Says: "does not round"},
		{Name: "stops early", Code: "prediction := 14", Says: "there is a third line"},
		{Name: "forgets the second line", Code: "prediction := 1", Says: "the second line counts"},
	},
	Untouched: func(n int) bool { return n == -1 },
	Test: func(t *check.T, n int) {
		check.Equal(t, "your prediction", n, 3,
			check.Got(4, "14 / 4 is 3.5, and Go does not round whole numbers, it drops the rest"),
			check.Got(14, "that is the value after the second line; there is a third line"),
			check.Got(1, "7 / 4 is 1, but the second line counts as well"))
	},
})
