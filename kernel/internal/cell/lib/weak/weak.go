// Package weak holds the bodies of the generic function and method of the
// standard library's weak, for cells: Pointer_Value is Pointer's method Value.
package weak

import (
	"unsafe"
	"weak"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Make returns a pointer that does not keep what it points to.
func Make[T any](ptr *T) weak.Pointer[T] {
	w := native.Weak(unsafe.Pointer(ptr))
	return *(*weak.Pointer[T])(unsafe.Pointer(&w))
}

// Pointer_Value returns the original pointer, or nil when the object is gone.
func Pointer_Value[T any](p weak.Pointer[T]) *T {
	return (*T)(native.Strong(*(*unsafe.Pointer)(unsafe.Pointer(&p))))
}
