//go:build !nolinkname

package vm

import "unsafe"

// Maps as compiled code has them, see link.go.

//go:linkname mapaccess2 runtime.mapaccess2
func mapaccess2(t, m, key unsafe.Pointer) (unsafe.Pointer, bool)

//go:linkname mapaccess2_fast64 runtime.mapaccess2_fast64
func mapaccess2_fast64(t, m unsafe.Pointer, key uint64) (unsafe.Pointer, bool)

//go:linkname mapaccess2_faststr runtime.mapaccess2_faststr
func mapaccess2_faststr(t, m unsafe.Pointer, key string) (unsafe.Pointer, bool)

//go:linkname mapassign runtime.mapassign
func mapassign(t, m, key unsafe.Pointer) unsafe.Pointer

//go:linkname mapassign_fast64 runtime.mapassign_fast64
func mapassign_fast64(t, m unsafe.Pointer, key uint64) unsafe.Pointer

//go:linkname mapassign_faststr runtime.mapassign_faststr
func mapassign_faststr(t, m unsafe.Pointer, key string) unsafe.Pointer

//go:linkname mapdelete runtime.mapdelete
func mapdelete(t, m, key unsafe.Pointer)

// assignsInPlace: mapShape.entry gives the place of an entry.
const assignsInPlace = true

// get returns the place of an entry, or nil.
func (s *mapShape) get(m, key ptr) (p ptr) {
	ok := false
	switch s.form {
	case wordKeys:
		p, ok = mapaccess2_fast64(s.w, m, *(*uint64)(key))
	case stringKeys:
		p, ok = mapaccess2_faststr(s.w, m, *(*string)(key))
	default:
		p, ok = mapaccess2(s.w, m, key)
	}
	if !ok {
		return nil
	}
	return p
}

// entry returns the place of an entry, which it makes if there is none.
func (s *mapShape) entry(m, key ptr) ptr {
	switch s.form {
	case wordKeys:
		return mapassign_fast64(s.w, m, *(*uint64)(key))
	case stringKeys:
		return mapassign_faststr(s.w, m, *(*string)(key))
	}
	return mapassign(s.w, m, key)
}

// set stores the value in a slot.
func (s *mapShape) set(m, key, value ptr) { typedmemmove(s.elem, s.entry(m, key), value) }

func (s *mapShape) remove(m, key ptr) { mapdelete(s.w, m, key) }
