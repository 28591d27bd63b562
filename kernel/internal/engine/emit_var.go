package engine

import (
	"go/ast"
	"reflect"
	"strconv"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file keeps the variables of the function that is being emitted. All of them are
// declared at its head, where declaring costs nothing: in a loop each declaration would.

// A variable is where a variable of ours lives: cells are pointers in Yaegi.
type variable struct {
	name string
	cell bool
}

type temp struct {
	name string
	t    reflect.Type
}

// varType is the type of the Yaegi variable for v.
func (g *fn) varType(v *ir.Var) ast.Expr { return g.u.goType(g.varRep(v)) }

func (g *fn) varRep(v *ir.Var) reflect.Type {
	switch {
	case v.Type == nil:
		return reflect.TypeFor[*rt.DeferList]()
	case v.Cell:
		return reflect.PointerTo(g.u.rep(v.Type))
	}
	return g.u.rep(v.Type)
}

// head declares the variables.
func (g *fn) head() []ast.Stmt {
	if len(g.decls) == 0 {
		return nil
	}
	list := append([]ast.Stmt{jump("start")}, g.decls...)
	return append(list, mark("start"))
}

// name returns a new name in this function.
func (g *fn) name(prefix string) string {
	g.names++
	return prefix + strconv.Itoa(g.names)
}

// local declares a variable of ours and returns the Yaegi variable.
func (g *fn) local(v *ir.Var) ast.Expr {
	if known, ok := g.vars[v]; ok {
		return ident(known.name)
	}
	name := g.name("v")
	g.vars[v] = variable{name, v.Cell}
	g.decls = append(g.decls, declare(name, g.varType(v)))
	return ident(name)
}

// hidden declares a variable that only the engine knows.
func (g *fn) hidden(name string, t reflect.Type) ast.Expr {
	g.decls = append(g.decls, declare(name, g.u.goType(t)))
	return ident(name)
}

// temp returns a temporary that is kept until the statement being emitted ends.
func (g *fn) temp(t reflect.Type) ast.Expr {
	var name string
	if n := len(g.free[t]); n > 0 {
		name = g.free[t][n-1]
		g.free[t] = g.free[t][:n-1]
	} else {
		name = g.name("t")
		g.hidden(name, t)
	}
	g.busy = append(g.busy, temp{name, t})
	return ident(name)
}

// release gives back the temporaries taken since there were n of them.
func (g *fn) release(n int) {
	for _, t := range g.busy[n:] {
		g.free[t.t] = append(g.free[t.t], t.name)
	}
	g.busy = g.busy[:n]
}

func (g *fn) emit(list ...ast.Stmt) { *g.out = append(*g.out, list...) }

// nested returns what emit appends during body.
func (g *fn) nested(body func()) []ast.Stmt {
	saved := g.out
	list := new([]ast.Stmt)
	g.out = list
	body()
	g.out = saved
	return *list
}

// read is the value of a variable of ours.
func (g *fn) read(v *ir.Var) ast.Expr {
	name := g.local(v)
	if g.vars[v].cell {
		return deref(name)
	}
	return name
}
