// Package maphash holds the bodies of the generic functions of the standard
// library's hash/maphash, for cells.
package maphash

import (
	"hash/maphash"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Comparable returns a hash of v that is the same for equal values and seeds.
func Comparable[T comparable](seed maphash.Seed, v T) uint64 {
	return native.HashComparable(seed, v)
}

// WriteComparable adds x to the data that h hashes.
func WriteComparable[T comparable](h *maphash.Hash, x T) {
	native.WriteComparable(h, x)
}
