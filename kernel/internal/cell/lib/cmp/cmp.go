// Package cmp holds the bodies of the generic functions of the standard
// library's cmp, for cells.
package cmp

import "cmp"

// Compare orders x and y; a NaN is less than any number and equal to a NaN.
func Compare[T cmp.Ordered](x, y T) int {
	if x < y {
		return -1
	}
	if x > y {
		return +1
	}
	if x == y {
		return 0
	}
	// Only a NaN gets here: it is neither less, nor greater, nor equal.
	xNaN, yNaN := x != x, y != y
	switch {
	case xNaN && yNaN:
		return 0
	case xNaN:
		return -1
	}
	return +1
}

// Less reports whether x orders before y; a NaN does before any number.
func Less[T cmp.Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Or returns the first of its arguments that is not zero.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
