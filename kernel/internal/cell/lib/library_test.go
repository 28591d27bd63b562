package lib_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib"
)

// A library type-checks the sources of package lib against the export data of
// the installed standard library, as the cell compiler does.
type library struct {
	fset    *token.FileSet
	paths   []string          // what programs can import
	export  map[string]string // import path -> file
	std     types.Importer
	checked map[string]*types.Package
}

func openLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{fset: token.NewFileSet(), export: map[string]string{}, checked: map[string]*types.Package{}}
	out, err := exec.Command("go", "list", "-export", "-json=ImportPath,Export", "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		l.export[p.ImportPath] = p.Export
		if p.Export != "" && !strings.Contains(p.ImportPath, "internal") && !strings.HasPrefix(p.ImportPath, "vendor/") {
			l.paths = append(l.paths, p.ImportPath)
		}
	}
	l.std = importer.ForCompiler(l.fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(l.export[path])
	})
	return l
}

func (l *library) load(t *testing.T, path string) *types.Package {
	t.Helper()
	pkg, err := l.std.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// body returns a function of the sources for an import path, or nil.
func (l *library) body(t *testing.T, path, name string) *types.Func {
	t.Helper()
	pkg := l.bodies(t, path)
	if pkg == nil {
		return nil
	}
	fn, _ := pkg.Scope().Lookup(name).(*types.Func)
	return fn
}

// bodies checks the sources for an import path; it returns nil if there are none.
func (l *library) bodies(t *testing.T, path string) *types.Package {
	t.Helper()
	if pkg := l.checked[path]; pkg != nil {
		return pkg
	}
	src, ok := lib.Sources(path)
	if !ok {
		return nil
	}
	pkg, err := l.check(path, src)
	if err != nil {
		t.Fatal(err)
	}
	l.checked[path] = pkg
	return pkg
}

func (l *library) check(path string, src map[string]string) (*types.Package, error) {
	var files []*ast.File
	for name, text := range src {
		f, err := parser.ParseFile(l.fset, name, text, 0)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: l, IgnoreFuncBodies: path == lib.NativePath}
	return conf.Check(path, l.fset, files, nil)
}

// Import implements types.Importer for the imports of the sources.
func (l *library) Import(path string) (*types.Package, error) {
	if path != lib.NativePath {
		return l.std.Import(path)
	}
	if pkg := l.checked[path]; pkg != nil {
		return pkg, nil
	}
	src, ok := lib.Sources(path)
	if !ok {
		return nil, fmt.Errorf("no sources for %s", path)
	}
	pkg, err := l.check(path, src)
	l.checked[path] = pkg
	return pkg, err
}
