package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"unsafe"
)

// This file adds late methods to their types in the middle of a check, and takes
// them away again when the cell fails (see methods.go).

// The names of the package unsafe and of the variable of the type whose size is
// asked for behind the late methods.
const (
	hookUnsafe = "unsafe" + hidden
	hookVar    = "methods" + hidden
)

// hookSizes calls reached when the size of marker is asked for.
type hookSizes struct {
	types.Sizes
	marker  types.Type
	reached func()
}

// Sizeof implements [types.Sizes].
func (h hookSizes) Sizeof(t types.Type) int64 {
	if t == h.marker {
		h.reached()
	}
	return h.Sizes.Sizeof(t)
}

// hook returns the sizes to check with: those that add the late methods if there
// are any, for which it puts the hook's names into the package scope.
func (a *attempt) hook() types.Sizes {
	if len(a.late) == 0 {
		return a.s.sizes
	}
	marker := types.NewStruct(nil, nil)
	a.pkg.Scope().Insert(types.NewPkgName(token.NoPos, a.pkg, hookUnsafe, types.Unsafe))
	a.pkg.Scope().Insert(types.NewVar(token.NoPos, a.pkg, hookVar, marker))
	added := false
	return hookSizes{a.s.sizes, marker, func() {
		if added {
			return
		}
		added = true
		a.changeMethods(func() {
			for _, m := range a.late {
				a.addMethod(m)
			}
		})
	}}
}

// lateDecls returns the file that is checked first: the late methods and the
// constant that tells that their signatures are known.
func (a *attempt) lateDecls() []ast.Decl {
	if len(a.late) == 0 {
		return nil
	}
	var decls []ast.Decl
	for _, m := range a.late {
		decls = append(decls, m.plain)
	}
	at := a.src.pos(0)
	size := &ast.CallExpr{
		Fun:  &ast.SelectorExpr{X: ident(at, hookUnsafe), Sel: ident(at, "Sizeof")},
		Args: []ast.Expr{ident(at, hookVar)},
	}
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(at, "_")}, Values: []ast.Expr{size}}
	return append(decls, &ast.GenDecl{TokPos: at, Tok: token.CONST, Specs: []ast.Spec{spec}})
}

// addMethod adds a late method to its type, or finds the method that it replaces.
func (a *attempt) addMethod(m *lateMethod) {
	fn, ok := a.pkg.Scope().Lookup(m.plain.Name.Name).(*types.Func)
	if !ok {
		return
	}
	name := m.decl.Name.Name
	for old := range m.named.Methods() {
		if old.Name() == name {
			m.method = old
			m.conflict = !sameMethod(old, fn.Signature())
			return
		}
	}
	sig := methodSignature(fn.Signature(), nil)
	if fn.Signature().TypeParams().Len() > 0 {
		sig = genericSignature(fn.Signature())
	}
	m.method = types.NewFunc(m.decl.Name.Pos(), a.pkg, name, sig)
	if name == "_" {
		return
	}
	if s, ok := m.named.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Name() == name {
				a.report(m.decl.Name.Pos(), codeDuplicateFieldAndMethod, "field and method with the same name "+name)
				return
			}
		}
	}
	m.named.AddMethod(m.method)
	m.added = true
}

// methodSignature makes the first parameter the receiver, with type parameters params.
func methodSignature(plain *types.Signature, params []*types.TypeParam) *types.Signature {
	rest := make([]*types.Var, 0, plain.Params().Len())
	for v := range plain.Params().Variables() {
		rest = append(rest, v)
	}
	return types.NewSignatureType(rest[0], params, nil, types.NewTuple(rest[1:]...), plain.Results(), plain.Variadic())
}

// sameMethod reports whether a late method has the receiver and the signature
// of the method that the type has already.
func sameMethod(old *types.Func, plain *types.Signature) bool {
	sig := old.Signature()
	if n := sig.RecvTypeParams().Len(); n > 0 {
		var args []types.Type
		for p := range sig.RecvTypeParams().TypeParams() {
			args = append(args, p)
		}
		inst, err := types.Instantiate(nil, plain, args, false)
		if err != nil {
			return false
		}
		plain = inst.(*types.Signature)
	}
	now := methodSignature(plain, nil)
	return types.Identical(now.Recv().Type(), sig.Recv().Type()) && types.Identical(now, sig)
}

// undo takes an added method away from its type again. There is no API for it.
func (m *lateMethod) undo() {
	if !m.added {
		return
	}
	m.added = false
	methods := methodList(m.named)
	if methods == nil {
		return
	}
	for i, fn := range *methods {
		if fn == m.method {
			*methods = append((*methods)[:i:i], (*methods)[i+1:]...)
			return
		}
	}
}

// methodList returns the place where go/types keeps a type's methods, or nil if
// this version of Go keeps them in another way (a test would tell).
func methodList(named *types.Named) *[]*types.Func {
	field := reflect.ValueOf(named).Elem().FieldByName("methods")
	if !field.IsValid() || field.Type() != reflect.TypeFor[[]*types.Func]() {
		return nil
	}
	return (*[]*types.Func)(unsafe.Pointer(field.UnsafeAddr()))
}
