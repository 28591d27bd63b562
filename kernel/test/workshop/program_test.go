package workshop

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	source "github.com/gopherloop/gopherloop/workshop"
)

// separator is printed before each example.
const separator = "\x00\n"

// A program is all files of a package's examples, put together.
type program struct {
	imports  []string // specs, without duplicates
	decls    []string // the other declarations of each file
	examples []*doc.Example
}

func readProgram(t *testing.T, pkg string) *program {
	t.Helper()
	texts, _ := source.Tests(pkg)
	p := &program{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		p.add(t, name, texts[name])
	}
	slices.Sort(p.imports)
	p.imports = slices.Compact(p.imports)
	return p
}

// add takes a file if it has examples.
func (p *program) add(t *testing.T, name, text string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	examples := doc.Examples(file)
	if !strings.HasPrefix(name, "example") {
		if len(examples) > 0 {
			t.Errorf("%s has examples, which belong into a file example*_test.go", name)
		}
		return
	}
	for _, e := range examples {
		if e.Output == "" && !e.EmptyOutput {
			t.Errorf("%s: Example%s has no Output comment, so that nothing runs it", name, e.Name)
		}
	}
	p.examples = append(p.examples, examples...)
	p.split(fset, file, text)
}

// split separates the imports of a file from the rest.
func (p *program) split(fset *token.FileSet, file *ast.File, text string) {
	end := file.Name.End()
	for _, d := range file.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			end = d.End()
		}
	}
	for _, spec := range file.Imports {
		p.imports = append(p.imports, text[fset.Position(spec.Pos()).Offset:fset.Position(spec.End()).Offset])
	}
	p.decls = append(p.decls, text[fset.Position(end).Offset:])
}

// source is a program that runs the examples.
func (p *program) source() string {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, spec := range append(p.imports, `separated "fmt"`) {
		fmt.Fprintln(&b, "import", spec)
	}
	for _, d := range p.decls {
		b.WriteString(d)
	}
	b.WriteString("\nfunc main() {\n")
	for _, e := range p.examples {
		fmt.Fprintf(&b, "\tseparated.Print(%q)\n\tExample%s()\n", separator, e.Name)
	}
	b.WriteString("}\n")
	return b.String()
}
