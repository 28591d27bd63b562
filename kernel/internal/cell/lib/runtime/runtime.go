// Package runtime holds the body of the generic function of the standard
// library's runtime, for cells.
package runtime

import (
	"runtime"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// AddCleanup has cleanup(arg) called some time after *ptr became unreachable.
// It panics when arg is ptr, which would keep it reachable for ever.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) runtime.Cleanup {
	p := unsafe.Pointer(ptr)
	if p == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if native.SamePointer(arg, p) {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	return native.AddCleanup(p, func() { cleanup(arg) })
}
