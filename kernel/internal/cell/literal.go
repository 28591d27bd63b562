package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// This file lets a literal without keys set unexported fields of an earlier
// cell's struct type. To go/types such a type is one of another package, and it
// refuses Point{1, 2}, although it accepts Point{x: 1, y: 2}. So the keys are added:
//
//	p := Point{1, 2}    ->    p := Point{x: 1, y: 2}

// keyLiterals adds keys to the literals that were refused, and reports whether
// there were any. Literals with too few or too many values stay as they are: they
// have an error that says so.
func (a *attempt) keyLiterals() bool {
	refused := make(map[token.Pos]bool)
	for _, p := range a.problems {
		if p.code == codeUnexportedLitField {
			refused[p.pos] = true
		}
	}
	changed := false
	for len(refused) > 0 {
		lit, ok := find(a, func(lit *ast.CompositeLit) bool {
			return slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool { return refused[x.Pos()] }) && a.notebookStruct(lit) != nil
		})
		if !ok {
			break
		}
		for _, x := range lit.Elts {
			delete(refused, x.Pos())
		}
		changed = addKeys(lit, a.notebookStruct(lit)) || changed
	}
	a.problems = slices.DeleteFunc(a.problems, func(p problem) bool { return p.code == codeUnexportedLitField && !refused[p.pos] })
	return changed
}

// notebookStruct returns the struct type of a literal if it is one of a type that
// a cell declares, or nil.
func (a *attempt) notebookStruct(lit *ast.CompositeLit) *types.Struct {
	t := a.info.Types[lit].Type
	if t == nil {
		return nil
	}
	named := receiverNamed(t)
	if named == nil || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != mainPath {
		return nil
	}
	return structOf(t)
}

// addKeys gives each value of a literal its field's name, and reports whether it
// could: there must be a value for each field, and each field must have a name.
func addKeys(lit *ast.CompositeLit, s *types.Struct) bool {
	if s.NumFields() != len(lit.Elts) {
		return false
	}
	for i, x := range lit.Elts {
		if _, keyed := x.(*ast.KeyValueExpr); keyed || s.Field(i).Name() == "_" {
			return false
		}
	}
	for i, x := range lit.Elts {
		lit.Elts[i] = &ast.KeyValueExpr{Key: ident(x.Pos(), s.Field(i).Name()), Colon: x.Pos(), Value: x}
	}
	return true
}
