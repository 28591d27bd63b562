package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// expr lowers an expression as a value of its own type. An expression with a
// location (variable, field, element, dereference) is lowered to the node that
// stands for the location too, so callers may take its address or assign to it.
func (f *fn) expr(e ast.Expr) ir.Expr {
	if tv, ok := f.info.Types[e]; ok && tv.Value != nil {
		return f.constOf(tv.Value, f.sub(tv.Type), types.Default(f.sub(tv.Type)), e.Pos())
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.expr(e.X)
	case *ast.Ident:
		return f.ident(e)
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.CallExpr:
		return f.call(e)
	case *ast.FuncLit:
		return f.funcLit(e)
	case *ast.CompositeLit:
		return f.composite(e)
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.BinaryExpr:
		return f.binary(e)
	case *ast.StarExpr:
		return &ir.Deref{Node: node(e.Star, f.irType(f.typeOf(e))), X: f.expr(e.X)}
	case *ast.IndexExpr:
		return f.index(e, false)
	case *ast.IndexListExpr:
		return f.funcValue(e)
	case *ast.SliceExpr:
		return f.slice(e)
	case *ast.TypeAssertExpr:
		return f.assertion(e, false)
	}
	fail(e.Pos(), "cannot lower expression %T", e)
	return nil
}

func (f *fn) ident(id *ast.Ident) ir.Expr {
	switch o := f.objectOf(id).(type) {
	case *types.Var:
		return f.varRef(o, id.Pos())
	case *types.Func:
		return f.funcValue(id)
	case *types.Nil:
		return &ir.Zero{Node: node(id.Pos(), f.irType(f.typeOf(id)))}
	}
	fail(id.Pos(), "cannot use %s as a value", id.Name)
	return nil
}

// varRef reads a variable: a local one, a notebook variable, or one of a
// compiled package.
func (f *fn) varRef(v *types.Var, at token.Pos) ir.Expr {
	if l := f.variable(v); l != nil {
		return f.local(l, at)
	}
	if v.Pkg() != nil && !interpreted(v.Pkg()) {
		return &ir.NativeRef{Node: node(at, f.irType(v.Type())), Pkg: v.Pkg().Path(), Name: v.Name(), IsVar: true}
	}
	if f.b.isGlobal(v) {
		g := f.b.global(v)
		return &ir.GlobalRef{Node: node(at, g.Type), Global: g}
	}
	fail(at, "variable %s is not known here", v.Name())
	return nil
}

// funcLit lowers a function literal.
func (f *fn) funcLit(e *ast.FuncLit) ir.Expr {
	sig := f.info.TypeOf(e).(*types.Signature)
	g := f.nested(e.Pos())
	g.ir.Name = f.literalName()
	g.ir.End = e.End()
	g.ir.Sig = f.irType(sig)
	g.esc.bodyOf[g] = e.Body
	g.function(sig, nil, e.Type, e.Body)
	return &ir.Closure{Node: node(e.Pos(), g.ir.Sig), Func: g.ir}
}

func (f *fn) unary(e *ast.UnaryExpr) ir.Expr {
	t := f.irType(f.defaultType(e))
	switch e.Op {
	case token.AND:
		return f.address(e)
	case token.ARROW:
		return &ir.Recv{Node: node(e.OpPos, t), Ch: f.expr(e.X)}
	case token.ADD:
		return f.expr(e.X)
	}
	return &ir.Unary{Node: node(e.OpPos, t), Op: e.Op, X: f.expr(e.X)}
}

// address lowers &x; &T{...} allocates.
func (f *fn) address(e *ast.UnaryExpr) ir.Expr {
	t := f.irType(f.typeOf(e))
	if lit, ok := ast.Unparen(e.X).(*ast.CompositeLit); ok {
		return &ir.New{Node: node(e.OpPos, t), Init: f.composite(lit)}
	}
	return &ir.AddrOf{Node: node(e.OpPos, t), X: f.expr(e.X)}
}

