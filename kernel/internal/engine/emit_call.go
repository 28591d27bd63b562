package engine

import (
	"fmt"
	"go/ast"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// callExpr emits a call, of any number of results.
func (g *fn) callExpr(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Call:
		return g.staticCall(e)
	case *ir.CallValue:
		vals := g.failing(e.Pos(), append([]ir.Expr{e.Fn}, e.Args...)...)
		return call(g.callee(e.Fn, vals[0]), vals[1:]...)
	case *ir.CallIface:
		vals := g.failing(e.Pos(), append([]ir.Expr{e.X}, e.Args...)...)
		return call(g.u.dispatcher(e), append([]ast.Expr{ident("th")}, vals...)...)
	case *ir.CallNative:
		return g.nativeCall(e)
	case *ir.Builtin:
		return g.builtin(e)
	}
	panic(unsupported(e.Pos(), fmt.Sprintf("expression %T", e)))
}

// callee gives a function value a form that Yaegi calls as it should be.
func (g *fn) callee(e ir.Expr, v ast.Expr) ast.Expr {
	if _, ok := v.(*ast.Ident); ok {
		return v
	}
	return g.saved(e, v)
}

func (g *fn) staticCall(e *ir.Call) ast.Expr {
	vals := g.failing(e.Pos(), e.Args...)
	c := g.u.code(e.Func)
	if c.framed {
		vals = append([]ast.Expr{ident("th")}, vals...)
	}
	return call(ident(c.name), vals...)
}

// nativeCall calls compiled code: a function or a method, each of which is a symbol, or
// a method of an interface value.
func (g *fn) nativeCall(e *ir.CallNative) ast.Expr {
	if e.Recv != nil && boxes(e.Recv) {
		t := g.typed(e.Recv)
		return g.methodCall(e, t)
	}
	vals := g.failing(e.Pos(), append([]ir.Expr{e.Recv}, e.Args...)...)
	var fun ast.Expr
	switch {
	case e.Recv == nil:
		fun, vals = g.u.nativeFunc(e), vals[1:]
	case g.u.rep(e.Recv.Type()).Kind() == reflect.Interface && !g.u.overridden(e):
		fun, vals = field(g.saved(e.Recv, vals[0]), e.Name), vals[1:]
	default:
		fun = g.u.nativeMethod(e)
	}
	return variadicCall(e, fun, vals)
}

// overridden reports whether a method has been replaced, for all values of its receiver's type.
func (u *unit) overridden(e *ir.CallNative) bool {
	_, ok := u.e.methodOverride(u.rep(e.Recv.Type()), e.Name)
	return ok
}

// variadicCall calls a function that may be variadic. Yaegi would convert a nil slice
// to the type of an element.
func variadicCall(e *ir.CallNative, fun ast.Expr, vals []ast.Expr) ast.Expr {
	if !e.Sig.Variadic {
		return call(fun, vals...)
	}
	if _, none := e.Args[len(e.Args)-1].(*ir.Zero); none {
		return call(fun, vals[:len(vals)-1]...)
	}
	return spread(fun, vals...)
}

// methodCall calls a method of an interface value that has been emitted.
func (g *fn) methodCall(e *ir.CallNative, recv ast.Expr) ast.Expr {
	vals := g.failing(e.Pos(), e.Args...)
	return variadicCall(e, field(recv, e.Name), vals)
}

// resultRep is the type of a call's i-th result.
func (u *unit) resultRep(e ir.Expr, i int) reflect.Type {
	switch e := e.(type) {
	case *ir.Call:
		return u.rep(e.Func.Sig.Under.Results[i])
	case *ir.CallValue:
		return u.rep(e.Fn.Type().Under.Results[i])
	case *ir.CallIface:
		return u.rep(e.Sig.Under.Results[i])
	case *ir.CallNative:
		return u.rep(e.Sig.Under.Results[i])
	}
	panic(unsupported(e.Pos(), fmt.Sprintf("several results of %T", e)))
}

// builtin emits a call of a predeclared function.
func (g *fn) builtin(e *ir.Builtin) ast.Expr {
	switch e.Name {
	case "append":
		return g.appendCall(e)
	case "len", "cap":
		return g.lenOf(e)
	case "copy":
		vals := g.operands(e.Args...)
		return call(g.u.copier(e.Args[0].Type(), e.Args[1].Type()), vals...)
	case "delete":
		vals := g.failing(e.Pos(), e.Args...)
		return call(ident("delete"), vals[0], g.mapKey(e.Args[0].Type(), vals[1]))
	case "min", "max":
		return g.minMax(e)
	case "panic":
		return call(g.u.runtime("Panic"), ident("th"), g.failing(e.Pos(), e.Args...)[0])
	case "print", "println":
		return call(g.u.printer(e), g.operands(e.Args...)...)
	}
	return call(g.u.builtinHelper(e), g.failing(e.Pos(), e.Args...)...)
}

// appendCall appends a slice or, as Yaegi can, the elements of a literal.
func (g *fn) appendCall(e *ir.Builtin) ast.Expr {
	lit, ok := e.Args[1].(*ir.ArrayLit)
	if ok && len(lit.Values) == 1 && lit.Len == 1 && appendable(lit.Values[0].Type()) {
		es := []ir.Expr{e.Args[0], lit.Values[0]}
		vals := g.operands(es...)
		vals[1] = g.storable(es[1], vals[1])
		return call(ident("append"), vals...)
	}
	if e.Args[1].Type().Kind == ir.String {
		return call(g.u.stringAppender(e), g.operands(e.Args...)...)
	}
	vals := g.operands(e.Args...)
	return spread(ident("append"), vals...)
}

// appendable reports whether Yaegi can tell an element of this type from a list of
// elements.
func appendable(t *ir.Type) bool {
	switch t.Kind {
	case ir.Slice, ir.Array, ir.String, ir.Pointer:
		return t.Kind == ir.Pointer
	}
	return true
}

// minMax emits min and max.
func (g *fn) minMax(e *ir.Builtin) ast.Expr {
	return call(g.u.minMax(e.Name, e.T, len(e.Args)), g.operands(e.Args...)...)
}

// lenOf emits len and cap. Those of what a pointer to an array points to are
// constant, and do not follow the pointer.
func (g *fn) lenOf(e *ir.Builtin) ast.Expr {
	x := e.Args[0]
	if x.Type().Kind != ir.Array {
		return call(ident(e.Name), g.operands(x)...)
	}
	if d, ok := x.(*ir.Deref); ok {
		x = d.X
	}
	if effects(x) {
		g.saved(x, g.expr(x))
	}
	return g.u.constInt(e.Args[0].Type().Under.Len)
}
