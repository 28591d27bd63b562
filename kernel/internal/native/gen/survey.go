package main

import (
	"go/types"
	"strings"
)

// A kind says which list of a table a symbol belongs to.
type kind string

const (
	present  kind = ""         // the package itself, which may have nothing else
	funcs    kind = "funcs"    // exported functions without type parameters
	vars     kind = "vars"     // exported variables
	named    kind = "types"    // exported types without type parameters
	hidden   kind = "hidden"   // types that programs can reach but not name
	adapters kind = "adapters" // interfaces that a type of a cell can implement
)

// A symbol is one entry of a table.
type symbol struct {
	pkg  string // import path
	kind kind
	name string
}

// A survey holds what a platform's library offers: the text of each symbol's
// entry without its name, so that two platforms agree on a symbol if and only
// if their texts are equal.
type survey map[symbol]entry

// An entry is Go source and the packages that it mentions.
type entry struct {
	text    string
	imports string // import paths, sorted, separated by spaces: entries are compared
	methods string // of an adapter: names and signatures, one per line
	wider   string // of an adapter: list of those with more methods
}

func surveyLibrary(lib []*types.Package) survey {
	s := make(survey)
	for _, pkg := range lib {
		if _, no := refused[pkg.Path()]; !no {
			s.pkg(pkg)
		}
	}
	return s
}

func (s survey) pkg(pkg *types.Package) {
	s[symbol{pkg.Path(), present, ""}] = entry{text: pkg.Name()}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			s.object(obj)
		}
	}
}

func (s survey) object(obj types.Object) {
	path, name := obj.Pkg().Path(), obj.Name()
	var src source
	switch obj := obj.(type) {
	case *types.Func:
		if obj.Signature().TypeParams().Len() > 0 {
			return
		}
		s[symbol{path, funcs, name}] = src.entry(src.object(obj))
		s.reach(obj.Type(), src.entry("reflect.TypeOf("+src.object(obj)+")", "reflect"))
	case *types.Var:
		s[symbol{path, vars, name}] = src.entry("&" + src.object(obj))
		s.reach(obj.Type(), src.entry("reflect.TypeOf(&"+src.object(obj)+").Elem()", "reflect"))
	case *types.TypeName:
		s.typeName(obj)
	}
}

func (s survey) typeName(obj *types.TypeName) {
	if generic(obj.Type()) || types.IsInterface(obj.Type()) && !obj.Type().Underlying().(*types.Interface).IsMethodSet() {
		return
	}
	path, name := obj.Pkg().Path(), obj.Name()
	var src source
	s[symbol{path, named, name}] = src.entry("(*" + src.object(obj) + ")(nil)")
	if obj.IsAlias() {
		return
	}
	s.reach(obj.Type().Underlying(), src.entry("reflect.TypeFor["+src.object(obj)+"]()", "reflect"))
	if e, ok := adapterOf(obj); ok {
		s[symbol{path, adapters, name}] = e
	}
}

func generic(t types.Type) bool {
	switch t := t.(type) {
	case *types.Named:
		return t.TypeParams().Len() > 0
	case *types.Alias:
		return t.TypeParams().Len() > 0
	}
	return false
}

// source writes Go source and remembers which packages it mentions.
type source struct{ pkgs map[string]bool }

func (s *source) object(obj types.Object) string {
	return s.qualify(obj.Pkg()) + "." + obj.Name()
}

func (s *source) typ(t types.Type) string { return types.TypeString(t, s.qualify) }

func (s *source) qualify(pkg *types.Package) string {
	if s.pkgs == nil {
		s.pkgs = make(map[string]bool)
	}
	s.pkgs[pkg.Path()] = true
	return importName(pkg.Path())
}

func (s *source) entry(text string, more ...string) entry {
	paths := make(map[string]bool)
	for p := range s.pkgs {
		paths[p] = true
	}
	for _, p := range more {
		paths[p] = true
	}
	return entry{text: text, imports: strings.Join(sorted(paths), " ")}
}
