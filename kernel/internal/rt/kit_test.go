package rt

import (
	"fmt"
	"go/types"
	"reflect"
	"strings"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file is the tests' stand-in for the cell compiler: it takes compiled types
// and values of this package for those of a cell. A named type of this package is treated as
// declared in a cell, everything else is native, so that every test can compare with what
// compiled Go does with the same value.

type lab struct {
	*Types
	known  map[reflect.Type]*ir.Type
	native map[string]reflect.Type
	back   map[*ir.Type]reflect.Type
}

func newLab() *lab {
	l := &lab{known: map[reflect.Type]*ir.Type{}, native: map[string]reflect.Type{}, back: map[*ir.Type]reflect.Type{}}
	l.Types = NewTypes(l)
	return l
}

func (l *lab) TypeOf(pkg, name string) (reflect.Type, bool) {
	r, ok := l.native[pkg+"."+name]
	return r, ok
}

func (l *lab) Adapter(iface reflect.Type) func(Box) any {
	switch iface {
	case reflect.TypeFor[Sounder]():
		return func(b Box) any { return sounderBox{b} }
	case reflect.TypeFor[fmt.Stringer]():
		return func(b Box) any { return stringerBox{b} }
	}
	return nil
}

type stringerBox struct{ Box }

func (s stringerBox) String() string { return s.Call("String")[0].String() }

// Sounder stands for an interface of a compiled package.
type Sounder interface{ Sound() string }

type sounderBox struct{ Box }

func (s sounderBox) Sound() string { return s.Call("Sound")[0].String() }

const cellPkg = "github.com/gopherloop/gopherloop/kernel/internal/rt"

// ir returns the ir type that stands for a compiled type.
func (l *lab) ir(r reflect.Type) *ir.Type {
	if t, ok := l.known[r]; ok {
		return t
	}
	t := &ir.Type{ID: len(l.known) + 1, Name: r.String(), Kind: irKind(r.Kind())}
	l.known[r], l.back[t] = t, r
	t.Under = t
	if r.Name() != "" && (r.PkgPath() != "" || r == errorType()) {
		l.named(t, r)
		return t
	}
	l.parts(t, r)
	t.Boxed = l.boxed(r, map[reflect.Type]bool{})
	return t
}

func (l *lab) named(t *ir.Type, r reflect.Type) {
	t.Pkg, t.Sym = r.PkgPath(), r.Name()
	if t.Pkg != cellPkg || r == reflect.TypeFor[Sounder]() {
		t.Native = true
		t.NativeIface = r.Kind() == reflect.Interface
		l.native[t.Pkg+"."+t.Sym] = r
	}
	u := *t
	u.Native, u.NativeIface, u.Pkg, u.Sym = false, false, "", ""
	t.Under = &u
	u.Under = &u
	l.parts(&u, r)
	under := *t.Under
	under.ID, under.Under, under.Name = t.ID, t.Under, t.Name
	under.Pkg, under.Sym, under.Native, under.NativeIface = t.Pkg, t.Sym, t.Native, t.NativeIface
	*t = under
	t.Boxed = l.boxed(r, map[reflect.Type]bool{})
}

func (l *lab) parts(t *ir.Type, r reflect.Type) {
	switch r.Kind() {
	case reflect.Pointer, reflect.Slice:
		t.Elem = l.ir(r.Elem())
	case reflect.Array:
		t.Elem, t.Len = l.ir(r.Elem()), int64(r.Len())
	case reflect.Chan:
		t.Elem, t.Dir = l.ir(r.Elem()), types.SendRecv
		if r.ChanDir() == reflect.RecvDir {
			t.Dir = types.RecvOnly
		}
	case reflect.Map:
		t.Key, t.Elem = l.ir(r.Key()), l.ir(r.Elem())
	case reflect.Func:
		l.signature(t, r)
	case reflect.Struct:
		for i := range r.NumField() {
			f := r.Field(i)
			t.Fields = append(t.Fields, ir.Field{
				Name: f.Name, Pkg: f.PkgPath, Type: l.ir(f.Type), Tag: string(f.Tag), Exported: f.IsExported(), Embedded: f.Anonymous,
			})
		}
	case reflect.Interface:
		for i := range r.NumMethod() {
			m := r.Method(i)
			t.Methods = append(t.Methods, ir.IfaceMethod{Name: m.Name, Pkg: m.PkgPath, Sig: l.ir(m.Type)})
		}
	}
}

func (l *lab) signature(t *ir.Type, r reflect.Type) {
	for i := range r.NumIn() {
		t.Params = append(t.Params, l.ir(r.In(i)))
	}
	for i := range r.NumOut() {
		t.Results = append(t.Results, l.ir(r.Out(i)))
	}
	t.Variadic = r.IsVariadic()
}

// boxed follows ir.Type.Boxed's documentation.
func (l *lab) boxed(r reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[r] {
		return false
	}
	seen[r] = true
	if r.Name() != "" {
		return r.PkgPath() == cellPkg && r != reflect.TypeFor[Sounder]()
	}
	switch r.Kind() {
	case reflect.Struct:
		return r.NumField() > 0
	case reflect.Interface:
		return r.NumMethod() > 0
	case reflect.Map:
		return l.boxed(r.Key(), seen) || l.boxed(r.Elem(), seen)
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return l.boxed(r.Elem(), seen)
	case reflect.Func:
		for i := range r.NumIn() {
			if l.boxed(r.In(i), seen) {
				return true
			}
		}
		for i := range r.NumOut() {
			if l.boxed(r.Out(i), seen) {
				return true
			}
		}
		return r.IsVariadic()
	}
	return false
}

func irKind(k reflect.Kind) ir.Kind {
	kinds := map[reflect.Kind]ir.Kind{
		reflect.String: ir.String, reflect.UnsafePointer: ir.UnsafePointer, reflect.Array: ir.Array, reflect.Chan: ir.Chan,
		reflect.Func: ir.FuncKind, reflect.Interface: ir.Interface, reflect.Map: ir.Map, reflect.Pointer: ir.Pointer,
		reflect.Slice: ir.Slice, reflect.Struct: ir.Struct,
	}
	if i, ok := kinds[k]; ok {
		return i
	}
	return ir.Kind(k) // up to Complex128 the numbers agree
}

// of returns the runtime type of a compiled one.
func of[T any](l *lab) *Type { return l.Of(l.ir(reflect.TypeFor[T]())) }

// value returns x as cells would hold it in an interface.
func (l *lab) value(x any) any {
	if x == nil {
		return nil
	}
	c := lowering{l, map[unsafe.Pointer]reflect.Value{}}
	return c.dynamic(reflect.ValueOf(x))
}

func (l *lab) values(xs []any) []any {
	vs := make([]any, len(xs))
	for i, x := range xs {
		vs[i] = l.value(x)
	}
	return vs
}

// lowering converts compiled values to their representation, with everything that they
// refer to. Pointers to one variable stay pointers to one.
type lowering struct {
	l    *lab
	seen map[unsafe.Pointer]reflect.Value
}

func (c *lowering) dynamic(v reflect.Value) any {
	t := c.l.Of(c.l.ir(v.Type()))
	c.l.bind(v.Type())
	if !t.IR.Boxed {
		return c.value(v).Interface()
	}
	return t.Box(c.value(v))
}

func (c *lowering) value(v reflect.Value) reflect.Value {
	v = readable(v)
	t := c.l.Of(c.l.ir(v.Type()))
	c.l.bind(v.Type())
	out := reflect.New(t.R).Elem()
	if v.Type() == t.R && v.Kind() != reflect.Interface && !strings.Contains(v.Type().String(), "interface {}") {
		out.Set(v)
		return out
	}
	c.fill(out, v)
	return out
}

func (c *lowering) fill(out, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(c.value(v.Field(i)))
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(c.value(v.Index(i)))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(out.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(c.value(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			out.Set(reflect.MakeMap(out.Type()))
			for it := v.MapRange(); it.Next(); {
				out.SetMapIndex(c.value(it.Key()), c.value(it.Value()))
			}
		}
	case reflect.Pointer:
		c.pointer(out, v)
	case reflect.Interface:
		c.iface(out, v)
	case reflect.Func, reflect.Chan:
		if v.Kind() == reflect.Chan && !v.IsNil() {
			out.Set(reflect.MakeChan(out.Type(), v.Cap()))
		}
	default:
		out.Set(v.Convert(out.Type()))
	}
}

func (c *lowering) pointer(out, v reflect.Value) {
	if v.IsNil() {
		return
	}
	if p, ok := c.seen[v.UnsafePointer()]; ok {
		out.Set(p)
		return
	}
	p := reflect.New(out.Type().Elem())
	c.seen[v.UnsafePointer()] = p
	p.Elem().Set(c.value(v.Elem()))
	out.Set(p)
}

func (c *lowering) iface(out, v reflect.Value) {
	if v.IsNil() {
		return
	}
	x := c.dynamic(readable(v.Elem()))
	if out.Type() == anyType() {
		out.Set(reflect.ValueOf(&x).Elem())
		return
	}
	out.Set(c.l.ToNative(x, c.l.Of(c.l.ir(v.Type()))))
}

// readable makes a value from an unexported field one that can be used.
func readable(v reflect.Value) reflect.Value {
	if v.CanInterface() {
		return v
	}
	p := reflect.New(v.Type())
	copyInto(p, v)
	return p.Elem()
}

// copyInto copies the memory of a value that reflect would not let out.
func copyInto(p, v reflect.Value) {
	if v.CanAddr() {
		p.Elem().Set(reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem())
		return
	}
	type value struct {
		typ, ptr unsafe.Pointer
		flag     uintptr
	}
	const readOnly = 1<<5 | 1<<6
	(*value)(unsafe.Pointer(&v)).flag &^= readOnly
	p.Elem().Set(v)
}

// bind makes the methods of a compiled type of this package those of its
// stand-in. The receivers have the same layout, so a method sees the stand-in's memory.
func (l *lab) bind(r reflect.Type) {
	base := r
	if r.Kind() == reflect.Pointer && r.Name() == "" {
		base = r.Elem()
	}
	t := l.Of(l.ir(r))
	if base.PkgPath() != cellPkg || r.Kind() == reflect.Interface || t.methods.m != nil {
		return
	}
	for i := range r.NumMethod() {
		m := r.Method(i)
		sig := &ir.Type{Kind: ir.FuncKind, Name: m.Type.String()}
		sig.Under = sig
		l.signature(sig, m.Type)
		fn := l.Of(sig).R
		body := func(args []reflect.Value) []reflect.Value {
			for i := range args {
				args[i] = seenAs(args[i], m.Type.In(i))
			}
			call := m.Func.Call
			if m.Type.IsVariadic() {
				call = m.Func.CallSlice
			}
			out := call(args)
			for i := range out {
				out[i] = seenAs(out[i], fn.Out(i))
			}
			return out
		}
		l.Bind(ir.Binding{Type: t.IR, Name: m.Name, Func: &ir.Func{Sig: sig}}, reflect.MakeFunc(fn, body))
	}
}

// seenAs is a copy of v's memory as another type of the same layout.
func seenAs(v reflect.Value, r reflect.Type) reflect.Value {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(r, p.UnsafePointer()).Elem()
}
