package lower

import (
	"go/ast"
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// operands lowers operands from left to right. Most become a tree that the tier
// walks in that order. When lowering one of them needs statements of its own (a
// call with several results as argument list, an && with such a call), those run
// before the tree, so the calls to its left are made first:
//
//	a() + f(pair())   ->   t1 := a(); t2, t3 = pair(); t1 + f(t2, t3)
//
// So are all calls when one of them may change what is read to its left (see pin).
func (f *fn) operands(lower ...func() ir.Expr) []ir.Expr {
	vals := make([]ir.Expr, len(lower))
	pinned, reads := 0, false
	for i, low := range lower {
		mark := len(*f.out)
		vals[i] = low()
		if len(*f.out) > mark {
			f.pinAt(mark, vals[pinned:i])
			pinned = i
		}
		if reads && changes(vals[i]) {
			f.pinAll(vals[pinned : i+1])
			pinned = i + 1
		}
		reads = reads || unsettled(vals[i])
	}
	return vals
}

// place is an operand that is assigned to, not read.
func (f *fn) place(l ast.Expr) func() ir.Expr {
	return func() ir.Expr { return &ir.AddrOf{Node: node(l.Pos(), nil), X: f.expr(l)} }
}

// at returns the place that an operand made by place stands for.
func at(e ir.Expr) ir.Expr { return e.(*ir.AddrOf).X }

// saveBefore saves operands in temporaries at an earlier place of the block.
func (f *fn) saveBefore(mark int, vals []ir.Expr) {
	tail := append([]ir.Stmt(nil), (*f.out)[mark:]...)
	*f.out = (*f.out)[:mark]
	for i, v := range vals {
		if v != nil && !stable(v) {
			vals[i] = f.save(v)
		}
	}
	*f.out = append(*f.out, tail...)
}

// two is operands for a pair.
func (f *fn) two(x, y func() ir.Expr) (ir.Expr, ir.Expr) {
	v := f.operands(x, y)
	return v[0], v[1]
}

// stable reports whether evaluating x later gives the same value: constants, and
// variables that are written once.
func stable(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.Const, *ir.Zero, *ir.FuncRef:
		return true
	case *ir.Local:
		return x.Var.Once
	case *ir.NativeRef:
		return !x.IsVar
	case *ir.Retype:
		return stable(x.X)
	}
	return false
}

// freeze saves x unless it is stable.
func (f *fn) freeze(x ir.Expr) ir.Expr {
	if x == nil || stable(x) {
		return x
	}
	return f.save(x)
}

// fixed makes a location immune to later changes of its operands, for
// assignments whose right side or other targets may change them.
func (f *fn) fixed(l ir.Expr) ir.Expr {
	switch l := l.(type) {
	case *ir.Deref:
		return &ir.Deref{Node: l.Node, X: f.freeze(l.X)}
	case *ir.FieldOf:
		if l.X.Type().Kind == ir.Pointer {
			return &ir.FieldOf{Node: l.Node, X: f.freeze(l.X), Index: l.Index}
		}
		return &ir.FieldOf{Node: l.Node, X: f.fixed(l.X), Index: l.Index}
	case *ir.Index:
		if l.X.Type().Kind == ir.Array {
			x := f.fixed(l.X)
			return &ir.Index{Node: l.Node, X: x, I: f.freeze(l.I)}
		}
		x := f.freeze(l.X)
		return &ir.Index{Node: l.Node, X: x, I: f.freeze(l.I)}
	case *ir.MapIndex:
		m := f.freeze(l.M)
		return &ir.MapIndex{Node: l.Node, M: m, K: f.freeze(l.K)}
	}
	return l
}

// node is the common part of an expression.
func node(at token.Pos, t *ir.Type) ir.Node { return ir.Node{At: at, T: t} }
