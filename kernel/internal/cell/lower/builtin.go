package lower

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// builtin lowers a call of a predeclared function or of package unsafe.
func (f *fn) builtin(e *ast.CallExpr) ir.Expr {
	name := calleeIdent(e.Fun).Name
	t := f.builtinType(e)
	n := node(e.Pos(), t)
	if len(e.Args) == 1 {
		if tup, ok := f.typeOf(e.Args[0]).(*types.Tuple); ok {
			return f.spreadBuiltin(e, name, tup, n)
		}
	}
	switch name {
	case "len", "cap":
		if a, ok := arrayOf(f.typeOf(e.Args[0])); ok {
			f.evaluate(f.expr(e.Args[0]))
			return f.intConst(a.Len(), e.Pos())
		}
	case "new":
		return f.newBuiltin(e, n)
	case "make":
		vals := f.operands(f.optional(e, 1), f.optional(e, 2))
		return &ir.Make{Node: n, Len: vals[0], Cap: vals[1]}
	case "append":
		return f.appendBuiltin(e, n)
	case "panic":
		arg := f.exprTo(e.Args[0], types.Universe.Lookup("any").Type())
		return &ir.Builtin{Node: n, Name: name, Args: []ir.Expr{arg}}
	case "recover":
		f.frame().ir.HasRecover = true
		return &ir.Recover{Node: n}
	case "Sizeof", "Alignof", "Offsetof":
		return f.sizeof(e, name, n)
	}
	return &ir.Builtin{Node: n, Name: name, Args: f.builtinArgs(e, name)}
}

// spreadBuiltin lowers append(f()), copy(f()) and others where f has several results.
func (f *fn) spreadBuiltin(e *ast.CallExpr, name string, tup *types.Tuple, n ir.Node) ir.Expr {
	vars := f.multiCall(e.Args[0])
	args := make([]ir.Expr, len(vars))
	for i, v := range vars {
		args[i] = f.local(v, e.Pos())
	}
	switch name {
	case "append":
		for i := range args[1:] {
			args[i+1] = f.convertTo(args[i+1], f.sub(tup.At(i+1).Type()), n.T.Elem.Go)
		}
		args = []ir.Expr{args[0], f.sliceLit(n.T, args[1:], e.Pos())}
	case "delete":
		args[1] = f.convertTo(args[1], f.sub(tup.At(1).Type()), args[0].Type().Key.Go)
	}
	return &ir.Builtin{Node: n, Name: name, Args: args}
}

// builtinType is the type of the call's value; nil if it has none.
func (f *fn) builtinType(e *ast.CallExpr) *ir.Type {
	tv := f.info.Types[e]
	if tv.IsVoid() || tv.Type == nil {
		return nil
	}
	if tup, ok := tv.Type.(*types.Tuple); ok && tup.Len() == 0 {
		return nil
	}
	return f.irType(f.defaultType(e))
}

// optional is an operand that may be missing.
func (f *fn) optional(e *ast.CallExpr, i int) func() ir.Expr {
	return func() ir.Expr {
		if i >= len(e.Args) {
			return nil
		}
		return f.indexValue(e.Args[i])
	}
}

// evaluate emits the evaluation of an array whose elements do not matter, or of a pointer to
// one: the calls in it, and the panic if the way there leads through a nil pointer.
func (f *fn) evaluate(x ir.Expr) {
	switch {
	case stable(x) || isVariable(x):
	case x.Type().Kind == ir.Array && isBehind(x):
		t := f.b.types.of(types.NewPointer(x.Type().Go))
		f.save(&ir.AddrOf{Node: node(x.Pos(), t), X: x})
	default:
		f.save(x)
	}
}

func isVariable(x ir.Expr) bool {
	switch x.(type) {
	case *ir.Local, *ir.GlobalRef:
		return true
	}
	return false
}

// isBehind reports whether x is in what a pointer points to.
func isBehind(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.Deref:
		return true
	case *ir.FieldOf:
		return x.X.Type().Kind == ir.Pointer || isBehind(x.X)
	case *ir.Index:
		return x.X.Type().Kind != ir.Array || isBehind(x.X)
	}
	return false
}

// newBuiltin lowers new(T) and, since Go 1.26, new(x).
func (f *fn) newBuiltin(e *ast.CallExpr, n ir.Node) ir.Expr {
	if f.info.Types[e.Args[0]].IsType() {
		return &ir.New{Node: n}
	}
	return &ir.New{Node: n, Init: f.exprTo(e.Args[0], n.T.Elem.Go)}
}

