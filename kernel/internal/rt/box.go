package rt

import (
	"reflect"
	"strings"
)

// A Box is a value in an interface together with its type, for types that
// the representation alone does not identify. It is used by value: two boxes are equal, as
// map keys too, when the types are identical and the values are equal.
type Box struct {
	T *Type
	V any // of reflect type T.R
}

// Value returns the value as a reflect.Value of type T.R.
func (b Box) Value() reflect.Value {
	if b.V == nil {
		return reflect.Zero(b.T.R)
	}
	return reflect.ValueOf(b.V)
}

// Boxed returns the box itself. Adapters inherit this method, which is how they
// are recognised.
func (b Box) Boxed() Box { return b }

// Call calls a method of the box's type. It is what adapters are made of: args are of
// the represented parameter types, and a variadic parameter is a slice.
func (b Box) Call(name string, args ...reflect.Value) []reflect.Value {
	return CallMethod(b, name, "", args)
}

type boxed interface{ Boxed() Box }

// Box puts a value of this type, which is not an interface, into an any.
func (t *Type) Box(v reflect.Value) any {
	if t.IR.Boxed {
		return Box{t, v.Interface()}
	}
	return v.Interface()
}

// BoxAny is Box for a value that already sits in an any.
func (t *Type) BoxAny(v any) any {
	if t.IR.Boxed {
		return Box{t, v}
	}
	return v
}

// Unbox returns the value in x, which is known to hold this type.
func (t *Type) Unbox(x any) reflect.Value {
	if b, ok := x.(Box); ok {
		x = b.V
	}
	if x == nil {
		return reflect.Zero(t.R)
	}
	return reflect.ValueOf(x)
}

// Raw returns what compiled code that takes any argument may as well have: the
// represented value without its type. Anything else than a box or an adapter is returned as it is.
func Raw(x any) any {
	if b, ok := x.(boxed); ok {
		return b.Boxed().V
	}
	return x
}

// FromNative takes a value out of a compiled interface: an adapter gives its
// Box, a view becomes one, everything else stays as it is.
func FromNative(x any) any {
	switch b := x.(type) {
	case Box:
		return x
	case errorBox, errorsBox:
		return boxInError(x)
	case boxed:
		return b.Boxed()
	}
	if b, ok := fromView(x); ok {
		return b
	}
	return x
}

// BoxIn returns the Box that FromNative would, if it would. It does not allocate.
func BoxIn(x any) (Box, bool) {
	switch b := x.(type) {
	case nil:
		return Box{}, false
	case Box:
		return b, true
	case boxed:
		return b.Boxed(), true
	}
	return fromView(x)
}

// ToNative converts an interface value to a compiled interface type, whose
// methods it is known to have. The result is of reflect type to.R; nil stays nil.
func (ts *Types) ToNative(x any, to *Type) reflect.Value {
	r := reflect.New(to.R).Elem()
	x = FromNative(x)
	if x == nil {
		return r
	}
	if b, ok := x.(Box); ok {
		x = ts.adapt(b, to.R)
	}
	r.Set(reflect.ValueOf(x))
	return r
}

// Adapter returns the function that wraps a box for a compiled interface type, whose methods the
// box is known to have; nil if there is none.
func (ts *Types) Adapter(iface reflect.Type) func(Box) any {
	switch {
	case iface == errorType():
		return func(b Box) any { return Error(b) }
	case ts.natives == nil:
		return nil
	}
	return ts.natives.Adapter(iface)
}

func (ts *Types) adapt(b Box, iface reflect.Type) any {
	if wrap := ts.Adapter(iface); wrap != nil {
		return wrap(b)
	}
	panic(&Unsupported{"a value of type " + b.T.IR.Name + " as " + iface.String()})
}

// Convert converts an interface value to another interface type, whose methods
// it is known to have. The result is of reflect type to.R.
func (ts *Types) Convert(x any, to *Type) reflect.Value {
	if to.IR.NativeIface {
		return ts.ToNative(x, to)
	}
	x = FromNative(x)
	return reflect.ValueOf(&x).Elem()
}

// Equal is x == y for interface values. A dynamic type that cannot be compared
// panics in Go's words.
func Equal(x, y any) bool {
	x, y = FromNative(x), FromNative(y)
	defer nameUncomparable(x, "comparing uncomparable type ")
	return x == y
}

// EqualValues is x == y for structs and arrays of type t.
func (t *Type) EqualValues(x, y reflect.Value) bool {
	a, b := x.Interface(), y.Interface()
	defer nameUncomparable(Box{t, a}, "comparing uncomparable type ")
	return a == b
}

// MapKey returns x, or panics as Go does when x cannot be a map key. It is for
// maps whose keys are interfaces.
func MapKey(x any) any {
	x = FromNative(x)
	defer nameUncomparable(x, "hash of unhashable type ")
	_ = map[any]struct{}{x: {}}
	return x
}

// nameUncomparable, deferred, gives a panic about an uncomparable type the type's
// own name instead of its representation's.
func nameUncomparable(x any, words string) {
	r := recover()
	if r == nil {
		return
	}
	if err, ok := r.(error); ok && strings.Contains(err.Error(), words) {
		if name := uncomparable(nodeOf(x)); name != "" {
			panic(runtimeError(words + name))
		}
	}
	panic(r)
}

// uncomparable returns the name of the first type in n, in the order of
// comparison, that cannot be compared.
func uncomparable(n node) string {
	switch n.v.Kind() {
	case reflect.Func, reflect.Map, reflect.Slice:
		return n.typeName()
	case reflect.Interface:
		if n.v.IsNil() {
			return ""
		}
		return uncomparable(n.inside())
	}
	// Go names the whole type when it is uncomparable by construction.
	if k := n.v.Kind(); k == reflect.Struct || k == reflect.Array {
		if !n.v.Type().Comparable() {
			return n.typeName()
		}
		for i := range n.len() {
			if name := uncomparable(n.part(i)); name != "" {
				return name
			}
		}
	}
	return ""
}
