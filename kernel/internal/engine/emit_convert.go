package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file emits conversions and everything about interfaces but calls.

func (g *fn) convert(e *ir.Convert) ast.Expr { return g.convertValue(e.X, e.T) }

// convertValue converts between represented types. What reflect converts, Yaegi does.
func (g *fn) convertValue(x ir.Expr, to *ir.Type) ast.Expr {
	v := g.expr(x)
	from := g.u.rep(x.Type())
	if from == g.u.rep(to) {
		return v
	}
	if g.u.plainConversion(x.Type(), to) {
		if isConst(x) {
			v = g.constVariable(x, v)
		}
		return call(g.u.typ(to), v)
	}
	if !g.onLine(x.Pos()) {
		v = g.saved(x, v)
		g.at(x.Pos())
	}
	return call(g.u.converter(x.Type(), to), v)
}

// constVariable makes a variable of a constant, whose conversion Yaegi would fold.
func (g *fn) constVariable(e ir.Expr, v ast.Expr) ast.Expr {
	t := g.temp(g.u.rep(e.Type()))
	g.emit(assign(t, v))
	return t
}

// plainConversion reports whether reflect, and so Yaegi, does a conversion as Go does.
// Types of the same layout that it takes for different ones are left to the converter: reflect
// does not come to an end when it compares recursive types.
func (u *unit) plainConversion(from, to *ir.Type) bool {
	switch {
	case from.Kind.Integer() && to.Kind == ir.String:
		return false
	case from.Kind.Basic() || to.Kind.Basic():
		return from.Kind != ir.UnsafePointer && to.Kind != ir.UnsafePointer && u.rep(from).ConvertibleTo(u.rep(to))
	}
	return false
}

// box emits the conversion of a value to an interface type. A value that is native
// needs none: Yaegi stores it into whatever interface variable it is headed for.
func (g *fn) box(e *ir.Box) ast.Expr {
	from := e.X.Type()
	v := g.expr(e.X)
	if g.u.isFile(e) {
		r := g.u.rep(e.T)
		return call(g.u.symbol("K", symbolKey{"stdin", r}, func() reflect.Value { return g.u.e.stdinAs(r) }), v)
	}
	if !from.Boxed {
		return g.storable(e.X, v)
	}
	if e.T.NativeIface {
		return call(g.u.adapter(from, e.T), v)
	}
	// V is set by name and so is T: Yaegi refuses positional literals of some types.
	return literal(g.u.goType(reflect.TypeFor[rt.Box]()),
		keyed(ident("T"), g.u.descriptor(from)),
		keyed(ident("V"), g.safe(e.X, v)))
}

func (g *fn) safe(e ir.Expr, v ast.Expr) ast.Expr {
	if safeElement(v) {
		return v
	}
	return g.saved(e, v)
}

// storable gives a value a form that Yaegi can store into a variable of interface
// type. It computes operators straight into their target, whose type must then be the operands'.
func (g *fn) storable(e ir.Expr, v ast.Expr) ast.Expr {
	switch v.(type) {
	case *ast.BinaryExpr, *ast.UnaryExpr:
		return g.saved(e, v)
	}
	return v
}

func (g *fn) ifaceConv(e *ir.IfaceConv) ast.Expr {
	v := g.failing(e.Pos(), e.X)[0]
	return call(g.u.ifaceConverter(e.T), v)
}

func (g *fn) typeTest(e *ir.TypeTest) ast.Expr {
	v := g.typed(e.X)
	if e.Want == nil {
		return binary(token.EQL, v, ident("nil"))
	}
	return call(g.u.typeTester(e.Want), v)
}

func (g *fn) methodValue(e *ir.MethodValue) ast.Expr {
	v := g.failing(e.Pos(), e.Recv)[0]
	return call(g.u.methodBinder(e), v)
}
