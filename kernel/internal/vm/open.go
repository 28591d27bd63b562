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
	c.unsupported(e.Pos(), "%s", nodeName(e))
	return 0
}

// moreStmt emits the statements of the other families.
func (c *compiler) moreStmt(s ir.Stmt) { c.unsupported(s.Pos(), "%s", nodeName(s)) }

func nodeName(n any) string { return reflect.TypeOf(n).Elem().Name() }

// moreDiscard emits calls of the other families without wanting the results.
func (c *compiler) moreDiscard(e ir.Expr) { c.expr(e, 0) }

// moreMulti emits calls of the other families with several results.
func (c *compiler) moreMulti(e ir.Expr, to []int32) {
	c.unsupported(e.Pos(), "several results of %s", nodeName(e))
}

func (c *compiler) moreBuiltin(e *ir.Builtin, dst int32) int32 {
	c.unsupported(e.At, "%s", e.Name)
	return 0
}

func (c *compiler) appendString(e *ir.Builtin, dst int32) int32 {
	c.unsupported(e.At, "append of a string")
	return 0
}

func (c *compiler) makeOther(e *ir.Make, dst int32) int32 {
	c.unsupported(e.At, "make of a %s", e.T)
	return 0
}

func (c *compiler) rangeOther(s *ir.Range) {
	c.unsupported(s.Pos(), "a range over %s", s.X.Type())
}

// nativeRef is a variable or function of a compiled package.
func (c *compiler) nativeRef(e *ir.NativeRef, dst int32) int32 {
	if _, ok := c.m.native(e.Pkg, e.Name); ok && e.IsVar {
		return c.loadFrom(c.placeOf(e), dst)
	}
	c.unsupported(e.At, "%s.%s", e.Pkg, e.Name)
	return 0
}

func (m *Machine) native(pkg, name string) (reflect.Value, bool) {
	if m.opts.Lookup == nil {
		return reflect.Value{}, false
	}
	return m.opts.Lookup(pkg, name)
}

// leave returns with the results as they stand.
func (c *compiler) leave() { c.ret() }
