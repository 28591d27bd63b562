// Package unique holds the bodies of the generic function and method of the
// standard library's unique, for cells: Handle_Value is Handle's method Value.
package unique

import (
	"unique"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Make returns the handle of value; the handles of equal values are equal.
//
// A Handle consists of a pointer. Here it points to the value in an interface,
// whatever T is; only Handle_Value looks at what it points to.
func Make[T comparable](value T) unique.Handle[T] {
	p := native.Canonical(value)
	return *(*unique.Handle[T])(unsafe.Pointer(&p))
}

// Handle_Value returns a copy of the value that the handle was made of.
func Handle_Value[T comparable](h unique.Handle[T]) T {
	// The value of an interface type may be nil, hence the ok.
	v, _ := (**(**any)(unsafe.Pointer(&h))).(T)
	return v
}
