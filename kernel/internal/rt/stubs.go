//go:build amd64 || arm64

package rt

import (
	"sync/atomic"
	"unsafe"
)

// A method in a type descriptor is a bare code address: unlike a function value it
// carries nothing that could tell it what to do. So there is a supply of stubs, small pieces of
// machine code, each of which calls the function value in its own slot of a table, with the arguments
// that it got itself.
//
// The table is process-wide and only grows, like package reflect's types and for the same
// reason: what has once been put into a type descriptor stays reachable for ever. Sessions share
// nothing in it but the supply.

const (
	haveStubs = true
	stubCount = 16384 // as many as the assembly has
)

var (
	slots     [stubCount + 1]unsafe.Pointer // function values; the first stub has number 1
	slotsUsed atomic.Int64
)

// stubBase returns the address of the first stub; the others follow.
func stubBase() unsafe.Pointer

// newStub returns the address of code that calls f, whose function type the caller of the
// code has to know. It returns nil when the supply is used up.
func newStub(f unsafe.Pointer) unsafe.Pointer {
	n := slotsUsed.Add(1)
	if n > stubCount {
		return nil
	}
	atomic.StorePointer(&slots[n], f)
	return unsafe.Add(stubBase(), (n-1)*stubSize)
}
