package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"reflect"
	"strconv"

	"github.com/traefik/yaegi/interp"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// pkgName is the Yaegi package that everything emitted lives in. It must not be
// "main", whose function main Yaegi would run.
const pkgName = "cells"

// A unit is what is given to Yaegi at once: the functions of one cell.
//
// All types, constants and helpers are symbols: native values with a name, which a dot
// import brings into the package's scope. Symbols need no slot in Yaegi's frames, unlike
// selector expressions; and a type that is a symbol is a reflect.Type to Yaegi, so that its own
// type machinery, where most of its bugs are, has nothing to do.
type unit struct {
	e       *Engine
	name    string // import path of the unit's symbols
	decls   []ast.Decl
	fresh   map[string]reflect.Value // symbols that Yaegi does not know yet
	named   map[symbolKey]string     // their names; the engine's own when the unit has been loaded
	codes   map[*ir.Func]*code       // functions that are emitted here
	asked   map[*ir.Func]bool        // functions that are registered as callables here
	wanted  []*ir.Func               // the same in order
	emitted int                      // how many of them have been
	init    []ast.Stmt
	files   *token.FileSet // of the program being emitted
}

func (e *Engine) newUnit(files *token.FileSet) *unit {
	e.units++
	return &unit{
		e: e, name: "u" + strconv.Itoa(e.units), files: files,
		fresh: map[string]reflect.Value{}, named: map[symbolKey]string{}, codes: map[*ir.Func]*code{},
		asked: map[*ir.Func]bool{},
	}
}

// symbol makes a native value known under a name that begins with prefix, once for
// each key of the session, and returns its identifier.
func (u *unit) symbol(prefix string, key any, value func() reflect.Value) *ast.Ident {
	k := symbolKey{prefix, key}
	if name, ok := u.e.symbols[k]; ok {
		return ident(name)
	}
	if name, ok := u.named[k]; ok {
		return ident(name)
	}
	v := value()
	name := u.e.fresh(prefix)
	u.fresh[name], u.named[k] = v, name
	return ident(name)
}

// fresh returns a name that was never used.
func (e *Engine) fresh(prefix string) string {
	e.serial++
	return prefix + strconv.Itoa(e.serial)
}

type symbolKey struct {
	prefix string
	key    any
}

// goType is the identifier of a type. Yaegi takes a nil pointer for a type.
func (u *unit) goType(r reflect.Type) ast.Expr {
	return u.symbol("T", r, func() reflect.Value { return reflect.Zero(reflect.PointerTo(r)) })
}

func (u *unit) typ(t *ir.Type) ast.Expr { return u.goType(u.rep(t)) }

func (u *unit) rep(t *ir.Type) reflect.Type { return u.e.types.Of(t).R }

// typeOf is the identifier of the runtime's descriptor of a type.
func (u *unit) descriptor(t *ir.Type) ast.Expr {
	return u.symbol("D", t, func() reflect.Value { return reflect.ValueOf(u.e.types.Of(t)) })
}

// funcInfo is the identifier of what a frame knows about its function.
func (u *unit) funcInfo(f *ir.Func) ast.Expr {
	return u.symbol("I", f, func() reflect.Value { return reflect.ValueOf(u.e.info(f, u.files)) })
}

// runtime is the identifier of a function of the runtime's library.
func (u *unit) runtime(name string) ast.Expr {
	return u.symbol("L", name, func() reflect.Value {
		v, ok := u.e.library[name]
		if !ok {
			panic(fmt.Sprintf("engine: no library function %q", name))
		}
		return reflect.ValueOf(v)
	})
}

// declare adds a function.
func (u *unit) declare(name string, t *ast.FuncType, body []ast.Stmt) {
	u.decls = append(u.decls, function(name, t, body))
}

// load compiles the unit and runs its init function, which hands functions
// to the engine but runs no code of the cell. When it fails, everything is as if the unit
// had never been; Yaegi keeps some names that are not used again.
func (u *unit) load() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Unsupported{What: fmt.Sprintf("the interpreter's compiler failed: %v", r)}
		}
	}()
	if err := u.e.in.Use(interp.Exports{u.name + "/" + u.name: u.fresh}); err != nil {
		return fmt.Errorf("giving symbols to the interpreter: %w", err)
	}
	if u.e.emitted != nil {
		u.e.emitted(u.file())
	}
	program, err := u.e.in.CompileAST(u.file())
	if err != nil {
		return &Unsupported{What: "the interpreter refused the code: " + err.Error()}
	}
	if _, err := u.e.in.Execute(program); err != nil {
		return &Unsupported{What: "the interpreter failed to load the code: " + err.Error()}
	}
	maps.Copy(u.e.symbols, u.named)
	maps.Copy(u.e.codes, u.codes)
	return nil
}

func (u *unit) file() *ast.File {
	f := &ast.File{Name: ident(pkgName)}
	if len(u.fresh) > 0 {
		path := &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(u.name)}
		spec := &ast.ImportSpec{Name: ident("."), Path: path}
		f.Decls = append(f.Decls, &ast.GenDecl{Tok: token.IMPORT, Specs: []ast.Spec{spec}})
	}
	f.Decls = append(f.Decls, u.decls...)
	f.Decls = append(f.Decls, function("init", signature(nil, nil), u.init))
	return f
}

// info returns the frame information of a function, the same each time.
func (e *Engine) info(f *ir.Func, files *token.FileSet) *rt.FuncInfo {
	if i, ok := e.infos[f]; ok {
		return i
	}
	i := &rt.FuncInfo{Func: f, Files: files}
	if f.Outer != nil {
		i.Outer = e.info(f.Outer, files)
	}
	e.infos[f] = i
	return i
}
