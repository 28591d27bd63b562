package nb06

import (
	"iter"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

var chain = check.Define(check.Exercise[func(parts ...iter.Seq[int]) iter.Seq[int]]{
	ID: "6.1", Title: "One after the other",
	Task:    "Write `chain`: it returns the sequence that has all values of the first part, then all of the second, and so on, for any number of parts.",
	Imports: []string{"iter"},
	Answer:  "chain",
	Stub: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, part := range parts {
			_ = part                 // take this line out when you use part
			panic("not implemented") // your answer here: pass on what part has
		}
	}
}`,
	Solution: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, part := range parts {
			for v := range part {
				if !yield(v) {
					return
				}
			}
		}
	}
}`,
	Hints: []string{
		"Inside the loop over the parts you need a second loop, over the values of `part`.",
		"When `yield` returns false, everything must end: the loop over the values *and* the loop over the parts.",
		"`return` ends both loops, `break` only the inner one.",
	},
	Wrong: []check.Wrong{
		{Name: "break", Says: "break leaves only the inner loop", Code: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, part := range parts {
			for v := range part {
				if !yield(v) {
					break
				}
			}
		}
	}
}`},
		{Name: "deaf", Says: "if !yield(v) { return }", Code: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, part := range parts {
			for v := range part {
				yield(v)
			}
		}
	}
}`},
		{Name: "only the first part", Says: "only the first part", Code: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, part := range parts {
			for v := range part {
				if !yield(v) {
					return
				}
			}
			return
		}
	}
}`},
		{Name: "by turns", Says: "by turns", Code: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; ; i++ {
			some := false
			for _, part := range parts {
				n := 0
				for v := range part {
					if n == i {
						some = true
						if !yield(v) {
							return
						}
						break
					}
					n++
				}
			}
			if !some {
				return
			}
		}
	}
}`},
		{Name: "makes a list", Says: "before anybody has asked", Code: `func chain(parts ...iter.Seq[int]) iter.Seq[int] {
	var all []int
	for _, part := range parts {
		for v := range part {
			all = append(all, v)
		}
	}
	return slices.Values(all)
}`},
	},
	Test: func(t *check.T, chain func(parts ...iter.Seq[int]) iter.Seq[int]) {
		a, b, c := slices.Values([]int{1, 2, 3}), slices.Values([]int{}), slices.Values([]int{8, 9})
		check.All(t, "chain of 1 2 3, nothing, and 8 9", chain(a, b, c), []int{1, 2, 3, 8, 9},
			check.Got([]int{1, 2, 3}, "that is only the first part: when may the function return?"),
			check.Got([]int{1, 8, 2, 9, 3}, "you take one value of each by turns: take all of a part before the next one begins"))
		first, second := check.NewSource(t, seq.Range(10)), check.NewSource(t, seq.RangeFrom(10, 20))
		lazy := chain(first.All(), second.All())
		t.Must(first.Pulled() == 0, "chain takes values before anybody has asked for one",
			check.Else("loop over the parts inside of the function that you return, not before"))
		got := []int{}
		stubborn(lazy, 3, &got)
		check.Equal(t, "what comes out of 0 to 9 and 10 to 19 if the loop is left at the value 2", got, []int{0, 1, 2},
			check.Got([]int{0, 1, 2, 10}, "break leaves only the inner loop, and the next part begins: return leaves both"),
			check.Else("yield has returned false, and you go on: write if !yield(v) { return }"))
		check.CleanedUp(t, "the first part", first)
	},
})

