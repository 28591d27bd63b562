package vm

import (
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file has the loops. They test at the bottom: a step costs one branch.

func (c *compiler) forStmt(s *ir.For) {
	t := c.target(s.Label)
	top, test := newLabel(), newLabel()
	if i, limit, ok := c.counted(s); ok {
		c.branch(s.Cond, false, t.brk)
		c.place(top)
		c.stmts(s.Body)
		c.arrive(t.cont)
		c.at = s.Pos()
		c.jump("loopI", top, i, limit)
		c.place(t.brk)
		return
	}
	twice := c.cheap(s)
	if twice {
		c.branch(s.Cond, false, t.brk)
	} else if s.Cond != nil || len(s.CondPre) > 0 {
		c.jump("jmp", test, 0, 0)
	}
	c.place(top)
	c.stmts(s.Body)
	c.arrive(t.cont)
	for _, v := range s.PerIter {
		c.copyCell(v)
	}
	c.stmts(s.Post)
	if !twice {
		c.place(test)
	}
	c.stmts(s.CondPre)
	c.at = s.Pos()
	if s.Cond == nil {
		c.jump("jmp", top, 0, 0)
	} else {
		c.branch(s.Cond, true, top)
	}
	c.place(t.brk)
}

// cheap reports whether the condition is a comparison of words in the frame, which may as
// well be emitted twice, before the loop and at its end.
func (c *compiler) cheap(s *ir.For) bool {
	cond, ok := s.Cond.(*ir.Compare)
	if !ok || len(s.CondPre) > 0 || !cond.X.Type().Kind.Integer() {
		return false
	}
	_, x := c.word1(cond.X)
	_, y := c.word1(cond.Y)
	return x && y
}

// counted recognises `i++` with `i < limit` for words in the frame: both are then the
// operands of one instruction.
func (c *compiler) counted(s *ir.For) (i, limit int32, ok bool) {
	cond, isCompare := s.Cond.(*ir.Compare)
	if !isCompare || cond.Op != token.LSS || len(s.CondPre) > 0 || len(s.PerIter) > 0 || len(s.Post) != 1 {
		return 0, 0, false
	}
	inc, isInc := s.Post[0].(*ir.AssignOp)
	if !isInc || inc.Op != token.ADD {
		return 0, 0, false
	}
	at, inSlot := c.slotOf(inc.L)
	one, isOne := constInt(inc.R)
	if !inSlot || !sameVariable(cond.X, inc.L) || !isOne || one != 1 {
		return 0, 0, false
	}
	if k := inc.L.Type().Kind; k != ir.Int && k != ir.Int64 {
		return 0, 0, false
	}
	limit, ok = c.word1(cond.Y)
	return at, limit, ok
}

// word1 is the place of an expression that is one word of the frame, for as long as the
// function runs.
func (c *compiler) word1(e ir.Expr) (int32, bool) {
	switch e := e.(type) {
	case *ir.Const:
		return c.constantOf(e), true
	case *ir.Local, *ir.GlobalRef:
		return c.slotOf(e)
	case *ir.Builtin:
		if e.Name != "len" {
			return 0, false
		}
		if at, ok := c.slotOf(e.Args[0]); ok {
			k := e.Args[0].Type().Kind
			return at + wordSize, k == ir.Slice || k == ir.String
		}
	}
	return 0, false
}

// copyCell gives the next iteration a cell of its own.
func (c *compiler) copyCell(v *ir.Var) {
	mark := c.mark()
	defer c.release(mark)
	x := c.temp(c.shape(v.Type).words)
	c.loadTo(c.varPlace(v), x)
	c.newCell(v)
	c.store(c.varPlace(v), x)
}

// rangeStmt emits loops over integers, slices, arrays and strings. The index is a hidden word.
func (c *compiler) rangeStmt(s *ir.Range) {
	switch k := s.X.Type().Kind; {
	case k.Integer():
		c.rangeInt(s)
	case k == ir.Slice:
		x := c.expr(s.X, 0)
		c.rangeIndex(s, x+wordSize, func(i int32) place {
			return place{kind: inSlice, base: x, idx: i, t: c.rep(s.X.Type()).Elem()}
		})
	case k == ir.Array:
		p := c.placeOf(s.X)
		c.rangeIndex(s, c.word(s.X.Type().Under.Len), func(i int32) place {
			return place{kind: inArray, outer: &p, idx: i, t: p.t.Elem()}
		})
	case k == ir.Pointer:
		p := place{kind: inMem, base: c.expr(s.X, 0), t: c.rep(s.X.Type()).Elem()}
		c.rangeIndex(s, c.word(s.X.Type().Under.Elem.Under.Len), func(i int32) place {
			return place{kind: inArray, outer: &p, idx: i, t: p.t.Elem()}
		})
	case k == ir.String:
		c.rangeString(s)
	default:
		c.rangeOther(s)
	}
}

// counter is the place of the counter of a loop: that of the key, if nothing assigns to it.
func (c *compiler) counter(s *ir.Range) int32 {
	if s.Key != nil && !s.Key.Cell && s.Key.Once {
		return c.variable(s.Key).off
	}
	return c.temp("w")
}

// rangeInt ranges over 0..n-1.
func (c *compiler) rangeInt(s *ir.Range) {
	n, i := c.expr(s.X, 0), c.counter(s)
	t := c.target(s.Label)
	less, _ := comparison(token.LSS, s.X.Type().Kind)
	top := newLabel()
	c.ins("movW", i, c.word(0), 0)
	c.jump("j"+notLess(less), t.brk, n, i)
	c.place(top)
	if s.Key != nil && i != c.vars[s.Key].off {
		c.defineFrom(s.Key, i)
	}
	c.stmts(s.Body)
	c.place(t.cont)
	c.at = s.Pos()
	if less == "ltU" {
		c.ins("addI", i, i, c.word(1))
		c.jump("jltU", top, i, n)
	} else {
		c.jump("loopI", top, i, n)
	}
	c.place(t.brk)
}

// notLess is the instruction name for y <= x, given that for x < y.
func notLess(less string) string { return "le" + less[2:] }

// rangeIndex ranges over the elements of something of n elements.
func (c *compiler) rangeIndex(s *ir.Range, n int32, element func(i int32) place) {
	i, limit := c.counter(s), c.temp("w")
	t, top := c.target(s.Label), newLabel()
	c.ins("movW", i, c.word(0), 0)
	c.ins("movW", limit, n, 0)
	c.jump("jleI", t.brk, limit, i)
	c.place(top)
	if s.Key != nil && i != c.vars[s.Key].off {
		c.defineFrom(s.Key, i)
	}
	if s.Value != nil {
		c.defineElement(s.Value, element(i))
	}
	c.stmts(s.Body)
	c.place(t.cont)
	c.at = s.Pos()
	c.jump("loopI", top, i, limit)
	c.place(t.brk)
}

// defineFrom declares a variable with the value in a slot.
func (c *compiler) defineFrom(v *ir.Var, x int32) {
	if v.Cell {
		c.newCell(v)
	}
	c.store(c.varPlace(v), x)
}

func (c *compiler) defineElement(v *ir.Var, p place) {
	mark := c.mark()
	defer c.release(mark)
	if !v.Cell {
		c.loadTo(p, c.variable(v).off)
		return
	}
	x := c.temp(c.shape(v.Type).words)
	c.loadTo(p, x)
	c.defineFrom(v, x)
}

func (c *compiler) rangeString(s *ir.Range) {
	str := c.expr(s.X, 0)
	i, r, after := c.temp("w"), c.temp("w"), c.temp("w")
	t, top, test := c.target(s.Label), newLabel(), newLabel()
	c.ins("movW", i, c.word(0), 0)
	c.jump("jmp", test, 0, 0)
	c.place(top)
	c.do(func(f *frame, in *Instr) {
		s, i := *(*string)(at(f, in.b)), *(*int)(at(f, in.c))
		r, n := decodeRune(s[i:])
		*(*int64)(at(f, in.a)) = int64(r)
		*(*int64)(at(f, after)) = int64(i + n)
	}, "a>w b<s c<w", r, str, i)
	if s.Key != nil {
		c.defineFrom(s.Key, i)
	}
	if s.Value != nil {
		c.defineFrom(s.Value, r)
	}
	c.stmts(s.Body)
	c.place(t.cont)
	c.ins("movW", i, after, 0)
	c.place(test)
	c.jump("jltI", top, i, str+wordSize)
	c.place(t.brk)
}
