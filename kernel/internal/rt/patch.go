package rt

import (
	"reflect"
	"unsafe"
)

// This file writes into reflect's type descriptors, which is how recursive types are
// closed. It mirrors the layout of internal/abi's types as far as it needs them. Every write
// first checks that the slot holds what we put there through reflect; layoutWorks tries
// all of them once per session, and when one check fails, no type is ever written to.
//
// Only descriptors are written that reflect made at our request, with parts that nobody
// else has (a name or a placeholder of our own), so they live on the heap, and nobody
// else has seen them yet.

type descriptor struct {
	size, ptrBytes          uintptr
	hash                    uint32
	tflag, align, fieldAlig uint8
	kind                    uint8
	equal                   unsafe.Pointer
	gcData                  *byte
	str, ptrToThis          int32
}

type structDescriptor struct {
	descriptor
	pkgPath *byte
	fields  []fieldDescriptor
}

type fieldDescriptor struct {
	name   *byte
	typ    *descriptor
	offset uintptr
}

type elemDescriptor struct { // pointer, slice, channel
	descriptor
	elem *descriptor
}

type mapDescriptor struct {
	descriptor
	key, elem *descriptor
}

type funcDescriptor struct { // the parameters' and results' types follow it
	_    descriptor
	_, _ uint16
}

// describe returns the descriptor behind a reflect.Type: the data word of the
// interface value.
func describe(t reflect.Type) *descriptor {
	return (*[2]*descriptor)(unsafe.Pointer(&t))[1]
}

// setField gives field i of the struct type r the type now; it had the type was.
func setField(r reflect.Type, i int, was, now reflect.Type) bool {
	s := (*structDescriptor)(unsafe.Pointer(describe(r)))
	if len(s.fields) != r.NumField() {
		return false
	}
	return replace(&s.fields[i].typ, was, now)
}

// setPart gives part i (as partsOf counts them) of a type that is not a struct
// the type now; it had the type was.
func setPart(r reflect.Type, i int, was, now reflect.Type) bool {
	d := describe(r)
	switch r.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Chan:
		return replace(&(*elemDescriptor)(unsafe.Pointer(d)).elem, was, now)
	case reflect.Map:
		m := (*mapDescriptor)(unsafe.Pointer(d))
		if i == 0 {
			return replace(&m.key, was, now)
		}
		return replace(&m.elem, was, now)
	case reflect.Func:
		parts := unsafe.Add(unsafe.Pointer(d), unsafe.Sizeof(funcDescriptor{}))
		return replace((**descriptor)(unsafe.Add(parts, uintptr(i)*unsafe.Sizeof(d))), was, now)
	}
	return false
}

func replace(slot **descriptor, was, now reflect.Type) bool {
	if *slot != describe(was) {
		return false
	}
	*slot = describe(now)
	return true
}

// layoutWorks tries every kind of write on types of its own. The token makes
// them new: reflect keeps every type for ever, so a name may be used once in a process.
func layoutWorks(token string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return structLayoutWorks(token) && partLayoutWorks(token)
}

func structLayoutWorks(token string) bool {
	link := reflect.TypeFor[*struct{}]()
	s := reflect.StructOf([]reflect.StructField{
		{Name: "Probe_" + token, Type: reflect.TypeFor[int]()},
		{Name: "Next_" + token, Type: link},
	})
	if !setField(s, 1, link, reflect.PointerTo(s)) {
		return false
	}
	a, b := reflect.New(s), reflect.New(s)
	a.Elem().Field(1).Set(b)
	b.Elem().Field(0).SetInt(7)
	return a.Elem().Field(1).Elem().Field(0).Int() == 7 && s.Field(1).Type == reflect.PointerTo(s)
}

func partLayoutWorks(token string) bool {
	dummy := reflect.StructOf([]reflect.StructField{{Name: "Part_" + token, Type: reflect.TypeFor[func()]()}})
	str := reflect.TypeFor[string]()
	slice, ch, m := reflect.SliceOf(dummy), reflect.ChanOf(reflect.BothDir, dummy), reflect.MapOf(str, dummy)
	fn := reflect.FuncOf([]reflect.Type{str, dummy}, []reflect.Type{dummy}, false)
	ptr := reflect.PointerTo(dummy)
	return setPart(slice, 0, dummy, fn) && slice.Elem() == fn &&
		setPart(ch, 0, dummy, fn) && ch.Elem() == fn &&
		setPart(m, 1, dummy, fn) && m.Elem() == fn &&
		setPart(fn, 1, dummy, fn) && fn.In(1) == fn &&
		setPart(fn, 2, dummy, fn) && fn.Out(0) == fn &&
		setPart(ptr, 0, dummy, fn) && ptr.Elem() == fn
}
