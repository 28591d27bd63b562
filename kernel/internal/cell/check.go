package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
)

// A plan is what had to be found out by trying: a cell is checked again when a
// check has shown that one of these needs another answer.
type plan struct {
	renew  map[string]bool   // types that get a new identity although their text is the same
	auto   map[string]string // names for which an import is added -> path
	asCall bool              // the last expression is a call, and may be a statement
}

// An attempt is one check of a cell.
type attempt struct {
	s    *Session
	src  *source
	tree *tree
	*parts
	plan *plan

	lenient bool // make the best of errors; for a View

	imports map[string]*types.PkgName
	dotted  map[string]types.Object   // names of dot imports
	needs   map[string]*types.Package // what is imported, under whatever name
	decls   []ast.Decl                // package-level declarations as checked
	kept    map[string]*entry         // types whose declaration is repeated without change
	late    []*lateMethod
	main    *ast.FuncDecl // the synthetic function of the statements
	showing *ast.CallExpr // call of the synthetic function show around the last expression

	pkg      *types.Package
	info     *types.Info
	scope    *types.Scope // the statements' scope
	problems []problem
	aliases  [][2]*types.Var
	unit     *lower.Unit
}

// check checks a cell. The error is an *Errors. The caller owns the attempt, and
// has to commit it or roll it back.
func (s *Session) check(src *source) (*attempt, error) {
	t := parseCell(src)
	if len(t.errs) > 0 {
		return nil, s.syntaxErrors(t)
	}
	p := arrange(t)
	pl := &plan{renew: make(map[string]bool), auto: make(map[string]string), asCall: true}
	for {
		a := &attempt{s: s, src: src, tree: t, parts: p, plan: pl}
		a.run()
		if a.retry() {
			a.rollback()
			continue
		}
		if len(a.problems) > 0 {
			a.rollback()
			return nil, a.errors()
		}
		a.build()
		return a, nil
	}
}

// run checks the cell once, without drawing conclusions.
func (a *attempt) run() {
	a.pkg = types.NewPackage(mainPath, mainPath)
	a.info = newInfo()
	for _, e := range a.errs {
		a.report(e.pos, codeNone, e.msg)
	}
	a.importAll()
	a.renewGenerics()
	a.keepTypes()
	a.decls = slices.Concat(a.tree.decls, a.vars)
	a.dropKept()
	a.carryOver()
	a.shield()
	a.takeLate()
	files := []*ast.File{a.file(a.lateDecls()), a.file(a.decls), a.file(a.body())}
	declared := a.declared()
	a.s.fill(a.pkg, declared)
	a.insertOwn()
	conf := types.Config{
		GoVersion: goVersion,
		Sizes:     a.hook(),
		Error:     a.receive,
	}
	if len(a.problems) > 0 && !a.lenient { // clashing names would be reported twice
		return
	}
	_ = types.NewChecker(&conf, a.s.fset, a.pkg, a.info).Files(files) // errors go to a.receive
	if a.main != nil {
		a.scope = a.info.Scopes[a.main.Type]
	}
}

// goVersion is the language that cells are written in.
const goVersion = "go1.26"

// file makes a file of declarations, with the extent of the whole cell.
func (a *attempt) file(decls []ast.Decl) *ast.File {
	start := a.src.pos(0)
	return &ast.File{
		Package:   start,
		Name:      &ast.Ident{NamePos: start, Name: mainPath},
		Decls:     decls,
		FileStart: start,
		FileEnd:   a.src.end(),
	}
}