var flatten = check.Define(check.Exercise[func(list []any) iter.Seq[int]]{
	ID: "6.3", Title: "Find the bug: lists in lists",
	Task: "`flatten` yields all numbers in a list, in the lists in it, and so on. A loop to the end works: " +
		"`[1 [2 [3 4]] 5]` gives 1 2 3 4 5. But a loop that is left with `break` panics. Find the bug and repair it.",
	Imports: []string{"iter"},
	Answer:  "flatten",
	Stub: `func flatten(list []any) iter.Seq[int] {
	panic("not implemented") // remove this line, then repair the rest
	return func(yield func(int) bool) { pass(list, yield) }
}

// pass yields the numbers of a list. It reports whether to go on.
func pass(list []any, yield func(int) bool) bool {
	for _, item := range list {
		switch item := item.(type) {
		case []any: // a list in the list
			pass(item, yield)
		case int:
			if !yield(item) {
				return false
			}
		}
	}
	return true
}`,
	Solution: `func flatten(list []any) iter.Seq[int] {
	return func(yield func(int) bool) { pass(list, yield) }
}

// pass yields the numbers of a list. It reports whether to go on.
func pass(list []any, yield func(int) bool) bool {
	for _, item := range list {
		switch item := item.(type) {
		case []any: // a list in the list
			if !pass(item, yield) {
				return false
			}
		case int:
			if !yield(item) {
				return false
			}
		}
	}
	return true
}`,
	Hints: []string{
		"Play it through with `[1 [2 3] 4]` and a loop that is left at 2. Which call of `pass` learns that first? And who tells the call outside?",
		"`pass` reports whether to go on. One of its callers does not look.",
		"Treat `pass(item, yield)` as `yield(item)` is treated two lines below.",
	},
	Wrong: []check.Wrong{
		{Name: "always stops", Says: "after the first inner list", Code: `func flatten(list []any) iter.Seq[int] {
	return func(yield func(int) bool) { pass(list, yield) }
}

func pass(list []any, yield func(int) bool) bool {
	for _, item := range list {
		switch item := item.(type) {
		case []any:
			pass(item, yield)
			return false
		case int:
			if !yield(item) {
				return false
			}
		}
	}
	return true
}`},
		{Name: "one level", Says: "more than two levels", Code: `func flatten(list []any) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, item := range list {
			switch item := item.(type) {
			case []any:
				for _, v := range item {
					if n, ok := v.(int); ok && !yield(n) {
						return
					}
				}
			case int:
				if !yield(item) {
					return
				}
			}
		}
	}
}`},
		{Name: "the wrong way round", Says: "false means", Code: `func flatten(list []any) iter.Seq[int] {
	return func(yield func(int) bool) { pass(list, yield) }
}

func pass(list []any, yield func(int) bool) bool {
	for _, item := range list {
		switch item := item.(type) {
		case []any:
			if pass(item, yield) {
				return true
			}
		case int:
			if !yield(item) {
				return false
			}
		}
	}
	return true
}`},
		{Name: "leaves only the list", Says: "the list outside goes on", Code: `func flatten(list []any) iter.Seq[int] {
	return func(yield func(int) bool) { pass(list, yield) }
}

func pass(list []any, yield func(int) bool) bool {
loop:
	for _, item := range list {
		switch item := item.(type) {
		case []any:
			if !pass(item, yield) {
				break loop
			}
		case int:
			if !yield(item) {
				return false
			}
		}
	}
	return true
}`},
	},
	Test: func(t *check.T, flatten func(list []any) iter.Seq[int]) {
		check.All(t, "flatten of [1 [2 [3 4]] 5]", flatten(nested), []int{1, 2, 3, 4, 5},
			check.Got([]int{1, 2, 5}, "there may be more than two levels: use pass for the lists in a list"),
			check.If(len(seq.List(flatten([]any{[]any{1}, 2}))) == 1, "it ends after the first inner list: return false only if pass has reported false. (false means: do not go on)"))
		for n := 1; n <= 5; n++ {
			got := []int{}
			stubborn(flatten(nested), n, &got)
			check.Equal(t, "what comes out if the loop is left at the value "+string(rune('0'+n)), got, []int{1, 2, 3, 4, 5}[:n],
				check.Else("the inner list has ended, and the list outside goes on: pass must report false to its caller, too"))
		}
	},
})

var nested = []any{1, []any{2, []any{3, 4}}, 5}

// stubborn takes n values of a sequence, and sees one more if the sequence goes on after it was told to stop.
func stubborn(s iter.Seq[int], n int, got *[]int) {
	s(func(v int) bool {
		*got = append(*got, v)
		return len(*got) < n
	})
}
