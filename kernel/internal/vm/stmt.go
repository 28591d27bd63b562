package vm

import (
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

const lessOrEqual = token.LEQ

func (c *compiler) stmts(list []ir.Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

// stmt emits a statement; its temporaries are free afterwards.
func (c *compiler) stmt(s ir.Stmt) {
	mark := c.mark()
	defer c.release(mark)
	if s.Pos().IsValid() {
		c.at = s.Pos()
	}
	switch s := s.(type) {
	case *ir.Define:
		c.define(s)
	case *ir.Assign:
		c.assign(s)
	case *ir.AssignOp:
		c.assignOp(s)
	case *ir.AssignCall:
		c.assignCall(s)
	case *ir.ExprStmt:
		c.exprStmt(s)
	case *ir.Block:
		c.block(s)
	case *ir.If:
		c.ifStmt(s)
	case *ir.For:
		c.borrowing(s, func() { c.forStmt(s) })
	case *ir.Range:
		c.borrowing(s, func() { c.rangeStmt(s) })
	case *ir.Switch:
		c.switchStmt(s)
	case *ir.Return:
		c.returnStmt(s)
	case *ir.Branch:
		c.branchStmt(s)
	case *ir.LabelStmt:
		c.place(c.target(s.Label).here)
	case *ir.Show:
		c.show(s)
	default:
		c.moreStmt(s)
	}
}

// show hands over values, each an interface made of a value of its static type.
func (c *compiler) show(s *ir.Show) {
	places, types := make([]int32, len(s.Values)), make([]*rt.Type, len(s.Values))
	for i, v := range s.Values {
		places[i], types[i] = c.expr(v, 0), c.m.opts.Types.Of(s.Static(i))
	}
	show := c.m.opts.Show
	if show == nil {
		c.unsupported(s.Pos(), "a value to show")
	}
	c.do(func(f *frame, _ *Instr) {
		xs := make([]any, len(places))
		for i, off := range places {
			xs[i] = *(*any)(at(f, off))
		}
		show(types, xs)
	}, "")
}

func (c *compiler) define(s *ir.Define) {
	v := s.Var
	switch {
	case v.Type == nil:
		c.moreStmt(s)
	case c.sharesPlace(s):
	case v.Cell:
		// The value may refer to the variable of the iteration before.
		x := int32(0)
		if s.Init != nil {
			x = c.expr(s.Init, 0)
		}
		c.newCell(v)
		if x != 0 {
			c.store(c.varPlace(v), x)
		}
	case s.Init == nil:
		x := c.variable(v)
		c.clear(x.off, x)
	default:
		c.expr(s.Init, c.variable(v).off) // which Init cannot refer to
	}
}

// exprInto evaluates e into a variable's slot.
func (c *compiler) exprInto(e ir.Expr, v slot) {
	if scattered(e) {
		c.move(v.off, c.expr(e, 0), v)
		return
	}
	c.expr(e, v.off)
}

func (c *compiler) assign(s *ir.Assign) {
	if m, ok := s.L.(*ir.MapIndex); ok {
		c.assignMap(s, m)
		return
	}
	p := c.placeOf(s.L)
	if p.kind == inFrame && !(p.packed && narrow(p.t)) {
		sh := shapeOf(p.t)
		sh.off = p.off
		c.exprInto(s.R, sh)
		return
	}
	x := c.expr(s.R, 0)
	c.store(p, x)
}

func (c *compiler) assignOp(s *ir.AssignOp) {
	if m, ok := s.L.(*ir.MapIndex); ok {
		c.assignOpMap(s, m)
		return
	}
	p := c.placeOf(s.L)
	if p.kind != inFrame {
		p = c.resolve(p)
	}
	if c.fusedAssign(s, p) {
		return
	}
	t := s.L.Type()
	direct := p.kind == inFrame && !(p.packed && narrow(p.t))
	x := c.loadFrom(p, 0)
	dst := int32(0)
	if direct {
		dst = p.off
	}
	var r int32
	switch s.Op {
	case token.SHL, token.SHR:
		r = c.shift(s.Op, t, x, s.R, dst)
	default:
		fused := false
		if r, fused = c.fusedBinary(s.Op, t, x, s.R, dst); !fused {
			r = c.binary(s.Op, t, x, c.expr(s.R, 0), dst)
		}
	}
	if !direct {
		c.store(p, r)
	}
}

// assignCall stores the results of a call.
func (c *compiler) assignCall(s *ir.AssignCall) {
	to := make([]int32, len(s.Targets))
	var cells []int
	for i, v := range s.Targets {
		switch {
		case v == nil:
		case v.Cell:
			to[i] = c.temp(c.shape(v.Type).words)
			cells = append(cells, i)
		default:
			to[i] = c.variable(v).off
		}
	}
	c.callMulti(s.Call, to)
	for _, i := range cells {
		c.newCell(s.Targets[i])
		c.store(c.varPlace(s.Targets[i]), to[i])
	}
}

func (c *compiler) exprStmt(s *ir.ExprStmt) {
	switch e := s.X.(type) {
	case *ir.Builtin:
		c.expr(e, 0)
	default:
		if s.X.Pos().IsValid() {
			c.at = s.X.Pos()
		}
		c.callDiscard(s.X)
	}
}

func (c *compiler) target(l *ir.Label) *target {
	t := c.loops[l]
	if t == nil {
		t = &target{newLabel(), newLabel(), newLabel()}
		if l != nil {
			c.loops[l] = t
		}
	}
	return t
}

func (c *compiler) block(s *ir.Block) {
	c.stmts(s.List)
	if s.Label != nil {
		c.place(c.target(s.Label).brk)
	}
}

func (c *compiler) ifStmt(s *ir.If) {
	els, end := newLabel(), newLabel()
	c.branch(s.Cond, false, els)
	c.stmts(s.Then)
	if len(s.Else) > 0 {
		c.jump("jmp", end, 0, 0)
	}
	c.place(els)
	c.stmts(s.Else)
	c.place(end)
}

func (c *compiler) switchStmt(s *ir.Switch) {
	end := c.target(s.Label).brk
	bodies := make([]*label, len(s.Clauses))
	for i, cl := range s.Clauses {
		bodies[i] = newLabel()
		for _, cond := range cl.Conds {
			c.branch(cond, true, bodies[i])
		}
	}
	if s.Default >= 0 {
		c.jump("jmp", bodies[s.Default], 0, 0)
	} else {
		c.jump("jmp", end, 0, 0)
	}
	for i, cl := range s.Clauses {
		c.place(bodies[i])
		c.stmts(cl.Body)
		if cl.Fallthrough && i+1 < len(s.Clauses) {
			continue
		}
		if i+1 < len(s.Clauses) {
			c.jump("jmp", end, 0, 0)
		}
	}
	c.place(end)
}

func (c *compiler) branchStmt(s *ir.Branch) {
	t := c.target(s.To)
	switch s.Tok {
	case token.BREAK:
		c.jump("jmp", t.brk, 0, 0)
	case token.CONTINUE:
		c.jump("jmp", t.cont, 0, 0)
	default:
		c.jump("jmp", t.here, 0, 0)
	}
}

// returnStmt sets the results, all at once, and returns.
func (c *compiler) returnStmt(s *ir.Return) {
	rs := c.f.Results
	switch {
	case len(s.Values) == 0:
	case len(s.Values) == 1 && len(rs) != 1:
		c.returnCall(s.Values[0])
	case len(s.Values) == 1 && !rs[0].Cell && !c.f.HasDefer && c.sig.single() != 0:
		x := c.expr(s.Values[0], 0)
		c.emit(c.retOp(), 0, c.resultOffset(), x, 0)
		return
	default:
		values := make([]int32, len(rs))
		for i, v := range s.Values {
			values[i] = c.expr(v, 0)
			if len(rs) > 1 {
				values[i] = c.settledCopy(v, values[i])
			}
		}
		for i, r := range rs {
			c.store(c.varPlace(r), values[i])
		}
	}
	c.leave()
}

// settledCopy keeps the value of a result variable that another result is stored in.
func (c *compiler) settledCopy(e ir.Expr, at int32) int32 {
	if at >= c.sig.end || at < headerSize {
		return at
	}
	s := c.shape(e.Type())
	t := c.temp(s.words)
	c.move(t, at, s)
	return t
}

func (c *compiler) returnCall(e ir.Expr) {
	to := make([]int32, len(c.f.Results))
	for i := range to {
		to[i] = c.temp(c.sig.out[i].words)
	}
	c.callMulti(e, to)
	for i, r := range c.f.Results {
		c.store(c.varPlace(r), to[i])
	}
}
