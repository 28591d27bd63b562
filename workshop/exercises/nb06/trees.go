package nb06

import (
	"iter"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

var leaves = check.Define(check.Exercise[func(t seq.Nested[int]) iter.Seq[int]]{
	ID: "6.4", Title: "Walk through a tree",
	Task: "Write `leaves`: it yields the values of all leaves of a tree, from left to right, **without** the method `All`. " +
		"A tree is a branch if its `List` is not `nil`; then the trees inside are `t.List`. Otherwise it is a leaf, and its value is `t.Value`.",
	Imports: []string{"iter", "github.com/gopherloop/gopherloop/workshop/seq"},
	Answer:  "leaves",
	Stub: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		panic("not implemented") // your answer here
	}
}`,
	Solution: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if t.List == nil {
			yield(t.Value)
			return
		}
		for _, inner := range t.List {
			for v := range leaves(inner) {
				if !yield(v) {
					return
				}
			}
		}
	}
}`,
	Hints: []string{
		"Two cases: for a leaf, yield its value. For a branch, delegate to `leaves(inner)` for each inner tree.",
		"To delegate to a sequence: `for v := range leaves(inner) { if !yield(v) { return } }`.",
	},
	Wrong: []check.Wrong{
		{Name: "branches have values too", Says: "only leaves have a value", Code: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if !yield(t.Value) {
			return
		}
		for _, inner := range t.List {
			for v := range leaves(inner) {
				if !yield(v) {
					return
				}
			}
		}
	}
}`},
		{Name: "empty branch is a leaf", Says: "an empty branch", Code: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if len(t.List) == 0 {
			yield(t.Value)
			return
		}
		for _, inner := range t.List {
			for v := range leaves(inner) {
				if !yield(v) {
					return
				}
			}
		}
	}
}`},
		{Name: "not recursive", Says: "branches inside of branches", Code: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if t.List == nil {
			yield(t.Value)
			return
		}
		for _, inner := range t.List {
			if inner.List == nil && !yield(inner.Value) {
				return
			}
		}
	}
}`},
		{Name: "does not pass yield's answer on", Says: "if !yield(v) { return }", Code: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if t.List == nil {
			yield(t.Value)
			return
		}
		for _, inner := range t.List {
			leaves(inner)(yield)
		}
	}
}`},
		{Name: "from the right", Says: "from left to right", Code: `func leaves(t seq.Nested[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		if t.List == nil {
			yield(t.Value)
			return
		}
		for _, inner := range slices.Backward(t.List) {
			for v := range leaves(inner) {
				if !yield(v) {
					return
				}
			}
		}
	}
}`},
	},
	Test: func(t *check.T, leaves func(t seq.Nested[int]) iter.Seq[int]) {
		tree := seq.Branch(seq.Leaf(1), seq.Branch(seq.Leaf(2), seq.Branch(seq.Leaf(3), seq.Leaf(4))), seq.Leaf(5))
		check.All(t, "leaves of the tree above", leaves(tree), []int{1, 2, 3, 4, 5},
			check.Got([]int{0, 1, 0, 2, 0}, "only leaves have a value: for a branch, yield nothing of its own"),
			check.If(slices.Contains(seq.List(seq.Take(leaves(tree), 9)), 0), "only leaves have a value: for a branch, yield nothing of its own"),
			check.Got([]int{1, 5}, "there are branches inside of branches: use leaves itself for each inner tree"),
			check.Got([]int{5, 4, 3, 2, 1}, "the order is from left to right"))
		empty := seq.Branch(seq.Leaf(7), seq.Branch[int](), seq.Leaf(8))
		check.All(t, "leaves of a tree with an empty branch", leaves(empty), []int{7, 8},
			check.Got([]int{7, 0, 8}, "an empty branch is no leaf: it has a List that is not nil and has no elements. Compare with nil"))
		for n := 1; n < 5; n++ {
			got := []int{}
			stubborn(leaves(tree), n, &got)
			t.Must(len(got) == n, "yield has returned false, and leaves calls it again",
				check.Else("the inner walk has ended, but the outer one goes on: delegate with a loop and if !yield(v) { return }"))
		}
	},
})

