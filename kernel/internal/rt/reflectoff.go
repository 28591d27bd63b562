//go:build !nolinkname

package rt

import "unsafe"

const haveReflectOff = true

// addReflectOff is how reflect makes a number of a pointer, as type descriptors have them. Nothing
// that is exported does that, so with the build tag nolinkname there are no views.
//
//go:linkname addReflectOff reflect.addReflectOff
func addReflectOff(unsafe.Pointer) int32
