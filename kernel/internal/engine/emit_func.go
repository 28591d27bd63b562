package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file emits functions. A function of ours becomes a top-level function of Yaegi:
//
//	func f12(th *rt.Thread, v0 int) int {
//		goto start               // Yaegi sets up variables when it calls; this skips
//		var k, v1 int            // executing their declarations once more
//		var ln token.Pos
//	start:
//		k = Enter(th, I7, &ln)
//		ln = 42
//		v1 = f13(th, v0)
//		...
//	out:
//		th.Top = k
//		return v1
//	}
//
// One that can neither panic nor call has no frame: no th, no Enter, no Leave.
//
// A function literal becomes the maker of a closure, whose parameters are what it
// captures. It does not know who calls it, so it asks for the thread:
//
//	func lit8(c2 *int) func(int) int {
//		return func(v0 int) int {
//			th, k = EnterHere(I8, &ln)
//			...
//			th.Top = k
//		}
//	}

// code is how a function can be called.
type code struct {
	name   string
	framed bool // takes the thread as its first parameter
}

// fn emits one function.
type fn struct {
	u      *unit
	ir     *ir.Func
	framed bool
	lifted bool // the body is a closure of its own, run by the list of deferred calls
	inner  bool // this is that closure

	vars     map[*ir.Var]variable
	assigned map[*ir.Var]bool // assigned to other than by their declaration
	out      *[]ast.Stmt
	decls    []ast.Stmt
	free     map[reflect.Type][]string // temporaries to use again
	busy     []temp                    // temporaries in use, by age
	targets  map[*ir.Label]*target
	loops    []*target               // the For statements of Yaegi around, innermost last
	nils     map[reflect.Type]string // variables that stay nil
	names    int
	ln       token.Pos // position last noted, NoPos if not known
	exits    bool      // label out is used

	unchecked bool // bounds have been checked already
}

// function emits f and everything it needs.
func (u *unit) function(f *ir.Func) {
	c := u.codes[f]
	g := u.newFn(f)
	params := g.threadParam()
	for _, p := range f.Params {
		params = append(params, g.param(p, u.typ(p.Type)))
	}
	body := g.body()
	u.declare(c.name, signature(params, u.results(f)), body)
}

// closure emits the maker of a function literal and returns its name.
func (u *unit) closure(f *ir.Func) string {
	g := u.newFn(f)
	captured := g.captures()
	var params []*ast.Field
	for _, p := range f.Params {
		params = append(params, g.param(p, u.typ(p.Type)))
	}
	body := g.body()
	lit := &ast.FuncLit{Type: signature(params, u.results(f)), Body: block(body)}
	name := u.e.fresh("lit")
	u.declare(name, signature(captured, []ast.Expr{u.typ(f.Sig)}), []ast.Stmt{returns(lit)})
	return name
}

func (u *unit) newFn(f *ir.Func) *fn {
	return &fn{
		u: u, ir: f, framed: framed(f), lifted: f.HasDefer,
		vars: map[*ir.Var]variable{}, assigned: assignedIn(f.Body),
		free: map[reflect.Type][]string{}, targets: map[*ir.Label]*target{}, nils: map[reflect.Type]string{},
		out: new([]ast.Stmt),
	}
}

func (u *unit) results(f *ir.Func) []ast.Expr {
	var ts []ast.Expr
	for _, r := range f.Results {
		ts = append(ts, u.typ(r.Type))
	}
	return ts
}

func (g *fn) threadParam() []*ast.Field {
	if !g.framed {
		return nil
	}
	return []*ast.Field{param("th", g.u.goType(threadType))}
}

// captures declares what a literal captures, for the parameters of its maker.
func (g *fn) captures() []*ast.Field {
	var fields []*ast.Field
	for _, c := range g.ir.Captures {
		name := g.name("c")
		g.vars[c.Inner] = variable{name, c.Inner.Cell}
		fields = append(fields, param(name, g.varType(c.Inner)))
	}
	return fields
}

// param declares a parameter. One that is a cell is moved into it at the start.
func (g *fn) param(v *ir.Var, t ast.Expr) *ast.Field {
	name := g.name("p")
	if v.Cell {
		cell := g.local(v)
		g.emit(assign(cell, call(ident("new"), t)), assign(deref(cell), ident(name)))
	} else {
		g.vars[v] = variable{name: name}
	}
	return param(name, t)
}

// body emits the body; g.out holds what the parameters need at the start.
func (g *fn) body() []ast.Stmt {
	g.prologue()
	if g.lifted {
		g.liftedBody()
	} else {
		g.resultVars()
		g.stmts(g.ir.Body)
	}
	g.epilogue()
	return append(g.head(), *g.out...)
}

func (g *fn) prologue() {
	if !g.framed {
		return
	}
	start := *g.out
	g.out = new([]ast.Stmt)
	k := g.hidden("k", intType)
	at := unary(token.AND, g.hidden("ln", posType))
	info := g.u.funcInfo(g.ir)
	if g.ir.Outer != nil {
		th := g.hidden("th", threadType)
		g.emit(assignAll([]ast.Expr{th, k}, call(g.u.runtime("EnterHere"), info, at)))
	} else {
		g.emit(assign(k, call(g.u.runtime("Enter"), ident("th"), info, at)))
	}
	g.emit(start...)
}

// resultVars declares the result variables. Without a frame or names, a Return
// returns its values directly.
func (g *fn) resultVars() {
	for _, r := range g.ir.Results {
		v := g.local(r)
		if r.Cell {
			g.emit(assign(v, call(ident("new"), g.u.typ(r.Type))))
		}
	}
}

func (g *fn) epilogue() {
	if g.exits {
		g.emit(mark("out"))
	}
	if g.framed {
		g.leave()
	}
	g.emit(returns(g.resultValues()...))
}

// leave leaves the frame. Compiled code may have called a literal on a goroutine of its
// own, which the runtime has to forget then; that costs a call.
func (g *fn) leave() {
	leave := assign(field(ident("th"), "Top"), ident("k"))
	if g.ir.Outer == nil {
		g.emit(leave)
		return
	}
	first := binary(token.EQL, ident("k"), g.u.constInt(0))
	st := when(first, do(call(g.u.runtime("Leave"), ident("th"), ident("k"))))
	st.Else = block([]ast.Stmt{leave})
	g.emit(st)
}

func (g *fn) resultValues() []ast.Expr {
	var vals []ast.Expr
	for _, r := range g.ir.Results {
		vals = append(vals, g.read(r))
	}
	return vals
}
