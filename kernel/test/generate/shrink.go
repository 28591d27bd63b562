package generate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// Shrink makes a program smaller for as long as keep approves of the result: it leaves out
// declarations, statements and operands, and puts the inside of a statement in its place. Most of
// what it tries does not compile; keep has to refuse that.
func Shrink(source string, keep func(string) bool) string {
	for {
		before := len(source)
		source = shrinkBy(source, (*shrinker).declarations, keep)
		source = shrinkBy(source, (*shrinker).statements, keep)
		if before == len(source) || before < 4000 { // they are many
			source = shrinkBy(source, (*shrinker).expressions, keep)
		}
		if len(source) >= before {
			return source
		}
	}
}

// An edit replaces a part of the source.
type edit struct {
	from, to int
	text     string
}

// shrinker collects what could be left out of a program.
type shrinker struct {
	source string
	file   *ast.File
	fset   *token.FileSet
	edits  []edit
}

func (s *shrinker) at(p token.Pos) int     { return s.fset.Position(p).Offset }
func (s *shrinker) text(n ast.Node) string { return s.source[s.at(n.Pos()):s.at(n.End())] }
func (s *shrinker) replace(n ast.Node, t string) {
	s.edits = append(s.edits, edit{s.at(n.Pos()), s.at(n.End()), t})
}

// shrinkBy tries the edits that find collects, and those of the result of each that was kept.
func shrinkBy(source string, find func(*shrinker), keep func(string) bool) string {
	for next := 0; ; {
		s := &shrinker{source: source, fset: token.NewFileSet()}
		var err error
		if s.file, err = parser.ParseFile(s.fset, "", source, parser.SkipObjectResolution); err != nil {
			return source
		}
		find(s)
		s.edits = slices.DeleteFunc(s.edits, func(e edit) bool { return e.to-e.from <= len(e.text) })
		if source, next = s.try(next, keep); next < 0 {
			return source
		}
	}
}

// try tries the edits from the nth on and returns the first result that is kept, with where to go on.
func (s *shrinker) try(n int, keep func(string) bool) (string, int) {
	for i := n; i < len(s.edits); i++ {
		e := s.edits[i]
		if candidate := tidy(withoutImports(s.source[:e.from] + e.text + s.source[e.to:])); len(candidate) < len(s.source) && parses(candidate) && keep(candidate) {
			return candidate, i
		}
	}
	return s.source, -1
}

func parses(source string) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	return err == nil
}

// withoutImports is the program without its package and import clauses, which tidy puts there again.
func withoutImports(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		if !strings.HasPrefix(line, "package ") && !strings.HasPrefix(line, "import ") && !strings.HasPrefix(line, "// ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// declarations collects the declarations, and what they consist of.
func (s *shrinker) declarations() {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "main" {
			continue
		}
		s.replace(d, "")
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if l, ok := n.(*ast.FieldList); ok && l.Opening.IsValid() {
			for _, f := range l.List {
				s.replace(f, "")
			}
		}
		return true
	})
}

// statements collects runs of statements, long ones first, and what can stand in
// the place of one.
func (s *shrinker) statements() {
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			s.list(n.List)
		case *ast.CaseClause:
			s.list(n.Body)
		case *ast.CommClause:
			s.list(n.Body)
		}
		if st, ok := n.(ast.Stmt); ok {
			s.inside(st)
		}
		return true
	})
}

func (s *shrinker) list(list []ast.Stmt) {
	for n := len(list); n > 0; n /= 2 {
		for i := 0; i+n <= len(list); i += n {
			s.edits = append(s.edits, edit{from: s.at(list[i].Pos()), to: s.at(list[i+n-1].End())})
		}
	}
}

// inside collects the blocks of a statement and of the function literals in it.
func (s *shrinker) inside(st ast.Stmt) {
	if _, ok := st.(*ast.BlockStmt); ok {
		return
	}
	ast.Inspect(st, func(n ast.Node) bool {
		if b, ok := n.(*ast.BlockStmt); ok {
			s.replace(st, s.text(b))
			if len(b.List) > 0 {
				s.replace(st, s.source[s.at(b.List[0].Pos()):s.at(b.List[len(b.List)-1].End())])
			}
			return false
		}
		return true
	})
	if i, ok := st.(*ast.IfStmt); ok && i.Else != nil {
		s.edits = append(s.edits, edit{from: s.at(i.Body.End()), to: s.at(i.Else.End())})
	}
}

// expressions collects what can stand in the place of an expression: an operand of it, or a
// simple value.
func (s *shrinker) expressions() {
	ast.Inspect(s.file, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		switch e := e.(type) {
		case *ast.Ident, *ast.BasicLit, *ast.SelectorExpr:
			return false
		case *ast.CompositeLit:
			s.elements(e.Elts)
		case *ast.CallExpr:
			s.elements(e.Args)
		}
		for _, simple := range []string{"0", "1", "true", `"a"`, "nil"} {
			s.replace(e, simple)
		}
		ast.Inspect(e, func(inner ast.Node) bool {
			if x, ok := inner.(ast.Expr); ok && x != e {
				s.replace(e, s.text(x))
				return false
			}
			return true
		})
		return true
	})
}

// elements collects the elements of a list with commas.
func (s *shrinker) elements(list []ast.Expr) {
	for i, x := range list {
		switch {
		case i+1 < len(list):
			s.edits = append(s.edits, edit{from: s.at(x.Pos()), to: s.at(list[i+1].Pos())})
		case i > 0:
			s.edits = append(s.edits, edit{from: s.at(list[i-1].End()), to: s.at(x.End())})
		default:
			s.replace(x, "")
		}
	}
}
