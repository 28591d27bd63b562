//go:build nolinkname

package rt

import "unsafe"

const haveReflectOff = false

func addReflectOff(unsafe.Pointer) int32 { panic("rt: views without reflect's numbers") }
