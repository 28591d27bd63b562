package vm

import (
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has loops over functions. The body is a literal: when the iterator function is one
// of ours, a step is a call and a return in the same loop of the machine.

// rangeFunc calls the iterator function with the body; After acts on how the body was left.
func (c *compiler) rangeFunc(s *ir.RangeFunc) {
	c.passDefers(s.Body)
	call := ir.Expr(&ir.CallValue{Node: ir.Node{At: s.Pos()}, Fn: s.Fn, Args: []ir.Expr{s.Body}})
	if f, ok := s.Fn.(*ir.FuncRef); ok {
		call = &ir.Call{Node: ir.Node{At: s.Pos()}, Func: f.Func, Args: []ir.Expr{s.Body}}
	}
	c.at = s.Pos()
	c.callDiscard(call)
	c.stmts(s.After)
}

// passDefers lets a body that defers know the frame whose list its calls go to.
func (c *compiler) passDefers(body *ir.Closure) {
	for _, x := range body.Func.Captures {
		if x.Outer != nil && x.Outer == c.f.DeferList {
			list := c.variable(x.Outer).off
			c.do(func(f *frame, in *Instr) { *(**frame)(at(f, in.a)) = f }, "a>p", list)
		}
	}
}

// rangeCheck takes the loop's state one step further.
func (c *compiler) rangeCheck(s *ir.RangeCheck) {
	state := c.varPlace(s.State)
	c.at = s.Pos()
	switch s.Op {
	case ir.RangeNext:
		c.store(state, c.word(rt.LoopReady))
	case ir.RangeStop:
		c.store(state, c.word(rt.LoopDone))
	case ir.RangeEnter:
		if state.kind == inMem {
			c.ins("enterBody", 0, state.base, 0)
			return
		}
		c.checkState(state, s.Op)
	default:
		c.checkState(state, s.Op)
	}
}

// checkState is a step that may find something wrong.
func (c *compiler) checkState(state place, op ir.RangeOp) {
	x := c.temp("w")
	c.loadTo(state, x)
	c.do(func(f *frame, in *Instr) { rt.RangeCheck((*int)(at(f, in.a)), int(op)) }, "a>w", x)
	c.store(state, x)
}

// enterFault panics because the body of a loop is called when it must not be.
//
//go:noinline
func enterFault(f *frame, ip *Instr, state *int64) {
	f.ip = ip
	f.th.cur = f
	rt.RangeCheck((*int)(ptr(state)), int(ir.RangeEnter))
}

// rangeChan receives until the channel is closed.
func (c *compiler) rangeChan(s *ir.Range) {
	ch := c.expr(s.X, 0)
	r := c.channelOf(s.X.Type())
	v, ok := c.temp(r.elem.words), c.temp("w")
	t := c.target(s.Label)
	c.place(t.cont)
	c.at = s.Pos()
	r.emit(c, ch, v, ok)
	c.jump("jF", t.brk, ok, 0)
	if s.Key != nil {
		c.defineFrom(s.Key, v)
	}
	c.stmts(s.Body)
	c.at = s.Pos()
	c.jump("jmp", t.cont, 0, 0)
	c.place(t.brk)
}
