package lib_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	ours "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/slices"
)

type edit func(s []int, i, j int, v []int) []int

// TestSliceEdits compares results, contents, capacity and panics, also for
// indexes that are out of range and for values that overlap the slice.
func TestSliceEdits(t *testing.T) {
	odd := func(x int) bool { return x%2 == 1 }
	near := func(a, b int) bool { return a/2 == b/2 }
	edits := map[string][2]edit{
		"Insert":      {func(s []int, i, _ int, v []int) []int { return ours.Insert(s, i, v...) }, func(s []int, i, _ int, v []int) []int { return slices.Insert(s, i, v...) }},
		"Delete":      {func(s []int, i, j int, _ []int) []int { return ours.Delete(s, i, j) }, func(s []int, i, j int, _ []int) []int { return slices.Delete(s, i, j) }},
		"DeleteFunc":  {func(s []int, _, _ int, _ []int) []int { return ours.DeleteFunc(s, odd) }, func(s []int, _, _ int, _ []int) []int { return slices.DeleteFunc(s, odd) }},
		"Replace":     {func(s []int, i, j int, v []int) []int { return ours.Replace(s, i, j, v...) }, func(s []int, i, j int, v []int) []int { return slices.Replace(s, i, j, v...) }},
		"Clone":       {func(s []int, _, _ int, _ []int) []int { return ours.Clone(s) }, func(s []int, _, _ int, _ []int) []int { return slices.Clone(s) }},
		"Grow":        {func(s []int, i, _ int, _ []int) []int { return ours.Grow(s, i) }, func(s []int, i, _ int, _ []int) []int { return slices.Grow(s, i) }},
		"Clip":        {func(s []int, _, _ int, _ []int) []int { return ours.Clip(s) }, func(s []int, _, _ int, _ []int) []int { return slices.Clip(s) }},
		"Concat":      {func(s []int, _, _ int, v []int) []int { return ours.Concat(s, v, s) }, func(s []int, _, _ int, v []int) []int { return slices.Concat(s, v, s) }},
		"Repeat":      {func(s []int, i, _ int, _ []int) []int { return ours.Repeat(s, i) }, func(s []int, i, _ int, _ []int) []int { return slices.Repeat(s, i) }},
		"Compact":     {func(s []int, _, _ int, _ []int) []int { return ours.Compact(s) }, func(s []int, _, _ int, _ []int) []int { return slices.Compact(s) }},
		"CompactFunc": {func(s []int, _, _ int, _ []int) []int { return ours.CompactFunc(s, near) }, func(s []int, _, _ int, _ []int) []int { return slices.CompactFunc(s, near) }},
		"Reverse":     {func(s []int, _, _ int, _ []int) []int { ours.Reverse(s); return s }, func(s []int, _, _ int, _ []int) []int { slices.Reverse(s); return s }},
		"AppendSeq":   {func(s []int, _, _ int, v []int) []int { return ours.AppendSeq(s, ours.Values(v)) }, func(s []int, _, _ int, v []int) []int { return slices.AppendSeq(s, slices.Values(v)) }},
		"Collect":     {func(s []int, _, _ int, _ []int) []int { return ours.Collect(ours.Values(s)) }, func(s []int, _, _ int, _ []int) []int { return slices.Collect(slices.Values(s)) }},
	}
	inputs(func(r *rand.Rand, s []int) {
		i := r.IntN(len(s)+4) - 1
		j := i + r.IntN(len(s)+3) - 1
		lo, n := r.IntN(len(s)+1), r.IntN(5)
		part := func(s []int) []int { // overlaps s half of the time
			if n < 3 {
				return []int{100, 101, 102}[:n]
			}
			return s[lo:]
		}
		for name, e := range edits {
			run := func(f edit) func() outcome {
				return func() outcome {
					s := copied(s)
					return append(memory(f(s, i, j, part(s))), memory(s)...)
				}
			}
			same(t, name, []any{s, i, j, lo, n}, run(e[0]), run(e[1]))
		}
	})
}

