package nb03

import (
	"fmt"
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type clock = func() iter.Seq[string]

var ticktock = check.Define(check.Exercise[clock]{
	ID: "3.4", Title: "Find the bug: a clock that does not listen",
	Task:    "`firstClock` worked for 3 sounds and broke down at 4. Find out why, and write `clock`, which can be left after any number of sounds.",
	Imports: []string{"iter"},
	Answer:  "clock",
	Stub: `func clock() iter.Seq[string] {
	panic("not implemented") // remove this line, then repair the rest
	return func(yield func(string) bool) {
		for {
			if !yield("tick") {
				break
			}
			yield("tock")
		}
	}
}
`,
	Solution: `func clock() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			if !yield("tick") {
				return
			}
			if !yield("tock") {
				return
			}
		}
	}
}
`,
	Hints: []string{
		"After 3 sounds the clock stands at a tick. Where does it stand after 4?",
		"There are two yields. Who looks at the answer of the second one?",
		"Every yield needs its own if !yield(…) { return }. Shorter: for yield(\"tick\") && yield(\"tock\") { }",
	},
	Wrong: []check.Wrong{
		{Name: "only the second", Says: "nobody looks at the answer of the first yield", Code: `func clock() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			yield("tick")
			if !yield("tock") {
				break
			}
		}
	}
}
`},
		{Name: "break of the inner loop", Says: "break leaves only the innermost loop", Code: `func clock() iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			for _, sound := range []string{"tick", "tock"} {
				if !yield(sound) {
					break
				}
			}
		}
	}
}
`},
		{Name: "stops by itself", Says: "the clock stops by itself", Code: `func clock() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield("tick") {
			return
		}
		yield("tock")
	}
}
`},
		{Name: "other order", Says: "begins with tick", Code: `func clock() iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield("tock") && yield("tick") {
		}
	}
}
`},
	},
	Test: func(t *check.T, f clock) {
		for n := 1; n <= 4; n++ {
			after := leave(f(), n)
			t.Must(after == 0, fmt.Sprintf("a loop that is left after sound %d is asked to go on", n),
				check.If(after > 1, "it never ends: if you wrote break, note that break leaves only the innermost loop; return ends the function"),
				check.If(n%2 == 1, "nobody looks at the answer of the first yield any more: both need an if"),
				check.Else("nobody looks at the answer of the second yield"))
		}
		check.First(t, "clock()", f(), []string{"tick", "tock", "tick", "tock", "tick"},
			check.Got([]string{"tick", "tock"}, "the clock stops by itself: keep the endless loop around both yields"),
			check.Got([]string{"tock", "tick", "tock", "tick", "tock"}, "it begins with tick"))
	},
})
