package rt

import (
	"reflect"
	"unsafe"
)

// This file replaces the boxes and adapters in interfaces inside of a value by views.
// What leads to them is copied, since cell code is not to see the change.

// mayHold reports whether a value of type r can have an interface, or a function that
// results in one, where compiled code would look for it. Structs of compiled packages are left alone.
func (vs *views) mayHold(r reflect.Type) bool {
	if known, ok := vs.holds.Load(r); ok {
		return known.(bool)
	}
	h := holdsView(r, map[reflect.Type]bool{})
	vs.holds.Store(r, h)
	return h
}

func holdsView(r reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[r] {
		return false
	}
	seen[r] = true
	switch r.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return holdsView(r.Elem(), seen)
	case reflect.Map:
		return holdsView(r.Key(), seen) || holdsView(r.Elem(), seen)
	case reflect.Struct:
		for _, i := range visibleFields(r) {
			if holdsView(r.Field(i).Type, seen) {
				return true
			}
		}
	case reflect.Func:
		for i := range r.NumOut() {
			if out := r.Out(i); out != errorType() && holdsView(out, seen) {
				return true
			}
		}
	}
	return false
}

// visibleFields are the fields of a struct that compiled code can get at by reflection.
func visibleFields(r reflect.Type) []int {
	if r.Name() != "" && describe(r).tflag&flagView == 0 {
		return nil
	}
	var list []int
	for i := range r.NumField() {
		if f := r.Field(i); f.IsExported() || f.Anonymous {
			list = append(list, i)
		}
	}
	return list
}

// copy returns x with views instead of boxes. It returns x itself if there are none.
func (vs *views) copy(x any) any { return vs.newCopy().whole(x) }

func (vs *views) newCopy() *viewCopy {
	return &viewCopy{vs: vs, seen: map[place]bool{}, made: map[place]reflect.Value{}}
}

func (c *viewCopy) whole(x any) any {
	v := reflect.New(reflect.TypeOf(x)).Elem()
	v.Set(reflect.ValueOf(x))
	if !c.finds(v) {
		return x
	}
	return c.value(v).Interface()
}

type viewCopy struct {
	vs    *views
	seen  map[place]bool
	made  map[place]reflect.Value
	pairs []*viewPair
}

type place struct {
	p unsafe.Pointer
	t reflect.Type
	n int
}

// finds reports whether there is a box in v.
func (c *viewCopy) finds(v reflect.Value) bool {
	if !c.vs.mayHold(v.Type()) {
		return false
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return false
		}
		_, ok := boxIn(v.Elem())
		return ok || c.finds(v.Elem())
	case reflect.Pointer:
		return !v.IsNil() && c.first(place{v.UnsafePointer(), v.Type(), 0}) && c.finds(v.Elem())
	case reflect.Slice:
		return c.first(place{v.UnsafePointer(), v.Type(), v.Len()}) && c.findsAny(v.Len(), v.Index)
	case reflect.Array:
		return c.findsAny(v.Len(), v.Index)
	case reflect.Map:
		return c.first(place{v.UnsafePointer(), v.Type(), 0}) && c.findsEntry(v)
	case reflect.Struct:
		list := visibleFields(v.Type())
		return c.findsAny(len(list), func(i int) reflect.Value { return v.Field(list[i]) })
	}
	return v.Kind() == reflect.Func && !v.IsNil()
}

func (c *viewCopy) first(p place) bool {
	was := c.seen[p]
	c.seen[p] = true
	return !was
}

func (c *viewCopy) findsAny(n int, part func(int) reflect.Value) bool {
	for i := range n {
		if c.finds(part(i)) {
			return true
		}
	}
	return false
}

func (c *viewCopy) findsEntry(m reflect.Value) bool {
	for i := m.MapRange(); i.Next(); {
		if c.finds(i.Key()) || c.finds(i.Value()) {
			return true
		}
	}
	return false
}

