package rt

import (
	"cmp"
	"reflect"
	"slices"
	"unsafe"
)

// entry is one entry of a map.
type entry struct{ key, value node }

// sortedEntries returns a map's entries in the order in which fmt prints them.
func sortedEntries(n node) []entry {
	entries := make([]entry, 0, n.v.Len())
	for it := n.v.MapRange(); it.Next(); {
		entries = append(entries, entry{n.key(it.Key()), n.elem(it.Value())})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return order(a.key, b.key) })
	return entries
}

// order compares two map keys of one type.
func order(a, b node) int {
	switch x, y := a.v, b.v; {
	case x.CanInt():
		return cmp.Compare(x.Int(), y.Int())
	case x.CanUint():
		return cmp.Compare(x.Uint(), y.Uint())
	case x.CanFloat():
		return cmp.Compare(x.Float(), y.Float())
	case x.CanComplex():
		c, d := x.Complex(), y.Complex()
		return cmp.Or(cmp.Compare(real(c), real(d)), cmp.Compare(imag(c), imag(d)))
	case x.Kind() == reflect.String:
		return cmp.Compare(x.String(), y.String())
	case x.Kind() == reflect.Bool:
		return cmp.Compare(boolRank(x.Bool()), boolRank(y.Bool()))
	case x.Kind() == reflect.Pointer, x.Kind() == reflect.Chan, x.Kind() == reflect.UnsafePointer:
		return cmp.Compare(x.Pointer(), y.Pointer())
	case x.Kind() == reflect.Interface:
		return orderDynamic(a, b)
	}
	for i := range a.len() {
		if c := order(a.part(i), b.part(i)); c != 0 {
			return c
		}
	}
	return 0
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// orderDynamic puts nil first, then values type by type. fmt orders types by the
// address of their descriptor, so we do that too where there is one.
func orderDynamic(a, b node) int {
	if x, y := a.v.IsNil(), b.v.IsNil(); x || y {
		return cmp.Compare(boolRank(y), boolRank(x))
	}
	a, b = a.inside(), b.inside()
	if c := cmp.Compare(typeRank(a), typeRank(b)); c != 0 {
		return c
	}
	if a.t != nil && a.t != b.t {
		return cmp.Compare(a.t.IR.ID, b.t.IR.ID)
	}
	return order(a, b)
}

// typeRank puts the types declared in cells last.
func typeRank(n node) uintptr {
	if n.t != nil {
		return ^uintptr(0)
	}
	return uintptr(unsafe.Pointer(describe(n.v.Type())))
}
