package engine

import (
	"go/ast"
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file keeps track of positions. A function notes its position (ln = 42) before it
// does something that can panic or call, once for each line. The thread knows the address of ln.

// at notes the position unless the function is known to be on that line.
func (g *fn) at(pos token.Pos) {
	if g.onLine(pos) {
		return
	}
	g.ln = pos
	g.emit(assign(ident("ln"), intLit(int(pos))))
}

func (g *fn) onLine(pos token.Pos) bool {
	if !g.framed || !pos.IsValid() || pos == g.ln {
		return true
	}
	return g.ln.IsValid() && g.u.line(pos) == g.u.line(g.ln)
}

func (u *unit) line(pos token.Pos) int {
	if u.files == nil {
		return int(pos)
	}
	return u.files.Position(pos).Line
}

// anywhere forgets the position: control may come from somewhere else.
func (g *fn) anywhere() { g.ln = token.NoPos }

// atFirst notes the position of the first thing in these expressions that can fail.
func (g *fn) atFirst(es ...ir.Expr) {
	for _, e := range es {
		if f := firstFault(e); f != nil {
			g.at(f.Pos())
			return
		}
	}
}

// firstFault returns the node that is evaluated first of those in e that can fail.
func firstFault(e ir.Expr) ir.Expr {
	if e == nil {
		return nil
	}
	for _, x := range ir.Operands(e) {
		if f := firstFault(x); f != nil {
			return f
		}
	}
	if fails(e) {
		return e
	}
	return nil
}

// fails reports whether evaluating e can panic, call or block, its operands apart.
func fails(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Call, *ir.CallValue, *ir.CallIface, *ir.CallNative, *ir.MethodValue, *ir.Recv, *ir.Recover,
		*ir.Assert, *ir.Equal, *ir.Index, *ir.MapIndex, *ir.SliceOf, *ir.Deref, *ir.Make, *ir.Shift:
		return true
	case *ir.Builtin:
		return e.Name != "len" && e.Name != "cap"
	case *ir.Binary:
		return canFail(e.Op, e.T)
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Pointer
	case *ir.Convert:
		return !e.T.Kind.Basic()
	case *ir.IfaceConv, *ir.MapLit:
		return true
	}
	return false
}

// failing emits the operands of something at pos that can fail itself.
func (g *fn) failing(pos token.Pos, es ...ir.Expr) []ast.Expr {
	vals := g.operands(es...)
	if !g.onLine(pos) {
		g.saveAll(es, vals)
		g.at(pos)
	}
	return vals
}

// operands emits operands from left to right. Most become trees, which Yaegi
// evaluates in that order. When one of them needs statements of its own, those run before any
// tree, so the operands to its left are saved first; and when one of them has side effects, those
// to its left that are only places in memory so far are read first.
func (g *fn) operands(es ...ir.Expr) []ast.Expr {
	vals := make([]ast.Expr, len(es))
	for i, e := range es {
		if e == nil {
			continue
		}
		length := len(*g.out)
		vals[i] = g.expr(e)
		if len(*g.out) > length {
			g.saveAt(length, es[:i], vals[:i])
		} else if effects(e) {
			g.readPlaces(es[:i], vals[:i])
		}
	}
	return vals
}

// saveAt saves operands at an earlier place of the list being emitted.
func (g *fn) saveAt(length int, es []ir.Expr, vals []ast.Expr) {
	tail := append([]ast.Stmt(nil), (*g.out)[length:]...)
	*g.out = (*g.out)[:length]
	g.saveAll(es, vals)
	g.emit(tail...)
}

// readPlaces saves operands up to the last one that is a place in memory.
func (g *fn) readPlaces(es []ir.Expr, vals []ast.Expr) {
	for i := len(es) - 1; i >= 0; i-- {
		if es[i] != nil && aliases(es[i]) && !settled(es[i]) && !isName(vals[i]) {
			g.saveAll(es[:i+1], vals[:i+1])
			return
		}
	}
}

func (g *fn) saveAll(es []ir.Expr, vals []ast.Expr) {
	for i, e := range es {
		if e != nil {
			vals[i] = g.saved(e, vals[i])
		}
	}
}

// saved puts what was emitted for e into a temporary, unless it is a name.
func (g *fn) saved(e ir.Expr, val ast.Expr) ast.Expr {
	if isName(val) {
		return val
	}
	t := g.temp(g.u.rep(e.Type()))
	g.emit(assign(t, val))
	return t
}

func isName(x ast.Expr) bool {
	switch x.(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	}
	return false
}

// stable emits e as a name.
func (g *fn) stable(e ir.Expr) ast.Expr { return g.saved(e, g.expr(e)) }
