// Package lib is the source of the generic functions of the standard library,
// for the cell compiler.
//
// Export data has the signatures of generic functions but not their bodies, and
// a symbol table cannot hold them, since each use is another instance. So the
// folders below have bodies, written from the documented contracts: the folder
// slices has one for every function of slices, and so on. A method of a generic
// type is a function with the receiver as its first parameter: the method Load
// of sync/atomic.Pointer is Pointer_Load. Everything else that a body mentions
// is the standard library itself, a helper in its own folder, or package native
// here, the door to compiled code.
//
// The one invariant: every generic function and every method of a generic type
// that the standard library exports is here under the same signature, so that
// what type-checks against export data has a body. The only exceptions are the
// methods of database/sql.Null, which is of no use without a database driver.
//
//	src, ok := lib.Sources("slices") // map[iter.go:package slices ...]
//
// The folders are also ordinary Go packages: the tests here compare them with
// the standard library.
package lib

import (
	"embed"
	"io/fs"
	"path"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

//go:embed */*.go */*/*.go */*/*/*.go
var folders embed.FS

// NativePath is the import path under which the bodies call compiled code. Its
// declarations come from [Sources] too, its functions from the symbol tables.
const NativePath = native.Path

// Sources returns the Go files for an import path by name, and whether there
// are any: for a package of the standard library with generic functions, or for
// NativePath.
func Sources(importPath string) (map[string]string, bool) {
	dir := importPath
	if importPath == NativePath {
		dir = "native"
	}
	names, err := fs.Glob(folders, path.Join(dir, "*.go"))
	if err != nil || len(names) == 0 || importPath == "native" {
		return nil, false
	}
	src := make(map[string]string)
	for _, name := range names {
		text, err := folders.ReadFile(name)
		if err != nil {
			return nil, false
		}
		src[path.Base(name)] = string(text)
	}
	return src, true
}

// Packages returns the import paths of the standard library that have sources
// here, sorted.
func Packages() []string {
	var list []string
	err := fs.WalkDir(folders, ".", func(name string, d fs.DirEntry, err error) error {
		dir := path.Dir(name)
		if err != nil || d.IsDir() || dir == "native" {
			return err
		}
		if len(list) == 0 || list[len(list)-1] != dir {
			list = append(list, dir)
		}
		return nil
	})
	if err != nil {
		panic("reading embedded files: " + err.Error()) // cannot fail: they are in memory
	}
	return list
}

// MethodName returns the name that the body of a generic type's method has.
func MethodName(typeName, method string) string {
	return typeName + "_" + method
}
