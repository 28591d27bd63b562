package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// exprTo lowers e as a value of type t, to which it is assignable.
//
//	var s Shape = circle   ->   Box(circle) to Shape
//	var r io.Reader = f    ->   Box or IfaceConv to the native interface
//	var p *T = nil         ->   Zero
func (f *fn) exprTo(e ast.Expr, t types.Type) ir.Expr {
	tv := f.info.Types[e]
	if tv.IsNil() {
		return &ir.Zero{Node: node(e.Pos(), f.irType(t))}
	}
	if tv.Value != nil {
		return f.constOf(tv.Value, f.sub(tv.Type), f.sub(t), e.Pos())
	}
	from := f.typeOf(e)
	if b, ok := from.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
		from = types.Default(from) // an untyped bool of a comparison
	}
	return f.convertTo(f.expr(e), from, f.sub(t))
}

// convertTo converts the value x from one type to another that it is assignable to.
func (f *fn) convertTo(x ir.Expr, from, to types.Type) ir.Expr {
	if types.Identical(from, to) {
		return x
	}
	if types.IsInterface(to) {
		return f.toInterface(x, to)
	}
	return f.relabel(x, f.irType(to))
}

// toInterface puts x into an interface, or converts it from another interface.
func (f *fn) toInterface(x ir.Expr, to types.Type) ir.Expr {
	it := f.irType(to)
	from := x.Type()
	switch {
	case !from.IsIface():
		f.b.bind(from)
		return &ir.Box{Node: node(x.Pos(), it), X: x}
	case from.NativeIface || it.NativeIface:
		return &ir.IfaceConv{Node: node(x.Pos(), it), X: x}
	}
	return &ir.Retype{Node: node(x.Pos(), it), X: x}
}

// relabel changes the type of x to one with the same underlying type. Only native
// named types have a representation of their own.
func (f *fn) relabel(x ir.Expr, to *ir.Type) ir.Expr {
	if x.Type() == to {
		return x
	}
	if sameRepr(x.Type(), to) {
		return &ir.Retype{Node: node(x.Pos(), to), X: x}
	}
	return &ir.Convert{Node: node(x.Pos(), to), X: x}
}

// sameRepr reports whether values of both types, which are convertible to each
// other without change, are represented by one and the same Go type.
func sameRepr(a, b *ir.Type) bool {
	if a.Native || b.Native {
		return a == b
	}
	if a.Kind == ir.Chan && a.Dir != b.Dir {
		return false
	}
	if a.Kind == ir.Pointer && a.Under != b.Under {
		return sameRepr(a.Elem, b.Elem)
	}
	return a.Under == b.Under
}

// conversion lowers T(x).
func (f *fn) conversion(call *ast.CallExpr) ir.Expr {
	to := f.typeOf(call.Fun)
	arg := call.Args[0]
	tv := f.info.Types[arg]
	if tv.IsNil() {
		return &ir.Zero{Node: node(call.Pos(), f.irType(to))}
	}
	if tv.Value != nil {
		return f.constConversion(arg, to)
	}
	return f.explicit(f.expr(arg), to, call.Pos())
}

// constConversion converts a constant whose conversion is not constant itself,
// such as []byte("x"), any(1) or T(1) for a type parameter T.
func (f *fn) constConversion(arg ast.Expr, to types.Type) ir.Expr {
	tv := f.info.Types[arg]
	from := types.Default(f.sub(tv.Type))
	b, basic := to.Underlying().(*types.Basic)
	if basic && b.Info()&types.IsNumeric != 0 && f.irType(from).Kind != ir.String {
		return f.constOf(tv.Value, from, to, arg.Pos())
	}
	if types.IsInterface(to) {
		return f.constOf(tv.Value, from, to, arg.Pos())
	}
	return f.explicit(f.constOf(tv.Value, from, from, arg.Pos()), to, arg.Pos())
}

// explicit converts x to any type that it is convertible to.
func (f *fn) explicit(x ir.Expr, to types.Type, at token.Pos) ir.Expr {
	it := f.irType(to)
	from := x.Type()
	switch {
	case from == it:
		return x
	case types.IsInterface(to):
		return f.toInterface(x, to)
	case from.Under == it.Under && sameRepr(from, it):
		return &ir.Retype{Node: node(at, it), X: x}
	}
	return f.relabelOrConvert(x, it, at)
}

func (f *fn) relabelOrConvert(x ir.Expr, it *ir.Type, at token.Pos) ir.Expr {
	from := x.Type()
	if from.Kind == it.Kind && !from.Native && !it.Native && (from.Kind.Basic() || from.Kind == ir.Pointer && sameRepr(from, it)) {
		return &ir.Retype{Node: node(at, it), X: x}
	}
	return &ir.Convert{Node: node(at, it), X: x}
}

// assertion lowers x.(T).
func (f *fn) assertion(e *ast.TypeAssertExpr, commaOK bool) *ir.Assert {
	t := f.typeOf(e.Type)
	return &ir.Assert{Node: node(e.Lparen, f.irType(t)), X: f.expr(e.X), CommaOK: commaOK}
}
