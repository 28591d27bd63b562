// Package atomic holds the bodies of the methods of the standard library's
// sync/atomic.Pointer, for cells: Pointer_Load is the method Load, and so on.
package atomic

import (
	"sync/atomic"
	"unsafe"
)

// word is the only field of a Pointer that takes space.
func word[T any](p *atomic.Pointer[T]) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Pointer(p))
}

// Pointer_Load returns the pointer that p holds.
func Pointer_Load[T any](p *atomic.Pointer[T]) *T {
	return (*T)(atomic.LoadPointer(word(p)))
}

// Pointer_Store makes p hold val.
func Pointer_Store[T any](p *atomic.Pointer[T], val *T) {
	atomic.StorePointer(word(p), unsafe.Pointer(val))
}

// Pointer_Swap makes p hold new and returns what it held.
func Pointer_Swap[T any](p *atomic.Pointer[T], new *T) (old *T) {
	return (*T)(atomic.SwapPointer(word(p), unsafe.Pointer(new)))
}

// Pointer_CompareAndSwap makes p hold new if it holds old, and reports that.
func Pointer_CompareAndSwap[T any](p *atomic.Pointer[T], old, new *T) (swapped bool) {
	return atomic.CompareAndSwapPointer(word(p), unsafe.Pointer(old), unsafe.Pointer(new))
}
