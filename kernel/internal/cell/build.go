package cell

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
)

// build makes the unit of a cell that has no errors.
func (a *attempt) build() {
	a.unit = &lower.Unit{
		Name:        a.src.name,
		Fset:        a.s.fset,
		Pkg:         a.pkg,
		Info:        a.info,
		Files:       []*ast.File{a.file(a.decls)},
		Scope:       a.scope,
		Reused:      make(map[*types.Var]*types.Var),
		Replaces:    make(map[*types.Func]*types.Func),
		LateMethods: make(map[*types.Func]*ast.FuncDecl),
	}
	for _, m := range a.late {
		a.unit.LateMethods[m.method] = m.plain
	}
	a.link()
	a.steps()
}

// link finds the earlier objects that the cell's functions and variables replace.
func (a *attempt) link() {
	for _, d := range a.decls {
		for id := range declaredNames(d) {
			a.linkObject(a.info.Defs[id])
		}
	}
	if a.scope != nil {
		for _, name := range a.scope.Names() {
			a.linkObject(a.scope.Lookup(name))
		}
	}
}

func (a *attempt) linkObject(obj types.Object) {
	if obj == nil {
		return
	}
	old := a.s.live[obj.Name()]
	if old == nil || !types.Identical(obj.Type(), old.obj.Type()) {
		return
	}
	switch obj := obj.(type) {
	case *types.Func:
		if earlier, ok := old.obj.(*types.Func); ok && earlier.Pkg().Path() == mainPath {
			a.unit.Replaces[obj] = earlier
		}
	case *types.Var:
		if earlier, ok := old.obj.(*types.Var); ok && earlier.Pkg().Path() == mainPath {
			a.unit.Reused[obj] = earlier
		}
	}
}

// steps puts what the cell does in order: variables and statements as they are
// written, init functions before the first statement that is not a var, main at the end.
//
// A variable of package level may depend on one that is declared further down.
// Then the latter is initialised early, in the order that go/types has found.
func (a *attempt) steps() {
	inits := a.info.InitOrder
	ready := func(spec *ast.ValueSpec) {
		last := -1
		for i, init := range inits {
			if declares(spec, init) {
				last = i
			}
		}
		for _, init := range inits[:last+1] {
			a.unit.Steps = append(a.unit.Steps, lower.Step{Init: init})
		}
		inits = inits[last+1:]
	}
	initsCalled := false
	for _, it := range a.items {
		if it.spec == nil {
			if _, isVar := it.stmt.(*ast.DeclStmt); !initsCalled && !isVar {
				a.callInits()
				initsCalled = true
			}
			a.unit.Steps = append(a.unit.Steps, lower.Step{Stmt: it.stmt})
			continue
		}
		ready(it.spec)
		if len(it.spec.Values) == 0 {
			a.zero(it.spec)
		}
	}
	if !initsCalled {
		a.callInits()
	}
	a.lastStep()
	a.callMain()
}

// declares reports whether init initialises variables of spec.
func declares(spec *ast.ValueSpec, init *types.Initializer) bool {
	for _, id := range spec.Names {
		if id.Pos() == init.Lhs[0].Pos() {
			return true
		}
	}
	return false
}

// zero resets a variable without a value, whose storage may be an earlier one's.
func (a *attempt) zero(spec *ast.ValueSpec) {
	for _, id := range spec.Names {
		if v, ok := a.info.Defs[id].(*types.Var); ok && a.unit.Reused[v] != nil {
			decl := &ast.GenDecl{TokPos: spec.Pos(), Tok: token.VAR, Specs: []ast.Spec{spec}}
			a.unit.Steps = append(a.unit.Steps, lower.Step{Stmt: &ast.DeclStmt{Decl: decl}})
			return
		}
	}
}

func (a *attempt) callInits() {
	for _, d := range a.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			a.call(f)
		}
	}
}

func (a *attempt) callMain() {
	for _, d := range a.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "main" {
			a.call(f)
		}
	}
}

func (a *attempt) call(f *ast.FuncDecl) {
	if fn, ok := a.info.Defs[f.Name].(*types.Func); ok {
		a.unit.Steps = append(a.unit.Steps, lower.Step{Call: fn})
	}
}
