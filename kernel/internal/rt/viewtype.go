package rt

import (
	"go/token"
	"go/types"
	"maps"
	"reflect"
	"slices"
	"unsafe"
	"weak"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file makes the types that are views. reflect itself makes those of unnamed
// slices, maps and so on; a named type or a struct starts as a copy of its representation's descriptor, with
// size, alignment, comparison and what the garbage collector wants to know, and gets its names here.

// make returns the view of t, building it if need be. vs.mu is held.
func (vs *views) make(t *Type) reflect.Type {
	if r, ok := vs.byType.Load(t); ok {
		return r.(reflect.Type)
	}
	if r, ok := vs.begun[t]; ok {
		return r
	}
	i := t.IR
	switch {
	case i.Native || !i.Boxed:
		return t.R
	case i.IsIface() && i.Sym == "":
		return anyType()
	case i.Sym != "" || i.Kind == ir.Struct:
		return vs.makeOwn(t)
	}
	return vs.enter(t, vs.compose(t))
}

func (vs *views) enter(t *Type, r reflect.Type) reflect.Type {
	if d := describe(r); d.tflag&flagView == 0 && sessionOfParts(r) != nil {
		d.tflag |= flagOfViews
	}
	vs.begun[t] = r
	vs.shown.Store(r, t)
	return r
}

func (vs *views) of(i *ir.Type) reflect.Type { return vs.make(vs.ts.Of(i)) }

func (vs *views) compose(t *Type) reflect.Type {
	switch u := t.IR.Under; u.Kind {
	case ir.Pointer:
		return reflect.PointerTo(vs.of(u.Elem))
	case ir.Slice:
		return reflect.SliceOf(vs.of(u.Elem))
	case ir.Array:
		return reflect.ArrayOf(int(u.Len), vs.of(u.Elem))
	case ir.Map:
		return reflect.MapOf(vs.of(u.Key), vs.of(u.Elem))
	case ir.Chan:
		return reflect.ChanOf(chanDir(u.Dir), vs.of(u.Elem))
	case ir.FuncKind:
		return reflect.FuncOf(each(u.Params, vs.of), each(u.Results, vs.of), u.Variadic)
	}
	panic(&Unsupported{"a value of type " + t.IR.Name + " for a package that uses reflection"})
}

// makeOwn makes the view of a named type or a struct. It is known before its parts
// are, since they may lead back to it.
func (vs *views) makeOwn(t *Type) reflect.Type {
	methods := t.exportedMethods(nil)
	d := vs.newDescriptor(t.R, t.IR.Name, t.IR.Sym != "", len(methods))
	r := d.typ()
	vs.enter(t, r)
	if t.IR.Sym == "" {
		vs.fillParts(d, t)
		vs.fillMethods(d, t, methods)
		return r
	}
	d.setPackage(t.IR.Pkg)
	pointer := vs.ts.pointerTo(t)
	pointerMethods := pointer.exportedMethods(methods)
	if t.IR.IsIface() {
		pointerMethods = []string{"UnmarshalJSON"}
	}
	p := vs.newDescriptor(reflect.PointerTo(t.R), "*"+t.IR.Name, false, len(pointerMethods))
	(*elemDescriptor)(unsafe.Pointer(p.self)).elem = d.self
	d.self.ptrToThis = addReflectOff(unsafe.Pointer(p.self))
	vs.enter(pointer, p.typ())
	vs.fillParts(d, t)
	vs.fillMethods(d, t, methods)
	if t.IR.IsIface() {
		p.uncommon.methods, p.uncommon.exported = 1, 1
		p.methods[0] = vs.unmarshalIface(t)
		return r
	}
	vs.fillMethods(p, pointer, pointerMethods)
	return r
}

// fillParts gives a view the views of its parts.
func (vs *views) fillParts(d *newView, t *Type) {
	self, u := unsafe.Pointer(d.self), t.IR.Under
	part := func(i *ir.Type) *descriptor { return describe(vs.of(i)) }
	switch u.Kind {
	case ir.Struct:
		vs.fillFields((*structDescriptor)(self), t)
	case ir.Pointer, ir.Slice:
		(*elemDescriptor)(self).elem = part(u.Elem)
	case ir.Chan:
		(*chanDescriptor)(self).elem = part(u.Elem)
	case ir.Array:
		a := (*arrayDescriptor)(self)
		a.elem, a.slice = part(u.Elem), describe(reflect.SliceOf(vs.of(u.Elem)))
	case ir.Map:
		m := (*wholeMapDescriptor)(self)
		m.key, m.elem = part(u.Key), part(u.Elem)
	case ir.FuncKind:
		for i, p := range append(append([]*ir.Type(nil), u.Params...), u.Results...) {
			d.params[i] = part(p)
		}
		if u.Variadic {
			(*wholeFuncDescriptor)(self).out |= 1 << 15
		}
	}
}

func (vs *views) fillFields(d *structDescriptor, t *Type) {
	fields := make([]fieldDescriptor, len(t.IR.Under.Fields))
	for i, f := range t.IR.Under.Fields {
		fields[i] = fieldDescriptor{
			name:   encodeName(f.Name, f.Tag, f.Exported, f.Embedded),
			typ:    describe(vs.of(f.Type)),
			offset: t.R.Field(i).Offset,
		}
		if !f.Exported {
			d.pkgPath = encodeName(f.Pkg, "", false, false)
		}
	}
	d.fields = fields
}

// sessionOf returns the session of a view or of a type that has views in it. It is nil
// when there is none or the session is over.
func sessionOf(r reflect.Type) *Types {
	d := describe(r)
	if d.tflag&flagView != 0 {
		p := (*weak.Pointer[Types])(unsafe.Add(unsafe.Pointer(d), -int(unsafe.Sizeof(weak.Pointer[Types]{}))))
		return p.Value()
	}
	return sessionOfParts(r)
}

func sessionOfParts(r reflect.Type) *Types {
	if r.Name() != "" {
		return nil
	}
	switch r.Kind() {
	case reflect.Map:
		if ts := sessionOf(r.Key()); ts != nil {
			return ts
		}
		return sessionOf(r.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return sessionOf(r.Elem())
	case reflect.Func:
		for i := range r.NumIn() {
			if ts := sessionOf(r.In(i)); ts != nil {
				return ts
			}
		}
		for i := range r.NumOut() {
			if ts := sessionOf(r.Out(i)); ts != nil {
				return ts
			}
		}
	}
	return nil
}

// unknown makes a type for a view that reflect has made of others, which no cell has
// a type for (reflect.New of a type whose pointer type nobody uses).
func (vs *views) unknown(r reflect.Type) *Type {
	i := &ir.Type{Name: r.String(), Boxed: true, Kind: kindOf(r.Kind())}
	i.Under = i
	part := func(r reflect.Type) *ir.Type {
		if t, ok := vs.shown.Load(r); ok {
			return t.(*Type).IR
		}
		return vs.unknown(r).IR
	}
	switch r.Kind() {
	case reflect.Pointer, reflect.Slice:
		i.Elem = part(r.Elem())
	case reflect.Array:
		i.Elem, i.Len = part(r.Elem()), int64(r.Len())
	default:
		panic(&Unsupported{"a value of type " + r.String() + " made by reflection"})
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	t := vs.ts.Of(i)
	vs.enter(t, r)
	vs.publish()
	return t
}

// pointerTo returns the type *t, which a cell may or may not have.
func (ts *Types) pointerTo(t *Type) *Type {
	if p, ok := ts.pointers.Load(t.IR); ok {
		return p.(*Type)
	}
	i := &ir.Type{Name: "*" + t.IR.Name, Kind: ir.Pointer, Elem: t.IR, Boxed: true}
	if t.IR.Go != nil {
		i.Go = types.NewPointer(t.IR.Go)
	}
	i.Under = i
	return ts.Of(i)
}

func kindOf(k reflect.Kind) ir.Kind {
	switch k {
	case reflect.Pointer:
		return ir.Pointer
	case reflect.Slice:
		return ir.Slice
	case reflect.Array:
		return ir.Array
	}
	return ir.Invalid
}

// exportedMethods returns the names of t's exported methods and those of more, sorted.
func (t *Type) exportedMethods(more []string) []string {
	names := map[string]bool{}
	for _, n := range more {
		names[n] = true
	}
	t.methods.mu.RLock()
	defer t.methods.mu.RUnlock()
	for key, m := range t.methods.m {
		if token.IsExported(key) && m.Sig != nil {
			names[key] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}
