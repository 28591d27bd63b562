package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// This file is about methods whose type was declared by an earlier cell.
//
// go/types takes methods only together with their type. So such a method is
// checked as a function with the receiver as its first parameter
//
//	func (p *Point) Move(dx int) {}    ->    func Point.Move(p *Point, dx int) {}
//
// and a method with that signature is added to the type in between: after the
// signatures of the late methods have been checked, before the function bodies and
// variables are, which may call the method already. To get hold of go/types at that
// moment, a constant is declared behind the functions whose value is the size of a
// type of ours, and go/types asks [types.Config.Sizes] for it. (A constant with an
// error would be noticed as well, but after an error go/types no longer looks for
// instantiation cycles, and lowering would never end.)

// A lateMethod is a method of an earlier cell's type.
type lateMethod struct {
	base  string        // name of the type
	named *types.Named  // the type
	decl  *ast.FuncDecl // as written
	plain *ast.FuncDecl // as checked

	method   *types.Func // the type's method object
	added    bool        // method was added to the type, not replaced in it
	conflict bool        // the type has a method of that name with another signature
}

// unpackReceiver takes a receiver type apart: the identifier of its base type,
// the names of its type parameters, and how many pointers there are.
func unpackReceiver(x ast.Expr) (base *ast.Ident, params []*ast.Ident, stars int) {
	for {
		switch t := ast.Unparen(x).(type) {
		case *ast.StarExpr:
			x, stars = t.X, stars+1
		case *ast.IndexExpr:
			params, _ = idents([]ast.Expr{t.Index})
			x = t.X
		case *ast.IndexListExpr:
			params, _ = idents(t.Indices)
			x = t.X
		case *ast.Ident:
			return t, params, stars
		default:
			return nil, nil, stars
		}
	}
}

// takeLate takes the late methods out of the declarations.
func (a *attempt) takeLate() {
	here := make(map[string]*ast.TypeSpec)
	for _, d := range a.decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
			for _, s := range g.Specs {
				here[s.(*ast.TypeSpec).Name.Name] = s.(*ast.TypeSpec)
			}
		}
	}
	seen := make(map[string]bool)
	var rest []ast.Decl
	for _, d := range a.decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || len(f.Recv.List) != 1 || !a.isLate(f, here) {
			rest = append(rest, d)
			continue
		}
		if m := a.lateMethod(f, here); m != nil {
			if seen[m.plain.Name.Name] {
				a.report(f.Name.Pos(), codeNone, fmt.Sprintf("method %s.%s already declared", m.base, f.Name.Name))
				continue
			}
			seen[m.plain.Name.Name] = true
			a.late = append(a.late, m)
		}
	}
	a.decls = rest
}

// baseName follows the aliases of this cell to the name of the receiver's type.
func baseName(f *ast.FuncDecl, here map[string]*ast.TypeSpec) (name string, stars int) {
	base, _, stars := unpackReceiver(f.Recv.List[0].Type)
	for range len(here) + 1 {
		if base == nil {
			return "", stars
		}
		spec := here[base.Name]
		if spec == nil || !spec.Assign.IsValid() {
			return base.Name, stars
		}
		var more int
		base, _, more = unpackReceiver(spec.Type)
		stars += more
	}
	return "", stars
}

// isLate reports whether the receiver's type is not declared by this cell.
func (a *attempt) isLate(f *ast.FuncDecl, here map[string]*ast.TypeSpec) bool {
	name, _ := baseName(f, here)
	return name != "" && here[name] == nil && a.s.live[name] != nil
}

// lateMethod prepares the check of a late method. If the receiver is no good it
// reports that and returns nil.
func (a *attempt) lateMethod(f *ast.FuncDecl, here map[string]*ast.TypeSpec) *lateMethod {
	name, stars := baseName(f, here)
	at := f.Recv.List[0].Type.Pos()
	e := a.s.live[name]
	named := e.namedType()
	if named == nil {
		if _, ok := e.obj.(*types.TypeName); ok {
			a.report(at, codeInvalidRecv, "cannot define new methods on non-local type "+name)
		} else {
			a.report(at, codeNotAType, name+" is not a type")
		}
		return nil
	}
	switch named.Underlying().(type) {
	case *types.Pointer, *types.Interface:
		a.report(at, codeInvalidRecv, fmt.Sprintf("invalid receiver type %s (pointer or interface type)", name))
		return nil
	}
	if stars > 1 {
		a.report(at, codeInvalidRecv, "invalid receiver type "+strings.Repeat("*", stars)+name)
		return nil
	}
	m := &lateMethod{base: named.Obj().Name(), named: named, decl: f}
	if !a.makePlain(m) {
		return nil
	}
	return m
}

// makePlain makes the function declaration as which a late method is checked.
func (a *attempt) makePlain(m *lateMethod) bool {
	recv := m.decl.Recv.List[0]
	base, params, stars := unpackReceiver(recv.Type)
	if n := m.named.TypeParams().Len(); n != len(params) {
		a.report(recv.Type.Pos(), codeWrongTypeArgCount, fmt.Sprintf("receiver declares %d type parameters, but receiver base type declares %d", len(params), n))
		return false
	}
	typ, tparams := a.genericReceiver(m, base, params)
	if stars == 1 {
		typ = &ast.StarExpr{Star: recv.Type.Pos(), X: typ}
	}
	names := recv.Names
	if len(names) == 0 {
		names = []*ast.Ident{ident(recv.Type.Pos(), "_")}
	}
	list := []*ast.Field{{Names: names, Type: typ}}
	for _, p := range m.decl.Type.Params.List {
		if len(p.Names) == 0 {
			p = &ast.Field{Names: []*ast.Ident{ident(p.Pos(), "_")}, Type: p.Type}
		}
		list = append(list, p)
	}
	signature := *m.decl.Type
	signature.TypeParams = tparams
	signature.Params = &ast.FieldList{Opening: signature.Params.Opening, List: list, Closing: signature.Params.Closing}
	m.plain = &ast.FuncDecl{
		Name: ident(m.decl.Name.Pos(), m.base+"."+m.decl.Name.Name),
		Type: &signature,
		Body: m.decl.Body,
	}
	return true
}

// genericReceiver returns the receiver's type without pointer, and the type
// parameters that it declares. Their constraints are those of the type's
// declaration, under made-up names.
func (a *attempt) genericReceiver(m *lateMethod, base *ast.Ident, params []*ast.Ident) (ast.Expr, *ast.FieldList) {
	if len(params) == 0 {
		return base, nil
	}
	var args []ast.Expr
	list := &ast.FieldList{Opening: base.Pos(), Closing: base.Pos()}
	for i, id := range params {
		name := id.Name
		if name == "_" {
			name = fmt.Sprintf("%s%d", hidden, i)
		}
		constraint := fmt.Sprintf("%s.%s%s%d", m.base, m.decl.Name.Name, hidden, i)
		bound := m.named.TypeParams().At(i).Constraint()
		a.pkg.Scope().Insert(types.NewTypeName(token.NoPos, a.pkg, constraint, bound))
		list.List = append(list.List, &ast.Field{
			Names: []*ast.Ident{ident(id.Pos(), name)},
			Type:  ident(id.Pos(), constraint),
		})
		args = append(args, ident(id.Pos(), name))
	}
	return &ast.IndexListExpr{X: base, Lbrack: base.End(), Indices: args, Rbrack: base.End()}, list
}