func TestSliceQueries(t *testing.T) {
	odd := func(x int) bool { return x%2 == 1 }
	eq := func(a, b int) bool { return a/2 == b/2 }
	rev := func(a, b int) int { return b - a }
	inputs(func(r *rand.Rand, s []int) {
		x := r.IntN(13)
		u := append(copied(s), r.IntN(2))
		if len(u) > 2 && x < 6 {
			u[r.IntN(len(u))]++
			u = u[:len(u)-1-r.IntN(2)]
		}
		got := observe(func() outcome {
			return outcome{ours.Index(s, x), ours.IndexFunc(s, odd), ours.Contains(s, x), ours.ContainsFunc(s, odd),
				ours.Equal(s, u), ours.EqualFunc(s, u, eq), ours.Compare(s, u), ours.CompareFunc(s, u, rev),
				ours.IsSorted(s), ours.IsSortedFunc(s, rev), ours.Equal(s, copied(s))}
		})
		want := observe(func() outcome {
			return outcome{slices.Index(s, x), slices.IndexFunc(s, odd), slices.Contains(s, x), slices.ContainsFunc(s, odd),
				slices.Equal(s, u), slices.EqualFunc(s, u, eq), slices.Compare(s, u), slices.CompareFunc(s, u, rev),
				slices.IsSorted(s), slices.IsSortedFunc(s, rev), slices.Equal(s, copied(s))}
		})
		if !slices.Equal(got, want) {
			t.Errorf("%v, %v, %d:\n got %v\nwant %v", s, u, x, got, want)
		}
		for name, f := range map[string][2]func([]int) int{
			"Min":     {ours.Min[[]int], slices.Min[[]int]},
			"Max":     {ours.Max[[]int], slices.Max[[]int]},
			"MinFunc": {func(s []int) int { return ours.MinFunc(s, rev) }, func(s []int) int { return slices.MinFunc(s, rev) }},
			"MaxFunc": {func(s []int) int { return ours.MaxFunc(s, rev) }, func(s []int) int { return slices.MaxFunc(s, rev) }},
		} {
			same(t, name, s, func() outcome { return outcome{f[0](s)} }, func() outcome { return outcome{f[1](s)} })
		}
	})
}

type card struct{ rank, suit int }

// TestSorting: the order of equal elements is that of a compiled program too.
func TestSorting(t *testing.T) {
	byRank := func(a, b card) int { return cmp.Compare(a.rank, b.rank) }
	inputs(func(r *rand.Rand, s []int) {
		var cards []card
		for i, x := range append(s, s...) {
			cards = append(cards, card{x, i})
		}
		for name, f := range map[string][2]func([]card, func(a, b card) int){
			"SortFunc":       {ours.SortFunc[[]card], slices.SortFunc[[]card]},
			"SortStableFunc": {ours.SortStableFunc[[]card], slices.SortStableFunc[[]card]},
		} {
			a, b := slices.Clone(cards), slices.Clone(cards)
			f[0](a, byRank)
			f[1](b, byRank)
			if !slices.Equal(a, b) {
				t.Errorf("%s(%v):\n got %v\nwant %v", name, cards, a, b)
			}
		}
		sorted := ours.Sorted(slices.Values(s))
		if want := slices.Sorted(slices.Values(s)); !slices.Equal(sorted, want) || (sorted == nil) != (want == nil) {
			t.Errorf("Sorted(%v) = %v, want %v", s, sorted, want)
		}
		back := ours.SortedFunc(slices.Values(s), func(a, b int) int { return b - a })
		if want := slices.SortedFunc(slices.Values(s), func(a, b int) int { return b - a }); !slices.Equal(back, want) {
			t.Errorf("SortedFunc(%v) = %v, want %v", s, back, want)
		}
		stable := ours.SortedStableFunc(slices.Values(cards), byRank)
		if want := slices.SortedStableFunc(slices.Values(cards), byRank); !slices.Equal(stable, want) {
			t.Errorf("SortedStableFunc(%v) = %v, want %v", cards, stable, want)
		}
		x := r.IntN(13)
		i, ok := ours.BinarySearch(sorted, x)
		j, yes := slices.BinarySearch(sorted, x)
		k, aye := ours.BinarySearchFunc(sorted, x, func(a, b int) int { return a - b })
		if i != j || ok != yes || k != j || aye != yes {
			t.Errorf("BinarySearch(%v, %d) = %d %t, Func %d %t, want %d %t", sorted, x, i, ok, k, aye, j, yes)
		}
	})
}

