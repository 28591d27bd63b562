// Package native declares the compiled functions that the bodies in the
// neighbouring packages call where interpreted Go would be too slow or cannot
// reach: sorting, coroutines, the runtime's weak and canonical pointers.
//
// In a compiled program (the tests of package lib) these functions are called as
// they are. In a cell, the engine calls the functions of the same names in the
// table that kernel/internal/native has for this import path; they differ in
// that they accept boxed values and let a coroutine belong to its cell.
//
// The one invariant: no function has type parameters, and none keeps state.
//
//	order := native.Order(len(x), func(i, j int) int { return cmp(x[i], x[j]) })
package native

import (
	"iter"
	"reflect"
	"slices"
	"unsafe"
)

// Path is the import path of this package.
const Path = "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"

// Sort sorts a slice whose elements are of an ordered kind, NaNs first.
func Sort(slice any) {
	v := reflect.ValueOf(slice)
	p, n := v.UnsafePointer(), v.Len()
	switch v.Type().Elem().Kind() {
	case reflect.Int:
		slices.Sort(unsafe.Slice((*int)(p), n))
	case reflect.Int8:
		slices.Sort(unsafe.Slice((*int8)(p), n))
	case reflect.Int16:
		slices.Sort(unsafe.Slice((*int16)(p), n))
	case reflect.Int32:
		slices.Sort(unsafe.Slice((*int32)(p), n))
	case reflect.Int64:
		slices.Sort(unsafe.Slice((*int64)(p), n))
	case reflect.Uint:
		slices.Sort(unsafe.Slice((*uint)(p), n))
	case reflect.Uint8:
		slices.Sort(unsafe.Slice((*uint8)(p), n))
	case reflect.Uint16:
		slices.Sort(unsafe.Slice((*uint16)(p), n))
	case reflect.Uint32:
		slices.Sort(unsafe.Slice((*uint32)(p), n))
	case reflect.Uint64:
		slices.Sort(unsafe.Slice((*uint64)(p), n))
	case reflect.Uintptr:
		slices.Sort(unsafe.Slice((*uintptr)(p), n))
	case reflect.Float32:
		slices.Sort(unsafe.Slice((*float32)(p), n))
	case reflect.Float64:
		slices.Sort(unsafe.Slice((*float64)(p), n))
	case reflect.String:
		slices.Sort(unsafe.Slice((*string)(p), n))
	default:
		panic("sorting elements without an order: " + v.Type().String())
	}
}

// Order returns the indexes 0 to n-1 in the order in which slices.SortFunc would
// leave n elements, of which cmp compares two by index.
func Order(n int, cmp func(i, j int) int) []int {
	order := upTo(n)
	slices.SortFunc(order, cmp)
	return order
}

// StableOrder is [Order] for slices.SortStableFunc.
func StableOrder(n int, cmp func(i, j int) int) []int {
	order := upTo(n)
	slices.SortStableFunc(order, cmp)
	return order
}

func upTo(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// Pull runs seq as a coroutine, as iter.Pull does: next resumes it until it
// calls yield (true) or returns (false). A value passes through a variable that
// seq and the caller of next share.
func Pull(seq func(yield func() bool)) (next func() bool, stop func()) {
	pull, stop := iter.Pull(func(yield func(struct{}) bool) {
		seq(func() bool { return yield(struct{}{}) })
	})
	return func() bool {
		_, ok := pull()
		return ok
	}, stop
}
