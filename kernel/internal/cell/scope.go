package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// This file is what a session keeps between cells: names and what they mean.

// An entry is the newest meaning of a name.
//
// The variables that the statements of a cell declare are local to that cell's
// function for go/types; an entry has a package-level variable in their place.
type entry struct {
	obj types.Object // *types.Var, Const, TypeName, Func or PkgName
	src *source      // the cell that declared it

	decl ast.Node  // *ast.FuncDecl, *ast.TypeSpec or *ast.ValueSpec; nil for := and imports
	doc  string    // comment in front of decl
	typ  *typeDecl // set for defined types
}

// A typeDecl is how a defined type came about, so that a cell that is run again
// can be recognised as the same declaration.
type typeDecl struct {
	spec    *ast.TypeSpec
	print   string                  // the tokens of the spec
	deps    map[string]types.Object // what the package-level names in it meant
	methods map[string]*method      // newest declaration of each
}

// A method is a declared method of a notebook type, for completion's sake and for
// declaring it again.
type method struct {
	decl *ast.FuncDecl
	src  *source
	doc  string
}

// fingerprint returns the tokens of a piece of source: equal for sources that
// differ in layout and comments only. Where lines are broken decides about the
// separators before a closing bracket, so those do not count.
func fingerprint(text string) string {
	var b strings.Builder
	toks := lex(text)
	for i, t := range toks {
		switch {
		case t.tok == token.SEMICOLON || t.tok == token.COMMA:
			if i+1 < len(toks) && !isCloser(toks[i+1].tok) {
				b.WriteString(t.tok.String())
			}
		case t.tok.IsLiteral():
			b.WriteString(t.lit)
		default:
			b.WriteString(t.tok.String())
		}
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func isCloser(tok token.Token) bool {
	return tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE
}

// namedType returns the defined type of a notebook that an entry declares, or nil.
func (e *entry) namedType() *types.Named {
	if e == nil {
		return nil
	}
	tn, ok := e.obj.(*types.TypeName)
	if !ok {
		return nil
	}
	named, ok := types.Unalias(tn.Type()).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != mainPath {
		return nil
	}
	return named
}

// walkTypes calls f with the defined types that t is made of, type arguments
// included, without looking into their underlying types.
func walkTypes(t types.Type, f func(*types.Named)) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		f(t.Origin())
		for a := range t.TypeArgs().Types() {
			walkTypes(a, f)
		}
	case *types.Pointer:
		walkTypes(t.Elem(), f)
	case *types.Slice:
		walkTypes(t.Elem(), f)
	case *types.Array:
		walkTypes(t.Elem(), f)
	case *types.Chan:
		walkTypes(t.Elem(), f)
	case *types.Map:
		walkTypes(t.Key(), f)
		walkTypes(t.Elem(), f)
	case *types.Signature:
		walkTypes(t.Params(), f)
		walkTypes(t.Results(), f)
	case *types.Tuple:
		for v := range t.Variables() {
			walkTypes(v.Type(), f)
		}
	case *types.Struct:
		for v := range t.Fields() {
			walkTypes(v.Type(), f)
		}
	}
}

// mainPath is the path and the name of the package that every cell belongs to.
const mainPath = "main"

// fill puts the live names that a cell does not declare itself into its package
// scope. An import is bound to one package object, so it needs a new one.
func (s *Session) fill(pkg *types.Package, declared map[string]bool) {
	for name, e := range s.live {
		if declared[name] {
			continue
		}
		if imp, ok := e.obj.(*types.PkgName); ok {
			pkg.Scope().Insert(types.NewPkgName(imp.Pos(), pkg, name, imp.Imported()))
		} else {
			pkg.Scope().Insert(e.obj)
		}
	}
}

// noted are the names that a successful cell adds to the session.
type noted map[string]*entry

// note collects what a checked cell declares.
func (a *attempt) note() noted {
	n := make(noted)
	for name, imp := range a.imports {
		n[name] = &entry{obj: imp, src: a.src}
	}
	for name, obj := range a.dotted {
		n[name] = &entry{obj: obj, src: a.src}
	}
	a.noteDecls(n)
	a.noteVars(n)
	return n
}

func (a *attempt) noteDecls(n noted) {
	for _, d := range a.decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if obj := a.pkg.Scope().Lookup(d.Name.Name); obj != nil && d.Recv == nil && d.Name.Name != "init" {
				n[d.Name.Name] = &entry{obj: obj, src: a.src, decl: d, doc: doc(d.Doc)}
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				a.noteSpec(n, d, spec)
			}
		}
	}
	for _, d := range a.decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			if e := n[receiverBase(f)]; e != nil && e.typ != nil {
				e.typ.methods[f.Name.Name] = &method{f, a.sourceOf(f), doc(f.Doc)}
			}
		}
	}
}

func (a *attempt) noteSpec(n noted, d *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if obj := a.pkg.Scope().Lookup(spec.Name.Name); obj != nil {
			e := &entry{obj: obj, src: a.sourceOf(spec), decl: spec, doc: doc(spec.Doc, d.Doc)}
			if !spec.Assign.IsValid() {
				e.typ = &typeDecl{
					spec:    spec,
					print:   fingerprint(e.src.slice(spec)),
					deps:    a.deps(spec),
					methods: make(map[string]*method),
				}
			}
			n[spec.Name.Name] = e
		}
	case *ast.ValueSpec:
		for _, id := range spec.Names {
			if obj := a.pkg.Scope().Lookup(id.Name); obj != nil && !strings.Contains(id.Name, hidden) {
				n[id.Name] = &entry{obj: obj, src: a.src, decl: spec, doc: doc(spec.Doc, d.Doc)}
			}
		}
	}
}

// noteVars makes package-level variables of those that the statements declare.
func (a *attempt) noteVars(n noted) {
	if a.scope == nil {
		return
	}
	for _, name := range a.scope.Names() {
		v, ok := a.scope.Lookup(name).(*types.Var)
		if !ok {
			continue
		}
		later := types.NewVar(v.Pos(), a.pkg, name, v.Type())
		a.pkg.Scope().Insert(later)
		a.aliases = append(a.aliases, [2]*types.Var{later, v})
		n[name] = &entry{obj: later, src: a.src}
	}
}

// deps returns what the package-level names in a type declaration mean.
func (a *attempt) deps(spec *ast.TypeSpec) map[string]types.Object {
	deps := make(map[string]types.Object)
	ast.Inspect(spec, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := a.info.Uses[id]; obj != nil && a.pkg.Scope().Lookup(id.Name) == obj {
				deps[id.Name] = obj
			}
		}
		return true
	})
	return deps
}

// sourceOf returns the cell in which a declaration is written: an earlier one
// for declarations that are carried over.
func (a *attempt) sourceOf(n ast.Node) *source {
	if src := a.s.sources[a.s.fset.File(n.Pos())]; src != nil {
		return src
	}
	return a.src
}

// position resolves a position in any cell.
func (s *Session) position(pos token.Pos) token.Position { return s.fset.Position(pos) }
