package programs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

const mark = "//cell"

// cut turns a program into cells: its imports, the parts of its package level, the
// parts of main's body as statements.
func cut(t *testing.T, source string) []string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "prog.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	offset := func(p token.Pos) int { return fset.Position(p).Offset }
	var imports []string
	level, at := "", offset(file.Name.End())
	body := ""
	for _, d := range file.Decls {
		start, end := offset(d.Pos()), offset(d.End())
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				imports = append(imports, source[start:end])
				level += source[at:start]
				at = end
			}
		case *ast.FuncDecl:
			if d.Name.Name == "main" && d.Recv == nil {
				body = source[offset(d.Body.Lbrace)+1 : offset(d.Body.Rbrace)]
				level += source[at:start]
				at = end
			}
		}
	}
	level += source[at:]
	cells := append([]string{strings.Join(imports, "\n")}, parts(level)...)
	cells = append(cells, parts(dedent(body))...)
	cells = slices.DeleteFunc(cells, func(c string) bool { return strings.TrimSpace(c) == "" })
	if len(cells) < 3 {
		t.Fatalf("the program is cut into %d cells only", len(cells))
	}
	return cells
}

// parts splits a text at its marks.
func parts(text string) []string {
	var out []string
	var part strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimRight(line, "\n") == mark {
			out = append(out, part.String())
			part.Reset()
			continue
		}
		part.WriteString(line)
	}
	return append(out, part.String())
}

// dedent takes one level of indentation from the lines of main's body that have
// it; lines of raw strings may not.
func dedent(body string) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		b.WriteString(strings.TrimPrefix(line, "\t"))
	}
	return b.String()
}
