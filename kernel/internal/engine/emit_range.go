package engine

import (
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// rangeStmt emits a range loop as a counting loop, as Yaegi's own range over a map,
// or as a loop of receives.
func (g *fn) rangeStmt(s *ir.Range) {
	t := s.X.Type()
	if t.Kind == ir.Pointer {
		t = t.Under.Elem
	}
	switch t.Kind {
	case ir.Slice, ir.Array:
		g.rangeSlice(s, t)
	case ir.String:
		g.rangeString(s)
	case ir.Map:
		g.rangeMap(s)
	case ir.Chan:
		g.rangeChan(s)
	default:
		g.rangeInt(s)
	}
}

func (g *fn) rangeInt(s *ir.Range) {
	t := g.u.rep(s.X.Type())
	n := g.stable(s.X)
	c := g.counter(t)
	g.whileLoop(g.target(s.Label), binary(token.LSS, c, n), g.increment(c, t), func() { g.iteration(s.Key, c) }, s.Body)
}

// iteration declares a variable of an iteration. One that nothing assigns to can be the
// loop's own counter.
func (g *fn) iteration(v *ir.Var, val ast.Expr) {
	if v == nil {
		return
	}
	if name, ok := val.(*ast.Ident); ok && !v.Cell && !g.assigned[v] {
		g.vars[v] = variable{name: name.Name}
		return
	}
	g.setVar(v, nil, val)
}

func (g *fn) rangeSlice(s *ir.Range, t *ir.Type) {
	intType := reflect.TypeFor[int]()
	var n ast.Expr
	x := g.expr(s.X)
	if t.Kind == ir.Array {
		n = g.u.constInt(t.Under.Len)
		if s.X.Type().Kind == ir.Pointer {
			x = g.saved(s.X, x)
		}
	} else {
		x = g.saved(s.X, x)
		n = g.temp(intType)
		g.emit(assign(n, call(ident("len"), x)))
	}
	c := g.counter(intType)
	g.whileLoop(g.target(s.Label), binary(token.LSS, c, n), g.increment(c, intType), func() {
		g.iteration(s.Key, c)
		if s.Value == nil {
			return
		}
		if s.X.Type().Kind == ir.Pointer {
			g.at(s.Pos())
			g.iteration(s.Value, index(deref(x), c))
			return
		}
		g.iteration(s.Value, index(x, c))
	}, s.Body)
}

// rangeString decodes the string once, at the start.
func (g *fn) rangeString(s *ir.Range) {
	intType := reflect.TypeFor[int]()
	at, runes := g.temp(reflect.TypeFor[[]int]()), g.temp(reflect.TypeFor[[]rune]())
	n := g.temp(intType)
	g.emit(
		assignAll([]ast.Expr{at, runes}, call(g.u.runtime("Runes"), g.expr(s.X))),
		assign(n, call(ident("len"), at)),
	)
	c := g.counter(intType)
	g.whileLoop(g.target(s.Label), binary(token.LSS, c, n), g.increment(c, intType), func() {
		g.iteration(s.Key, index(at, c))
		g.iteration(s.Value, index(runes, c))
	}, s.Body)
}

// rangeMap uses Yaegi's range, which is reflect's iterator. Where the values are
// channels Yaegi would receive from them, so they are looked up.
func (g *fn) rangeMap(s *ir.Range) {
	t := g.target(s.Label)
	x := g.stable(s.X)
	key, val := g.name("m"), g.name("m")
	loop := &ast.RangeStmt{Key: ident(key), Tok: token.DEFINE, X: x}
	value := ast.Expr(ident(val))
	switch {
	case s.Value == nil:
	case s.X.Type().Under.Elem.Kind == ir.Chan:
		value = index(x, ident(key))
	default:
		loop.Value = ident(val)
	}
	g.loops = append(g.loops, t)
	g.anywhere()
	loop.Body = block(g.nested(func() {
		g.iteration(s.Key, ident(key))
		g.iteration(s.Value, value)
		g.stmts(s.Body)
		if t.next != "" {
			g.emit(mark(t.next))
		}
	}))
	g.loops = g.loops[:len(g.loops)-1]
	g.emit(loop)
	g.leaveTarget(t)
}

// rangeChan emits
//
//	for { v, ok = recv(ch); if ok {} else { break }; body }
func (g *fn) rangeChan(s *ir.Range) {
	t := g.target(s.Label)
	ch := g.stable(s.X)
	v, ok := g.temp(g.u.rep(s.X.Type().Under.Elem)), g.temp(reflect.TypeFor[bool]())
	g.whileLoop(t, nil, nil, func() {
		g.at(s.Pos())
		g.emit(assignAll([]ast.Expr{v, ok}, call(g.u.receive(s.X.Type(), true), ident("th"), ch)))
		st := when(ok)
		st.Else = block([]ast.Stmt{&ast.BranchStmt{Tok: token.BREAK}})
		g.emit(st)
		g.iteration(s.Key, v)
	}, s.Body)
}

// rangeFunc calls the iterator function with the body; what comes after acts on
// how the body was left.
func (g *fn) rangeFunc(s *ir.RangeFunc) {
	g.atFirst(s.Fn)
	if f, ok := s.Fn.(*ir.FuncRef); ok {
		g.exprStmt(&ir.Call{Node: ir.Node{At: s.Pos()}, Func: f.Func, Args: []ir.Expr{s.Body}})
	} else {
		fun := g.stable(s.Fn)
		body := g.closure(s.Body)
		g.at(s.Pos())
		g.emit(do(call(fun, body)))
	}
	g.stmts(s.After)
}

// rangeCheck takes the loop's state one step further; only what may find something wrong
// is a call.
func (g *fn) rangeCheck(s *ir.RangeCheck) {
	state := g.read(s.State)
	check := do(call(g.u.runtime("RangeCheck"), ident(g.localName(s.State)), intLit(int(s.Op))))
	ready, running, done := g.u.constInt(rt.LoopReady), g.u.constInt(rt.LoopRunning), g.u.constInt(rt.LoopDone)
	switch s.Op {
	case ir.RangeEnter:
		g.at(s.Pos())
		st := when(binary(token.EQL, state, ready), assign(state, running))
		st.Else = block([]ast.Stmt{check})
		g.emit(st)
	case ir.RangeNext:
		g.emit(assign(state, ready))
	case ir.RangeStop:
		g.emit(assign(state, done))
	default:
		g.at(s.Pos())
		g.emit(check)
	}
}

// selectStmt emits a call that chooses a case and a jump to its body.
func (g *fn) selectStmt(s *ir.Select) {
	t := g.target(s.Label)
	chosen, val, ok := g.temp(reflect.TypeFor[int]()), g.temp(reflect.TypeFor[any]()), g.temp(reflect.TypeFor[bool]())
	args, dflt := g.selectCases(s)
	g.at(s.Pos())
	choose := g.u.runtime("Select")
	if dflt >= 0 {
		choose = g.u.runtime("TrySelect")
	}
	args = append([]ast.Expr{ident("th")}, args...)
	g.emit(assignAll([]ast.Expr{chosen, val, ok}, call(choose, args...)))
	bodies := g.selectJumps(s, chosen, dflt)
	end := g.label(&t.end)
	for i, c := range s.Cases {
		g.emit(mark(bodies[i]))
		g.anywhere()
		g.received(&c, val, ok)
		g.stmts(c.Body)
		g.emit(jump(end))
	}
	g.leaveTarget(t)
}

// selectCases emits the channels and values, in order, and finds the default case.
func (g *fn) selectCases(s *ir.Select) (args []ast.Expr, dflt int) {
	dflt = -1
	var es []ir.Expr
	for i, c := range s.Cases {
		if c.Ch == nil {
			dflt = i
			continue
		}
		es = append(es, c.Ch, c.Send)
	}
	g.atFirst(es...)
	vals := g.operands(es...)
	for i := 0; i < len(es); i += 2 {
		maker := g.u.selectCase(es[i].Type(), es[i+1] != nil)
		parts := vals[i : i+1]
		if es[i+1] != nil {
			parts = vals[i : i+2]
		}
		args = append(args, call(maker, parts...))
	}
	return args, dflt
}

// selectJumps emits the jumps; Select counts the cases without the default one.
func (g *fn) selectJumps(s *ir.Select, chosen ast.Expr, dflt int) []string {
	bodies := make([]string, len(s.Cases))
	n := 0
	for i := range s.Cases {
		bodies[i] = g.name("l")
		if i != dflt {
			g.emit(when(binary(token.EQL, chosen, g.u.constInt(int64(n))), jump(bodies[i])))
			n++
		}
	}
	if dflt >= 0 {
		g.emit(jump(bodies[dflt]))
	}
	return bodies
}

// received moves what was received to the variables of a case.
func (g *fn) received(c *ir.SelectCase, val, ok ast.Expr) {
	if c.Value != nil {
		g.setVar(c.Value, nil, call(g.u.fromAny(g.u.rep(c.Ch.Type().Under.Elem)), val))
	}
	if c.OK != nil {
		g.setVar(c.OK, nil, ok)
	}
}
