package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"reflect"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file emits assignments.

func (g *fn) assignStmt(s *ir.Assign) {
	g.atFirst(s.L, s.R)
	if l, ok := s.L.(*ir.Local); ok && !g.vars[l.Var].cell && !l.Var.Cell {
		g.emit(assign(g.local(l.Var), g.expr(s.R)))
		return
	}
	l, r := g.place(s.L, s.R)
	g.emit(assign(l, r))
}

// place emits the target of an assignment and the value to assign.
func (g *fn) place(target, value ir.Expr) (ast.Expr, ast.Expr) {
	parts, build := g.targetParts(target)
	vals := g.operands(append(parts, value)...)
	last := len(vals) - 1
	if !g.onLine(target.Pos()) && fails(target) {
		g.saveAll(append(parts, value), vals)
		g.at(target.Pos())
	}
	if !simpleTarget(target) {
		if effects(value) || slices.ContainsFunc(parts, effects) {
			g.saveAll(parts, vals[:last])
		}
		if effects(value) { // Yaegi would follow the target's pointers first
			vals[last] = g.saved(value, vals[last])
		}
	}
	length := len(*g.out)
	l := build(vals[:last])
	if len(*g.out) > length { // checks of an index, which come after the value
		vals[last] = g.savedBefore(length, value, vals[last])
	}
	return l, vals[last]
}

// simpleTarget reports whether finding the place to assign to cannot panic.
func simpleTarget(e ir.Expr) bool {
	switch e.(type) {
	case *ir.FieldOf, *ir.Index:
		return false
	}
	return true
}

func (g *fn) savedBefore(length int, e ir.Expr, val ast.Expr) ast.Expr {
	vals := []ast.Expr{val}
	g.saveAt(length, []ir.Expr{e}, vals)
	return vals[0]
}

// targetParts splits a target into operands and what makes the target of them.
func (g *fn) targetParts(target ir.Expr) ([]ir.Expr, func([]ast.Expr) ast.Expr) {
	switch t := target.(type) {
	case *ir.Local, *ir.GlobalRef, *ir.NativeRef:
		return nil, func([]ast.Expr) ast.Expr { return g.expr(t) }
	case *ir.Deref:
		return []ir.Expr{t.X}, func(v []ast.Expr) ast.Expr { return deref(v[0]) }
	case *ir.FieldOf:
		if t.X.Type().Kind == ir.Pointer {
			return []ir.Expr{t.X}, func(v []ast.Expr) ast.Expr { return g.fieldOf(t, v[0]) }
		}
		parts, build := g.targetParts(t.X)
		return parts, func(v []ast.Expr) ast.Expr { return g.fieldOf(t, build(v)) }
	case *ir.Index:
		if t.X.Type().Kind != ir.Array {
			return []ir.Expr{t.X, t.I}, func(v []ast.Expr) ast.Expr { return g.indexed(t, v[0], v[1]) }
		}
		parts, build := g.targetParts(t.X)
		n := len(parts)
		return append(parts, t.I), func(v []ast.Expr) ast.Expr { return g.indexed(t, build(v[:n]), v[n]) }
	case *ir.MapIndex:
		return []ir.Expr{t.M, t.K}, func(v []ast.Expr) ast.Expr { return index(v[0], g.mapKey(t.M.Type(), v[1])) }
	case *ir.Retype:
		return g.targetParts(t.X)
	}
	panic(unsupported(target.Pos(), fmt.Sprintf("assignment to %T", target)))
}

// assignOp emits x op= y as x = x op y, with the operands of x in temporaries.
func (g *fn) assignOp(s *ir.AssignOp) {
	g.atFirst(s.L, s.R)
	parts, build := g.targetParts(s.L)
	frozen := g.operands(parts...)
	g.saveAll(parts, frozen)
	l := build(frozen)
	rhs := g.stableIfNeeded(s)
	g.atOperator(s)
	g.checkLength(s, rhs)
	g.emit(assign(l, g.arith(s.Pos(), s.Op, s.L.Type(), s.R.Type(), g.again(build, frozen), rhs)))
}

