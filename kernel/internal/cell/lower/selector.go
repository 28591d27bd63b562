package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// selector lowers x.f, pkg.Name, x.M and T.M as a value.
//
//	v.Name with Name in an embedded *Base   ->   FieldOf(FieldOf(v, Base), Name)
//	v.M                                      ->   MethodValue
//	T.M                                      ->   FuncRef of M with the receiver first
func (f *fn) selector(e *ast.SelectorExpr) ir.Expr {
	sel := f.info.Selections[e]
	if sel == nil {
		return f.ident(e.Sel)
	}
	switch sel.Kind() {
	case types.FieldVal:
		return f.field(e)
	case types.MethodExpr:
		m := f.b.methodFunc(f.typeOf(e.X), f.pkgOf(e), e.Sel.Name, e.Sel.Pos())
		return &ir.FuncRef{Node: node(e.Sel.Pos(), m.Sig), Func: m}
	}
	t := f.methodTarget(e)
	v := &ir.MethodValue{Node: node(e.Sel.Pos(), f.irType(f.typeOf(e))), Recv: t.recv, Func: t.fn}
	switch t.kind {
	case erasedMethod:
		v.Iface = t.name
	case nativeMethod:
		v.Native = t.name
	}
	return v
}

// pkgOf is the package whose unexported names a selector may use.
func (f *fn) pkgOf(e *ast.SelectorExpr) *types.Package {
	if sel := f.info.Selections[e]; sel != nil {
		return sel.Obj().Pkg()
	}
	return nil
}

func (f *fn) field(e *ast.SelectorExpr) ir.Expr {
	t := f.typeOf(e.X)
	_, index, _ := types.LookupFieldOrMethod(t, true, f.pkgOf(e), e.Sel.Name)
	if index == nil {
		index = f.info.Selections[e].Index()
	}
	x, _ := f.walk(f.expr(e.X), t, index, e.Sel.Pos(), false)
	return x
}

// walk selects fields along a path. With stopNative it stops at the first value of
// a compiled type, whose own method set does the rest.
func (f *fn) walk(x ir.Expr, t types.Type, path []int, at token.Pos, stopNative bool) (ir.Expr, types.Type) {
	for _, i := range path {
		if stopNative && f.isNative(t) {
			break
		}
		st := structOf(t)
		if st == nil {
			fail(at, "cannot select a field of %s", t)
		}
		t = types.Unalias(st.Field(i).Type())
		x = &ir.FieldOf{Node: node(at, f.irType(t)), X: x, Index: i}
	}
	return x, t
}

func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}

// isNative reports whether t or what it points to is a named compiled type.
func (f *fn) isNative(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return f.irType(t).Native
}

// methodKind tells how a method is reached.
type methodKind uint8

const (
	ownMethod    methodKind = iota // a function that runs from source
	erasedMethod                   // looked up in the dynamic type
	nativeMethod                   // compiled
)

// A target is a method with its receiver, ready to be called or bound.
type target struct {
	kind methodKind
	recv ir.Expr
	fn   *ir.Func // ownMethod
	name string
	pkg  string // of an unexported name
	sig  *types.Signature
}

func (f *fn) methodTarget(e *ast.SelectorExpr) target {
	return f.targetOn(f.expr(e.X), f.typeOf(e.X), f.pkgOf(e), e.Sel.Name, e.Sel.Pos())
}

// targetOn finds method name of a value x of type t, through embedded fields, and
// brings the receiver to the form that the method wants.
func (f *fn) targetOn(x ir.Expr, t types.Type, pkg *types.Package, name string, at token.Pos) target {
	obj, index, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	m, ok := obj.(*types.Func)
	if !ok {
		fail(at, "%s has no method %s", t, name)
	}
	x, t = f.walk(x, t, index[:len(index)-1], at, true)
	r := target{recv: x, name: name, pkg: unexportedPkg(m), sig: bareSignature(m.Signature())}
	switch {
	case types.IsInterface(t):
		r.kind = erasedMethod
		if f.irType(t).NativeIface {
			r.kind = nativeMethod
		}
	case f.isNative(t):
		r.kind = nativeMethod
		r.recv = f.nativeReceiver(x, t, pkg, name)
	default:
		r.recv = f.receiver(x, t, m)
		r.fn = f.b.instance(m, receiverArgs(r.recv.Type().Go), at)
	}
	return r
}

// receiver dereferences x or takes its address, as m's receiver wants.
func (f *fn) receiver(x ir.Expr, t types.Type, m *types.Func) ir.Expr {
	_, wantPtr := m.Signature().Recv().Type().Underlying().(*types.Pointer)
	ptr, isPtr := types.Unalias(t).(*types.Pointer)
	switch {
	case wantPtr && !isPtr:
		return f.addrOf(x)
	case !wantPtr && isPtr:
		return &ir.Deref{Node: node(x.Pos(), f.irType(ptr.Elem())), X: x}
	}
	return x
}

// nativeReceiver takes the address of x if only *T has the method.
func (f *fn) nativeReceiver(x ir.Expr, t types.Type, pkg *types.Package, name string) ir.Expr {
	if types.NewMethodSet(t).Lookup(pkg, name) == nil {
		return f.addrOf(x)
	}
	return x
}

// receiverArgs returns the type arguments of a receiver's type.
func receiverArgs(t types.Type) []types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	var args []types.Type
	for a := range n.TypeArgs().Types() {
		args = append(args, types.Unalias(a))
	}
	return args
}

// funcValue is a declared function, or an instance of a generic one, as a value.
func (f *fn) funcValue(e ast.Expr) ir.Expr {
	id := calleeIdent(e)
	obj, ok := f.objectOf(id).(*types.Func)
	if !ok {
		fail(e.Pos(), "cannot instantiate this expression")
	}
	t := f.irType(f.typeOf(e))
	if compiled(obj) {
		return &ir.NativeRef{Node: node(e.Pos(), t), Pkg: obj.Pkg().Path(), Name: obj.Name()}
	}
	return &ir.FuncRef{Node: node(e.Pos(), t), Func: f.b.instance(obj, f.typeArgs(id), e.Pos())}
}

// compiled reports whether a function is called natively: it belongs to a
// compiled package and is not generic, or it is one of the natives that our own
// library sources call.
func compiled(obj *types.Func) bool {
	if obj.Pkg() == nil {
		return true
	}
	return Native(obj.Pkg().Path()) || !interpreted(obj.Pkg()) && !isGeneric(obj.Origin())
}

// Native reports whether a package of this module is the door to compiled code: its functions
// are called natively, although everything else of the module runs from source.
func Native(path string) bool {
	return path == modulePath+"kernel/internal/cell/lib/native" || path == modulePath+"workshop/host"
}
