package nba1

import (
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// A friend is an expression that looks the same in both languages, and is not.
type friend struct {
	what     string
	is       int
	inPython int
	why      string
}

var falseFriends = []friend{
	{"-9 / 2", -4, -5, "Go cuts off what is behind the point; Python's // rounds down"},
	{"-9 % 4", -1, 3, "in Go the rest has the sign of the number that is divided"},
	{`len("Zoë")`, 4, 3, "len counts bytes in Go, and ë has two"},
	{"b", 1, 257, "a uint8 has room for 0 to 255, and then begins again at 0"},
	{"xs[0]", 7, 1, "a part of a slice is no copy: both look at the same values"},
	{"p.x", 1, 7, "assigning a struct copies it; in Python both names would mean the same object"},
}

var friends = check.Define(check.Exercise[[]int]{
	ID: "A1.1", Title: "False friends",
	Task: "What are these six values **in Go**? Write them down without running them.\n\n```go\n" +
		"1.  -9 / 2\n2.  -9 % 4\n3.  len(\"Zoë\")\n" +
		"4.  b := uint8(255); b += 2            // b\n" +
		"5.  xs := []int{1, 2, 3}; ys := xs[:2]; ys[0] = 7   // xs[0]\n" +
		"6.  p := point{x: 1}; q := p; q.x = 7  // p.x\n```",
	Answer:   "predicted",
	Stub:     "var predicted = []int{0, 0, 0, 0, 0, 0} // none of them is 0\n",
	Solution: "var predicted = []int{-4, -1, 4, 1, 7, 1}\n",
	Hints: []string{
		"All six differ from Python. Look at the section \"False friends\" again.",
		"The first two: Go cuts off, and the rest has the sign of the first number. The third counts bytes.",
		"A slice of a slice looks at the same values. A struct is copied.",
	},
	Wrong: []check.Wrong{
		{Name: "as in Python", Says: "rounds down", Code: "var predicted = []int{-5, 3, 3, 257, 1, 7}\n"},
		{Name: "the rest of Python", Says: "the sign of", Code: "var predicted = []int{-4, 3, 4, 1, 7, 1}\n"},
		{Name: "letters", Says: "counts bytes", Code: "var predicted = []int{-4, -1, 3, 1, 7, 1}\n"},
		{Name: "stops at the largest", Says: "begins again at 0", Code: "var predicted = []int{-4, -1, 4, 255, 7, 1}\n"},
		{Name: "a part is a copy", Says: "is no copy", Code: "var predicted = []int{-4, -1, 4, 1, 1, 1}\n"},
		{Name: "a struct is shared", Says: "copies it", Code: "var predicted = []int{-4, -1, 4, 1, 7, 7}\n"},
		{Name: "too few", Says: "six numbers", Code: "var predicted = []int{-4, -1, 4}\n"},
	},
	Untouched: func(predicted []int) bool {
		for _, v := range predicted {
			if v != 0 {
				return false
			}
		}
		return true
	},
	Test: func(t *check.T, predicted []int) {
		t.Must(len(predicted) == len(falseFriends), fmt.Sprintf("there are %d values", len(predicted)), check.Else("six numbers are wanted, in the order of the list"))
		for i, f := range falseFriends {
			found := fmt.Sprintf("number %d, %s, is not %d", i+1, f.what, predicted[i])
			if predicted[i] == f.inPython {
				found += " (that is what Python says)"
			}
			t.Must(predicted[i] == f.is, found, check.Else(f.why))
		}
	},
})
