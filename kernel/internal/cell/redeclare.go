package cell

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// This file decides what becomes of types that are declared again.
//
// A cell that is run again without a change must not change the identity of its
// types, or every value made so far would be of an older type. So a declaration
// whose tokens are those of the live type is left out of the check, and its
// methods are checked like those that come in a later cell than their type. It
// is given a new identity after all when
//
//   - a name in it means something else by now, or
//   - a method in the same cell has another signature.

// keepTypes finds the type declarations that repeat the live ones.
func (a *attempt) keepTypes() {
	a.kept = make(map[string]*entry)
	seen := make(map[string]bool)
	for _, d := range a.tree.decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.TypeSpec)
			name := spec.Name.Name
			e := a.s.live[name]
			if seen[name] { // declared twice: leave it to go/types
				delete(a.kept, name)
				continue
			}
			seen[name] = true
			if e != nil && e.typ != nil && !a.plan.renew[name] && !spec.Assign.IsValid() &&
				fingerprint(a.src.slice(spec)) == e.typ.print {
				a.kept[name] = e
			}
		}
	}
}

// dropKept removes the declarations of kept types from those to be checked.
func (a *attempt) dropKept() {
	for i, d := range a.decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		rest := slices.DeleteFunc(slices.Clone(g.Specs), func(s ast.Spec) bool {
			return a.kept[s.(*ast.TypeSpec).Name.Name] != nil
		})
		if len(rest) < len(g.Specs) {
			changed := *g
			changed.Specs = rest
			a.decls[i] = &changed
		}
	}
	a.decls = slices.DeleteFunc(a.decls, func(d ast.Decl) bool {
		g, ok := d.(*ast.GenDecl)
		return ok && g.Tok == token.TYPE && len(g.Specs) == 0
	})
}

// sameDeps reports whether all names in a type's declaration mean what they meant
// when it was checked.
func (a *attempt) sameDeps(e *entry) bool {
	for name, old := range e.typ.deps {
		if !sameMeaning(a.pkg.Scope().Lookup(name), old) {
			return false
		}
	}
	return true
}

func sameMeaning(a, b types.Object) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *types.PkgName:
		b, ok := b.(*types.PkgName)
		return ok && a.Imported() == b.Imported()
	case *types.Const:
		b, ok := b.(*types.Const)
		return ok && types.Identical(a.Type(), b.Type()) && constant.Compare(a.Val(), token.EQL, b.Val())
	case *types.TypeName:
		b, ok := b.(*types.TypeName)
		return ok && types.Identical(a.Type(), b.Type())
	case *types.Var: // in len(x) or unsafe.Sizeof(x)
		b, ok := b.(*types.Var)
		return ok && types.Identical(a.Type(), b.Type())
	}
	return false
}

// renewGenerics gives a generic type a new identity when it gets another method and
// its constraints depend on each other: as a plain function, the method would have to
// declare type parameters with constraints that mention its own (see genericReceiver).
func (a *attempt) renewGenerics() {
	for _, d := range a.tree.decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		base := receiverBase(f)
		e := a.s.live[base]
		named := e.namedType()
		if named != nil && e.typ != nil && e.typ.methods[f.Name.Name] == nil && dependentBounds(named) {
			a.plan.renew[base] = true
		}
	}
}

// carryOver completes types that get a new identity because of a method in this
// cell, while they are declared elsewhere: it adds the type and its other methods
// from the cells in which they are written.
func (a *attempt) carryOver() {
	types := make(map[string]bool)
	methods := make(map[string]map[string]bool)
	for _, d := range a.decls {
		for id := range declaredNames(d) {
			types[id.Name] = true
		}
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			base := receiverBase(f)
			if methods[base] == nil {
				methods[base] = make(map[string]bool)
			}
			methods[base][f.Name.Name] = true
		}
	}
	for name := range a.plan.renew {
		e := a.s.live[name]
		if types[name] || e == nil || e.typ == nil || methods[name] == nil {
			continue
		}
		a.decls = append(a.decls, &ast.GenDecl{TokPos: e.typ.spec.Pos(), Tok: token.TYPE, Specs: []ast.Spec{e.typ.spec}})
		for _, m := range sortedMethods(e.typ) {
			if !methods[name][m.decl.Name.Name] {
				a.decls = append(a.decls, m.decl)
			}
		}
	}
}

func sortedMethods(t *typeDecl) []*method {
	var list []*method
	for _, m := range t.methods {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b *method) int { return cmp.Compare(a.decl.Pos(), b.decl.Pos()) })
	return list
}

// shield puts parentheses around the right side of a type declaration that is
// merely the name of an earlier cell's type, or of a dot import's: looking for cycles, go/types expects
// a declaration in this cell behind every bare name of the package.
func (a *attempt) shield() {
	for _, d := range a.decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.TypeSpec)
			if id, ok := spec.Type.(*ast.Ident); ok && (a.s.live[id.Name] != nil || a.dotted[id.Name] != nil) {
				spec.Type = &ast.ParenExpr{Lparen: id.Pos(), X: id, Rparen: id.End()}
			}
		}
	}
}
