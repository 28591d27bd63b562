package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"sync"
)

// typeLessons are the rows of the catalogue about cells that parse but do not
// check. The first that applies is used.
var typeLessons = sync.OnceValue(func() []lesson {
	var all []lesson
	for _, part := range [][]lesson{nameLessons(), assignLessons(), operatorLessons(), callLessons(), flowLessons()} {
		all = append(all, part...)
	}
	return all
})

// assignsTo reports whether s is an assignment whose left side has a name at pos.
func assignsTo(s *ast.AssignStmt, pos token.Pos) bool {
	if s.Tok != token.ASSIGN {
		return false
	}
	for _, x := range s.Lhs {
		if id, ok := x.(*ast.Ident); ok && id.Pos() == pos {
			return true
		}
	}
	return false
}

func quoted(list []string, sep string) string {
	var out []string
	for _, s := range list {
		out = append(out, fmt.Sprintf("%q", s))
	}
	return strings.Join(out, sep)
}

// missingMembers says which of the selected names a package does not have.
func missingMembers(pkg *types.Package, sels []string) string {
	for _, sel := range sels {
		if exportsAll(pkg, []string{sel}) {
			continue
		}
		if name := closest(sel, exported(pkg)); name != "" {
			return fmt.Sprintf("did you mean %s.%s?", pkg.Name(), name)
		}
		return fmt.Sprintf("package %s has no %s", pkg.Path(), sel)
	}
	return ""
}

// exported returns the exported names of a package.
func exported(pkg *types.Package) []string {
	var names []string
	for _, name := range pkg.Scope().Names() {
		if ast.IsExported(name) {
			names = append(names, name)
		}
	}
	return names
}

// imported returns the package that a name stands for in the cell.
func (c *clue) imported(name string) *types.Package {
	if imp, ok := c.a.pkg.Scope().Lookup(name).(*types.PkgName); ok {
		return imp.Imported()
	}
	return nil
}

// signature returns the declaration of the function that the call at the error
// calls.
func (c *clue) signature() string {
	call, ok := find(c.a, func(x *ast.CallExpr) bool { return x.Pos() <= c.pos && c.pos <= x.End() && c.innermost(x) })
	if !ok {
		return ""
	}
	sig, ok := c.a.info.Types[call.Fun].Type.(*types.Signature)
	if !ok {
		return ""
	}
	return "func " + types.ExprString(call.Fun) + strings.TrimPrefix(types.TypeString(sig, plainQualifier), "func")
}

// innermost reports whether no argument of a call contains the error in a call of
// its own.
func (c *clue) innermost(call *ast.CallExpr) bool {
	inner := false
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			x, ok := n.(*ast.CallExpr)
			inner = inner || ok && x.Pos() <= c.pos && c.pos < x.End()
			return true
		})
	}
	return !inner
}

// plainQualifier names packages as a learner does: not at all for the notebook.
func plainQualifier(pkg *types.Package) string {
	if pkg.Path() == mainPath {
		return ""
	}
	return pkg.Name()
}
