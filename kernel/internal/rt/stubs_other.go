//go:build !amd64 && !arm64

package rt

import "unsafe"

const haveStubs = false

func newStub(unsafe.Pointer) unsafe.Pointer { return nil }
