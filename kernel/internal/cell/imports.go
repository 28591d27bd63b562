package cell

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file is about imports. They are not left to go/types, which would want
// each cell to import what it uses: an imported package is a name like any other
// and lives until it is declared anew.

// importAll binds the names of the cell's import declarations, and of the imports
// that are added to it.
func (a *attempt) importAll() {
	a.imports = make(map[string]*types.PkgName)
	a.dotted = make(map[string]types.Object)
	a.needs = make(map[string]*types.Package)
	for _, spec := range a.tree.imports {
		a.importSpec(spec)
	}
	for name, path := range a.plan.auto {
		if pkg, err := a.s.importPath(path); err == nil {
			a.imports[name] = types.NewPkgName(a.src.pos(0), a.pkg, name, pkg)
			a.needs[path] = pkg
		}
	}
}

func (a *attempt) importSpec(spec *ast.ImportSpec) {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		a.report(spec.Path.Pos(), codeBadImportPath, "invalid import path: "+spec.Path.Value)
		return
	}
	pkg, err := a.s.importPath(path)
	if err != nil {
		a.report(spec.Path.Pos(), codeBrokenImport, err.Error())
		return
	}
	a.needs[path] = pkg
	name, pos := pkg.Name(), spec.Path.Pos()
	if spec.Name != nil {
		name, pos = spec.Name.Name, spec.Name.Pos()
	}
	switch {
	case name == "_":
	case name == ".":
		for _, n := range pkg.Scope().Names() {
			if obj := pkg.Scope().Lookup(n); obj.Exported() {
				a.dotted[n] = obj
			}
		}
	case a.imports[name] != nil && a.imports[name].Imported() != pkg:
		a.report(pos, codeNone, name+" redeclared in this block")
		a.report(a.imports[name].Pos(), codeNone, "\tother declaration of "+name)
	default:
		a.imports[name] = types.NewPkgName(pos, a.pkg, name, pkg)
		a.info.Implicits[spec] = a.imports[name]
	}
}

// importPath imports a package for a cell. The error is in the words of the go
// command.
func (s *Session) importPath(path string) (*types.Package, error) {
	switch {
	case path == "C":
		return nil, fmt.Errorf("import \"C\": cgo is not available in cells")
	case path == "":
		return nil, fmt.Errorf("invalid import path (empty string)")
	case s.std.Has(path):
		return s.std.Import(path)
	}
	for elem := range strings.SplitSeq(path, "/") {
		if elem == "internal" {
			return nil, fmt.Errorf("use of internal package %s not allowed", path)
		}
	}
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
		return nil, fmt.Errorf("no required module provides package %s", path)
	}
	return nil, fmt.Errorf("package %s is not in std", path)
}

// imported returns the packages that the cell imports, in the order of their paths.
func (a *attempt) imported() []*types.Package {
	var pkgs []*types.Package
	for _, path := range slices.Sorted(maps.Keys(a.needs)) {
		pkgs = append(pkgs, a.needs[path])
	}
	return pkgs
}

// addImports adds imports for undefined names that can only mean a package: a
// name is looked up among the packages' names, and of several packages with that
// name the one is taken that has everything that the cell selects from it.
func (a *attempt) addImports() bool {
	added := false
	for _, p := range a.problems {
		name, ok := strings.CutPrefix(p.msg, "undefined: ")
		if p.code != codeUndeclaredName || !ok || a.plan.auto[name] != "" {
			continue
		}
		selected := a.selections(name)
		if len(selected) == 0 {
			continue
		}
		paths := a.s.std.Named(name)
		if len(paths) > 1 {
			paths = a.s.providers(name, selected)
		}
		if len(paths) == 1 {
			a.plan.auto[name] = paths[0]
			added = true
		}
	}
	return added
}

// selections returns the names that the cell selects from a name: Println for
// fmt.Println.
func (a *attempt) selections(name string) []string {
	var sels []string
	visit := func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok && id.Name == name {
				sels = append(sels, s.Sel.Name)
			}
		}
		return true
	}
	for _, d := range a.decls {
		ast.Inspect(d, visit)
	}
	for _, m := range a.late {
		ast.Inspect(m.plain, visit)
	}
	if a.main != nil {
		ast.Inspect(a.main, visit)
	}
	return sels
}

// providers returns the import paths of packages with a name that export all
// selected names.
func (s *Session) providers(name string, selected []string) []string {
	var paths []string
	for _, path := range s.std.Named(name) {
		pkg, err := s.importPath(path)
		if err == nil && exportsAll(pkg, selected) {
			paths = append(paths, path)
		}
	}
	return paths
}

func exportsAll(pkg *types.Package, names []string) bool {
	for _, name := range names {
		if obj := pkg.Scope().Lookup(name); obj == nil || !obj.Exported() {
			return false
		}
	}
	return true
}
