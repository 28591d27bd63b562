package rt

import "reflect"

// A node is a value together with its Go type: what printing, comparing and
// walking over values see. t is nil when the reflect type tells all there is to know.
type node struct {
	t *Type
	v reflect.Value
	// private: reached through an unexported field, so that its methods are not called.
	private bool
}

// nodeOf returns the node of an interface's dynamic value; it is invalid for nil.
func nodeOf(x any) node {
	if b, ok := BoxIn(x); ok {
		return node{t: b.T, v: b.Value()}
	}
	return node{v: reflect.ValueOf(x)}
}

func (n node) typeName() string {
	if n.t != nil {
		return n.t.IR.Name
	}
	if n.v.CanInterface() {
		if s, ok := n.v.Interface().(standIn); ok {
			return s.goType()
		}
	}
	return n.v.Type().String()
}

// of returns the node of a part of n; t is its type where n has one.
func (n node) of(t *Type, v reflect.Value) node {
	if t != nil && !t.IR.Boxed {
		t = nil
	}
	return node{t, v, n.private}
}

// elem is an element of a slice or array, a map's value, or what a pointer points to.
func (n node) elem(v reflect.Value) node {
	if n.t == nil {
		return n.of(nil, v)
	}
	return n.of(n.t.Elem(), v)
}

func (n node) key(v reflect.Value) node {
	if n.t == nil {
		return n.of(nil, v)
	}
	return n.of(n.t.Key(), v)
}

// inside is the dynamic value of an interface that is not nil.
func (n node) inside() node {
	v := n.v.Elem()
	if b, ok := boxIn(v); ok {
		// Read through reflect, since v may come from an unexported field.
		t := (*Type)(b.Field(0).UnsafePointer())
		in := b.Field(1).Elem()
		if !in.IsValid() {
			in = t.Zero()
		}
		return node{t, in, n.private}
	}
	return n.of(nil, v)
}

// boxIn returns the Box that v is or, if v is an adapter, embeds.
func boxIn(v reflect.Value) (reflect.Value, bool) {
	if v.Kind() != reflect.Struct || v.NumField() == 0 {
		return v, false
	}
	if v.Type() == reflect.TypeFor[Box]() {
		return v, true
	}
	if f := v.Type().Field(0); f.Anonymous {
		return boxIn(v.Field(0))
	}
	return v, false
}

// len is the number of parts of a struct or array.
func (n node) len() int {
	if n.v.Kind() == reflect.Struct {
		return n.v.NumField()
	}
	return n.v.Len()
}

// part is a field of a struct or an element of an array.
func (n node) part(i int) node {
	if n.v.Kind() == reflect.Struct {
		return n.field(i)
	}
	return n.elem(n.v.Index(i))
}

func (n node) field(i int) node {
	if n.t == nil {
		f := n.of(nil, n.v.Field(i))
		f.private = f.private || !n.v.Type().Field(i).IsExported()
		return f
	}
	if n.t.IR.Native { // boxed for its type arguments, but its own fields are compiled
		return node{v: n.v.Field(i), private: n.private || !n.v.Type().Field(i).IsExported()}
	}
	f := n.of(n.t.Field(i), n.v.Field(i))
	f.private = f.private || !n.t.IR.Under.Fields[i].Exported
	return f
}

func (n node) fieldName(i int) string {
	if n.t == nil || n.t.IR.Native {
		return n.v.Type().Field(i).Name
	}
	return n.t.IR.Under.Fields[i].Name
}
