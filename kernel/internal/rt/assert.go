package rt

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// DynamicType returns the name of an interface value's dynamic type as %T prints it.
func DynamicType(x any) string {
	if x == nil {
		return "<nil>"
	}
	return nodeOf(x).typeName()
}

// TypeTest reports whether the dynamic type of x is want or, when want is an
// interface, implements it. A nil want asks whether x is nil.
func (ts *Types) TypeTest(x any, want *Type) bool {
	x = FromNative(x)
	if want == nil || x == nil {
		return want == nil && x == nil
	}
	if want.IR.IsIface() {
		return ts.missing(x, want.IR) == ""
	}
	if b, ok := x.(Box); ok {
		return b.T == want
	}
	return !want.IR.Boxed && reflect.TypeOf(x) == want.R
}

// AssertOK is v, ok := x.(to). The value is of reflect type to.R, zero if it fails.
func (ts *Types) AssertOK(x any, to *Type) (reflect.Value, bool) {
	if x = FromNative(x); x == nil || !ts.TypeTest(x, to) {
		return to.Zero(), false
	}
	if to.IR.IsIface() {
		return ts.Convert(x, to), true
	}
	return to.Unbox(x), true
}

// Assert is x.(to), where x is of interface type from. It panics with a
// runtime.Error in Go's words when the assertion fails.
func (ts *Types) Assert(x any, from, to *Type) reflect.Value {
	v, ok := ts.AssertOK(x, to)
	if !ok {
		panic(ts.assertError(FromNative(x), from.IR, to.IR))
	}
	return v
}

func (ts *Types) assertError(x any, from, to *ir.Type) error {
	text := "interface conversion: "
	switch {
	case x == nil && to.IsIface():
		text += "interface is nil, not " + ifaceName(to)
	case x == nil:
		text += ifaceName(from) + " is nil, not " + to.Name
	case to.IsIface():
		text += DynamicType(x) + " is not " + ifaceName(to) + ": missing method " + ts.missing(x, to)
	default:
		text += ifaceName(from) + " is " + DynamicType(x) + ", not " + to.Name + scopes(x, to)
	}
	return &assertionError{text}
}

// scopes tells two types of one name apart.
func scopes(x any, to *ir.Type) string {
	switch {
	case DynamicType(x) != to.Name:
		return ""
	case pkgPath(x) != to.Pkg:
		return " (types from different packages)"
	}
	return " (types from different scopes)"
}

func pkgPath(x any) string {
	if b, ok := x.(Box); ok {
		return b.T.IR.Pkg
	}
	return reflect.TypeOf(x).PkgPath()
}

// ifaceName is the name of an interface type as %T would print it; the checker
// also has an alias for the empty one.
func ifaceName(t *ir.Type) string {
	if t.Name == "any" {
		return "interface {}"
	}
	return t.Name
}

// missing returns the first method of an interface type that x, which is not
// nil, lacks; "" if it implements the interface.
func (ts *Types) missing(x any, iface *ir.Type) string {
	if iface.NativeIface {
		return missingNative(x, ts.Of(iface).R)
	}
	for _, m := range iface.Under.Methods {
		if !ts.hasMethod(x, m) {
			return m.Name
		}
	}
	return ""
}

// missingNative is missing for a compiled interface type: its methods are known
// to reflect only.
func missingNative(x any, iface reflect.Type) string {
	b, boxed := x.(Box)
	if !boxed && reflect.TypeOf(x).Implements(iface) {
		return ""
	}
	for i := range iface.NumMethod() {
		want := iface.Method(i)
		if boxed {
			if m := b.T.Method(want.Name, want.PkgPath); m != nil && SameFunc(m.Fn.Type(), want.Type) {
				continue
			}
		} else if m, ok := reflect.TypeOf(x).MethodByName(want.Name); ok && SameFunc(m.Type, want.Type) {
			continue
		}
		return want.Name
	}
	return ""
}

func (ts *Types) hasMethod(x any, m ir.IfaceMethod) bool {
	if b, ok := x.(Box); ok {
		return b.T.has(m)
	}
	return ts.nativeHas(reflect.TypeOf(x), m)
}
