// Package iter holds the bodies of the generic functions of the standard
// library's iter, for cells.
package iter

import (
	"iter"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Pull turns a sequence into a function that returns its next value and one
// that ends it. A panic of the sequence is passed on to the caller of either.
func Pull[V any](seq iter.Seq[V]) (next func() (V, bool), stop func()) {
	var value V
	resume, stop := native.Pull(func(yield func() bool) {
		seq(func(v V) bool {
			value = v
			return yield()
		})
	})
	next = func() (V, bool) {
		if resume() {
			return value, true
		}
		var zero V
		value = zero // nobody wants the last one any more
		return zero, false
	}
	return next, stop
}

// Pull2 is Pull for a sequence of pairs.
func Pull2[K, V any](seq iter.Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var key K
	var value V
	resume, stop := native.Pull(func(yield func() bool) {
		seq(func(k K, v V) bool {
			key, value = k, v
			return yield()
		})
	})
	next = func() (K, V, bool) {
		if resume() {
			return key, value, true
		}
		var zeroKey K
		var zero V
		key, value = zeroKey, zero
		return zeroKey, zero, false
	}
	return next, stop
}
