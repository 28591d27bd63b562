package rt

import (
	"reflect"
	"unsafe"
)

// Error returns the box, whose type has an Error method, as an error. Equal
// boxes give equal errors. The result has the optional methods of package errors.
func Error(b Box) error {
	if b.T.methods.unwrapsSeveral() {
		return errorsBox{b}
	}
	return errorBox{b}
}

// errorOfBox is Error for a Box that is in an interface already. An adapter is nothing but the Box, and what
// an interface points to never changes, so both may point to the same one: nothing is allocated.
func errorOfBox(box any) error {
	var err error = errorBox{}
	if box.(Box).T.methods.unwrapsSeveral() {
		err = errorsBox{}
	}
	(*anyWords)(unsafe.Pointer(&err)).data = dataWord(box)
	return err
}

// boxInError returns the Box of an errorBox or errorsBox, likewise.
func boxInError(err any) any {
	var box any = Box{}
	(*anyWords)(unsafe.Pointer(&box)).data = dataWord(err)
	return box
}

// unwrapsSeveral reports whether there is a method Unwrap() []error. Every error that is made
// asks, so the answer is kept until a method comes.
func (mt *methodTable) unwrapsSeveral() bool {
	switch mt.unwraps.Load() {
	case unwrapsSeveral:
		return true
	case unwrapsNone:
		return false
	}
	mt.mu.RLock()
	defer mt.mu.RUnlock()
	m := mt.m["Unwrap"]
	if m != nil && SameFunc(m.Fn.Type(), reflect.TypeFor[func() []error]()) {
		mt.unwraps.Store(unwrapsSeveral)
		return true
	}
	mt.unwraps.Store(unwrapsNone)
	return false
}

const (
	unwrapsNone    = 1
	unwrapsSeveral = 2
)

// method returns the box's method if its signature is that of want (without receiver).
func (b Box) method(name string, want reflect.Type) *Method {
	if m := b.T.Method(name, ""); m != nil && SameFunc(m.Fn.Type(), want) {
		return m
	}
	return nil
}

func (b Box) callText(name string) string {
	m := b.T.Method(name, "")
	if m == nil || b.V == nil {
		return b.Call(name)[0].String()
	}
	return m.textOfAny(b.V)
}

func (b Box) is(target error) bool {
	if b.method("Is", reflect.TypeFor[func(error) bool]()) == nil {
		return false
	}
	return b.Call("Is", reflect.ValueOf(&target).Elem())[0].Bool()
}

func (b Box) as(target any) bool {
	if b.method("As", reflect.TypeFor[func(any) bool]()) == nil {
		return false
	}
	return b.Call("As", reflect.ValueOf(&target).Elem())[0].Bool()
}

func (b Box) unwrap() error {
	m := b.method("Unwrap", reflect.TypeFor[func() error]())
	if m == nil {
		return nil
	}
	return m.errorOf(b)
}

// errorBox is the adapter for error.
type errorBox struct{ Box }

func (e errorBox) Error() string        { return e.callText("Error") }
func (e errorBox) Unwrap() error        { return e.unwrap() }
func (e errorBox) Is(target error) bool { return e.is(target) }
func (e errorBox) As(target any) bool   { return e.as(target) }

// errorsBox is the adapter for an error that wraps several.
type errorsBox struct{ Box }

func (e errorsBox) Error() string        { return e.callText("Error") }
func (e errorsBox) Is(target error) bool { return e.is(target) }
func (e errorsBox) As(target any) bool   { return e.as(target) }
func (e errorsBox) Unwrap() []error {
	errs, _ := e.Call("Unwrap")[0].Interface().([]error)
	return errs
}

// ErrorsIs is errors.Is. The compiled one would panic on adapters of boxes that
// cannot be compared.
func ErrorsIs(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	comparable := uncomparable(nodeOf(target)) == ""
	return walkErrors(err, func(err error) bool {
		if comparable && sameError(err, target) {
			return true
		}
		x, ok := err.(interface{ Is(error) bool })
		return ok && x.Is(target)
	})
}

func sameError(a, b error) bool {
	x, y := nodeOf(a), nodeOf(b)
	return x.t == y.t && x.v.Type() == y.v.Type() && a == b
}

// walkErrors visits err and all that it wraps, depth first, until visit says true.
func walkErrors(err error, visit func(error) bool) bool {
	for err != nil {
		if visit(err) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
		case interface{ Unwrap() []error }:
			for _, e := range x.Unwrap() {
				if walkErrors(e, visit) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// ErrorsAs is errors.As for targets of any type.
func ErrorsAs(err error, target any) bool {
	n, elem := asTarget(target)
	if elem == nil {
		return nativeAs(err, n)
	}
	return walkErrors(err, func(err error) bool {
		if v, ok := elem.errorAs(err); ok {
			n.v.Elem().Set(v)
			return true
		}
		x, ok := err.(interface{ As(any) bool })
		return ok && x.As(target)
	})
}

// errorAs is err.(T).
func (t *Type) errorAs(err error) (reflect.Value, bool) {
	if t.IR.IsIface() || !t.IR.Boxed {
		return t.types.AssertOK(err, t)
	}
	b, ok := BoxIn(err)
	if !ok || b.T != t {
		return reflect.Value{}, false
	}
	return b.Value(), true
}

func asTarget(target any) (node, *Type) {
	if target == nil {
		panic("errors: target cannot be nil")
	}
	n := nodeOf(target)
	if n.v.Kind() != reflect.Pointer || n.v.IsNil() {
		panic("errors: target must be a non-nil pointer")
	}
	if n.t == nil {
		return n, nil
	}
	elem := n.t.Elem()
	if !elem.IR.IsIface() && elem.Method("Error", "") == nil {
		panic("errors: *target must be interface or implement error")
	}
	return n, elem
}

// nativeAs is errors.As for a pointer to a compiled type. A box may reach the
// target too, when its type has an As method, or when it implements the target interface.
func nativeAs(err error, n node) bool {
	want := n.v.Type().Elem()
	if want.Kind() != reflect.Interface && !want.Implements(errorType()) {
		panic("errors: *target must be interface or implement error")
	}
	return walkErrors(err, func(err error) bool {
		if v := reflect.ValueOf(asNative(err, want)); v.Type().AssignableTo(want) {
			n.v.Elem().Set(v)
			return true
		}
		x, ok := err.(interface{ As(any) bool })
		return ok && x.As(n.v.Interface())
	})
}

// asNative returns err, or if it is a box that has the methods of the compiled
// interface want, its adapter for want.
func asNative(err error, want reflect.Type) any {
	b, ok := BoxIn(err)
	if !ok || want.Kind() != reflect.Interface || want == errorType() {
		return err
	}
	for i := range want.NumMethod() {
		if b.method(want.Method(i).Name, slicedFunc(want.Method(i).Type)) == nil {
			return err
		}
	}
	return b.T.types.adapt(b, want)
}

// slicedFunc is a func type with a variadic parameter made a plain slice.
func slicedFunc(t reflect.Type) reflect.Type {
	if !t.IsVariadic() {
		return t
	}
	in, out := make([]reflect.Type, t.NumIn()), make([]reflect.Type, t.NumOut())
	for i := range in {
		in[i] = t.In(i)
	}
	for i := range out {
		out[i] = t.Out(i)
	}
	return reflect.FuncOf(in, out, false)
}