// TestSortEveryOrderedKind: package native sorts by kind, so each needs a look,
// named types included.
func TestSortEveryOrderedKind(t *testing.T) {
	sortKind[int](t)
	sortKind[int8](t)
	sortKind[int16](t)
	sortKind[int32](t)
	sortKind[int64](t)
	sortKind[uint](t)
	sortKind[uint8](t)
	sortKind[uint16](t)
	sortKind[uint32](t)
	sortKind[uint64](t)
	sortKind[uintptr](t)
	sortKind[float32](t)
	sortKind[float64](t)
	type celsius float64
	sortKind[celsius](t)

	type word string
	w := []word{"b", "", "a", "ab"}
	if ours.Sort(w); !slices.Equal(w, []word{"", "a", "ab", "b"}) {
		t.Error(w)
	}
}

func sortKind[E ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64](t *testing.T) {
	inputs(func(_ *rand.Rand, s []int) {
		var zero E
		var a []E
		for _, x := range s {
			a = append(a, E(x)+(zero-1)/2) // on both sides of the sign bit
		}
		b := slices.Clone(a)
		ours.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("Sort of %T: %v, want %v", zero, a, b)
		}
	})
}

func TestNaN(t *testing.T) {
	nan := math.NaN()
	s := []float64{3, nan, -1, nan, math.Inf(-1), 0}
	got, want := slices.Clone(s), slices.Clone(s)
	ours.Sort(got)
	slices.Sort(want)
	if ours.Compare(got, want) != 0 || !ours.IsSorted(got) || ours.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if i, ok := ours.BinarySearch(got, nan); i != 0 || !ok {
		t.Errorf("NaN found at %d, %t", i, ok)
	}
	if ours.Min(s) == ours.Min(s) || ours.Max(s) == ours.Max(s) {
		t.Error("the least or greatest of numbers and NaN must be NaN")
	}
	if ours.Contains(s, nan) || ours.Index(s, 0) != 5 {
		t.Error("NaN equals nothing")
	}
}

func TestSliceSequences(t *testing.T) {
	inputs(func(r *rand.Rand, s []int) {
		n, stop := r.IntN(5), r.IntN(20) // n 0 panics; stop breaks off
		same(t, "All", s, func() outcome { return take2(ours.All(s), stop) }, func() outcome { return take2(slices.All(s), stop) })
		same(t, "Backward", s, func() outcome { return take2(ours.Backward(s), stop) }, func() outcome { return take2(slices.Backward(s), stop) })
		same(t, "Values", s, func() outcome { return take(ours.Values(s), stop) }, func() outcome { return take(slices.Values(s), stop) })
		same(t, "Chunk", []any{s, n}, func() outcome { return take(ours.Chunk(s, n), stop) }, func() outcome { return take(slices.Chunk(s, n), stop) })
	})
	for chunk := range ours.Chunk([]int{1, 2, 3}, 2) {
		if cap(chunk) != len(chunk) {
			t.Error("appending to a chunk would overwrite the next")
		}
	}
}

func TestNamedSliceTypesSurvive(t *testing.T) {
	type row []string
	got := []any{ours.Insert(row{"b"}, 0, "a"), ours.Clone(row{"x"}), ours.Concat(row{"x"}, row{"y"}), ours.Repeat(row{"z"}, 2),
		ours.Grow(row(nil), 0), ours.AppendSeq(row{}, strings.SplitSeq("a b", " "))}
	for i, x := range got {
		if _, ok := x.(row); !ok {
			t.Errorf("%d: %T", i, x)
		}
	}
}
