package nba2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

const (
	yield      = "yield: generators in Python"
	send       = "send, throw and close"
	goroutines = "goroutines and channels: Go is published"
	yieldFrom  = "yield from, in Python 3.3"
	await      = "async and await"
	rangeFunc  = "range over functions, in Go 1.23"
)

var (
	inOrder  = []string{yield, send, goroutines, yieldFrom, await, rangeFunc}
	shuffled = []string{await, goroutines, yield, rangeFunc, yieldFrom, send}
)

// lines is the declaration of the answer.
func lines(events []string) string {
	var b strings.Builder
	b.WriteString("var order = []string{\n")
	for _, e := range events {
		fmt.Fprintf(&b, "\t%q,\n", e)
	}
	b.WriteString("}\n")
	return b.String()
}

var order = check.Define(check.Exercise[[]string]{
	ID: "A2.2", Title: "What came first?",
	Task:     "Put these lines in order, the oldest first: move them up and down. Think of what each of them *needed*, rather than of years.",
	Answer:   "order",
	Stub:     lines(shuffled),
	Solution: lines(inOrder),
	Hints: []string{
		"Three of them build on each other: yield, then send, then yield from. The fourth of this family is await.",
		"Go was published with goroutines, between Python 2.5 and Python 3.3.",
		"What is the youngest of all? Go had no way to loop over a function for nearly fifteen years.",
	},
	Wrong: []check.Wrong{
		{Name: "async before yield from", Says: "grew out of yield from", Code: lines([]string{yield, send, goroutines, await, yieldFrom, rangeFunc})},
		{Name: "yield from before send", Says: "passes on what is sent", Code: lines([]string{yield, yieldFrom, send, goroutines, await, rangeFunc})},
		{Name: "Go comes last", Says: "published in 2009", Code: lines([]string{yield, send, yieldFrom, await, goroutines, rangeFunc})},
		{Name: "range came with goroutines", Says: "the youngest", Code: lines([]string{yield, send, goroutines, rangeFunc, yieldFrom, await})},
		{Name: "a line lost", Says: "six lines", Code: lines([]string{yield, send, goroutines, yieldFrom, await})},
	},
	Untouched: func(order []string) bool { return slices.Equal(order, shuffled) },
	Test:      testOrder,
})

func testOrder(t *check.T, order []string) {
	sorted, want := slices.Sorted(slices.Values(order)), slices.Sorted(slices.Values(inOrder))
	t.Must(slices.Equal(sorted, want), fmt.Sprintf("these are not the lines that were there: there are %d", len(order)),
		check.Else("there are six lines; move them, and leave their text as it was"))
	before := func(first, second, why string) {
		t.Must(slices.Index(order, first) < slices.Index(order, second), fmt.Sprintf("%q stands before %q", second, first), check.Else(why))
	}
	before(yield, send, "something has to be suspended before one can send it a value")
	before(send, yieldFrom, "yield from passes on what is sent and thrown, so these had to be there")
	before(yieldFrom, await, "await grew out of yield from, which programs of asyncio used before")
	for _, other := range inOrder[:5] {
		before(other, rangeFunc, "range over functions is the youngest of them: August 2024")
	}
	before(goroutines, yieldFrom, "Go was published in 2009, with goroutines from the first day; Python 3.3 is of 2012")
	before(send, goroutines, "send came with Python 2.5 in 2006, before Go was published in 2009")
}
