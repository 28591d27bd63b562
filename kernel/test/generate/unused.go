package generate

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// withoutUnused makes variables blank that a program declares and does not mention again, which Go
// refuses. Names are taken for different if they are spelled differently, as they are in programs of
// this package. It reports whether the program could be parsed.
func withoutUnused(source string) (string, bool) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return "", false
	}
	u := unused{mentions: map[string]int{}}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			u.mentions[id.Name]++
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool { u.node(n); return true })
	if !u.changed {
		return source, true
	}
	var b bytes.Buffer
	if err := format.Node(&b, fset, file); err != nil {
		return "", false
	}
	return b.String(), true
}

// unused counts how often names are mentioned.
type unused struct {
	mentions map[string]int
	changed  bool
}

// node changes a declaration of variables.
func (u *unused) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE && u.blank(n.Lhs) {
			n.Tok = token.ASSIGN
		}
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE && u.blank([]ast.Expr{n.Key, n.Value}) {
			n.Tok, n.Key, n.Value = token.ILLEGAL, nil, nil
		}
	}
}

// blank makes the unused names blank and reports whether all are.
func (u *unused) blank(names []ast.Expr) bool {
	all := true
	for _, e := range names {
		id, ok := e.(*ast.Ident)
		if ok && id != nil && u.mentions[id.Name] == 1 {
			id.Name, u.changed = "_", true
		}
		all = all && (e == nil || ok && id.Name == "_")
	}
	return all && u.changed
}
