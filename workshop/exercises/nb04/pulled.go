package nb04

import "github.com/gopherloop/gopherloop/workshop/check"

var pulled = check.Define(check.Exercise[int]{
	ID: "4.1", Title: "How many are asked for?",
	Task: "Do not run it yet. How many numbers does `Count` hand out when this runs?\n\n```go\n" +
		`numbers := seq.Count(1) // 1, 2, 3, … without end
sevens := seq.Filter(numbers, func(n int) bool { return n%7 == 0 })
seq.List(seq.Take(sevens, 3))
` + "```\n\nPut your answer into `asked`.",
	Answer:   "asked",
	Stub:     "asked := 0 // your answer here\n",
	Solution: "asked := 21\n",
	Hints: []string{
		"Which three numbers come out at the end?",
		"Filter must look at a number before it can say no. So it asks for those that it throws away, too.",
		"The third number that comes out is the last one that anybody asks for.",
	},
	Wrong: []check.Wrong{
		{Name: "what comes out", Says: "thrown away", Code: "asked := 3\n"},
		{Name: "one after the last", Says: "Take does not ask for a fourth one", Code: "asked := 28\n"},
		{Name: "up to the next", Says: "the 21 has been handed on", Code: "asked := 22\n"},
		{Name: "from 0", Says: "begins with 1", Code: "asked := 20\n"},
		{Name: "seven", Says: "each of the three", Code: "asked := 7\n"},
	},
	Untouched: func(n int) bool { return n == 0 },
	Test: func(t *check.T, n int) {
		t.Must(n == 21, "it is another number",
			check.If(n == 3, "three numbers come out, but the ones that are thrown away must be asked for, too"),
			check.If(n == 28, "after the third number Take does not ask for a fourth one"),
			check.If(n == 22, "once the 21 has been handed on nobody asks again: there are three"),
			check.If(n == 20, "the last one counts, and Count begins with 1, so the numbers are 1 to …"),
			check.If(n == 7, "this is how many are asked for until the first comes out; each of the three takes so many"),
			check.Else("write down the numbers from 1, and mark those that come out: where is the third mark?"))
	},
})
