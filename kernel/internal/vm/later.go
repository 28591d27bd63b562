package vm

import (
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file emits calls that are made later: deferred ones and those of new goroutines. What
// is kept of a call is a func().

// deferStmt puts a call on the list of this function, or of the one that the body of a loop
// over a function belongs to: that has captured the function's frame.
func (c *compiler) deferStmt(s *ir.Defer) {
	_, recovers := s.Call.(*ir.Recover)
	fn := c.zero('P')
	if !recovers {
		fn = c.thunk(s.Call)
	}
	c.at = s.Pos()
	if s.List == c.f.DeferList {
		c.do(func(f *frame, in *Instr) { f.push(*(*ptr)(at(f, in.b)), recovers) }, "b<p", 0, fn)
		return
	}
	list := c.variable(s.List).off
	c.do(func(f *frame, in *Instr) {
		(*(**frame)(at(f, in.c))).push(*(*ptr)(at(f, in.b)), recovers)
	}, "b<p c<p", 0, fn, list)
}

// push defers a call.
func (f *frame) push(fn ptr, recovers bool) {
	f.defers = &deferred{next: f.defers, fn: fn, recovers: recovers}
}

// goStmt starts a goroutine of the same cell.
func (c *compiler) goStmt(s *ir.GoStmt) {
	lit, ce := (*ir.Func)(nil), &Callee{sig: c.m.thunks}
	switch {
	case !isThunk(s.Call):
		lit = c.thunkFunc(s.Call)
	case isClosure(s.Call):
		lit = s.Call.(*ir.CallValue).Fn.(*ir.Closure).Func
		ce = c.m.callee(lit)
	default:
		fn := c.expr(s.Call.(*ir.CallValue).Fn, 0)
		c.at = s.Pos()
		c.do(func(f *frame, in *Instr) { f.th.startValue(*(*ptr)(at(f, in.b))) }, "b<p", 0, fn)
		return
	}
	fn, env := c.literal(lit, ce)
	c.at = s.Pos()
	c.do(func(f *frame, _ *Instr) { f.th.start(fn, env.of(f)) }, "")
	c.remark("go func "+lit.Name, nil, env.places())
}

// startValue runs a func() on a new goroutine.
func (t *thread) startValue(v ptr) {
	if v == nil {
		t.rt.Go(func() { panic(rt.NilDereference()) })
		return
	}
	t.start(t.m.thunks.target(v))
}

// start runs a function of the signature func() on a new goroutine.
func (t *thread) start(fn *Func, env ptr) {
	n := t.m.spareThread()
	n.job, n.jobEnv = fn, env
	t.rt.GoTier(n)
}

// Start implements rt.Starter.
func (t *thread) Start(r *rt.Thread) {
	t.rt, t.stop = r, r.StopFlag()
	f := t.job.take(t.caller())
	if f.env != t.jobEnv {
		f.setEnv(t.jobEnv)
	}
	t.job, t.jobEnv = nil, nil
	t.run(f)
	put(f)
	t.release()
}

// release makes t available to other goroutines; its own has no frames.
func (t *thread) release() {
	t.rt.Tier = nil
	t.rt, t.stop = nil, nil
	t.m.spare.Put(t)
}

// thunk evaluates the operands of a call and returns the slot of a func() that makes it.
func (c *compiler) thunk(e ir.Expr) int32 {
	if isThunk(e) {
		return c.expr(e.(*ir.CallValue).Fn, 0)
	}
	f := c.thunkFunc(e)
	dst := c.temp("p")
	c.closureInto(f, &Callee{sig: c.m.thunks}, dst)
	return dst
}

// isThunk reports whether e calls a func().
func isThunk(e ir.Expr) bool {
	v, ok := e.(*ir.CallValue)
	return ok && len(v.Fn.Type().Under.Params)+len(v.Fn.Type().Under.Results) == 0
}

func isClosure(e ir.Expr) bool {
	_, ok := e.(*ir.CallValue).Fn.(*ir.Closure)
	return ok
}

// thunkFunc evaluates the operands of a call and returns a literal that makes it.
func (c *compiler) thunkFunc(e ir.Expr) *ir.Func {
	th := &thunk{c: c, f: &ir.Func{
		Name: c.f.Name, Pos: e.Pos(), End: e.Pos(), Outer: c.f, Wrapper: true,
	}}
	call := th.bound(e)
	th.f.Body = []ir.Stmt{&ir.ExprStmt{At: ir.At(e.Pos()), X: call}}
	return th.f
}

// thunk makes a function literal of a call.
type thunk struct {
	c *compiler
	f *ir.Func
}

// bound is the call with captured operands.
func (th *thunk) bound(e ir.Expr) ir.Expr {
	switch e := e.(type) {
	case *ir.Call:
		return &ir.Call{Node: e.Node, Func: e.Func, Args: th.captureAll(e.Args)}
	case *ir.CallValue:
		return &ir.CallValue{Node: e.Node, Fn: th.capture(e.Fn), Args: th.captureAll(e.Args)}
	case *ir.CallIface:
		r := *e
		r.X, r.Args = th.captureIface(e.X), th.captureAll(e.Args)
		return &r
	case *ir.CallNative:
		r := *e
		if e.Recv != nil {
			r.Recv = th.captureIface(e.Recv)
		}
		r.Args = th.captureAll(e.Args)
		return &r
	case *ir.Builtin:
		return &ir.Builtin{Node: e.Node, Name: e.Name, Args: th.captureAll(e.Args)}
	}
	th.c.unsupported(e.Pos(), "a delayed %s", nodeName(e))
	return nil
}

func (th *thunk) captureAll(es []ir.Expr) []ir.Expr {
	out := make([]ir.Expr, len(es))
	for i, e := range es {
		out[i] = th.capture(e)
	}
	return out
}

// capture evaluates an operand now.
func (th *thunk) capture(e ir.Expr) ir.Expr {
	switch e.(type) {
	case *ir.Const, *ir.Zero, *ir.FuncRef:
		return e
	}
	t := e.Type()
	outer := &ir.Var{Type: t, Pos: e.Pos(), Once: true}
	inner := &ir.Var{Type: t, Pos: e.Pos(), Once: true}
	s := th.c.variable(outer)
	th.c.expr(e, s.off)
	th.f.Captures = append(th.f.Captures, ir.Capture{Outer: outer, Inner: inner})
	return &ir.Local{Node: ir.Node{At: e.Pos(), T: t}, Var: inner}
}

// captureIface captures a receiver; a nil interface has no methods to be called later.
func (th *thunk) captureIface(e ir.Expr) ir.Expr {
	if e.Type().IsIface() {
		x := th.c.expr(e, 0)
		th.c.do(func(f *frame, in *Instr) {
			if (*iface)(at(f, in.a)).tab == nil {
				nilFault(f, f.ip)
			}
		}, "a<e", x)
	}
	return th.capture(e)
}

// recoverCall is the predeclared recover.
func (c *compiler) recoverCall(e *ir.Recover, dst int32) int32 {
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) { *(*any)(at(f, in.a)) = f.th.recover(f) }, "a>e", dst)
	return dst
}
