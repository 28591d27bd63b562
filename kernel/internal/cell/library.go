package cell

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib"
	"github.com/gopherloop/gopherloop/kernel/internal/cell/stdlib"
)

// A library finds the bodies of the standard library's generic functions: it
// implements [lower.Library] over the sources of package lib. A package is parsed
// and checked when the first of its functions is asked for.
type library struct {
	fset *token.FileSet
	std  *stdlib.Importer
	pkgs map[string]*libPackage // by import path; nil for paths without sources
}

// A libPackage is one package of bodies.
type libPackage struct {
	pkg   *types.Package
	info  *types.Info
	decls map[string]*ast.FuncDecl
	err   error
}

func newLibrary(fset *token.FileSet, std *stdlib.Importer) *library {
	return &library{fset: fset, std: std, pkgs: make(map[string]*libPackage)}
}

// Func returns the body of a generic function or of a method of a generic type,
// or of a function that such a body calls.
func (l *library) Func(obj *types.Func) (*ast.FuncDecl, *types.Info, *types.Func, bool) {
	obj = obj.Origin()
	if obj.Pkg() == nil {
		return nil, nil, nil, false
	}
	p := l.load(obj.Pkg().Path())
	if p == nil || p.err != nil {
		return nil, nil, nil, false
	}
	name := obj.Name()
	if recv := obj.Signature().Recv(); recv != nil {
		named := receiverNamed(recv.Type())
		if named == nil {
			return nil, nil, nil, false
		}
		if named.Obj().Pkg() == p.pkg {
			name = named.Obj().Name() + "." + name
		} else {
			name = lib.MethodName(named.Obj().Name(), name)
		}
	}
	decl := p.decls[name]
	if decl == nil || decl.Body == nil {
		return nil, nil, nil, false
	}
	fn, ok := p.info.Defs[decl.Name].(*types.Func)
	return decl, p.info, fn, ok
}

func receiverNamed(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// load parses and checks the bodies for an import path. It returns nil if there
// are none.
func (l *library) load(path string) *libPackage {
	if p, ok := l.pkgs[path]; ok {
		return p
	}
	files, ok := lib.Sources(path)
	if !ok {
		l.pkgs[path] = nil
		return nil
	}
	p := &libPackage{
		decls: make(map[string]*ast.FuncDecl),
		info:  newInfo(),
	}
	l.pkgs[path] = p
	p.err = l.check(path, p, files)
	return p
}

func (l *library) check(path string, p *libPackage, files map[string]string) error {
	var parsed []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(l.fset, path+"/"+name, files[name], parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("parsing the library: %w", err)
		}
		parsed = append(parsed, f)
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok {
				p.decls[declKey(fd)] = fd
			}
		}
	}
	conf := types.Config{Importer: l, GoVersion: goVersion, Sizes: types.SizesFor("gc", "amd64")}
	pkg, err := conf.Check(path, l.fset, parsed, p.info)
	if err != nil {
		return fmt.Errorf("checking the library: %w", err)
	}
	p.pkg = pkg
	return nil
}

// declKey is F for a function, T.M for a method.
func declKey(fd *ast.FuncDecl) string {
	if base := receiverBase(fd); base != "" {
		return base + "." + fd.Name.Name
	}
	return fd.Name.Name
}

// Import is the importer for the bodies: compiled packages from export data, and
// the door to compiled code.
func (l *library) Import(path string) (*types.Package, error) {
	if path != lib.NativePath {
		return l.std.Import(path)
	}
	p := l.load(path)
	if p == nil {
		return nil, fmt.Errorf("package %s has no sources", path)
	}
	return p.pkg, p.err
}
