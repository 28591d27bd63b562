package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file emits operators.

func (g *fn) unaryExpr(e *ir.Unary) ast.Expr {
	x := g.expr(e.X)
	if e.Op == token.ADD {
		return x
	}
	if e.Op == token.NOT {
		return unary(token.NOT, g.plainBool(e.X, x))
	}
	return unary(e.Op, x)
}

// notFolded makes a variable of x if both operands are constants: Yaegi would compute
// the operator at once, and with other rules.
func (g *fn) notFolded(ex, ey ir.Expr, x ast.Expr) ast.Expr {
	if isConst(ex) && isConst(ey) {
		return g.constVariable(ex, x)
	}
	return x
}

// plainBool gives a boolean operand a form that every operation of Yaegi takes.
func (g *fn) plainBool(e ir.Expr, x ast.Expr) ast.Expr { return g.saved(e, x) }

// arith emits x op y for operands that have been emitted; y is a name for shifts.
func (g *fn) arith(pos token.Pos, op token.Token, t, yt *ir.Type, x, y ast.Expr) ast.Expr {
	if op == token.SHL || op == token.SHR {
		return g.shifted(op, yt, x, y)
	}
	return binary(op, x, y)
}

func (g *fn) shift(e *ir.Shift) ast.Expr {
	vals := g.failing(e.Pos(), e.X, e.Y)
	if isConst(e.Y) {
		return g.shifted(e.Op, nil, g.notFolded(e.X, e.Y, vals[0]), vals[1])
	}
	// Yaegi gives operators in a count the type of what is shifted.
	if _, nested := vals[1].(*ast.BinaryExpr); nested || e.Y.Type().Kind.Signed() {
		g.saveAll([]ir.Expr{e.X, e.Y}, vals)
	}
	return g.shifted(e.Op, e.Y.Type(), vals[0], vals[1])
}

// shifted checks a count of signed type; Yaegi would take it for a huge one.
func (g *fn) shifted(op token.Token, yt *ir.Type, x, y ast.Expr) ast.Expr {
	if yt != nil && yt.Kind.Signed() {
		zero := g.zero(yt)
		g.emit(when(binary(token.LSS, y, zero), do(call(g.u.runtime("NegativeShift")))))
	}
	return binary(op, x, y)
}

// compare emits a comparison of operands of a basic kind, pointers, channels, or
// of something with nil.
func (g *fn) compare(e *ir.Compare) ast.Expr {
	if isNil(e.Y) {
		return binary(e.Op, g.nilOperand(e.X), ident("nil"))
	}
	if isNil(e.X) {
		return binary(e.Op, g.nilOperand(e.Y), ident("nil"))
	}
	vals := g.operands(e.X, e.Y)
	return binary(e.Op, g.notFolded(e.X, e.Y, vals[0]), vals[1])
}

func isNil(e ir.Expr) bool {
	_, zero := e.(*ir.Zero)
	return zero && nilable(e.Type())
}

func nilable(t *ir.Type) bool {
	switch t.Kind {
	case ir.Pointer, ir.Map, ir.Slice, ir.FuncKind, ir.Chan, ir.Interface, ir.UnsafePointer:
		return true
	}
	return false
}

// nilOperand emits something that is compared with nil.
func (g *fn) nilOperand(e ir.Expr) ast.Expr { return g.typed(e) }

// typed emits e as a name whose type is that of e. A value that is put into an interface
// has its own type to Yaegi until it is stored into a variable.
func (g *fn) typed(e ir.Expr) ast.Expr {
	x := g.expr(e)
	if !e.Type().IsIface() || !boxes(e) {
		return g.saved(e, x)
	}
	t := g.temp(g.u.rep(e.Type()))
	g.emit(assign(t, x))
	return t
}

func boxes(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Box:
		return true
	case *ir.Retype:
		return boxes(e.X)
	}
	return false
}

