package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file makes native callables of functions of ours: methods for the runtime's
// tables, functions used as values, deferred calls and goroutines. Yaegi cannot use a declared
// function as a value, and a native callable finds the newest version of a function when it is called.

// callable is a function of ours as Yaegi wrapped it.
type callable struct {
	fn     reflect.Value
	framed bool
}

// needCallable makes sure that invoke can call f once the unit has been loaded.
func (u *unit) needCallable(f *ir.Func) {
	f = u.e.newest(f)
	if _, known := u.e.callables.Load(f); known {
		if _, again := u.codes[f]; !again {
			return
		}
	}
	if u.asked[f] {
		return
	}
	u.asked[f] = true
	c := u.code(f)
	id := u.symbol("F", f, func() reflect.Value { return reflect.ValueOf(f) })
	u.init = append(u.init, do(call(u.runtime("Register"), id, ident(c.name))))
}

// register takes the wrapper that Yaegi made for a function.
func (e *Engine) register(f *ir.Func, fn any) {
	e.callables.Store(f, callable{reflect.ValueOf(fn), framed(f)})
}

// invoke calls a function of ours, in its newest version, on the current thread.
func (e *Engine) invoke(f *ir.Func, args values) values {
	v, ok := e.callables.Load(e.newest(f))
	if !ok {
		panic(&rt.Unsupported{What: "call of " + f.Name})
	}
	c := v.(callable)
	if c.framed {
		args = append(values{reflect.ValueOf(e.threads.Current())}, args...)
	}
	return c.fn.Call(args)
}

// native is f as a native function of f's own signature, receiver first.
func (e *Engine) native(f *ir.Func) reflect.Value {
	return reflect.MakeFunc(e.types.Of(f.Sig).R, func(in values) values { return e.invoke(f, in) })
}

// funcRef is a function used as a value.
func (u *unit) funcRef(f *ir.Func) ast.Expr {
	u.needCallable(f)
	return u.symbol("V", f, func() reflect.Value { return u.e.native(f) })
}

// methodBinder is func(recv) func(params...) results, for x.M as a value.
func (u *unit) methodBinder(e *ir.MethodValue) ast.Expr {
	recv, r := u.rep(e.Recv.Type()), u.rep(e.T)
	if e.Func != nil {
		u.needCallable(e.Func)
	}
	name := e.Iface + e.Native
	if e.Func != nil {
		name = key("func", e.Func.ID)
	}
	return u.symbol("K", symbolKey{key("bind", name, recv), r}, func() reflect.Value {
		return makeFunc(typesOf(recv), typesOf(r), func(in values) values { return values{u.bound(e, in[0], r)} })
	})
}

func (u *unit) bound(e *ir.MethodValue, recv reflect.Value, r reflect.Type) reflect.Value {
	switch {
	case e.Func != nil:
		return reflect.MakeFunc(r, func(in values) values {
			return u.e.invoke(e.Func, append(values{recv}, in...))
		})
	case e.Iface != "":
		return u.e.types.BoundMethod(recv.Interface(), e.Iface, packageOf(e.Recv.Type(), e.Iface), e.T)
	}
	if recv.Kind() == reflect.Interface && recv.IsNil() {
		panic(rt.NilDereference())
	}
	return plainFunc(recv.MethodByName(e.Native), r)
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

// dispatcher is func(x any, params...) results: a call of an interface's method.
func (u *unit) dispatcher(e *ir.CallIface) ast.Expr {
	return u.symbol("K", symbolKey{key("call", e.Pkg, ".", e.Name), e.Sig}, func() reflect.Value {
		return u.e.types.Dispatcher(e.Name, e.Pkg, e.Sig)
	})
}

// thunk emits a call to be made later, as a func() that holds the operands.
func (g *fn) thunk(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Call:
		g.u.needCallable(e.Func)
		return g.delayed(key("func", e.Func.ID), e.Args, func(in values) { g.u.e.invoke(e.Func, in) })
	case *ir.CallValue:
		if g.u.rep(e.Fn.Type()) == thunkType {
			return g.expr(e.Fn)
		}
		return g.delayed("value", append([]ir.Expr{e.Fn}, e.Args...), callValue)
	case *ir.CallIface:
		all := append([]ir.Expr{e.X}, e.Args...)
		return g.delayedChecked(key("iface", e.Pkg, ".", e.Name), all, checkIface, func(in values) {
			rt.CallMethod(in[0].Interface(), e.Name, e.Pkg, in[1:])
		})
	case *ir.CallNative:
		return g.delayedNative(e)
	case *ir.Builtin:
		return g.delayedBuiltin(e)
	case *ir.Recover: // not called by a deferred function: without effect
		return g.delayed("nothing", nil, func(values) {})
	}
	panic(unsupported(e.Pos(), fmt.Sprintf("delayed call %T", e)))
}

