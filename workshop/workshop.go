// Package workshop is the source of the packages below it, for the kernel: cells import them,
// and the kernel compiles them as it compiles cells. A compiled program imports the packages
// themselves and never this one.
//
//	files, ok := workshop.Sources(workshop.Path + "/gen") // map[generator.go:package gen ...]
//
// The one invariant: what is here is ordinary Go without build constraints, so that a package means
// the same in a cell and in a compiled program.
package workshop

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Path is the import path that the packages are below.
const Path = "github.com/gopherloop/gopherloop/workshop"

//go:embed */*.go exercises/*/*.go
var folders embed.FS

// Sources returns the Go files of a package by name, those of tests left out, and whether there
// is such a package.
func Sources(importPath string) (map[string]string, bool) { return files(importPath, isSource) }

// Tests returns the files with tests and examples of a package by name, and whether there are any.
func Tests(importPath string) (map[string]string, bool) { return files(importPath, isTest) }

func isTest(name string) bool   { return strings.HasSuffix(name, "_test.go") }
func isSource(name string) bool { return !isTest(name) }

func files(importPath string, wanted func(name string) bool) (map[string]string, bool) {
	dir, ok := strings.CutPrefix(importPath, Path+"/")
	if !ok {
		return nil, false
	}
	src := map[string]string{}
	for _, name := range names(dir, wanted) {
		text, err := folders.ReadFile(name)
		if err != nil {
			return nil, false
		}
		src[path.Base(name)] = string(text)
	}
	return src, len(src) > 0
}

// names returns the paths of a package's files.
func names(dir string, wanted func(name string) bool) []string {
	all, err := fs.Glob(folders, path.Join(dir, "*.go"))
	if err != nil {
		panic("workshop: looking for embedded files: " + err.Error()) // the pattern is ours
	}
	return slices.DeleteFunc(all, func(n string) bool { return !wanted(n) })
}

// Packages returns the import paths of the packages that are meant for learners, sorted.
func Packages() []string {
	return slices.DeleteFunc(below("."), func(p string) bool { return p == Path+"/host" })
}

// Exercises returns the import paths of the packages with the exercises of a notebook, sorted.
func Exercises() []string { return below("exercises") }

// below returns the import paths of the packages in a folder.
func below(folder string) []string {
	entries, err := folders.ReadDir(folder)
	if err != nil {
		panic("workshop: reading embedded files: " + err.Error()) // they are in memory
	}
	var paths []string
	for _, e := range entries {
		if dir := path.Join(folder, e.Name()); len(names(dir, isSource)) > 0 {
			paths = append(paths, path.Join(Path, dir))
		}
	}
	return paths
}
