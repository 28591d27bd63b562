package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A View is what is known about a text that may be unfinished: the syntax that
// could be parsed, the types that could be found, in the scope of the session.
// It is what package assist works with, and is valid only within [Session.Look].
type View struct {
	a *attempt
}

// Look makes a view of a text, as if it were the next cell, and calls f with it.
// The session does not change. A panic, of go/types for the sake of broken syntax
// or of f, ends the call of f and is otherwise ignored.
func (s *Session) Look(text string, f func(*View)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	src := s.open("", text)
	defer s.close(src)
	var a *attempt
	defer func() {
		_ = recover() // broken syntax is the rule here; there is nobody to tell
		a.rollback()
	}()
	t := parseCell(src)
	p := arrange(t)
	p.errs = nil
	pl := &plan{renew: make(map[string]bool), auto: make(map[string]string)}
	for {
		a = &attempt{s: s, src: src, tree: t, parts: p, plan: pl, lenient: true}
		a.run()
		if !a.addImports() {
			break
		}
		a.rollback()
	}
	f(&View{a})
}

// Pos returns the position of a byte of the text.
func (v *View) Pos(offset int) token.Pos { return v.a.src.pos(offset) }

// Offset is the inverse of Pos.
func (v *View) Offset(pos token.Pos) int { return v.a.src.offset(pos) }

// Path returns the syntax around a position, from the innermost node outwards.
// A position just behind a node belongs to it.
func (v *View) Path(offset int) []ast.Node {
	pos := v.a.src.pos(offset)
	var path []ast.Node
	for _, root := range v.a.roots() {
		ast.Inspect(root, func(n ast.Node) bool {
			if n == nil || n != v.a.main && (pos < n.Pos() || n.End() < pos) {
				return false
			}
			path = append(path, n)
			return true
		})
	}
	slices.Reverse(path)
	return path
}

// TypeOf returns the type of an expression, or nil. For a type expression that is
// the type itself.
func (v *View) TypeOf(x ast.Expr) types.Type {
	if t := v.a.info.TypeOf(x); t != nil && t != types.Typ[types.Invalid] {
		return t
	}
	return nil
}

// IsType reports whether an expression denotes a type.
func (v *View) IsType(x ast.Expr) bool { return v.a.info.Types[x].IsType() }

// Object returns what an identifier stands for, or nil.
func (v *View) Object(id *ast.Ident) types.Object { return v.a.info.ObjectOf(id) }

// Lookup returns what a name means at a place, or nil.
func (v *View) Lookup(name string, offset int) types.Object {
	pos := v.a.src.pos(offset)
	_, obj := v.a.scopeAt(pos).LookupParent(name, pos)
	return obj
}

// Visible returns the objects that can be named at a place, the innermost of each
// name, in no particular order. Predeclared ones are included.
func (v *View) Visible(offset int) []types.Object {
	pos := v.a.src.pos(offset)
	seen := make(map[string]bool)
	var list []types.Object
	inner := v.a.scopeAt(pos)
	for scope := inner; scope != nil; scope = scope.Parent() {
		for _, name := range scope.Names() {
			if seen[name] || strings.Contains(name, hidden) || strings.Contains(name, ".") {
				continue
			}
			if _, obj := inner.LookupParent(name, pos); obj != nil {
				seen[name] = true
				list = append(list, obj)
			}
		}
	}
	return list
}

// Package returns the package that an import name stands for or, if the name
// means nothing, the package of the library that would be imported for it; of
// several, the first in alphabetical order. It returns nil if there is none.
func (v *View) Package(name string, offset int) *types.Package {
	switch obj := v.Lookup(name, offset).(type) {
	case *types.PkgName:
		return obj.Imported()
	case nil:
		for _, path := range v.a.s.std.Named(name) {
			if pkg, err := v.a.s.importPath(path); err == nil {
				return pkg
			}
		}
	}
	return nil
}

// Packages returns the names of the packages that can be imported, sorted.
func (v *View) Packages() []string { return v.a.s.std.Names() }

// ImportPaths returns the paths of the packages that can be imported, sorted.
func (v *View) ImportPaths() []string { return v.a.s.std.Paths() }

// Qualify writes package names into types as a learner does.
func Qualify(pkg *types.Package) string { return plainQualifier(pkg) }

// A Declaration is where and how a notebook name was declared.
type Declaration struct {
	Cell string // "cell 3"; "" for the text itself
	Text string // the declaration; of a function without its body
	Doc  string // the comment in front of it
}

// Declaration returns the declaration of a notebook function, type, variable,
// constant or method, if it was written as one.
func (v *View) Declaration(obj types.Object) (Declaration, bool) {
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != mainPath {
		return Declaration{}, false
	}
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		return v.methodDeclaration(fn)
	}
	if e := v.a.s.live[obj.Name()]; e != nil && e.obj == obj && e.decl != nil {
		keyword := "var"
		if _, ok := obj.(*types.Const); ok {
			keyword = "const"
		}
		return declaration(e.src, e.decl, e.doc, keyword), true
	}
	for _, d := range v.a.tree.decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Pos() == obj.Pos() {
				return declaration(v.a.src, d, doc(d.Doc), ""), true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.Pos() == obj.Pos() {
					return declaration(v.a.src, t, doc(t.Doc, d.Doc), ""), true
				}
			}
		}
	}
	return Declaration{}, false
}

func (v *View) methodDeclaration(fn *types.Func) (Declaration, bool) {
	for _, d := range v.a.tree.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Pos() == fn.Pos() {
			return declaration(v.a.src, f, doc(f.Doc), ""), true
		}
	}
	named := receiverNamed(fn.Signature().Recv().Type())
	if named == nil {
		return Declaration{}, false
	}
	e := v.a.s.live[named.Obj().Name()]
	if e == nil || e.typ == nil || e.obj != named.Obj() || e.typ.methods[fn.Name()] == nil {
		return Declaration{}, false
	}
	m := e.typ.methods[fn.Name()]
	return declaration(m.src, m.decl, m.doc, ""), true
}

func declaration(src *source, n ast.Node, doc, keyword string) Declaration {
	text := src.slice(n)
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Body != nil {
			text = strings.TrimSpace(src.text[src.offset(n.Type.Func):src.offset(n.Body.Lbrace)])
		}
	case *ast.TypeSpec:
		text = "type " + text
	case *ast.ValueSpec:
		text = keyword + " " + text
	}
	return Declaration{Cell: src.name, Text: text, Doc: doc}
}