// body makes the synthetic function of the statements. At its end all variables
// are used, so that no notebook variable is "declared and not used".
func (a *attempt) body() []ast.Decl {
	var list []ast.Stmt
	for _, it := range a.items {
		if it.stmt != nil {
			list = append(list, it.stmt)
		}
	}
	if last := a.lastStmt(); last != nil {
		list = append(list, last)
	}
	if len(list) == 0 {
		return nil
	}
	end := a.src.end()
	for name := range a.locals {
		if name != "_" {
			use := &ast.AssignStmt{Tok: token.ASSIGN, TokPos: end, Lhs: []ast.Expr{ident(end, "_")}, Rhs: []ast.Expr{ident(end, name)}}
			list = append(list, use)
		}
	}
	start := a.src.pos(0)
	a.main = &ast.FuncDecl{
		Name: ident(start, "_"),
		Type: &ast.FuncType{Func: start, Params: &ast.FieldList{Opening: start, Closing: start}},
		Body: &ast.BlockStmt{Lbrace: start, List: list, Rbrace: end},
	}
	return []ast.Decl{a.main}
}

func ident(pos token.Pos, name string) *ast.Ident { return &ast.Ident{NamePos: pos, Name: name} }

// declared returns the names that the cell declares at package level, and reports
// those that clash with its imports or with its statements' variables; other
// clashes are go/types' business.
func (a *attempt) declared() map[string]bool {
	names := make(map[string]bool)
	for _, d := range a.decls {
		for id := range declaredNames(d) {
			names[id.Name] = true
			if at, ok := a.locals[id.Name]; ok {
				a.redeclared(id, at)
			}
			if imp := a.imports[id.Name]; imp != nil && a.plan.auto[id.Name] == "" {
				a.report(id.Pos(), codeNone, id.Name+" already declared through import of package "+imp.Imported().Name())
			}
		}
	}
	for name := range a.kept {
		if at, ok := a.locals[name]; ok {
			a.report(at, codeNone, name+" redeclared in this block")
		}
	}
	for name := range a.imports {
		names[name] = true
	}
	for name := range a.dotted {
		names[name] = true
	}
	return names
}

// redeclared reports the later one of two declarations of a name.
func (a *attempt) redeclared(id *ast.Ident, other token.Pos) {
	a.report(max(id.Pos(), other), codeNone, id.Name+" redeclared in this block")
	a.report(min(id.Pos(), other), codeNone, "\tother declaration of "+id.Name)
}

// declaredNames yields the names that a declaration puts into the package scope.
func declaredNames(d ast.Decl) func(yield func(*ast.Ident) bool) {
	return func(yield func(*ast.Ident) bool) {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name != "init" && d.Name.Name != "_" {
				yield(d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				var names []*ast.Ident
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					names = []*ast.Ident{spec.Name}
				case *ast.ValueSpec:
					names = spec.Names
				}
				for _, id := range names {
					if id.Name != "_" && !yield(id) {
						return
					}
				}
			}
		}
	}
}

// insertOwn puts imports and synthetic objects into the package scope.
func (a *attempt) insertOwn() {
	scope := a.pkg.Scope()
	for _, imp := range a.imports {
		scope.Insert(imp)
	}
	for _, obj := range a.dotted {
		scope.Insert(obj)
	}
	if a.showing != nil {
		scope.Insert(showFunc(a.pkg))
	}
}

// retry reports whether the check has shown that the plan was wrong, which it
// then mends. Each retry adds to the plan, so there is an end to it.
func (a *attempt) retry() bool {
	if a.plan.asCall && a.lastIsUnused() {
		a.plan.asCall = false
		return true
	}
	again := a.addImports()
	again = a.keyLiterals() || again
	for _, m := range a.late {
		if m.conflict && !a.plan.renew[m.base] {
			a.plan.renew[m.base] = true
			again = true
		}
	}
	if len(a.problems) > 0 {
		return again
	}
	for name, e := range a.kept {
		if !a.sameDeps(e) {
			a.plan.renew[name] = true
			again = true
		}
	}
	return again
}

// rollback takes back what a check has changed outside of its own package. It
// may be called on nil.
func (a *attempt) rollback() {
	if a == nil {
		return
	}
	if slices.ContainsFunc(a.late, func(m *lateMethod) bool { return m.added }) {
		a.changeMethods(func() {
			for _, m := range slices.Backward(a.late) {
				m.undo()
			}
		})
	}
	a.late = nil
}