func callValue(in values) {
	if in[0].IsNil() {
		panic(rt.NilDereference())
	}
	in[0].Call(in[1:])
}

// delayed emits the call of a helper that takes the operands and returns the thunk.
func (g *fn) delayed(name string, operands []ir.Expr, run func(values)) ast.Expr {
	return g.delayedChecked(name, operands, func(values) {}, run)
}

// checkIface panics now if the method of a nil interface is to be called later.
func checkIface(in values) {
	if in[0].Kind() == reflect.Interface && in[0].IsNil() {
		panic(rt.NilDereference())
	}
}

func (g *fn) delayedChecked(name string, operands []ir.Expr, check, run func(values)) ast.Expr {
	in := make([]reflect.Type, len(operands))
	for i, x := range operands {
		in[i] = g.u.rep(x.Type())
	}
	helper := g.u.symbol("K", key("later", name, in), func() reflect.Value {
		return makeFunc(in, typesOf(thunkType), func(in values) values {
			check(in)
			return values{reflect.ValueOf(func() { run(in) })}
		})
	})
	vals := g.operands(operands...)
	return call(helper, vals...)
}

func (g *fn) delayedNative(e *ir.CallNative) ast.Expr {
	if e.Recv == nil {
		f := g.u.lookup(e.Pkg, e.Name, e)
		return g.delayed(key("native", e.Pkg, ".", e.Name), e.Args, func(in values) { callNative(f, in) })
	}
	all := append([]ir.Expr{e.Recv}, e.Args...)
	r := g.u.rep(e.Recv.Type())
	return g.delayedChecked(key("method", e.Name), all, checkIface, func(in values) {
		if f, ok := g.u.e.methodOverride(r, e.Name); ok {
			callNative(f, in)
			return
		}
		callNative(in[0].MethodByName(e.Name), in[1:])
	})
}

func callNative(f reflect.Value, in values) values {
	if f.Type().IsVariadic() {
		return f.CallSlice(in)
	}
	return f.Call(in)
}

func (g *fn) delayedBuiltin(e *ir.Builtin) ast.Expr {
	switch e.Name {
	case "panic":
		return g.delayed("panic", e.Args, func(in values) { g.u.e.threads.Current().Panic(in[0].Interface()) })
	case "delete":
		return g.delayed("delete", e.Args, func(in values) { in[0].SetMapIndex(in[1], reflect.Value{}) })
	case "copy":
		return g.delayed("copy", e.Args, func(in values) { reflect.Copy(in[0], in[1]) })
	case "print", "println":
		run := g.u.printing(e)
		return g.delayed(key(e.Name, g.u.typeIDs(e.Args)), e.Args, func(in values) { run(in) })
	case "recover":
		return g.delayed("nothing", nil, func(values) {})
	}
	run, ok := builtins[e.Name]
	if !ok {
		panic(unsupported(e.Pos(), "delayed "+e.Name))
	}
	var out []reflect.Type
	if e.T != nil {
		out = typesOf(g.u.rep(e.T))
	}
	return g.delayed(e.Name, e.Args, func(in values) { run(in, out) })
}
