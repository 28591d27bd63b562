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
	var value, zero V
	resume, stop := native.Pull(func(yield func() bool) {
		seq(func(v V) bool {
			value = v
			return yield()
		})
	})
	next = func() (V, bool) {
		if !resume() {
			return zero, false
		}
		v := value
		value = zero // whoever called next owns it now
		return v, true
	}
	return next, stop
}

// Pull2 is Pull for a sequence of pairs.
func Pull2[K, V any](seq iter.Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var key, zeroKey K
	var value, zero V
	resume, stop := native.Pull(func(yield func() bool) {
		seq(func(k K, v V) bool {
			key, value = k, v
			return yield()
		})
	})
	next = func() (K, V, bool) {
		if !resume() {
			return zeroKey, zero, false
		}
		k, v := key, value
		key, value = zeroKey, zero
		return k, v, true
	}
	return next, stop
}
