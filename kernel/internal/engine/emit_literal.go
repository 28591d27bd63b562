package engine

import (
	"fmt"
	"go/ast"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file emits composite literals and what else makes a value.

func (g *fn) structLit(e *ir.StructLit) ast.Expr {
	vals := g.elements(e.Values)
	var elems []ast.Expr
	for i, v := range vals {
		if v != nil {
			elems = append(elems, keyed(ident(g.u.e.types.FieldName(e.T, i)), v))
		}
	}
	return literal(g.u.typ(e.T), elems...)
}

func (g *fn) arrayLit(e *ir.ArrayLit) ast.Expr {
	elems := g.elements(e.Values)
	next := int64(0)
	for i, v := range elems {
		if e.Indices[i] != next {
			elems[i] = keyed(intLit(int(e.Indices[i])), v)
		}
		next = e.Indices[i] + 1
	}
	if e.T.Kind == ir.Slice && next != e.Len {
		panic(unsupported(e.Pos(), fmt.Sprintf("slice literal of length %d", e.Len)))
	}
	return literal(g.u.typ(e.T), elems...)
}

func (g *fn) mapLit(e *ir.MapLit) ast.Expr {
	vals := g.elements(ir.Operands(e))
	for i, k := range e.Keys { // Yaegi refuses equal constants
		if isConst(k) || boxes(k) {
			vals[2*i] = g.constVariable(k, vals[2*i])
		}
	}
	elems := make([]ast.Expr, len(e.Keys))
	for i := range e.Keys {
		elems[i] = keyed(vals[2*i], vals[2*i+1])
	}
	return literal(g.u.typ(e.T), elems...)
}

// elements emits the elements of a composite literal. Yaegi guesses the types of
// nested expressions from the outside, so that only names and calls are safe.
func (g *fn) elements(es []ir.Expr) []ast.Expr {
	vals := g.operands(es...)
	first, last := -1, -1
	for i, v := range vals {
		if v == nil {
			continue
		}
		if first < 0 && effects(es[i]) {
			first = i
		}
		if !safeElement(v) {
			last = i
		}
	}
	if first >= 0 && first < last {
		g.saveAll(es[:last+1], vals[:last+1])
	}
	for i, v := range vals {
		if v != nil && !safeElement(v) {
			vals[i] = g.saved(es[i], v)
		}
	}
	return vals
}

func safeElement(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident, *ast.CallExpr:
		return true
	case *ast.StarExpr:
		return safeElement(x.X)
	}
	return false
}

// mapKey checks a key of interface type, which may not be hashable.
func (g *fn) mapKey(m *ir.Type, k ast.Expr) ast.Expr {
	if g.u.rep(m.Under.Key) != anyType {
		return k
	}
	return call(g.u.runtime("MapKey"), k)
}

// newExpr emits new(T) and &T{...}.
func (g *fn) newExpr(e *ir.New) ast.Expr {
	elem := e.T.Under.Elem
	if e.Init == nil {
		return call(ident("new"), g.u.typ(elem))
	}
	val := g.expr(e.Init)
	p := g.temp(g.u.rep(e.T))
	g.emit(assign(p, call(ident("new"), g.u.typ(elem))), assign(deref(p), val))
	return p
}

func (g *fn) makeExpr(e *ir.Make) ast.Expr {
	vals := g.failing(e.Pos(), e.Len, e.Cap)
	var args []ast.Expr
	for i, n := range []ir.Expr{e.Len, e.Cap} {
		if n != nil {
			args = append(args, g.toInt(n, vals[i]))
		}
	}
	return call(g.u.maker(e.T, len(args)), args...)
}
