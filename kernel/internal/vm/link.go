//go:build !nolinkname

package vm

import (
	"reflect"
	"unsafe"
)

// These are the runtime's own, which reflect calls too, and faster than through reflect. The
// build tag nolinkname replaces them.

//go:linkname typedmemmove reflect.typedmemmove
func typedmemmove(t, dst, src unsafe.Pointer)

//go:linkname typedmemclr reflect.typedmemclr
func typedmemclr(t, p unsafe.Pointer)

//go:linkname newObject reflect.unsafe_New
func newObject(t unsafe.Pointer) unsafe.Pointer

//go:linkname newArray reflect.unsafe_NewArray
func newArray(t unsafe.Pointer, n int) unsafe.Pointer

//go:linkname typedslicecopyReflect reflect.typedslicecopy
func typedslicecopyReflect(t unsafe.Pointer, dst, src sliceHeader) int

func typedslicecopy(t unsafe.Pointer, dst, src sliceHeader) { typedslicecopyReflect(t, dst, src) }

// growslice returns a slice with room for n more elements, which old must lack; its length
// is that of old.
//
//go:linkname growslice reflect.growslice
func growslice(t unsafe.Pointer, old sliceHeader, n int) sliceHeader

// chanrecv and chansend do not wait, and are not done if they would have to. A nil channel is
// one that is never ready. The type is that of the channel.
func chanrecv(_ reflect.Type, ch, to unsafe.Pointer) (done, ok bool) {
	return chanrecvReflect(ch, true, to)
}

func chansend(_ reflect.Type, ch, from unsafe.Pointer) bool { return chansendReflect(ch, from, true) }

//go:linkname chanrecvReflect reflect.chanrecv
func chanrecvReflect(ch unsafe.Pointer, nb bool, val unsafe.Pointer) (selected, received bool)

//go:linkname chansendReflect reflect.chansend0
func chansendReflect(ch, val unsafe.Pointer, nb bool) bool

// selectChan executes a select statement and returns the index of a case, and whether
// that has received from a channel not closed.
//
//go:linkname selectChan reflect.rselect
func selectChan(cases []chanCase) (int, bool)

// typeWord is the form of a type that these functions take.
func typeWord(t reflect.Type) unsafe.Pointer { return (*iface)(unsafe.Pointer(&t)).data }
