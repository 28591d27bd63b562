package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// rangeStmt lowers a range loop. The operand is evaluated once, before the loop:
//
//	for i, v := range xs { ... }   ->   t := xs; Range{X: t, Key: i, Value: v}
//	for i = range n { ... }        ->   t := n;  Range{X: t, Key: t1}: i = t1; ...
func (f *fn) rangeStmt(s *ast.RangeStmt, label string) {
	t := f.typeOf(s.X)
	if _, ok := t.Underlying().(*types.Signature); ok {
		f.rangeFunc(s, label)
		return
	}
	r := &ir.Range{At: ir.At(s.For), Label: &ir.Label{Name: label}, X: f.rangeOperand(s)}
	head := f.block(func() {
		f.rangeVars(s, r)
	})
	f.inside(&jump{name: label, to: r.Label, breaks: true, continues: true}, func() {
		r.Body = append(head, f.block(func() { f.stmts(s.Body.List) })...)
	})
	f.emit(r)
}

// rangeOperand evaluates what is ranged over. An array of which only indices are
// wanted is not copied, and not even evaluated unless that calls something.
func (f *fn) rangeOperand(s *ast.RangeStmt) ir.Expr {
	t := f.rangeType(s)
	if a, ok := arrayOf(t); ok && (s.Value == nil || isBlank(s.Value)) {
		if f.callsOrReceives(s.X) {
			f.save(f.expr(s.X))
		}
		return f.intConst(a.Len(), s.X.Pos())
	}
	return f.freeze(f.exprTo(s.X, t))
}

// callsOrReceives reports whether len of an array expression is not constant. Conversions and
// calls with constant results do not count.
func (f *fn) callsOrReceives(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || !f.info.Types[n.Fun].IsType() && f.info.Types[n].Value == nil
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}

// rangeType is the type of the operand; an untyped constant takes the type of the
// iteration variable.
func (f *fn) rangeType(s *ast.RangeStmt) types.Type {
	t := f.typeOf(s.X)
	if isUntyped(t) {
		if s.Key != nil && !isBlank(s.Key) {
			if b, ok := t.(*types.Basic); ok && b.Info()&types.IsNumeric != 0 {
				return f.varType(s.Key)
			}
		}
		return types.Default(t)
	}
	return t
}

func (f *fn) varType(e ast.Expr) types.Type {
	if v := f.defined(e); v != nil {
		return f.sub(v.Type())
	}
	return f.typeOf(e)
}

func arrayOf(t types.Type) (*types.Array, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	a, ok := t.Underlying().(*types.Array)
	return a, ok
}

// rangeVars makes the iteration variables, and emits what passes their values on
// where the loop cannot set the learner's variables itself. As in any assignment, the
// operands of both targets are evaluated before the first is set.
func (f *fn) rangeVars(s *ast.RangeStmt, r *ir.Range) {
	targets := []ast.Expr{s.Key, s.Value}
	locs := make([]ir.Expr, len(targets))
	for i, e := range targets {
		if s.Tok == token.ASSIGN && e != nil && !isBlank(e) {
			locs[i] = f.fixed(f.expr(e))
		}
	}
	for i, slot := range []**ir.Var{&r.Key, &r.Value} {
		e := targets[i]
		if e == nil || isBlank(e) {
			continue
		}
		v := f.defined(e)
		if s.Tok == token.DEFINE && v != nil && !f.esc.cells[v] && !f.b.isGlobal(v) {
			*slot = f.declare(v)
			continue
		}
		*slot = f.temp(f.iterType(r.X.Type(), i))
		f.passOn(e, v, locs[i], *slot)
	}
}

// passOn stores an iteration value in the variable v or at the location l.
func (f *fn) passOn(e ast.Expr, v *types.Var, l ir.Expr, tmp *ir.Var) {
	val := f.local(tmp, e.Pos())
	if l == nil {
		f.define(v, f.convertTo(val, tmp.Type.Go, f.sub(v.Type())), e.Pos())
		return
	}
	f.emit(&ir.Assign{At: ir.At(e.Pos()), L: l, R: f.convertTo(val, tmp.Type.Go, f.typeOf(e))})
}

// iterType is the type of the i'th iteration value of a range over x.
func (f *fn) iterType(x *ir.Type, i int) *ir.Type {
	u := x.Under
	if u.Kind == ir.Pointer {
		u = u.Elem.Under
	}
	switch {
	case u.Kind == ir.Map && i == 0:
		return u.Key
	case u.Kind == ir.Chan, i == 1 && u.Kind != ir.String:
		return u.Elem
	case u.Kind == ir.String && i == 1:
		return f.irType(types.Typ[types.Rune])
	case u.Kind.Integer():
		return x
	}
	return f.irType(types.Typ[types.Int])
}
