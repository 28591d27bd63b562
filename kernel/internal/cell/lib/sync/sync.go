// Package sync holds the bodies of the generic functions of the standard
// library's sync, for cells.
package sync

import "sync"

// OnceValue returns a function that calls f at its first call and returns f's
// value at every call. If f panics, every call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	var result T
	once := sync.OnceFunc(func() { result = f() })
	return func() T {
		once()
		return result
	}
}

// OnceValues is OnceValue for a function with two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var result1 T1
	var result2 T2
	once := sync.OnceFunc(func() { result1, result2 = f() })
	return func() (T1, T2) {
		once()
		return result1, result2
	}
}