// addrOf takes the address of a lowered location.
func (f *fn) addrOf(x ir.Expr) ir.Expr {
	t := f.b.types.of(types.NewPointer(x.Type().Go))
	if d, ok := x.(*ir.Deref); ok {
		return d.X
	}
	return &ir.AddrOf{Node: node(x.Pos(), t), X: x}
}

// defaultType is the type of e, made definite if it is untyped.
func (f *fn) defaultType(e ast.Expr) types.Type { return types.Default(f.typeOf(e)) }

func (f *fn) binary(e *ast.BinaryExpr) ir.Expr {
	switch e.Op {
	case token.LAND, token.LOR:
		return f.logic(e)
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return f.comparison(e)
	case token.SHL, token.SHR:
		t := f.defaultType(e)
		x, y := f.two(func() ir.Expr { return f.exprTo(e.X, t) }, func() ir.Expr { return f.shiftCount(e.Y) })
		return &ir.Shift{Node: node(e.OpPos, f.irType(t)), Op: e.Op, X: x, Y: y}
	}
	t := f.defaultType(e)
	x, y := f.two(func() ir.Expr { return f.exprTo(e.X, t) }, func() ir.Expr { return f.exprTo(e.Y, t) })
	return &ir.Binary{Node: node(e.OpPos, f.irType(t)), Op: e.Op, X: x, Y: y}
}

// shiftCount lowers the right operand of a shift; an untyped constant is a uint.
func (f *fn) shiftCount(e ast.Expr) ir.Expr {
	if tv := f.info.Types[e]; tv.Value != nil {
		return f.constOf(normal(tv.Value, ir.Uint), types.Typ[types.Uint], types.Typ[types.Uint], e.Pos())
	}
	return f.expr(e)
}

// logic lowers && and ||. When the right operand needs statements, they must run
// only if it is evaluated:
//
//	a && f(pair())   ->   t := a; if t { ...; t = f(...) }
func (f *fn) logic(e *ast.BinaryExpr) ir.Expr {
	t := f.defaultType(e)
	x := f.exprTo(e.X, t)
	var y ir.Expr
	pre := f.block(func() { y = f.exprTo(e.Y, t) })
	if len(pre) == 0 {
		return &ir.Logic{Node: node(e.OpPos, f.irType(t)), Op: e.Op, X: x, Y: y}
	}
	v := f.temp(f.irType(t))
	v.Once = false
	f.emit(&ir.Define{At: ir.At(e.Pos()), Var: v, Init: x})
	cond := f.local(v, e.Pos())
	if e.Op == token.LOR {
		cond = &ir.Unary{Node: node(e.OpPos, cond.Type()), Op: token.NOT, X: cond}
	}
	then := append(pre, &ir.Assign{At: ir.At(e.Y.Pos()), L: f.local(v, e.Pos()), R: y})
	f.emit(&ir.If{At: ir.At(e.OpPos), Cond: cond, Then: then})
	return f.local(v, e.Pos())
}

// comparison lowers == != < <= > >=.
func (f *fn) comparison(e *ast.BinaryExpr) ir.Expr {
	bt := f.irType(f.defaultType(e))
	if f.info.Types[e.Y].IsNil() {
		return f.nilTest(e, e.X, bt)
	}
	if f.info.Types[e.X].IsNil() {
		return f.nilTest(e, e.Y, bt)
	}
	t := f.commonType(e.X, e.Y)
	x, y := f.two(func() ir.Expr { return f.exprTo(e.X, t) }, func() ir.Expr { return f.exprTo(e.Y, t) })
	return compare(node(e.OpPos, bt), e.Op, x, y)
}

// compare compares two values of one type.
func compare(n ir.Node, op token.Token, x, y ir.Expr) ir.Expr {
	switch x.Type().Kind {
	case ir.Interface, ir.Struct, ir.Array:
		return &ir.Equal{Node: n, X: x, Y: y, Not: op == token.NEQ}
	}
	return &ir.Compare{Node: n, Op: op, X: x, Y: y}
}

