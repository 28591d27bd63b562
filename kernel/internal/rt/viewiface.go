package rt

import (
	"bytes"
	"encoding/json"
	"reflect"
	"unsafe"
	"weak"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file is about interface types declared in cells. Their values are laid out as an
// any is, and reflect reads an interface that has methods in another way. So their views have
// none, and what that would get wrong is put right here.

// Implements is r.Implements(u), where u may be the view of an interface.
func (ts *Types) Implements(r, u reflect.Type) bool {
	want := ts.ifaceOf(u)
	if want == nil {
		return r.Implements(u)
	}
	if own := ts.ifaceOf(r); own != nil {
		return len(want.IR.Under.Methods) == countShared(own.IR, want.IR)
	}
	t, shown := ts.views.shown.Load(r)
	for _, m := range want.IR.Under.Methods {
		if shown && !t.(*Type).hasOrPointsTo(m) || !shown && !ts.nativeHas(r, m) {
			return false
		}
	}
	return true
}

// ifaceOf returns the interface type that u is the view of, or nil.
func (ts *Types) ifaceOf(u reflect.Type) *Type {
	if u == nil || u.Kind() != reflect.Interface {
		return nil
	}
	t, _ := ts.views.shown.Load(u)
	own, _ := t.(*Type)
	return own
}

func countShared(a, b *ir.Type) (n int) {
	for _, x := range a.Under.Methods {
		for _, y := range b.Under.Methods {
			if x.Name == y.Name && x.Pkg == y.Pkg && x.Sig == y.Sig {
				n++
			}
		}
	}
	return n
}

// hasOrPointsTo is has for a type of which only the methods of its element may be known.
func (t *Type) hasOrPointsTo(m ir.IfaceMethod) bool {
	return t.has(m) || t.IR.Kind == ir.Pointer && t.IR.Sym == "" && t.Elem().has(m)
}

// Assignable is r.AssignableTo(u), where u may be the view of an interface.
func (ts *Types) Assignable(r, u reflect.Type) bool {
	return r.AssignableTo(u) && (ts.ifaceOf(u) == nil || ts.Implements(r, u))
}

// MethodsOf returns the methods of an interface's view, as reflect.Type.Method would;
// ok is false for other types.
func (ts *Types) MethodsOf(u reflect.Type) (methods []reflect.Method, ok bool) {
	t := ts.ifaceOf(u)
	if t == nil {
		return nil, false
	}
	for i, m := range t.IR.Under.Methods {
		methods = append(methods, reflect.Method{Name: m.Name, PkgPath: m.Pkg, Type: ts.Of(m.Sig).View(), Index: i})
	}
	return methods, true
}

// unmarshalIface makes encoding/json refuse what it would otherwise store into an
// interface with methods. It is the method UnmarshalJSON of the pointer type's view.
func (vs *views) unmarshalIface(t *Type) methodDescriptor {
	in, out := []reflect.Type{reflect.TypeFor[[]byte]()}, []reflect.Type{errorType()}
	ft := reflect.FuncOf(append([]reflect.Type{reflect.TypeFor[unsafe.Pointer]()}, in...), out, false)
	w := weak.Make(t)
	code := vs.stub(stubKey{t, "UnmarshalJSON", false}, ft, func(args []reflect.Value) []reflect.Value {
		err := unmarshalInto(w.Value(), (*any)(args[0].UnsafePointer()), args[1].Bytes())
		return []reflect.Value{reflect.ValueOf(&err).Elem()}
	})
	typ := addReflectOff(unsafe.Pointer(describe(reflect.FuncOf(in, out, false))))
	return methodDescriptor{nameOff("UnmarshalJSON", true), typ, code, code}
}

func unmarshalInto(t *Type, p *any, data []byte) error {
	if string(data) == "null" {
		*p = nil
		return nil
	}
	if t == nil {
		return nil
	}
	x, done := t.types.ViewDecoding(*p)
	defer done()
	if v := reflect.ValueOf(x); v.Kind() == reflect.Pointer && !v.IsNil() {
		return json.Unmarshal(data, x)
	}
	return &json.UnmarshalTypeError{Value: jsonKind(data), Type: t.View()}
}

// jsonKind names a JSON value as encoding/json's errors do.
func jsonKind(data []byte) string {
	switch data = bytes.TrimSpace(data); data[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	}
	return "number"
}
