package vm

import (
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file chooses instructions that do several operations in one.

// fusedBinary emits x + y*z, x - y*z and x + y&z, of which x is evaluated already.
func (c *compiler) fusedBinary(op token.Token, t *ir.Type, x int32, right ir.Expr, dst int32) (int32, bool) {
	inner, ok := right.(*ir.Binary)
	k := t.Kind
	wide := k == ir.Float64 || k.Integer() && bits(k) == ""
	if !ok || !wide || op != token.ADD && op != token.SUB {
		return 0, false
	}
	name := map[token.Token]string{token.ADD: "add", token.SUB: "sub"}[op]
	switch {
	case inner.Op == token.MUL && k == ir.Float64:
		name += "MulF"
	case inner.Op == token.MUL:
		name += "MulI"
	case inner.Op == token.AND && op == token.ADD:
		name += "AndI"
	default:
		return 0, false
	}
	y, z := c.expr(inner.X, 0), c.expr(inner.Y, 0)
	dst = c.want(dst, t)
	c.emit(c.op(name), c.inWords(z), dst, x, y)
	return dst, true
}

// fusedAssign emits p += r and p -= r for numbers of eight bytes in memory.
func (c *compiler) fusedAssign(s *ir.AssignOp, p place) bool {
	if s.Op != token.ADD && s.Op != token.SUB || p.t.Size() != 8 || p.kind == inFrame || p.outer != nil {
		return false
	}
	name := map[token.Token]string{token.ADD: "add", token.SUB: "sub"}[s.Op]
	switch k := p.t.Kind(); {
	case k == reflect.Float64:
		name += "F"
	case k >= reflect.Int && k <= reflect.Uintptr:
		name += "I"
	default:
		return false
	}
	r := c.expr(s.R, 0)
	if s.Pos().IsValid() {
		c.at = s.Pos()
	}
	if p.kind == inSlice {
		c.noteIndex(p)
		c.ins("elem"+name, r, p.base, p.idx)
	} else {
		c.ins("mem"+name, r, p.base, p.off)
	}
	return true
}

// indexedTwice emits a[i][j] for slices of slices of words.
func (c *compiler) indexedTwice(e *ir.Index, dst int32) (int32, bool) {
	outer, ok := e.X.(*ir.Index)
	if !ok || e.X.Type().Kind != ir.Slice || outer.X.Type().Kind != ir.Slice {
		return 0, false
	}
	t := c.rep(e.T)
	if shapeOf(t).class != 'W' || t.Size() != 8 || e.I.Type().Kind.Unsigned() || outer.I.Type().Kind.Unsigned() {
		return 0, false
	}
	if !settled(e.I) {
		return 0, false // a[i] comes before what j may do
	}
	s, i, j := c.expr(outer.X, 0), c.index(outer.I), c.index(e.I)
	dst = c.want(dst, e.T)
	c.emit(c.op("ldxx64"), c.inWords(j), dst, s, i)
	return dst, true
}

// settled reports whether e has no effects and cannot fail.
func settled(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Const:
		return true
	case *ir.Local:
		return !e.Var.Cell
	case *ir.Binary:
		return e.Op != token.QUO && e.Op != token.REM && settled(e.X) && settled(e.Y)
	}
	return false
}

// fuseStep replaces `x += step` and the branch backwards while x is below a limit.
func (b *builder) fuseStep(op string, l *label, y, z int32) bool {
	name := map[string]string{"jltI": "stepLtI", "jleI": "stepLeI"}[op]
	n := len(b.code) - 1
	if name == "" || n < b.barrier {
		return false
	}
	last := b.code[n]
	if last.op != opAddI || last.a != last.b || last.a != y || last.c == z {
		return false
	}
	b.code = b.code[:n]
	for len(b.lines) > 0 && int(b.lines[len(b.lines)-1].ip) >= n {
		b.lines = b.lines[:len(b.lines)-1]
	}
	b.emit(b.op(name), b.inWords(last.c), int32((l.at-n-1)*instrSize), y, z)
	return true
}
