package nb02

import (
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type find = func(text, word string) iter.Seq[int]

const (
	tongue = "a big black bug bit a big black bear" // "big" is at 2 and 22
	rows   = "row, row, row your boat"              // "row" is at 0, 5 and 10
)

var finder = check.Define(check.Exercise[find]{
	ID: "2.4", Title: "Find the bugs",
	Task: "Write `positions`, a `firstTry` without its bugs: both loops should give `[0 5 10]`. There are **two** bugs. The first can be " +
		"seen at once, the second only when you loop twice over the same sequence. Look closely, then repair it.",
	Imports: []string{"iter", "strings"},
	Answer:  "positions",
	Stub: `func positions(text, word string) iter.Seq[int] {
	panic("not implemented") // remove this line, then repair the rest
	return func(yield func(int) bool) {
		for {
			before, after, found := strings.Cut(text, word)
			if !found || !yield(len(before)) {
				return
			}
			text = after
		}
	}
}
`,
	Solution: `func positions(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		rest, at := text, 0
		for {
			before, after, found := strings.Cut(rest, word)
			if !found || !yield(at+len(before)) {
				return
			}
			at += len(before) + len(word)
			rest = after
		}
	}
}
`,
	Hints: []string{
		"strings.Cut counts from the beginning of what it is given, and that gets shorter. So somebody must remember how much was cut off.",
		"Bug one: keep a variable at, the place in the text where the rest begins. After each word it grows by len(before) + len(word).",
		"Bug two: the inner function changes text, which belongs to the outer one and lives on. Give the inner function a variable of its own: rest := text.",
	},
	Wrong: []check.Wrong{
		{Name: "second bug left", Says: "the second loop finds nothing", Code: `func positions(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		at := 0
		for {
			before, after, found := strings.Cut(text, word)
			if !found || !yield(at+len(before)) {
				return
			}
			at += len(before) + len(word)
			text = after
		}
	}
}
`},
		{Name: "first bug left", Says: "counted from the end of the word before", Code: `func positions(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		rest := text
		for {
			before, after, found := strings.Cut(rest, word)
			if !found || !yield(len(before)) {
				return
			}
			rest = after
		}
	}
}
`},
		{Name: "forgets the word", Says: "the length of the word itself", Code: `func positions(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		rest, at := text, 0
		for {
			before, after, found := strings.Cut(rest, word)
			if !found || !yield(at+len(before)) {
				return
			}
			at += len(before)
			rest = after
		}
	}
}
`},
		{Name: "at outside", Says: "made before the loop begins, and only once", Code: `func positions(text, word string) iter.Seq[int] {
	at := 0
	return func(yield func(int) bool) {
		rest := text
		for {
			before, after, found := strings.Cut(rest, word)
			if !found || !yield(at+len(before)) {
				return
			}
			at += len(before) + len(word)
			rest = after
		}
	}
}
`},
		{Name: "goes on", Says: "if !yield(v) { return }", Code: `func positions(text, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		rest, at := text, 0
		for {
			before, after, found := strings.Cut(rest, word)
			if !found {
				return
			}
			yield(at + len(before))
			at += len(before) + len(word)
			rest = after
		}
	}
}
`},
	},
	Test: func(t *check.T, f find) {
		what := "positions(\"" + rows + "\", \"row\")"
		s := f(rows, "row")
		check.All(t, what, s, []int{0, 5, 10},
			check.Got([]int{0, 2, 2}, "each place is counted from the end of the word before: remember how much was cut off"),
			check.Got([]int{0, 2, 4}, "add the length of the word itself, too: it is cut off with what stands before it"))
		check.All(t, "a second loop over the same sequence:", s, []int{0, 5, 10},
			check.Got([]int{}, "the second loop finds nothing: the first one has used up a variable of the outer function. Copy it inside"),
			check.Else("a variable was made before the loop begins, and only once: put it inside of the inner function, so that each loop has its own"))
		check.First(t, "positions(\""+tongue+"\", \"big\")", f(tongue, "big"), []int{2})
		check.All(t, "positions(\""+tongue+"\", \"big\")", f(tongue, "big"), []int{2, 22})
		check.All(t, "positions(\"\", \"big\")", f("", "big"), []int{})
	},
})

// upTo is the first n values of a sequence.
