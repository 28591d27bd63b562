package lower

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// composite lowers T{...}. An element type that is a pointer may be left out with
// its &. Fields are evaluated in the order in which they are written:
//
//	[]*Point{{1, 2}}          ->   []*Point{New(Point{1, 2})}
//	Point{Y: f(), X: g()}     ->   t1 := f(); t2 := g(); Point{t2, t1}
func (f *fn) composite(e *ast.CompositeLit) ir.Expr {
	t := f.typeOf(e)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return &ir.New{Node: node(e.Pos(), f.irType(t)), Init: f.literal(e, types.Unalias(p.Elem()))}
	}
	return f.literal(e, t)
}

func (f *fn) literal(e *ast.CompositeLit, t types.Type) ir.Expr {
	n := node(e.Pos(), f.irType(t))
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return &ir.StructLit{Node: n, Values: f.structValues(e, u)}
	case *types.Array:
		return f.elements(e, n, u.Elem(), u.Len())
	case *types.Slice:
		return f.elements(e, n, u.Elem(), -1)
	case *types.Map:
		return f.mapLit(e, n, u)
	}
	fail(e.Pos(), "cannot make a literal of type %s", t)
	return nil
}

func (f *fn) structValues(e *ast.CompositeLit, st *types.Struct) []ir.Expr {
	var thunks []func() ir.Expr
	var index []int
	for i, elt := range e.Elts {
		x := elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			i, x = fieldIndex(st, kv.Key.(*ast.Ident).Name), kv.Value
		}
		index = append(index, i)
		thunks = append(thunks, func() ir.Expr { return f.exprTo(x, st.Field(i).Type()) })
	}
	vals := f.operands(thunks...)
	inOrder := slices.IsSorted(index)
	values := make([]ir.Expr, st.NumFields())
	for i, v := range vals {
		if blank := st.Field(index[i]).Name() == "_"; blank || !inOrder {
			v = f.freeze(v)
			if blank {
				continue // evaluated, and then lost: a blank field is always zero
			}
		}
		values[index[i]] = v
	}
	return values
}

func fieldIndex(st *types.Struct, name string) int {
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return i
		}
	}
	return -1
}

// elements lowers the elements of an array or slice literal, with or without
// indices; size is -1 for a slice.
func (f *fn) elements(e *ast.CompositeLit, n ir.Node, elem types.Type, size int64) ir.Expr {
	lit := &ir.ArrayLit{Node: n}
	var thunks []func() ir.Expr
	next, top := int64(0), int64(0)
	for _, elt := range e.Elts {
		x := elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			next, _ = constant.Int64Val(constant.ToInt(f.info.Types[kv.Key].Value))
			x = kv.Value
		}
		thunks = append(thunks, func() ir.Expr { return f.exprTo(x, elem) })
		lit.Indices = append(lit.Indices, next)
		next++
		top = max(top, next)
	}
	lit.Values = f.operands(thunks...)
	lit.Len = top
	if size >= 0 {
		lit.Len = size
	}
	return lit
}

func (f *fn) mapLit(e *ast.CompositeLit, n ir.Node, m *types.Map) ir.Expr {
	lit := &ir.MapLit{Node: n}
	for _, elt := range e.Elts {
		kv := elt.(*ast.KeyValueExpr)
		mark := len(*f.out)
		k, v := f.two(func() ir.Expr { return f.exprTo(kv.Key, m.Key()) }, func() ir.Expr { return f.exprTo(kv.Value, m.Elem()) })
		if len(*f.out) > mark { // one entry after the other
			f.saveEntries(mark, lit)
		}
		lit.Keys, lit.Values = append(lit.Keys, k), append(lit.Values, v)
	}
	return lit
}

// saveEntries saves the entries of a map so far at an earlier place of the block.
func (f *fn) saveEntries(mark int, lit *ir.MapLit) {
	ps := parts(lit)
	vals := make([]ir.Expr, len(ps))
	for i, p := range ps {
		vals[i] = *p
	}
	f.saveBefore(mark, vals)
	for i, p := range ps {
		*p = vals[i]
	}
}
