// Package stdlib knows the API of Go's standard library without a Go toolchain:
// every public package as export data, embedded and compressed package by package.
//
// It is for the cell compiler, which checks cells against it, and for completion.
// The one invariant: an [Importer] has one *types.Package per path, however a
// package is reached, so types are identical exactly if Go says so.
//
//	imp := stdlib.NewImporter()
//	fmtPkg, err := imp.Import("fmt")   // about a millisecond, then free
//	fmtPkg.Scope().Lookup("Println")
//
// The data is made by "go generate" from the Go release that the module is built
// with. It has declarations only: no bodies and no positions.
package stdlib

import (
	"bytes"
	_ "embed" // for the archive
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/gcexportdata"
)

//go:generate go run ./gen std.bin

//go:embed std.bin
var packed []byte

// An Importer imports packages of the standard library. It implements
// [types.Importer]. It must be used by one goroutine at a time, together with the
// scopes of the packages that it has returned.
type Importer struct {
	archive *archive
	fset    *token.FileSet // of no use: export data here has no positions
	pkgs    map[string]*types.Package
	loaded  map[string]bool // whole package, not only what others mention of it
}

// NewImporter returns an importer that has imported nothing yet.
func NewImporter() (*Importer, error) {
	a, err := unpack(packed)
	if err != nil {
		return nil, err
	}
	return &Importer{
		archive: a,
		fset:    token.NewFileSet(),
		pkgs:    map[string]*types.Package{"unsafe": types.Unsafe},
		loaded:  map[string]bool{"unsafe": true},
	}, nil
}

// Import returns the package with the given import path. The error says
// "package x is not in std" if there is none.
func (imp *Importer) Import(path string) (*types.Package, error) {
	if imp.loaded[path] {
		return imp.pkgs[path], nil
	}
	data, err := imp.archive.open(path)
	if err != nil {
		return nil, err
	}
	pkg, err := gcexportdata.Read(bytes.NewReader(data), imp.fset, imp.pkgs, path)
	if err != nil {
		return nil, fmt.Errorf("importing %s: %w", path, err)
	}
	imp.loaded[path] = true
	return pkg, nil
}

// Has reports whether path is a package of the standard library.
func (imp *Importer) Has(path string) bool {
	_, ok := imp.archive.byPath[path]
	return ok || path == "unsafe"
}

// Paths returns the import paths of all packages but unsafe, sorted.
func (imp *Importer) Paths() []string {
	paths := make([]string, len(imp.archive.entries))
	for i, e := range imp.archive.entries {
		paths[i] = e.path
	}
	return paths
}

// Named returns the import paths of all packages with the given name, sorted:
// "crypto/rand", "math/rand" and "math/rand/v2" for "rand".
func (imp *Importer) Named(name string) []string {
	var paths []string
	for _, e := range imp.archive.entries {
		if e.name == name {
			paths = append(paths, e.path)
		}
	}
	if name == "unsafe" {
		paths = append(paths, name)
	}
	return paths
}

// Names returns the names of all packages, sorted and without duplicates.
func (imp *Importer) Names() []string {
	names := make([]string, len(imp.archive.entries))
	for i, e := range imp.archive.entries {
		names[i] = e.name
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Version returns the version of Go whose library this is, such as "go1.26.8".
func (imp *Importer) Version() string { return imp.archive.version }
