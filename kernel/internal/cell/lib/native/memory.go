package native

import (
	"hash/maphash"
	"reflect"
	"runtime"
	"unique"
	"unsafe"
	"weak"
)

// This file works with handles whose type parameter does not matter to the
// compiled library: it sees a pointer. unique.Handle and weak.Pointer consist
// of one pointer each, and the tests of package lib would notice a change.

// Canonical returns the pointer within the unique.Handle[any] of a comparable
// value: equal for equal values, and pointing to one of them.
func Canonical(v any) *any {
	h := unique.Make(v)
	return *(**any)(unsafe.Pointer(&h))
}

// Weak returns the pointer within the weak.Pointer to what p points to.
func Weak(p unsafe.Pointer) unsafe.Pointer {
	w := weak.Make((*byte)(p))
	return *(*unsafe.Pointer)(unsafe.Pointer(&w))
}

// Strong is the inverse of [Weak]: nil when the object is gone.
func Strong(w unsafe.Pointer) unsafe.Pointer {
	return unsafe.Pointer((*(*weak.Pointer[byte])(unsafe.Pointer(&w))).Value())
}

// AddCleanup has cleanup called after the object at p has become unreachable.
func AddCleanup(p unsafe.Pointer, cleanup func()) runtime.Cleanup {
	return runtime.AddCleanup((*byte)(p), func(f func()) { f() }, cleanup)
}

// HashComparable is maphash.Comparable for any comparable dynamic value.
func HashComparable(seed maphash.Seed, v any) uint64 {
	return maphash.Comparable(seed, v)
}

// WriteComparable is maphash.WriteComparable for any comparable dynamic value.
func WriteComparable(h *maphash.Hash, v any) {
	maphash.WriteComparable(h, v)
}

// SamePointer reports whether v is a pointer that equals p.
func SamePointer(v any, p unsafe.Pointer) bool {
	r := reflect.ValueOf(v)
	return r.Kind() == reflect.Pointer && r.UnsafePointer() == p
}
