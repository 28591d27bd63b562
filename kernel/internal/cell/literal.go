package cell

import (
	"go/ast"
	"go/token"
	"slices"
)

// This file lets a literal without keys set unexported fields of an earlier
// cell's struct type. To go/types such a type is one of another package, and it
// refuses Point{1, 2}, although it accepts Point{x: 1, y: 2}. So the keys are added:
//
//	p := Point{1, 2}    ->    p := Point{x: 1, y: 2}

// keyLiterals adds keys to the literals that were refused, and reports whether
// there were any. Literals with too few or too many values stay as they are: they
// have other errors.
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
			return slices.ContainsFunc(lit.Elts, func(x ast.Expr) bool { return refused[x.Pos()] }) && a.literalFields(lit) != nil
		})
		if !ok {
			break
		}
		for i, name := range a.literalFields(lit) {
			x := lit.Elts[i]
			delete(refused, x.Pos())
			lit.Elts[i] = &ast.KeyValueExpr{Key: ident(x.Pos(), name), Colon: x.Pos(), Value: x}
		}
		changed = true
	}
	a.problems = slices.DeleteFunc(a.problems, func(p problem) bool { return p.code == codeUnexportedLitField && !refused[p.pos] })
	return changed
}

// literalFields returns the names of the fields that a literal without keys sets,
// if it is one of a notebook's struct type with a value for each field; or nil.
func (a *attempt) literalFields(lit *ast.CompositeLit) []string {
	t := a.info.Types[lit].Type
	if t == nil {
		return nil
	}
	s := structOf(t)
	named := receiverNamed(t)
	if s == nil || named == nil || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != mainPath || s.NumFields() != len(lit.Elts) {
		return nil
	}
	var names []string
	for f := range s.Fields() {
		if f.Name() == "_" {
			return nil
		}
		names = append(names, f.Name())
	}
	for _, x := range lit.Elts {
		if _, keyed := x.(*ast.KeyValueExpr); keyed {
			return nil
		}
	}
	return names
}