// again emits the target once more, as an operand; the checks were emitted already.
func (g *fn) again(build func([]ast.Expr) ast.Expr, parts []ast.Expr) ast.Expr {
	unchecked := g.unchecked
	g.unchecked = true
	defer func() { g.unchecked = unchecked }()
	return build(parts)
}

// checkLength has the memory for a very long string asked for before it is made. What is added letter by
// letter, as constants are, is left to whoever watches.
func (g *fn) checkLength(s *ir.AssignOp, rhs ast.Expr) {
	if !lengthens(s) {
		return
	}
	g.at(s.Pos())
	added := call(ident("len"), rhs)
	g.emit(when(binary(token.GTR, added, intLit(rt.LargeAllocation)), do(call(g.u.runtime("LongString"), added))))
}

// lengthens reports whether a string of any length is added to one.
func lengthens(s *ir.AssignOp) bool {
	return s.Op == token.ADD && s.L.Type().Kind == ir.String && !isConst(s.R)
}

func (g *fn) stableIfNeeded(s *ir.AssignOp) ast.Expr {
	if lengthens(s) || effects(s.R) || s.Op == token.SHL || s.Op == token.SHR {
		return g.stable(s.R)
	}
	return g.expr(s.R)
}

func (g *fn) atOperator(s *ir.AssignOp) {
	if canFail(s.Op, s.L.Type()) {
		g.at(s.Pos())
	}
}

// assignPair emits the comma-ok forms.
func (g *fn) assignPair(s *ir.AssignPair) {
	g.atFirst(s.X)
	t := s.X.Type()
	a, fixA := g.pairTarget(s.A, g.u.rep(t))
	b, fixB := g.pairTarget(s.B, reflect.TypeFor[bool]())
	switch x := s.X.(type) {
	case *ir.MapIndex:
		vals := g.failing(x.Pos(), x.M, x.K)
		if s.A != nil {
			vals[1] = g.differs(s.A, x.K, vals[1])
			g.emit(assign(a, g.zero(t))) // Yaegi leaves it as it was when the key is missing
		}
		g.emit(assignAll([]ast.Expr{a, b}, index(vals[0], g.mapKey(x.M.Type(), vals[1]))))
	case *ir.Recv:
		ch := g.failing(x.Pos(), x.Ch)[0]
		g.emit(assignAll([]ast.Expr{a, b}, call(g.u.receive(x.Ch.Type(), true), ident("th"), ch)))
	case *ir.Assert:
		v := g.failing(x.Pos(), x.X)[0]
		g.emit(assignAll([]ast.Expr{a, b}, call(g.u.assertion(x), v)))
	default:
		panic(unsupported(s.Pos(), fmt.Sprintf("two values of %T", s.X)))
	}
	fixA()
	fixB()
}

// differs saves an operand that is the target itself.
func (g *fn) differs(target *ir.Var, e ir.Expr, val ast.Expr) ast.Expr {
	if !mentions(e, target) {
		return val
	}
	t := g.temp(g.u.rep(e.Type()))
	g.emit(assign(t, val))
	return t
}

// pairTarget is where a result goes, and what moves it on to a cell.
func (g *fn) pairTarget(v *ir.Var, t reflect.Type) (ast.Expr, func()) {
	nothing := func() {}
	if v == nil {
		return ident("_"), nothing
	}
	name := g.local(v)
	if !g.vars[v].cell && g.varRep(v) == t {
		return name, nothing
	}
	tmp := g.temp(t)
	return tmp, func() { g.emit(assign(g.read(v), tmp)) }
}

func (g *fn) assignCall(s *ir.AssignCall) {
	g.atFirst(s.Call)
	var targets []ast.Expr
	var after []func()
	for i, v := range s.Targets {
		t, fix := g.pairTarget(v, g.u.resultRep(s.Call, i))
		targets = append(targets, t)
		after = append(after, fix)
	}
	c := g.callExpr(s.Call)
	g.emit(assignAll(targets, c))
	for _, fix := range after {
		fix()
	}
}