var sameLeaves = check.Define(check.Exercise[func(a, b iter.Seq[string]) bool]{
	ID: "6.6", Title: "The same leaves (optional)",
	Task: "Write `sameLeaves`: it reports whether two sequences have the same values in the same order. Walk in step, and stop at the first difference. " +
		"Make no lists, and stop both iterators in the end.",
	Imports: []string{"iter"},
	Answer:  "sameLeaves",
	Stub: `func sameLeaves(a, b iter.Seq[string]) bool {
	panic("not implemented") // your answer here
}`,
	Solution: `func sameLeaves(a, b iter.Seq[string]) bool {
	nextA, stopA := iter.Pull(a)
	defer stopA()
	nextB, stopB := iter.Pull(b)
	defer stopB()
	for {
		v, okA := nextA()
		w, okB := nextB()
		if okA != okB || v != w {
			return false
		}
		if !okA {
			return true
		}
	}
}`,
	Hints: []string{
		"`nextA, stopA := iter.Pull(a)` and `defer stopA()`; the same for `b`.",
		"Take one value from each. Which cases are there? Both have one, only one of them has, none has.",
		"If `okA != okB`, one sequence is longer: they are not the same.",
	},
	Wrong: []check.Wrong{
		{Name: "shorter is enough", Says: "one of them is longer", Code: `func sameLeaves(a, b iter.Seq[string]) bool {
	nextA, stopA := iter.Pull(a)
	defer stopA()
	nextB, stopB := iter.Pull(b)
	defer stopB()
	for {
		v, okA := nextA()
		w, okB := nextB()
		if !okA || !okB {
			return true
		}
		if v != w {
			return false
		}
	}
}`},
		{Name: "lists", Says: "the first difference", Code: `func sameLeaves(a, b iter.Seq[string]) bool {
	return slices.Equal(slices.Collect(a), slices.Collect(b))
}`},
		{Name: "first leaf only", Says: "only the first", Code: `func sameLeaves(a, b iter.Seq[string]) bool {
	nextA, stopA := iter.Pull(a)
	defer stopA()
	nextB, stopB := iter.Pull(b)
	defer stopB()
	v, okA := nextA()
	w, okB := nextB()
	return okA == okB && v == w
}`},
		{Name: "not stopped", Says: "defer stopA()", Code: `func sameLeaves(a, b iter.Seq[string]) bool {
	nextA, _ := iter.Pull(a)
	nextB, _ := iter.Pull(b)
	for {
		v, okA := nextA()
		w, okB := nextB()
		if okA != okB || v != w {
			return false
		}
		if !okA {
			return true
		}
	}
}`},
		{Name: "in any order", Says: "in the same order", Code: `func sameLeaves(a, b iter.Seq[string]) bool {
	count := map[string]int{}
	for v := range a {
		count[v]++
	}
	for v := range b {
		count[v]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}`},
	},
	Test: func(t *check.T, sameLeaves func(a, b iter.Seq[string]) bool) {
		of := func(words ...string) iter.Seq[string] { return slices.Values(words) }
		check.Equal(t, "sameLeaves of do re mi and do re mi", sameLeaves(of("do", "re", "mi"), of("do", "re", "mi")), true)
		check.Equal(t, "sameLeaves of do re mi and do fa mi", sameLeaves(of("do", "re", "mi"), of("do", "fa", "mi")), false,
			check.Else("you compare only the first leaves: go on until one of the sequences ends"))
		check.Equal(t, "sameLeaves of do re and re do", sameLeaves(of("do", "re"), of("re", "do")), false,
			check.Else("the leaves must come in the same order: compare them in step"))
		check.Equal(t, "sameLeaves of do re mi and do re", sameLeaves(of("do", "re", "mi"), of("do", "re")), false,
			check.Else("one of them is longer: if only one has ended, they are not the same"))
		check.Equal(t, "sameLeaves of do and do re", sameLeaves(of("do"), of("do", "re")), false,
			check.Else("one of them is longer: if only one has ended, they are not the same"))
		check.Equal(t, "sameLeaves of nothing and nothing", sameLeaves(of(), of()), true)
		left, right := check.NewSource(t, of("do", "re")), check.NewSource(t, of("do", "fa"))
		sameLeaves(left.All(), right.All())
		for _, side := range []*check.Source[string]{left, right} {
			check.CleanedUp(t, "a sequence after sameLeaves", side,
				check.Else("an iterator was not stopped: write defer stopA() right behind the Pull, and the same for b"))
		}
		long := check.NewSource(t, seq.Take(seq.Cycle(of("do", "re", "mi")), 1000))
		sameLeaves(long.All(), of("do", "fa"))
		t.Must(long.Pulled() <= 3, "of a long sequence all values are taken, although the second one is different",
			check.Else("stop at the first difference: take one value from each, compare, and return as soon as you know"))
	},
})
