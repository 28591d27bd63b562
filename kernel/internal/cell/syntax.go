package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// A tree is a parsed cell.
type tree struct {
	src    *source
	layout *layout

	whole   bool // a file with a package clause
	imports []*ast.ImportSpec
	decls   []ast.Decl      // functions, methods, types, constants; in a whole file, variables
	free    map[string]bool // names that decls use and do not declare
	stmts   []ast.Stmt      // the top-level statements

	// last is the last expression if the cell ends with one; it is not in stmts.
	// With silent a semicolon follows: the value is not to be shown.
	last   ast.Expr
	silent bool

	comments []*ast.CommentGroup
	errs     []syntaxError // sorted
}

// parseCell parses a cell. The tree is what could be made of it even if there
// are errors.
func parseCell(src *source) *tree {
	l := split(src.text)
	t := &tree{src: src, layout: l, whole: l.whole}
	t.parseDecls()
	t.parseStmts()
	t.takeLast()
	t.complain()
	return t
}

// parseDecls parses the imports and declarations. The parser's resolution of
// names finds out which names the declarations take from elsewhere.
func (t *tree) parseDecls() {
	text := t.layout.only(t.src.text, func(k chunkKind) bool {
		return k == importChunk || k == declChunk || k == funcChunk
	})
	file, errs := t.src.parse("package p;\n", text, "", parser.ParseComments)
	t.errs = append(t.errs, errs...)
	t.free = make(map[string]bool)
	if file == nil {
		return
	}
	for _, id := range file.Unresolved {
		t.free[id.Name] = true
	}
	t.freeKeys(file)
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			continue
		}
		t.decls = append(t.decls, d)
	}
	t.imports = file.Imports
	t.comments = file.Comments
}

// freeKeys adds the keys of composite literals, which the parser leaves out: they may be fields.
func (t *tree) freeKeys(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				t.free[id.Name] = true
			}
		}
		return true
	})
}

func (t *tree) parseStmts() {
	text := t.layout.only(t.src.text, func(k chunkKind) bool { return k == stmtChunk })
	file, errs := t.src.parse("package p;func _(){", text, "\n}", parser.ParseComments|parser.SkipObjectResolution)
	t.errs = append(t.errs, errs...)
	if file == nil || len(file.Decls) == 0 {
		return
	}
	if f, ok := file.Decls[0].(*ast.FuncDecl); ok && f.Body != nil {
		t.stmts = slices.DeleteFunc(f.Body.List, func(s ast.Stmt) bool { _, empty := s.(*ast.EmptyStmt); return empty })
	}
}

// takeLast moves the last expression out of stmts, if the cell ends with one.
func (t *tree) takeLast() {
	chunks := t.layout.chunks
	if len(chunks) == 0 || len(t.stmts) == 0 || t.whole {
		return
	}
	end := chunks[len(chunks)-1]
	last, ok := t.stmts[len(t.stmts)-1].(*ast.ExprStmt)
	if !ok || end.kind != stmtChunk {
		return
	}
	t.last, t.silent = last.X, end.semi
	t.stmts = t.stmts[:len(t.stmts)-1]
}

// complain finds the errors that the parser cannot see in the separate parts.
func (t *tree) complain() {
	if s := t.layout.stray; s != nil {
		// Whatever the parser says about the rest is a consequence.
		t.errs = slices.DeleteFunc(t.errs, func(e syntaxError) bool { return e.offset >= s.offset })
		t.errs = append(t.errs, syntaxError{s.offset, "expected statement, found '" + s.tok.String() + "'"})
	}
	for _, d := range t.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil && len(t.errs) == 0 {
			t.errs = append(t.errs, syntaxError{t.src.offset(f.Name.Pos()), "missing function body"})
		}
	}
	if t.whole && len(t.errs) == 0 && len(t.stmts) > 0 {
		t.errs = append(t.errs, syntaxError{t.src.offset(t.stmts[0].Pos()), "non-declaration statement outside function body"})
	}
	slices.SortStableFunc(t.errs, func(a, b syntaxError) int { return a.offset - b.offset })
	t.errs = slices.CompactFunc(t.errs, func(a, b syntaxError) bool {
		return t.layout.chunkAt(a.offset) == t.layout.chunkAt(b.offset) // b is a consequence of a
	})
	for len(t.errs) > 1 && (len(t.layout.open) > 0 || t.errs[len(t.errs)-1].offset >= len(t.src.text)) {
		t.errs = t.errs[:len(t.errs)-1] // what comes at the end is a consequence, too
	}
}

// doc returns the text of the comment in front of a declaration.
func doc(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if text := strings.TrimSpace(g.Text()); text != "" {
			return text
		}
	}
	return ""
}
