package vm

import (
	"reflect"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file is where node families that are not in the machine yet end up.

func decodeRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// more emits the expressions of the other families.
func (c *compiler) more(e ir.Expr, dst int32) int32 {
	switch e := e.(type) {
	case *ir.MapIndex:
		return c.mapIndex(e, dst)
	case *ir.MapLit:
		return c.mapLit(e, dst)
	case *ir.Box:
		return c.box(e, dst)
	case *ir.IfaceConv:
		return c.ifaceConv(e, dst)
	case *ir.Assert:
		return c.assert(e, dst)
	case *ir.TypeTest:
		return c.typeTest(e, dst)
	case *ir.Equal:
		return c.equal(e, dst)
	case *ir.MethodValue:
		return c.methodValue(e, dst)
	case *ir.CallIface, *ir.CallNative:
		if e.Type() != nil {
			dst = c.want(dst, e.Type())
		}
		c.moreMulti(e, []int32{dst})
		return dst
	case *ir.Recover:
		return c.recoverCall(e, dst)
	case *ir.Recv:
		return c.receive(e, dst)
	}
	c.unsupported(e.Pos(), "%s", nodeName(e))
	return 0
}

// moreStmt emits the statements of the other families.
func (c *compiler) moreStmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.AssignPair:
		c.assignPair(s)
	case *ir.Defer:
		c.deferStmt(s)
	case *ir.GoStmt:
		c.goStmt(s)
	case *ir.RangeFunc:
		c.rangeFunc(s)
	case *ir.RangeCheck:
		c.rangeCheck(s)
	case *ir.Send:
		c.send(s)
	case *ir.Select:
		c.selectStmt(s)
	default:
		c.unsupported(s.Pos(), "%s", nodeName(s))
	}
}

// morePair emits the pairs of the other families.
func (c *compiler) morePair(s *ir.AssignPair, v, ok int32) {
	if e, isRecv := s.X.(*ir.Recv); isRecv {
		c.receivePair(e, v, ok)
		return
	}
	c.unsupported(s.Pos(), "a pair of %s", nodeName(s.X))
}

func nodeName(n any) string { return reflect.TypeOf(n).Elem().Name() }

// moreDiscard emits calls of the other families without wanting the results.
func (c *compiler) moreDiscard(e ir.Expr) { c.expr(e, 0) }

// moreMulti emits calls of the other families with several results.
func (c *compiler) moreMulti(e ir.Expr, to []int32) {
	switch e := e.(type) {
	case *ir.CallIface:
		c.ifaceCall(e, to)
		return
	case *ir.CallNative:
		c.nativeCalled(e, to)
		return
	}
	c.unsupported(e.Pos(), "several results of %s", nodeName(e))
}

func (m *Machine) native(pkg, name string) (reflect.Value, bool) {
	if m.opts.Lookup == nil {
		return reflect.Value{}, false
	}
	return m.opts.Lookup(pkg, name)
}

// leave returns with the results as they stand.
func (c *compiler) leave() {
	if c.f.HasDefer {
		c.leaveFrame()
	}
	c.ret()
}
