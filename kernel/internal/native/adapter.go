package native

import (
	"cmp"
	"reflect"
	"slices"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file is the part of the adapters that is not generated.

// An adapter wraps boxes for one interface type of its table's package.
type adapter struct {
	name  string // of the interface
	wrap  func(rt.Box) any
	wider []wider // what else compiled code may ask a value of the interface for
}

// A wider adapter implements an interface and more. It suits boxes that have all
// of its methods; which ones those are is for the box to say, each time.
type wider struct {
	more   string // one of the methods that the interface lacks
	ifaces []any  // nil pointers to the interface types that it implements
	wrap   func(rt.Box) any
}

// Adapter returns the function that wraps a box for a compiled interface type,
// whose methods the box is known to have. It has none for an interface without
// methods or with unexported ones, for error (package rt has that) and for
// interfaces that are not of the standard library.
//
// The results of one function for equal boxes are equal. Their dynamic type is
// chosen by the box's methods: if a boxed type has the methods of both io.Reader
// and io.WriterTo, its adapter for io.Reader is an io.WriterTo too.
func Adapter(iface reflect.Type) (func(rt.Box) any, bool) {
	for t := range tablesOf(iface.PkgPath()) {
		i, ok := slices.BinarySearchFunc(t.adapters, iface.Name(), func(a adapter, name string) int { return cmp.Compare(a.name, name) })
		if ok {
			return t.adapters[i].widest, true
		}
	}
	return nil, false
}

func (a *adapter) widest(b rt.Box) any {
	for _, w := range a.wider {
		if b.T.Method(w.more, "") != nil && w.suits(b) {
			return w.wrap(b)
		}
	}
	return a.wrap(b)
}

func (w wider) suits(b rt.Box) bool {
	for _, p := range w.ifaces {
		iface := reflect.TypeOf(p).Elem()
		for i := range iface.NumMethod() {
			want := iface.Method(i)
			if m := b.T.Method(want.Name, ""); m == nil || !rt.SameFunc(m.Fn.Type(), want.Type) {
				return false
			}
		}
	}
	return true
}

// A boundMethod is a method of a box on its way to being called.
//
// Calling through reflect costs half a microsecond, which a sort pays ten
// thousand times. But a function value can be called as if its receiver were of
// another type that is passed in the same way, and all pointers are passed
// alike, as are all slices. That covers nearly every type that implements an
// interface of the library; methods of the second tier have a form for all others. The other
// parameters and the results are represented by the very types that the interface has, or by
// types that differ in name only.
type boundMethod struct {
	recv    recvKind
	pointer unsafe.Pointer
	slice   []struct{}

	fn  unsafe.Pointer // what a func value of this function holds
	own *rt.Method
	box rt.Box
}

type recvKind uint8

const (
	otherRecv recvKind = iota
	pointerRecv
	sliceRecv
)

// anyWords is how an interface value without methods is laid out.
type anyWords struct{ typ, data unsafe.Pointer }

func methodOf(b rt.Box, name string) boundMethod {
	m := boundMethod{box: b, own: b.T.Method(name, "")}
	if m.own == nil {
		panic(&rt.Unsupported{What: "method " + b.T.String() + "." + name})
	}
	value := (*anyWords)(unsafe.Pointer(&m.box.V))
	if fn := m.own.Word(); fn != nil && value.typ != nil {
		m.recv, m.pointer, m.fn = pointerRecv, value.data, fn
		return m
	}
	switch b.T.R.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func:
		m.recv, m.pointer = pointerRecv, value.data
	case reflect.Slice:
		m.recv = sliceRecv
		if value.data != nil {
			m.slice = *(*[]struct{})(value.data)
		}
	default:
		return m
	}
	fn := m.own.Fn.Interface()
	m.fn = (*anyWords)(unsafe.Pointer(&fn)).data
	return m
}

// code returns a pointer to a func value, for the caller to give a type.
func (m *boundMethod) code() unsafe.Pointer { return unsafe.Pointer(&m.fn) }

// call calls the method through reflect.
func (m *boundMethod) call(args ...reflect.Value) []reflect.Value {
	return m.own.Fn.Call(append([]reflect.Value{m.box.Value()}, args...))
}

// in returns an argument as a value of its static type, an interface included.
func in[A any](a A) reflect.Value { return reflect.ValueOf(&a).Elem() }

// out takes a result, whose type may differ from R in name.
func out[R any](v reflect.Value) R {
	if r, ok := v.Interface().(R); ok {
		return r
	}
	var r R
	if v.Kind() == reflect.Interface && v.IsNil() {
		return r
	}
	reflect.ValueOf(&r).Elem().Set(v)
	return r
}