// value returns v with what is in it shown. The result is of v's type.
func (c *viewCopy) value(v reflect.Value) reflect.Value {
	if !c.vs.mayHold(v.Type()) {
		return v
	}
	switch v.Kind() {
	case reflect.Interface:
		return c.dynamic(v)
	case reflect.Pointer:
		return c.pointer(v)
	case reflect.Slice:
		return c.slice(v)
	case reflect.Map:
		return c.mapping(v)
	case reflect.Array:
		all := make([]int, v.Len())
		for i := range all {
			all[i] = i
		}
		return c.parts(v, all, reflect.Value.Index)
	case reflect.Struct:
		return c.parts(v, visibleFields(v.Type()), reflect.Value.Field)
	case reflect.Func:
		return c.function(v)
	}
	return v
}

func (c *viewCopy) dynamic(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	x := c.vs.ts.ViewTarget(v.Elem().Interface())
	shown := c.value(reflect.ValueOf(x))
	if !shown.Type().AssignableTo(v.Type()) {
		return v // an adapter that can more than its type's exported methods
	}
	r := reflect.New(v.Type()).Elem()
	r.Set(shown)
	return r
}

func (c *viewCopy) pointer(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	at := place{v.UnsafePointer(), v.Type(), 0}
	if made, ok := c.made[at]; ok {
		return made
	}
	p := reflect.New(v.Type().Elem())
	c.made[at] = p.Convert(v.Type())
	p.Elem().Set(c.value(v.Elem()))
	c.pairs = append(c.pairs, &viewPair{c, v, p})
	return c.made[at]
}

// A viewPair is a variable and its copy. While compiled code has the copy, methods are
// called on the variable itself, so that what they change is not lost.
type viewPair struct {
	c              *viewCopy
	original, copy reflect.Value // pointers
}

// refresh makes the copy what the variable has become.
func (p *viewPair) refresh() { p.copy.Elem().Set(p.c.value(p.original.Elem())) }

// ViewWhile is View for a call that ends with done.
func (ts *Types) ViewWhile(x any) (view any, done func()) {
	x = ts.ViewTarget(x)
	if x == nil || !ts.views.mayHold(reflect.TypeOf(x)) {
		return x, func() {}
	}
	c := ts.views.newCopy()
	x = c.whole(x)
	for _, p := range c.pairs {
		ts.views.pairs.Store(p.copy.UnsafePointer(), p)
	}
	return x, func() {
		for _, p := range c.pairs {
			ts.views.pairs.Delete(p.copy.UnsafePointer())
		}
	}
}

func (c *viewCopy) slice(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	at := place{v.UnsafePointer(), v.Type(), v.Len()}
	if made, ok := c.made[at]; ok {
		return made
	}
	s := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	c.made[at] = s
	for i := range v.Len() {
		s.Index(i).Set(c.value(v.Index(i)))
	}
	return s
}

func (c *viewCopy) mapping(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	at := place{v.UnsafePointer(), v.Type(), 0}
	if made, ok := c.made[at]; ok {
		return made
	}
	m := reflect.MakeMapWithSize(v.Type(), v.Len())
	c.made[at] = m
	for i := v.MapRange(); i.Next(); {
		m.SetMapIndex(c.value(i.Key()), c.value(i.Value()))
	}
	return m
}

// parts copies a struct or an array.
func (c *viewCopy) parts(v reflect.Value, list []int, part func(reflect.Value, int) reflect.Value) reflect.Value {
	r := reflect.New(v.Type()).Elem()
	r.Set(v)
	for _, i := range list {
		p := part(r, i)
		p = reflect.NewAt(p.Type(), unsafe.Pointer(p.UnsafeAddr())).Elem() // it may be embedded and unexported
		p.Set(c.value(p))
	}
	return r
}

// function wraps a function so that its results are shown.
func (c *viewCopy) function(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	vs, t := c.vs, v.Type()
	return reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
		var out []reflect.Value
		if t.IsVariadic() {
			out = v.CallSlice(in)
		} else {
			out = v.Call(in)
		}
		for i, r := range out {
			if vs.mayHold(r.Type()) && r.Type() != errorType() {
				out[i] = vs.show(r)
			}
		}
		return out
	})
}

func (vs *views) show(v reflect.Value) reflect.Value {
	return vs.newCopy().value(v)
}
