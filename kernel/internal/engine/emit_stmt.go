package engine

import (
	"fmt"
	"go/ast"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// stmts emits a list of statements.
func (g *fn) stmts(list []ir.Stmt) {
	for _, s := range list {
		n := len(g.busy)
		g.stmt(s)
		g.release(n)
	}
}

func (g *fn) stmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Define:
		g.define(s)
	case *ir.Assign:
		g.assignStmt(s)
	case *ir.AssignOp:
		g.assignOp(s)
	case *ir.AssignPair:
		g.assignPair(s)
	case *ir.AssignCall:
		g.assignCall(s)
	case *ir.ExprStmt:
		g.exprStmt(s.X)
	case *ir.Send:
		g.atFirst(s.Ch, s.X)
		vals := g.failing(s.Pos(), s.Ch, s.X)
		g.emit(do(call(g.u.send(s.Ch.Type()), append([]ast.Expr{ident("th")}, vals...)...)))
	case *ir.If:
		g.ifStmt(s)
	case *ir.Return:
		g.returnStmt(s)
	case *ir.GoStmt:
		g.at(s.Pos())
		g.goStmt(s)
	case *ir.Defer:
		g.at(s.Pos())
		g.deferStmt(s)
	case *ir.Show:
		g.show(s)
	case *ir.RangeCheck:
		g.rangeCheck(s)
	default:
		g.controlStmt(s)
	}
}

func (g *fn) controlStmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Block:
		t := g.target(s.Label)
		g.stmts(s.List)
		g.leaveTarget(t)
	case *ir.For:
		g.forStmt(s)
	case *ir.Range:
		g.rangeStmt(s)
	case *ir.RangeFunc:
		g.rangeFunc(s)
	case *ir.Switch:
		g.switchStmt(s)
	case *ir.Select:
		g.selectStmt(s)
	case *ir.Branch:
		g.branch(s)
	case *ir.LabelStmt:
		g.anywhere()
		g.emit(mark(g.gotoLabel(s.Label)))
	default:
		panic(unsupported(s.Pos(), fmt.Sprintf("statement %T", s)))
	}
}

// define executes a declaration.
func (g *fn) define(s *ir.Define) {
	if s.Init == nil {
		g.setVar(s.Var, nil, g.zero(s.Var.Type))
		return
	}
	g.atFirst(s.Init)
	g.setVar(s.Var, s.Init, g.expr(s.Init))
}

// setVar gives a variable that is being declared its value.
func (g *fn) setVar(v *ir.Var, e ir.Expr, val ast.Expr) {
	name := g.local(v)
	if !g.vars[v].cell {
		g.emit(assign(name, val))
		return
	}
	if e != nil && mentions(e, v) {
		val = g.saved(e, val) // v := v in a loop: the old cell is read
	}
	g.emit(assign(name, call(ident("new"), g.u.typ(v.Type))), assign(deref(name), val))
}

// mentions reports whether e reads v.
func mentions(e ir.Expr, v *ir.Var) bool {
	found := false
	ir.EachExpr(e, func(x ir.Expr) {
		switch x := x.(type) {
		case *ir.Local:
			found = found || x.Var == v
		case *ir.Closure:
			for _, c := range x.Func.Captures {
				found = found || c.Outer == v
			}
		}
	})
	return found
}

// exprStmt evaluates a call and drops its results. Yaegi finds no fault with that.
func (g *fn) exprStmt(e ir.Expr) {
	g.atFirst(e)
	x := g.expr(e)
	if x == nil {
		return
	}
	if _, ok := x.(*ast.CallExpr); ok {
		g.emit(do(x))
		return
	}
	if !isName(x) {
		g.saved(e, x)
	}
}

func (g *fn) ifStmt(s *ir.If) {
	g.atFirst(s.Cond)
	cond := g.cond(s.Cond)
	ln := g.ln
	then := g.nested(func() { g.stmts(s.Then) })
	g.ln = ln
	st := when(cond, then...)
	if len(s.Else) > 0 {
		st.Else = block(g.nested(func() { g.stmts(s.Else) }))
	}
	g.emit(st)
	g.anywhere()
}

func (g *fn) show(s *ir.Show) {
	g.atFirst(s.Values...)
	vals := g.operands(s.Values...)
	var args []ast.Expr
	for i, v := range vals {
		args = append(args, g.u.descriptor(s.Static(i)), v)
	}
	g.emit(do(call(g.u.runtime("Show"), args...)))
}

func (g *fn) localName(v *ir.Var) string {
	g.local(v)
	return g.vars[v].name
}
