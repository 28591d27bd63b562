package cell

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
	"github.com/gopherloop/gopherloop/kernel/internal/cell/stdlib"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/workshop"
)

// This file imports the packages of the workshop. They run from source: such a package is checked when
// it is first imported, and becomes a program of its own, which runs before the cell that needs it.

// packages is everything that can be imported: the standard library and the workshop.
type packages struct {
	*stdlib.Importer
	fset *token.FileSet
	own  map[string]*ownPackage // those imported so far
}

// An ownPackage is a package that runs from source.
type ownPackage struct {
	pkg     *types.Package
	info    *types.Info
	files   []*ast.File
	err     error
	native  bool // only declarations count: calls go to compiled code
	lowered bool
}

func newPackages(fset *token.FileSet, std *stdlib.Importer) *packages {
	return &packages{Importer: std, fset: fset, own: map[string]*ownPackage{}}
}

// Has reports whether a cell can import path.
func (p *packages) Has(importPath string) bool {
	return p.Importer.Has(importPath) || slices.Contains(ownPaths(), importPath)
}

// Paths returns the import paths of all packages but unsafe, sorted.
func (p *packages) Paths() []string {
	return slices.Sorted(slices.Values(append(p.Importer.Paths(), ownPaths()...)))
}

// ownPaths returns the import paths of the packages of the workshop.
func ownPaths() []string { return append(workshop.Packages(), workshop.Exercises()...) }

// Named returns the import paths of all packages with a name.
func (p *packages) Named(name string) []string {
	paths := p.Importer.Named(name)
	if len(paths) > 0 {
		return paths
	}
	return slices.DeleteFunc(ownPaths(), func(own string) bool { return path.Base(own) != name })
}

// Names returns the names of all packages, sorted and without duplicates.
func (p *packages) Names() []string {
	names := p.Importer.Names()
	for _, own := range ownPaths() {
		names = append(names, path.Base(own))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Import implements types.Importer, also for the packages of the workshop themselves.
func (p *packages) Import(importPath string) (*types.Package, error) {
	if p.Importer.Has(importPath) {
		return p.Importer.Import(importPath)
	}
	own := p.load(importPath)
	if own.err != nil {
		return nil, own.err
	}
	return own.pkg, nil
}

// load parses and checks a package of the workshop.
func (p *packages) load(importPath string) *ownPackage {
	if own := p.own[importPath]; own != nil {
		return own
	}
	own := &ownPackage{info: newInfo(), native: lower.Native(importPath)}
	p.own[importPath] = own
	sources, ok := workshop.Sources(importPath)
	if !ok {
		own.err = fmt.Errorf("package %s is not part of the workshop", importPath)
		return own
	}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		at := strings.TrimPrefix(importPath, path.Dir(workshop.Path)+"/") + "/" + name
		f, err := parser.ParseFile(p.fset, at, sources[name], parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			own.err = fmt.Errorf("parsing package %s: %w", importPath, err)
			return own
		}
		own.files = append(own.files, f)
	}
	conf := types.Config{Importer: p, GoVersion: goVersion, Sizes: types.SizesFor("gc", "amd64"), IgnoreFuncBodies: own.native}
	own.pkg, own.err = conf.Check(importPath, p.fset, own.files, own.info)
	return own
}

// newInfo has all the tables that lowering reads.
func newInfo() *types.Info {
	return &types.Info{
		Types:      make(map[ast.Expr]types.TypeAndValue),
		Instances:  make(map[*ast.Ident]types.Instance),
		Defs:       make(map[*ast.Ident]types.Object),
		Uses:       make(map[*ast.Ident]types.Object),
		Implicits:  make(map[ast.Node]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:     make(map[ast.Node]*types.Scope),
	}
}

// imported lowers the packages that a cell has imported, with all that they import, as far as no
// earlier cell has. A package comes after those that it needs.
func (s *Session) imported(pkgs []*types.Package) ([]*ir.Program, error) {
	var programs []*ir.Program
	for _, pkg := range pkgs {
		own := s.std.own[pkg.Path()]
		if own == nil || own.lowered || own.native {
			continue
		}
		needed, err := s.imported(pkg.Imports())
		programs = append(programs, needed...)
		if err != nil {
			return programs, err
		}
		p, err := s.lower.Lower(own.unit(s.fset))
		if err != nil {
			return programs, fmt.Errorf("lowering package %s: %w", pkg.Path(), err)
		}
		own.lowered = true
		programs = append(programs, p)
	}
	return programs, nil
}

// unit is what running a package means: its variables, then its init functions.
func (own *ownPackage) unit(fset *token.FileSet) *lower.Unit {
	u := &lower.Unit{Name: own.pkg.Path(), Fset: fset, Pkg: own.pkg, Info: own.info, Files: own.files}
	for _, init := range own.info.InitOrder {
		u.Steps = append(u.Steps, lower.Step{Init: init})
	}
	for _, f := range own.files {
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil && fd.Name.Name == "init" {
				u.Steps = append(u.Steps, lower.Step{Call: own.info.Defs[fd.Name].(*types.Func)})
			}
		}
	}
	return u
}