// equal emits == of interfaces, structs and arrays.
func (g *fn) equal(e *ir.Equal) ast.Expr {
	t := e.X.Type()
	if t.IsIface() && (isNil(e.X) || isNil(e.Y)) {
		return g.compare(&ir.Compare{Node: e.Node, Op: equality(e.Not), X: e.X, Y: e.Y})
	}
	vals := g.failing(e.Pos(), e.X, e.Y)
	return call(g.u.equality(t, e.Not), vals...)
}

func equality(not bool) token.Token {
	if not {
		return token.NEQ
	}
	return token.EQL
}

// logic emits && and ||. When the right operand needs statements of its own, or is
// more than Yaegi can branch on, it becomes an if.
func (g *fn) logic(e *ir.Logic) ast.Expr {
	x := g.cond(e.X)
	ln := g.ln
	var y ast.Expr
	before := g.nested(func() { y = g.cond(e.Y) })
	if len(before) == 0 {
		return binary(e.Op, x, y)
	}
	t := g.temp(reflect.TypeFor[bool]())
	g.emit(assign(t, x))
	then := append(before, assign(t, y))
	if e.Op == token.LAND {
		g.emit(when(t, then...))
	} else {
		st := when(t)
		st.Else = block(then)
		g.emit(st)
	}
	if ln != g.ln {
		g.anywhere()
	}
	return t
}

// cond emits a boolean in a form that Yaegi can branch on: a comparison, a
// variable, or those joined by && and ||.
func (g *fn) cond(e ir.Expr) ast.Expr {
	x := g.expr(e)
	if branchable(x) && !isConst(e) {
		return x
	}
	t := g.temp(reflect.TypeFor[bool]())
	g.emit(assign(t, x))
	return t
}

func branchable(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.BinaryExpr:
		switch x.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.LAND, token.LOR:
			return true
		}
	}
	return false
}

// indexed emits x[i] and, unless it is known to be in range, a check before it: Yaegi's
// own panic does not tell the numbers.
func (g *fn) indexed(e *ir.Index, x, i ast.Expr) ast.Expr {
	t := e.X.Type()
	if t.Kind == ir.Pointer {
		x, t = deref(x), t.Under.Elem
	}
	if t.Kind == ir.Array {
		if !g.unchecked && !isConst(e.I) {
			i = g.checkIndex(e.I, i, intLit(int(t.Under.Len)))
		}
		return index(x, i)
	}
	if !g.unchecked {
		x = g.sliceHeader(e.X, x)
		i = g.checkIndex(e.I, i, call(ident("len"), x))
	}
	return index(x, i)
}

func isConst(e ir.Expr) bool {
	_, ok := e.(*ir.Const)
	return ok
}

// sliceHeader makes x safe to be evaluated twice.
func (g *fn) sliceHeader(e ir.Expr, x ast.Expr) ast.Expr { return g.saved(e, x) }

// checkIndex emits a bounds check and returns the index as a name.
func (g *fn) checkIndex(e ir.Expr, i, length ast.Expr) ast.Expr {
	intType := reflect.TypeFor[int]()
	if g.u.rep(e.Type()) != intType {
		i = g.toInt(e, i)
	}
	if !isName(i) {
		t := g.temp(intType)
		g.emit(assign(t, i))
		i = t
	}
	bad := binary(token.GEQ, i, length)
	if !isConst(e) {
		bad = binary(token.LOR, binary(token.LSS, i, g.u.constOf(intType, zeroInt)), bad)
	}
	report := "IndexPanic"
	if e.Type().Kind.Unsigned() {
		report = "IndexPanicUint"
	}
	g.emit(when(bad, do(call(g.u.runtime(report), i, length))))
	return i
}

// sliceOf emits x[lo:hi:max] as a call, which checks the bounds.
func (g *fn) sliceOf(e *ir.SliceOf) ast.Expr {
	vals := g.failing(e.Pos(), e.X, e.Lo, e.Hi, e.Max)
	args := []ast.Expr{vals[0]}
	for i, b := range []ir.Expr{e.Lo, e.Hi, e.Max} {
		if b != nil {
			args = append(args, g.toInt(b, vals[i+1]))
		}
	}
	return call(g.u.slicer(e), args...)
}
