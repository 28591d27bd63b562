package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// call lowers a call, a conversion or a predeclared function.
//
//	f(1, 2)      ->   Call f
//	x.M(1)       ->   Call M with x or &x or *x first; CallIface; CallNative
//	fmt.Print(x) ->   CallNative with the variadic arguments packed into a slice
//	fv(1)        ->   CallValue
func (f *fn) call(e *ast.CallExpr) ir.Expr {
	tv := f.info.Types[e.Fun]
	switch {
	case tv.IsType():
		return f.conversion(e)
	case tv.IsBuiltin():
		return f.builtin(e)
	}
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		if s := f.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			return f.methodCall(sel, e)
		}
	}
	if id := calleeIdent(e.Fun); id != nil {
		if obj, ok := f.objectOf(id).(*types.Func); ok && obj.Signature().Recv() == nil {
			return f.funcCall(obj, id, e)
		}
	}
	return f.valueCall(e)
}

// callPos is where a traceback says that a call is: the name of what is called.
func callPos(e *ast.CallExpr) token.Pos {
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok {
		return sel.Sel.Pos()
	}
	return e.Fun.Pos()
}

func (f *fn) signature(e *ast.CallExpr) *types.Signature {
	return f.typeOf(e.Fun).Underlying().(*types.Signature)
}

// resultType is the type of a call's node: nil unless there is one result.
func (f *fn) resultType(sig *types.Signature) *ir.Type {
	if sig.Results().Len() != 1 {
		return nil
	}
	return f.irType(sig.Results().At(0).Type())
}

func (f *fn) funcCall(obj *types.Func, id *ast.Ident, e *ast.CallExpr) ir.Expr {
	sig := f.signature(e)
	n := node(callPos(e), f.resultType(sig))
	args := f.args(sig, e, nil)
	if compiled(obj) {
		return &ir.CallNative{Node: n, Pkg: obj.Pkg().Path(), Name: obj.Name(), Sig: f.irType(sig), Args: args}
	}
	return &ir.Call{Node: n, Func: f.b.instance(obj, f.typeArgs(id), id.Pos()), Args: args}
}

func (f *fn) valueCall(e *ast.CallExpr) ir.Expr {
	sig := f.signature(e)
	vals := f.args(sig, e, func() ir.Expr { return f.expr(e.Fun) })
	return &ir.CallValue{Node: node(callPos(e), f.resultType(sig)), Fn: vals[0], Args: vals[1:]}
}

func (f *fn) methodCall(sel *ast.SelectorExpr, e *ast.CallExpr) ir.Expr {
	var t target
	vals := f.args(f.signature(e), e, func() ir.Expr {
		t = f.methodTarget(sel)
		return t.recv
	})
	t.recv = vals[0]
	return f.callTarget(t, vals[1:], callPos(e))
}

// callTarget calls a method whose receiver and arguments are lowered.
func (f *fn) callTarget(t target, args []ir.Expr, at token.Pos) ir.Expr {
	sig := f.sub(t.sig).(*types.Signature)
	n := node(at, f.resultType(sig))
	switch t.kind {
	case erasedMethod:
		return &ir.CallIface{Node: n, X: t.recv, Name: t.name, Pkg: t.pkg, Sig: f.irType(sig), Args: args}
	case nativeMethod:
		return &ir.CallNative{Node: n, Recv: t.recv, Name: t.name, Sig: f.irType(sig), Args: args}
	}
	return &ir.Call{Node: n, Func: t.fn, Args: append([]ir.Expr{t.recv}, args...)}
}

// args lowers the arguments of a call, after first (the receiver or the function
// value), which may be nil. Variadic arguments are packed.
func (f *fn) args(sig *types.Signature, e *ast.CallExpr, first func() ir.Expr) []ir.Expr {
	var thunks []func() ir.Expr
	if first != nil {
		thunks = append(thunks, first)
	}
	if len(e.Args) == 1 {
		if tup, ok := f.typeOf(e.Args[0]).(*types.Tuple); ok {
			return f.spreadArgs(sig, tup, e, f.operands(thunks...))
		}
	}
	fixed := sig.Params().Len()
	if sig.Variadic() && !e.Ellipsis.IsValid() {
		fixed--
	}
	for i := range fixed {
		thunks = append(thunks, func() ir.Expr { return f.exprTo(e.Args[i], sig.Params().At(i).Type()) })
	}
	if sig.Variadic() && !e.Ellipsis.IsValid() {
		thunks = append(thunks, func() ir.Expr { return f.pack(sig, e.Args[fixed:], e.Rparen) })
	}
	return f.operands(thunks...)
}

// pack makes the slice of variadic arguments; nil if there are none.
func (f *fn) pack(sig *types.Signature, args []ast.Expr, at token.Pos) ir.Expr {
	st := sig.Params().At(sig.Params().Len() - 1).Type()
	elem := st.Underlying().(*types.Slice).Elem()
	var thunks []func() ir.Expr
	for _, a := range args {
		thunks = append(thunks, func() ir.Expr { return f.exprTo(a, elem) })
	}
	return f.sliceLit(f.irType(st), f.operands(thunks...), at)
}

func (f *fn) sliceLit(t *ir.Type, vals []ir.Expr, at token.Pos) ir.Expr {
	if len(vals) == 0 {
		return &ir.Zero{Node: node(at, t)}
	}
	lit := &ir.ArrayLit{Node: node(at, t), Values: vals, Len: int64(len(vals))}
	for i := range vals {
		lit.Indices = append(lit.Indices, int64(i))
	}
	return lit
}

// spreadArgs lowers f(g()) where g has several results.
func (f *fn) spreadArgs(sig *types.Signature, tup *types.Tuple, e *ast.CallExpr, first []ir.Expr) []ir.Expr {
	f.pinAll(first)
	vars := f.multiCall(e.Args[0])
	n := sig.Params().Len()
	if sig.Variadic() {
		n--
	}
	arg := func(i int, to types.Type) ir.Expr {
		return f.convertTo(f.local(vars[i], e.Args[0].Pos()), f.sub(tup.At(i).Type()), f.sub(to))
	}
	out := first
	for i := range n {
		out = append(out, arg(i, sig.Params().At(i).Type()))
	}
	if sig.Variadic() {
		st := sig.Params().At(n).Type()
		var rest []ir.Expr
		for i := n; i < len(vars); i++ {
			rest = append(rest, arg(i, st.Underlying().(*types.Slice).Elem()))
		}
		out = append(out, f.sliceLit(f.irType(st), rest, e.Rparen))
	}
	return out
}

// multiCall runs a call with several results and returns the temporaries that
// hold them.
func (f *fn) multiCall(e ast.Expr) []*ir.Var {
	tup := f.typeOf(e).(*types.Tuple)
	call := f.expr(e)
	vars := make([]*ir.Var, tup.Len())
	for i := range vars {
		vars[i] = f.temp(f.irType(tup.At(i).Type()))
	}
	f.emit(&ir.AssignCall{At: ir.At(e.Pos()), Targets: vars, Call: call})
	return vars
}