func (f *fn) nilTest(e *ast.BinaryExpr, operand ast.Expr, bt *ir.Type) ir.Expr {
	x := f.expr(operand)
	if !x.Type().IsIface() {
		return &ir.Compare{Node: node(e.OpPos, bt), Op: e.Op, X: x, Y: &ir.Zero{Node: node(e.OpPos, x.Type())}}
	}
	test := ir.Expr(&ir.TypeTest{Node: node(e.OpPos, bt), X: x})
	if e.Op == token.NEQ {
		test = &ir.Unary{Node: node(e.OpPos, bt), Op: token.NOT, X: test}
	}
	return test
}

// commonType is the type in which two operands are compared: an interface if one
// is, and never an untyped one.
func (f *fn) commonType(x, y ast.Expr) types.Type {
	xt, yt := f.typeOf(x), f.typeOf(y)
	xb, yb := isUntyped(xt), isUntyped(yt)
	switch {
	case xb && yb:
		return types.Default(xt)
	case xb, types.IsInterface(yt) && !types.IsInterface(xt):
		return yt
	case yb, types.IsInterface(xt) && !types.IsInterface(yt):
		return xt
	}
	if types.AssignableTo(xt, yt) {
		return yt
	}
	return xt
}

func isUntyped(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsUntyped != 0
}

// index lowers x[i], and f[T] as a function value.
func (f *fn) index(e *ast.IndexExpr, commaOK bool) ir.Expr {
	if _, ok := f.info.Instances[identOf(e.X)]; ok {
		return f.funcValue(e)
	}
	t := f.irType(f.typeOfElement(e))
	xt := f.typeOf(e.X)
	if m, ok := xt.Underlying().(*types.Map); ok {
		x, k := f.two(func() ir.Expr { return f.expr(e.X) }, func() ir.Expr { return f.exprTo(e.Index, m.Key()) })
		return &ir.MapIndex{Node: node(e.Lbrack, t), M: x, K: k, CommaOK: commaOK}
	}
	x, i := f.two(func() ir.Expr { return f.expr(e.X) }, func() ir.Expr { return f.indexValue(e.Index) })
	return &ir.Index{Node: node(e.Lbrack, t), X: x, I: i}
}

func identOf(e ast.Expr) *ast.Ident {
	if id := calleeIdent(e); id != nil {
		return id
	}
	return nil
}

// typeOfElement is the type of x[i]; with comma-ok the checker records a pair.
func (f *fn) typeOfElement(e *ast.IndexExpr) types.Type {
	t := f.typeOf(e)
	if tup, ok := t.(*types.Tuple); ok {
		return tup.At(0).Type()
	}
	return t
}

// indexValue lowers an index; constants are ints.
func (f *fn) indexValue(e ast.Expr) ir.Expr {
	if e == nil {
		return nil
	}
	if tv := f.info.Types[e]; tv.Value != nil {
		return f.constOf(tv.Value, types.Typ[types.Int], types.Typ[types.Int], e.Pos())
	}
	return f.expr(e)
}

// slice lowers x[lo:hi:max]; an array is sliced through its address.
func (f *fn) slice(e *ast.SliceExpr) ir.Expr {
	vals := f.operands(
		func() ir.Expr { return f.sliceOperand(e.X) },
		func() ir.Expr { return f.indexValue(e.Low) },
		func() ir.Expr { return f.indexValue(e.High) },
		func() ir.Expr { return f.indexValue(e.Max) },
	)
	return &ir.SliceOf{Node: node(e.Lbrack, f.irType(f.defaultType(e))), X: vals[0], Lo: vals[1], Hi: vals[2], Max: vals[3]}
}

func (f *fn) sliceOperand(e ast.Expr) ir.Expr {
	x := f.expr(e)
	if x.Type().Kind == ir.Array {
		return f.addrOf(x)
	}
	return x
}
