package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file emits functions that defer. Yaegi's own defer evaluates operands late,
// forgets calls and cannot tell who recovers, so the body becomes a closure that
// rt.DeferList runs. The results live in cells, which deferred calls can change:
//
//	func f12(th *rt.Thread, p1 int) int {
//		...
//		v2 = new(int)
//		v3 = NewDefers(th, k)
//		Run(v3, body13(th, k, v2, v3, p1))
//		th.Top = k
//		return *v2
//	}

// liftedBody emits the body as a closure and the call that runs it.
func (g *fn) liftedBody() {
	for _, r := range g.ir.Results {
		name := g.name("v")
		g.vars[r] = variable{name, true}
		pointer := g.hidden(name, reflect.PointerTo(g.u.rep(r.Type)))
		g.emit(assign(pointer, call(ident("new"), g.u.typ(r.Type))))
	}
	list := g.local(g.ir.DeferList)
	g.emit(assign(list, call(g.u.runtime("NewDefers"), ident("th"), ident("k"))))
	maker, args := g.lift()
	g.emit(do(call(g.u.runtime("RunDefers"), list, call(ident(maker), args...))))
}

// lift emits the maker of the body and returns its name and arguments.
func (g *fn) lift() (string, []ast.Expr) {
	h := g.u.newFn(g.ir)
	h.inner, h.lifted = true, false
	fields := []*ast.Field{param("th", g.u.goType(threadType)), param("k", g.u.goType(intType))}
	args := []ast.Expr{ident("th"), ident("k")}
	pass := func(v *ir.Var, t ast.Expr) string {
		name := h.name("c")
		fields = append(fields, param(name, t))
		args = append(args, ident(g.vars[v].name))
		return name
	}
	for _, r := range g.ir.Results {
		h.vars[r] = variable{pass(r, g.u.goType(reflect.PointerTo(g.u.rep(r.Type)))), true}
	}
	h.vars[g.ir.DeferList] = variable{name: pass(g.ir.DeferList, g.varType(g.ir.DeferList))}
	for _, c := range g.ir.Captures {
		h.vars[c.Inner] = variable{pass(c.Inner, g.varType(c.Inner)), c.Inner.Cell}
	}
	for _, p := range g.ir.Params {
		h.passed(p, pass(p, g.varType(p)))
	}
	at := unary(token.AND, h.hidden("ln", posType))
	h.emit(do(call(g.u.runtime("Relocate"), ident("th"), at)))
	h.stmts(g.ir.Body)
	lit := &ast.FuncLit{Type: signature(nil, nil), Body: block(append(h.head(), *h.out...))}
	name := g.u.e.fresh("body")
	thunk := g.u.goType(thunkType)
	g.u.declare(name, signature(fields, []ast.Expr{thunk}), []ast.Stmt{returns(lit)})
	return name, args
}

// passed makes a parameter known inside the lifted body. One that is assigned
// to is copied, so that nothing writes to variables of the maker.
func (h *fn) passed(p *ir.Var, name string) {
	if p.Cell || !h.assigned[p] {
		h.vars[p] = variable{name, p.Cell}
		return
	}
	h.emit(assign(h.local(p), ident(name)))
}

// deferStmt pushes a call on a list.
func (g *fn) deferStmt(s *ir.Defer) {
	g.emit(do(call(g.u.runtime("Defer"), g.local(s.List), g.thunk(s.Call))))
}

// goStmt starts a goroutine, which belongs to the same cell.
func (g *fn) goStmt(s *ir.GoStmt) {
	g.emit(do(call(g.u.runtime("Go"), ident("th"), g.thunk(s.Call))))
}
