package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file emits control flow. Yaegi's labelled continue jumps to the wrong place,
// so everything but the simplest loops is made of gotos.

// A target is what a break, continue or goto can refer to.
type target struct {
	end, next, goto_ string // labels; "" until they are needed
	native           bool   // continue of the loop that Yaegi sees as innermost will do
}

// target makes the target for a label; without a label it serves the statement alone.
func (g *fn) target(l *ir.Label) *target {
	t := &target{}
	if l != nil {
		if known := g.targets[l]; known != nil {
			return known
		}
		g.targets[l] = t
	}
	return t
}

// leaveTarget marks the place after the statement, if something breaks to it.
func (g *fn) leaveTarget(t *target) {
	if t.end != "" {
		g.emit(mark(t.end))
	}
	g.anywhere()
}

func (g *fn) label(name *string) string {
	if *name == "" {
		*name = g.name("l")
	}
	return *name
}

func (g *fn) gotoLabel(l *ir.Label) string { return g.label(&g.target(l).goto_) }

func (g *fn) branch(s *ir.Branch) {
	t := g.target(s.To)
	innermost := len(g.loops) > 0 && g.loops[len(g.loops)-1] == t
	switch s.Tok {
	case token.BREAK:
		if innermost {
			g.emit(&ast.BranchStmt{Tok: token.BREAK})
			return
		}
		g.emit(jump(g.label(&t.end)))
	case token.CONTINUE:
		if innermost && t.native {
			g.emit(&ast.BranchStmt{Tok: token.CONTINUE})
			return
		}
		g.emit(jump(g.label(&t.next)))
	case token.GOTO:
		g.emit(jump(g.gotoLabel(s.To)))
	}
}

// forStmt emits a loop. When the condition and the post statement are simple it is
// a loop of Yaegi's too:
//
//	for ; v1 < v2; v1 = v1 + 1 { body }
//
// otherwise
//
//	for { CondPre; if cond {} else { break }; body; next: copy of PerIter; Post }
func (g *fn) forStmt(s *ir.For) {
	g.at(s.Pos()) // a loop without calls in it is stopped from outside
	g.anywhere()
	t := g.target(s.Label)
	cond, post, simple := g.simpleLoop(s)
	g.loops = append(g.loops, t)
	t.native = simple
	body := g.nested(func() { g.loopBody(s, t, simple) })
	g.loops = g.loops[:len(g.loops)-1]
	loop := &ast.ForStmt{Body: block(body)}
	if simple {
		loop.Cond, loop.Post = cond, post
	}
	g.emit(loop)
	g.leaveTarget(t)
}

// simpleLoop emits the condition and the post statement if they need no more
// than an expression and a statement.
func (g *fn) simpleLoop(s *ir.For) (cond ast.Expr, post ast.Stmt, ok bool) {
	if len(s.CondPre) > 0 || len(s.PerIter) > 0 || len(s.Post) > 1 {
		return nil, nil, false
	}
	before := g.nested(func() {
		if s.Cond != nil {
			g.atFirst(s.Cond)
			cond = g.cond(s.Cond)
		}
	})
	after := g.nested(func() { g.stmts(s.Post) })
	g.anywhere()
	if len(before) > 0 || len(after) > 1 {
		return nil, nil, false
	}
	if len(after) == 1 {
		if _, plain := after[0].(*ast.AssignStmt); !plain {
			return nil, nil, false
		}
		post = after[0]
	}
	return cond, post, true
}

func (g *fn) loopBody(s *ir.For, t *target, simple bool) {
	if !simple {
		g.stmts(s.CondPre)
		if s.Cond != nil {
			g.atFirst(s.Cond)
			st := when(g.cond(s.Cond))
			st.Else = block([]ast.Stmt{&ast.BranchStmt{Tok: token.BREAK}})
			g.emit(st)
		}
	}
	g.stmts(s.Body)
	if t.next != "" {
		g.emit(mark(t.next))
	}
	if simple {
		return
	}
	g.anywhere()
	for _, v := range s.PerIter {
		g.freshCopy(v)
	}
	g.stmts(s.Post)
}

// freshCopy gives the next iteration a cell of its own.
func (g *fn) freshCopy(v *ir.Var) {
	n := len(g.busy)
	tmp := g.temp(g.varRep(v))
	g.emit(
		assign(tmp, call(ident("new"), g.u.typ(v.Type))),
		assign(deref(tmp), deref(g.local(v))),
		assign(g.local(v), tmp),
	)
	g.release(n)
}

// switchStmt emits jumps to the clauses.
func (g *fn) switchStmt(s *ir.Switch) {
	t := g.target(s.Label)
	bodies := make([]string, len(s.Clauses))
	for i, c := range s.Clauses {
		bodies[i] = g.name("l")
		for _, cond := range c.Conds {
			n := len(g.busy)
			g.atFirst(cond)
			g.emit(when(g.cond(cond), jump(bodies[i])))
			g.release(n)
		}
	}
	end := g.label(&t.end)
	if s.Default >= 0 {
		g.emit(jump(bodies[s.Default]))
	} else {
		g.emit(jump(end))
	}
	for i, c := range s.Clauses {
		g.emit(mark(bodies[i]))
		g.anywhere()
		g.stmts(c.Body)
		if !c.Fallthrough {
			g.emit(jump(end))
		}
	}
	g.leaveTarget(t)
}

// whileLoop emits `for cond { body; post }` around a body of the learner's.
func (g *fn) whileLoop(t *target, cond ast.Expr, post ast.Stmt, head func(), body []ir.Stmt) {
	g.loops = append(g.loops, t)
	t.native = true
	g.anywhere()
	list := g.nested(func() {
		head()
		g.stmts(body)
		if t.next != "" {
			g.emit(mark(t.next))
		}
	})
	g.loops = g.loops[:len(g.loops)-1]
	g.emit(&ast.ForStmt{Cond: cond, Post: post, Body: block(list)})
	g.leaveTarget(t)
}

// counter declares a loop counter, which is kept until the statement ends.
func (g *fn) counter(t reflect.Type) ast.Expr {
	c := g.temp(t)
	g.emit(assign(c, g.u.constOf(t, zeroInt)))
	return c
}

func (g *fn) increment(c ast.Expr, t reflect.Type) ast.Stmt {
	return assign(c, binary(token.ADD, c, g.u.constOf(t, oneInt)))
}
