package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file emits calls that are made later: deferred ones and goroutines. The operands
// have been evaluated; a helper binds them to a func().

// thunk emits a call to be made later, as a func() that holds the operands.
func (g *fn) thunk(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Call:
		s := g.u.callableSlot(e.Func)
		return g.delayed(key("func", e.Func.ID), e.Args, func(in values) { g.u.e.invoke(s, in) })
	case *ir.CallValue:
		if g.u.rep(e.Fn.Type()) == thunkType {
			return g.expr(e.Fn)
		}
		return g.delayed("value", append([]ir.Expr{e.Fn}, e.Args...), g.u.e.callValue)
	case *ir.CallIface:
		all := append([]ir.Expr{e.X}, e.Args...)
		return g.delayedChecked(key("iface", e.Pkg, ".", e.Name), all, checkIface, func(in values) {
			rt.CallMethod(in[0].Interface(), e.Name, e.Pkg, in[1:])
		})
	case *ir.CallNative:
		return g.delayedNative(e)
	case *ir.Builtin:
		return g.delayedBuiltin(e)
	case *ir.Recover:
		return g.delayedRecover()
	}
	panic(unsupported(e.Pos(), fmt.Sprintf("delayed call %T", e)))
}

func (e *Engine) callValue(in values) {
	if in[0].IsNil() {
		panic(rt.NilDereference())
	}
	e.threads.Current().Defers(in[0])
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
	helper := g.u.made(key("later ", name), in, typesOf(thunkType), func(in values) values {
		check(in)
		return values{reflect.ValueOf(func() { run(in) })}
	})
	vals := g.operands(operands...)
	return call(helper, vals...)
}

func (g *fn) delayedNative(e *ir.CallNative) ast.Expr {
	if e.Recv == nil {
		f := g.u.lookup(e.Pkg, e.Name, e)
		return g.delayed(key("native", e.Pkg, ".", e.Name), e.Args, func(in values) {
			g.u.e.threads.Current().Defers(f)
			callNative(f, in)
		})
	}
	all := append([]ir.Expr{e.Recv}, e.Args...)
	r := g.u.rep(e.Recv.Type())
	return g.delayedChecked(key("method", e.Name), all, checkIface, func(in values) {
		if f, ok := g.u.e.methodOverride(r, e.Name); ok {
			callNative(f, in)
			return
		}
		g.u.e.threads.Current().DefersMethod(in[0].Interface())
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
		return g.delayedRecover()
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

// delayedRecover is `defer recover()`, which acts for the function that it is deferred by.
func (g *fn) delayedRecover() ast.Expr {
	threads := g.u.e.threads
	helper := g.u.symbol("K", "later recover", func() reflect.Value {
		return reflect.ValueOf(func() func() { return func() { threads.Current().RecoverDeferred() } })
	})
	return call(helper)
}
