package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file compares interfaces, structs and arrays.

// equal is x == y, or x != y.
func (c *compiler) equal(e *ir.Equal, dst int32) int32 {
	if off, ok := c.equalNil(e, dst); ok {
		return off
	}
	x, y := c.expr(e.X, 0), c.expr(e.Y, 0)
	dst = c.want(dst, e.T)
	t := c.rep(e.X.Type())
	same, not := comparer(t), e.Not
	c.do(func(f *frame, in *Instr) {
		*(*int64)(at(f, in.a)) = truth(same(at(f, in.b), at(f, in.c)) != not)
	}, "a>w "+operand("b<", t)+operand("c<", t), dst, x, y)
	return dst
}

// equalNil is equal of an interface with nil.
func (c *compiler) equalNil(e *ir.Equal, dst int32) (int32, bool) {
	x := e.X
	if isZero(x) {
		x = e.Y
	} else if !isZero(e.Y) {
		return 0, false
	}
	if !x.Type().IsIface() {
		return 0, false
	}
	v := c.expr(x, 0)
	dst = c.want(dst, e.T)
	name := "eqP"
	if e.Not {
		name = "neP"
	}
	c.ins(name, dst, v, c.zero('P')) // the first word of an interface that is not nil is not
	return dst, true
}

func isZero(e ir.Expr) bool {
	_, ok := e.(*ir.Zero)
	return ok
}

// comparer returns == for values in memory; or in slots, where the low bytes are such.
func comparer(t reflect.Type) func(x, y ptr) bool {
	switch t.Kind() {
	case reflect.Interface:
		return interfaces(emptyInterface(t))
	case reflect.Struct:
		return structs(t)
	case reflect.Array:
		return arrays(t)
	case reflect.String:
		return equals[string]
	case reflect.Float32:
		return equals[float32]
	case reflect.Float64:
		return equals[float64]
	case reflect.Complex64:
		return equals[complex64]
	case reflect.Complex128:
		return equals[complex128]
	}
	switch t.Size() {
	case 1:
		return equals[uint8]
	case 2:
		return equals[uint16]
	case 4:
		return equals[uint32]
	}
	return equals[uint64] // also pointers
}

func equals[T comparable](x, y ptr) bool { return *(*T)(x) == *(*T)(y) }

func interfaces(empty bool) func(x, y ptr) bool {
	return func(x, y ptr) bool {
		a, b := (*iface)(x), (*iface)(y)
		if a.tab == nil || b.tab == nil {
			return a.tab == b.tab
		}
		return rt.Equal(erased(x, empty), erased(y, empty))
	}
}

// structs compares the fields in order. Blank ones do not count.
func structs(t reflect.Type) func(x, y ptr) bool {
	type field struct {
		off  uintptr
		same func(x, y ptr) bool
	}
	var fields []field
	for i := range t.NumField() {
		if f := t.Field(i); !blank(f.Name) {
			fields = append(fields, field{f.Offset, comparer(f.Type)})
		}
	}
	return func(x, y ptr) bool {
		for i := range fields {
			if !fields[i].same(add(x, fields[i].off), add(y, fields[i].off)) {
				return false
			}
		}
		return true
	}
}

// blank reports whether the field of this name is _: see rt.Types.FieldName.
func blank(name string) bool {
	n := len(name)
	return name == "_" || n > 2 && name[0] == 'F' && name[n-2:] == "__"
}

func arrays(t reflect.Type) func(x, y ptr) bool {
	n, size, same := t.Len(), t.Elem().Size(), comparer(t.Elem())
	return func(x, y ptr) bool {
		for i := range n {
			if off := uintptr(i) * size; !same(add(x, off), add(y, off)) {
				return false
			}
		}
		return true
	}
}
