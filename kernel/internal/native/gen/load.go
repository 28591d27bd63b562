package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A platform is a GOOS and GOARCH that the kernel is built for.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "/" + p.arch }

// listed is what go list says about one package.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	ImportMap       map[string]string
}

// load type-checks the declarations of the standard library for one platform and
// returns the packages that programs may import, dependencies first.
func load(p platform) ([]*types.Package, error) {
	all, err := list(p)
	if err != nil {
		return nil, err
	}
	checked := map[string]*types.Package{"unsafe": types.Unsafe}
	var public []*types.Package
	for _, l := range all {
		if l.ImportPath == "unsafe" {
			continue
		}
		pkg, err := check(l, p.arch, checked)
		if err != nil {
			return nil, fmt.Errorf("checking %s for %s: %w", l.ImportPath, p, err)
		}
		checked[l.ImportPath] = pkg
		if importable(l.ImportPath) {
			public = append(public, pkg)
		}
	}
	return public, nil
}

// list asks the go command for the packages of the library and the files that
// the platform builds. Without cgo, so that every file is plain Go.
func list(p platform) ([]listed, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap", "std")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+p.os, "GOARCH="+p.arch)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the standard library for %s: %w", p, err)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the output of go list: %w", err)
		}
		all = append(all, l)
	}
}

func check(l listed, arch string, done map[string]*types.Package) (*types.Package, error) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	conf := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Importer:         importer{done, l.ImportMap},
		Sizes:            types.SizesFor("gc", arch),
	}
	return conf.Check(l.ImportPath, fset, files, nil)
}

// importer finds what has been checked before; go list names dependencies first.
type importer struct {
	done    map[string]*types.Package
	renamed map[string]string // vendored packages
}

func (i importer) Import(path string) (*types.Package, error) {
	if to, ok := i.renamed[path]; ok {
		path = to
	}
	if pkg := i.done[path]; pkg != nil {
		return pkg, nil
	}
	return nil, fmt.Errorf("package %s is not listed before its importer", path)
}

// importable reports whether a program outside the library may import a package
// of this path.
func importable(path string) bool {
	for elem := range strings.SplitSeq(path, "/") {
		if elem == "internal" || elem == "vendor" {
			return false
		}
	}
	return true
}