// appendBuiltin packs the appended elements:
//
//	append(s, 1, 2)   ->   append(s, []int{1, 2})
func (f *fn) appendBuiltin(e *ast.CallExpr, n ir.Node) ir.Expr {
	t := n.T.Go
	first := func() ir.Expr { return f.exprTo(e.Args[0], t) }
	if len(e.Args) == 1 {
		return first()
	}
	second := func() ir.Expr {
		if e.Ellipsis.IsValid() {
			return f.appended(e.Args[1], t)
		}
		return f.packElems(n.T, e.Args[1:])
	}
	s, more := f.two(first, second)
	return &ir.Builtin{Node: n, Name: "append", Args: []ir.Expr{s, more}}
}

// appended lowers xs in append(s, xs...), which may be a string or nil.
func (f *fn) appended(e ast.Expr, t types.Type) ir.Expr {
	if f.info.Types[e].IsNil() {
		return f.exprTo(e, t)
	}
	return f.expr(e)
}

func (f *fn) packElems(t *ir.Type, args []ast.Expr) ir.Expr {
	var thunks []func() ir.Expr
	for _, a := range args {
		thunks = append(thunks, func() ir.Expr { return f.exprTo(a, t.Elem.Go) })
	}
	return f.sliceLit(t, f.operands(thunks...), args[0].Pos())
}

// builtinArgs lowers the arguments of the other predeclared functions.
func (f *fn) builtinArgs(e *ast.CallExpr, name string) []ir.Expr {
	var thunks []func() ir.Expr
	for i, a := range e.Args {
		thunks = append(thunks, func() ir.Expr { return f.builtinArg(e, name, i, a) })
	}
	return f.operands(thunks...)
}

func (f *fn) builtinArg(e *ast.CallExpr, name string, i int, a ast.Expr) ir.Expr {
	switch name {
	case "delete":
		if i == 1 {
			return f.exprTo(a, f.typeOf(e.Args[0]).Underlying().(*types.Map).Key())
		}
	case "min", "max":
		return f.exprTo(a, f.defaultType(e))
	case "complex":
		return f.exprTo(a, floatOf(f.defaultType(e)))
	case "print", "println":
		return f.printArg(a)
	case "Add", "Slice", "String":
		if i == 1 {
			return f.indexValue(a)
		}
	}
	if f.info.Types[a].IsNil() {
		t := f.typeOf(a)
		if isUntyped(t) {
			t = types.NewPointer(types.Typ[types.Byte]) // unsafe.String(nil, 0)
		}
		return &ir.Zero{Node: node(a.Pos(), f.irType(t))}
	}
	return f.exprTo(a, f.defaultType(a))
}

// printArg: untyped constants print as int64 or float64, nil as a nil pointer.
func (f *fn) printArg(a ast.Expr) ir.Expr {
	if f.info.Types[a].IsNil() {
		return &ir.Zero{Node: node(a.Pos(), f.irType(types.Typ[types.UnsafePointer]))}
	}
	return f.exprTo(a, f.defaultType(a))
}

// floatOf is the type of the parts of a complex type.
func floatOf(t types.Type) types.Type {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Kind() == types.Complex64 {
		return types.Typ[types.Float32]
	}
	return types.Typ[types.Float64]
}

// sizeof computes sizes that were not constant in a generic body.
func (f *fn) sizeof(e *ast.CallExpr, name string, n ir.Node) ir.Expr {
	sizes := types.SizesFor("gc", "amd64")
	var size int64
	switch name {
	case "Sizeof":
		size = sizes.Sizeof(f.typeOf(e.Args[0]))
	case "Alignof":
		size = sizes.Alignof(f.typeOf(e.Args[0]))
	default:
		size = f.offsetof(sizes, ast.Unparen(e.Args[0]).(*ast.SelectorExpr))
	}
	return &ir.Const{Node: n, Value: constant.MakeInt64(size)}
}

// offsetof adds up the offsets on the way to a field, through embedded structs.
func (f *fn) offsetof(sizes types.Sizes, sel *ast.SelectorExpr) int64 {
	t := f.typeOf(sel.X)
	_, path, _ := types.LookupFieldOrMethod(t, true, f.pkgOf(sel), sel.Sel.Name)
	var offset int64
	for _, i := range path {
		st := structOf(t)
		var fields []*types.Var
		for v := range st.Fields() {
			fields = append(fields, v)
		}
		offset += sizes.Offsetsof(fields)[i]
		t = st.Field(i).Type()
	}
	return offset
}
