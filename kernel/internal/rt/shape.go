package rt

import (
	"fmt"
	"go/types"
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file asks ir types about their shape: how they occupy memory, and what
// they refer to.

// shape returns a type that occupies memory as t does, without regard to what
// t refers to.
func shape(t *ir.Type) reflect.Type {
	switch t.Kind {
	case ir.Pointer:
		return reflect.TypeFor[*struct{}]()
	case ir.Slice:
		return reflect.TypeFor[[]struct{}]()
	case ir.Map:
		return reflect.TypeFor[map[int]struct{}]()
	case ir.Chan:
		return reflect.TypeFor[chan struct{}]()
	case ir.FuncKind:
		return reflect.TypeFor[func()]()
	case ir.Array:
		return reflect.ArrayOf(int(t.Len), shape(t.Under.Elem))
	}
	panic(&Unsupported{"recursive type " + t.Name})
}

// byValue reports whether a t holds a struct in place, so that its size
// depends on that struct's.
func byValue(t *ir.Type) bool {
	if t.Kind == ir.Array {
		return byValue(t.Under.Elem)
	}
	return t.Kind == ir.Struct
}

// reaches reports whether the representation of t mentions that of the
// underlying type u.
func reaches(t, u *ir.Type) bool { return walk(t, u, map[*ir.Type]bool{}, anyKind) }

// cutHere reports whether u contains itself without a struct in between, and
// must be the place where the cycle is cut.
func cutHere(u *ir.Type) bool {
	enter := func(k ir.Kind) bool { return k != ir.Struct }
	if u.Kind == ir.Pointer || u.Kind == ir.Array {
		enter = func(k ir.Kind) bool { return k == ir.Pointer || k == ir.Array }
	}
	if u.Kind == ir.Array {
		return false
	}
	seen := map[*ir.Type]bool{}
	for _, p := range partsOf(u) {
		if walk(p, u, seen, enter) {
			return true
		}
	}
	return false
}

func anyKind(ir.Kind) bool { return true }

// walk follows the parts of t, where enter allows it, looking for u.
func walk(t, u *ir.Type, seen map[*ir.Type]bool, enter func(ir.Kind) bool) bool {
	if t.Native || t.Kind == ir.Interface || t.Kind.Basic() {
		return false
	}
	v := t.Under
	if v == u {
		return true
	}
	if seen[v] || !enter(v.Kind) {
		return false
	}
	seen[v] = true
	for _, p := range partsOf(v) {
		if walk(p, u, seen, enter) {
			return true
		}
	}
	return false
}

func partsOf(u *ir.Type) []*ir.Type {
	switch u.Kind {
	case ir.Struct:
		ps := make([]*ir.Type, len(u.Fields))
		for i, f := range u.Fields {
			ps[i] = f.Type
		}
		return ps
	case ir.Map:
		return []*ir.Type{u.Key, u.Elem}
	case ir.FuncKind:
		return append(append([]*ir.Type(nil), u.Params...), u.Results...)
	case ir.Pointer, ir.Slice, ir.Array, ir.Chan:
		return []*ir.Type{u.Elem}
	}
	return nil
}

func chanDir(d types.ChanDir) reflect.ChanDir {
	switch d {
	case types.SendOnly:
		return reflect.SendDir
	case types.RecvOnly:
		return reflect.RecvDir
	}
	return reflect.BothDir
}

func basicType(k ir.Kind) reflect.Type {
	switch k {
	case ir.Bool:
		return reflect.TypeFor[bool]()
	case ir.Int:
		return reflect.TypeFor[int]()
	case ir.Int8:
		return reflect.TypeFor[int8]()
	case ir.Int16:
		return reflect.TypeFor[int16]()
	case ir.Int32:
		return reflect.TypeFor[int32]()
	case ir.Int64:
		return reflect.TypeFor[int64]()
	case ir.Uint:
		return reflect.TypeFor[uint]()
	case ir.Uint8:
		return reflect.TypeFor[uint8]()
	case ir.Uint16:
		return reflect.TypeFor[uint16]()
	case ir.Uint32:
		return reflect.TypeFor[uint32]()
	case ir.Uint64:
		return reflect.TypeFor[uint64]()
	case ir.Uintptr:
		return reflect.TypeFor[uintptr]()
	case ir.Float32:
		return reflect.TypeFor[float32]()
	case ir.Float64:
		return reflect.TypeFor[float64]()
	case ir.Complex64:
		return reflect.TypeFor[complex64]()
	case ir.Complex128:
		return reflect.TypeFor[complex128]()
	case ir.String:
		return reflect.TypeFor[string]()
	case ir.UnsafePointer:
		return reflect.TypeFor[unsafe.Pointer]()
	}
	panic(&Unsupported{fmt.Sprintf("basic kind %d", k)})
}
