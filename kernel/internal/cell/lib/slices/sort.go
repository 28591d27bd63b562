package slices

import (
	"cmp"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// This file sorts with the compiled library's own algorithms. Where elements
// are compared by a function of the cell, the algorithm works on a slice of
// indexes: it makes the same comparisons as it would on the elements, so equal
// elements end up in the same order as in a compiled program.

// Sort puts the elements in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	native.Sort([]E(x))
}

// SortFunc puts the elements in the order that cmp tells.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	arrange(x, native.Order(len(x), func(i, j int) int { return cmp(x[i], x[j]) }))
}

// SortStableFunc is SortFunc that keeps the order of equal elements.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	arrange(x, native.StableOrder(len(x), func(i, j int) int { return cmp(x[i], x[j]) }))
}

// arrange puts the elements in the order of their former indexes.
func arrange[S ~[]E, E any](x S, order []int) {
	old := append([]E(nil), x...)
	for i, from := range order {
		x[i] = old[from]
	}
}

// IsSorted reports whether the elements are in ascending order, NaNs first.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether the elements are in the order that cmp tells.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}
