package cell

import (
	"fmt"
	"go/ast"
	"go/token"
)

// This file decides where the variables of a cell live while it is checked.
//
// Statements are the body of one function, so a variable of theirs is invisible
// to the functions of the same cell. A variable that such a function mentions is
// therefore declared at package level:
//
//	count := 0                            var count = 0          (package level)
//	func inc() { count++ }        ->      func inc() { count++ }
//	inc()                                 func _() { inc() }
//
// The steps of the unit keep the learner's order all the same.

// An item is a step in the making: a statement, or a variable declaration at
// package level.
type item struct {
	stmt ast.Stmt
	spec *ast.ValueSpec
}

// parts is a cell as it will be checked.
type parts struct {
	items  []item
	vars   []ast.Decl           // the declarations of items' specs that the cell does not write as such
	locals map[string]token.Pos // variables declared by the statements
	errs   []posError
}

// A posError is an error that is found before go/types sees the cell.
type posError struct {
	pos token.Pos
	msg string
}

// A varStmt is a top-level statement that declares variables: a var with one
// spec, or :=.
type varStmt struct {
	stmt  ast.Stmt
	names []*ast.Ident
	uses  []ast.Node // type and values
	up    bool       // goes to package level
}

// arrange decides which variables go to package level.
func arrange(t *tree) *parts {
	p := &parts{locals: make(map[string]token.Pos)}
	for _, d := range t.decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, s := range g.Specs {
				p.items = append(p.items, item{spec: s.(*ast.ValueSpec)})
			}
		}
	}
	stmts := splitVars(t.stmts)
	vars := varStmts(stmts)
	raise(vars, t.free)
	declared := make(map[string]bool)
	for _, s := range stmts {
		v := vars[s]
		switch {
		case v == nil:
			p.items = append(p.items, item{stmt: s})
		case v.up:
			p.declare(v, declared)
		default:
			p.items = append(p.items, item{stmt: s})
			for _, id := range v.names {
				if _, ok := p.locals[id.Name]; !ok {
					p.locals[id.Name] = id.Pos()
				}
			}
		}
		if v != nil {
			for _, id := range v.names {
				declared[id.Name] = true
			}
		}
	}
	return p
}

// splitVars gives each spec of a var group a statement of its own.
func splitVars(stmts []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for _, s := range stmts {
		d, ok := s.(*ast.DeclStmt)
		g, _ := genDecl(d, ok)
		if g == nil || len(g.Specs) == 1 {
			out = append(out, s)
			continue
		}
		for _, spec := range g.Specs {
			out = append(out, &ast.DeclStmt{Decl: &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}})
		}
	}
	return out
}

func genDecl(d *ast.DeclStmt, ok bool) (*ast.GenDecl, bool) {
	if !ok {
		return nil, false
	}
	g, ok := d.Decl.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR || len(g.Specs) == 0 {
		return nil, false
	}
	return g, true
}

// varStmts finds the statements that declare variables.
func varStmts(stmts []ast.Stmt) map[ast.Stmt]*varStmt {
	vars := make(map[ast.Stmt]*varStmt)
	for _, s := range stmts {
		switch s := s.(type) {
		case *ast.DeclStmt:
			g, ok := genDecl(s, true)
			if !ok {
				continue
			}
			spec, ok := g.Specs[0].(*ast.ValueSpec)
			if !ok {
				continue
			}
			v := &varStmt{stmt: s, names: spec.Names, uses: nodes(spec.Values)}
			if spec.Type != nil {
				v.uses = append(v.uses, spec.Type)
			}
			vars[s] = v
		case *ast.AssignStmt:
			if names, ok := idents(s.Lhs); ok && s.Tok == token.DEFINE {
				vars[s] = &varStmt{stmt: s, names: names, uses: nodes(s.Rhs)}
			}
		}
	}
	return vars
}

func nodes(list []ast.Expr) []ast.Node {
	var out []ast.Node
	for _, e := range list {
		out = append(out, e)
	}
	return out
}

func idents(list []ast.Expr) ([]*ast.Ident, bool) {
	var out []*ast.Ident
	for _, e := range list {
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil, false
		}
		out = append(out, id)
	}
	return out, true
}

// raise marks the statements that declare a name in wanted, and those on which
// the marked ones depend. Mentions are taken generously: a name that turns out to
// mean something else costs nothing.
func raise(vars map[ast.Stmt]*varStmt, wanted map[string]bool) {
	want := make(map[string]bool)
	for name := range wanted {
		want[name] = true
	}
	for changed := true; changed; {
		changed = false
		for _, v := range vars {
			if v.up || !v.declaresAny(want) {
				continue
			}
			v.up, changed = true, true
			for _, id := range v.names {
				want[id.Name] = true
			}
			for _, n := range v.uses {
				mentions(n, func(name string) { want[name] = true })
			}
		}
	}
}

func (v *varStmt) declaresAny(names map[string]bool) bool {
	for _, id := range v.names {
		if id.Name != "_" && names[id.Name] {
			return true
		}
	}
	return false
}

// mentions calls f with each identifier in n that could refer to a variable.
func mentions(n ast.Node, f func(name string)) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			mentions(n.X, f)
			return false
		case *ast.Ident:
			f(n.Name)
		}
		return true
	})
}

// declare makes a package-level declaration of a statement. Variables that :=
// merely assigns to, because an earlier statement declares them, are assigned in
// a second step:
//
//	b, err := g()    ->    var b, err· = g();  err = err·
func (p *parts) declare(v *varStmt, declared map[string]bool) {
	if d, ok := v.stmt.(*ast.DeclStmt); ok {
		spec := d.Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
		p.add(spec)
		return
	}
	a := v.stmt.(*ast.AssignStmt)
	spec := &ast.ValueSpec{Values: a.Rhs}
	second := &ast.AssignStmt{TokPos: a.TokPos, Tok: token.ASSIGN}
	fresh := false
	for _, id := range v.names {
		if !declared[id.Name] || id.Name == "_" {
			fresh = fresh || id.Name != "_"
			spec.Names = append(spec.Names, id)
			continue
		}
		tmp := &ast.Ident{NamePos: id.NamePos, Name: fmt.Sprintf("%s%s%d", id.Name, hidden, len(p.items))}
		spec.Names = append(spec.Names, tmp)
		second.Lhs = append(second.Lhs, id)
		second.Rhs = append(second.Rhs, &ast.Ident{NamePos: id.NamePos, Name: tmp.Name})
	}
	if !fresh {
		p.errs = append(p.errs, posError{a.TokPos, "no new variables on left side of :="})
	}
	p.add(spec)
	if len(second.Lhs) > 0 {
		p.items = append(p.items, item{stmt: second})
	}
}

func (p *parts) add(spec *ast.ValueSpec) {
	p.items = append(p.items, item{spec: spec})
	p.vars = append(p.vars, &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}})
}

// hidden is a character in the names that the compiler makes up. It cannot stand
// in a name that a learner writes.
const hidden = "·"
