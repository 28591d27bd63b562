package engine

import (
	"go/ast"
	"go/token"
	"reflect"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file makes native callables of functions of ours: methods for the runtime's
// tables, functions used as values, deferred calls and goroutines. Yaegi cannot use a declared
// function as a value, and a native callable calls the newest version of a function.

// callable is a function of ours as Yaegi wrapped it.
type callable struct {
	fn     reflect.Value
	framed bool
}

// call calls the function on the calling goroutine, whose thread is th.
func (c *callable) call(th *rt.Thread, args values) values {
	if !c.framed {
		return c.fn.Call(args)
	}
	depth, shield := th.Depth(), th.Shield() // whoever calls here is compiled
	out := c.fn.Call(append(values{reflect.ValueOf(th)}, args...))
	th.Unshield(shield)
	if depth == 0 {
		th.Leave(0) // the function has only set Top back
	}
	return out
}

// A slot holds what is called for a function at the moment; nil before its unit has been loaded.
type slot struct{ atomic.Pointer[callable] }

// slot returns the place where f's callable is, the same each time. Only Run calls it.
func (e *Engine) slot(f *ir.Func) *slot {
	s := e.slots[f]
	if s == nil {
		s = &slot{}
		e.slots[f] = s
	}
	return s
}

// callableSlot returns f's slot and makes sure that it is filled once the unit has been loaded.
func (u *unit) callableSlot(f *ir.Func) *slot {
	s := u.e.slot(f)
	latest := u.e.newest(f)
	if u.asked[latest] || u.codes[latest] == nil && u.e.slot(latest).Load() != nil {
		return s
	}
	u.asked[latest] = true
	c := u.code(latest)
	id := u.symbol("F", latest, func() reflect.Value { return reflect.ValueOf(latest) })
	u.init = append(u.init, do(call(u.runtime("Register"), id, ident(c.name))))
	return s
}

// register takes the wrapper that Yaegi made for a function.
func (e *Engine) register(f *ir.Func, fn any) {
	e.slot(f).Store(&callable{reflect.ValueOf(fn), framed(f)})
}

// redirect makes the callables of replaced functions those of the new versions.
func (e *Engine) redirect() {
	e.replaced.Range(func(old, _ any) bool {
		if c := e.slot(e.newest(old.(*ir.Func))).Load(); c != nil {
			e.slot(old.(*ir.Func)).Store(c)
		}
		return true
	})
}

// invoke calls what is in a slot on the current thread.
func (e *Engine) invoke(s *slot, args values) values {
	return s.Load().call(e.threads.Current(), args)
}

// native is f as a native function of f's own signature, receiver first.
func (e *Engine) native(f *ir.Func) reflect.Value {
	if v, ok := e.tier.taken[f]; ok {
		return v
	}
	s := e.slot(f)
	return reflect.MakeFunc(e.types.Of(f.Sig).R, func(in values) values { return e.invoke(s, in) })
}

// funcRef is a function used as a value.
func (u *unit) funcRef(f *ir.Func) ast.Expr {
	u.callableSlot(f)
	return u.symbol("V", f, func() reflect.Value { return u.e.native(f) })
}

// methodBinder is func(recv) func(params...) results, for x.M as a value.
func (u *unit) methodBinder(e *ir.MethodValue) ast.Expr {
	recv, r := u.rep(e.Recv.Type()), u.rep(e.T)
	name := e.Iface + e.Native
	var s *slot
	if e.Func != nil {
		s = u.callableSlot(e.Func)
		name = key("func", e.Func.ID)
	}
	return u.made(key("bind ", name), typesOf(recv), typesOf(r), func(in values) values {
		return values{u.e.bound(e, s, in[0], r)}
	})
}

// bound is a method value; s is the slot of a method of ours.
func (e *Engine) bound(mv *ir.MethodValue, s *slot, recv reflect.Value, r reflect.Type) reflect.Value {
	switch {
	case s != nil:
		return reflect.MakeFunc(r, func(in values) values { return e.invoke(s, append(values{recv}, in...)) })
	case mv.Iface != "":
		return e.types.BoundMethod(recv.Interface(), mv.Iface, packageOf(mv.Recv.Type(), mv.Iface), mv.T)
	}
	if recv.Kind() == reflect.Interface && recv.IsNil() {
		panic(rt.NilDereference())
	}
	if f, ok := e.methodOverride(recv.Type(), mv.Native); ok {
		return reflect.MakeFunc(r, func(in values) values { return callNative(f, append(values{recv}, in...)) })
	}
	return plainFunc(recv.MethodByName(mv.Native), r)
}

// packageOf is the import path that an unexported method's name belongs to.
func packageOf(iface *ir.Type, name string) string {
	for _, m := range iface.Under.Methods {
		if m.Name == name {
			return m.Pkg
		}
	}
	return ""
}

// methodKey names a method of a type.
type methodKey struct {
	t         *rt.Type
	pkg, name string
}

// dispatcher is func(th, x any, params...) results: a call of an interface's method. Methods
// of ours it calls itself, for speed.
func (u *unit) dispatcher(c *ir.CallIface) ast.Expr {
	return u.symbol("K", symbolKey{key("call", c.Pkg, ".", c.Name), c.Sig}, func() reflect.Value {
		e, ft := u.e, u.rep(c.Sig)
		in, out := typesOf(threadType, anyType), []reflect.Type{}
		for i := range ft.NumIn() {
			in = append(in, ft.In(i))
		}
		for i := range ft.NumOut() {
			out = append(out, ft.Out(i))
		}
		other := e.types.Dispatcher(c.Name, c.Pkg, c.Sig)
		pkg := c.Pkg
		if token.IsExported(c.Name) {
			pkg = ""
		}
		return makeFunc(in, out, func(in values) values {
			if b, ok := in[1].Interface().(rt.Box); ok {
				if s, ok := e.methodSlots.Load(methodKey{b.T, pkg, c.Name}); ok {
					th := in[0].Interface().(*rt.Thread)
					in[1] = b.Value()
					return s.(*slot).Load().call(th, in[1:])
				}
			}
			return other.Call(in[1:])
		})
	})
}

// bind makes a method known to dynamic calls.
func (e *Engine) bind(b ir.Binding) {
	e.types.BindWord(b, e.native(b.Func), e.wordFunc(b.Func))
	pkg := b.Pkg
	if token.IsExported(b.Name) {
		pkg = ""
	}
	e.methodSlots.Store(methodKey{e.types.Of(b.Type), pkg, b.Name}, e.slot(b.Func))
}
