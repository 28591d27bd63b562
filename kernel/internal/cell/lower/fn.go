package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// fn is one function while it is being built.
type fn struct {
	b     *builder
	info  *types.Info
	env   env
	ir    *ir.Func
	outer *fn // the function that the literal stands in
	esc   *escape

	vars     map[*types.Var]*ir.Var // variables declared in this function
	captured map[*ir.Var]*ir.Var    // variable of an enclosing function -> the captured one here

	out    *[]ir.Stmt // the block being filled
	jumps  []*jump    // enclosing statements that break and continue may leave
	labels map[string]*ir.Label
	loop   *funcLoop // set if this is the lifted body of a range over a function
	lits   int       // function literals so far, for their names
}

// newFn starts a function; its ir.Func is set by the caller or made here.
func (b *builder) newFn(outer *fn, info *types.Info, e env) *fn {
	return &fn{
		b: b, info: info, env: e, outer: outer,
		ir:       &ir.Func{},
		vars:     map[*types.Var]*ir.Var{},
		captured: map[*ir.Var]*ir.Var{},
		labels:   map[string]*ir.Label{},
		out:      new([]ir.Stmt),
	}
}

// nested starts a literal inside f.
func (f *fn) nested(pos token.Pos) *fn {
	g := f.b.newFn(f, f.info, f.env)
	g.esc = f.esc
	g.ir.Pos = pos
	g.ir.Outer = f.ir
	f.b.lastFunc++
	g.ir.ID = f.b.lastFunc
	return g
}

// literalName is the name of the next function literal, as a traceback shows it. The body of a loop
// over a function is none.
func (f *fn) literalName() string {
	for f.loop != nil {
		f = f.outer
	}
	f.lits++
	return fmt.Sprintf("%s.func%d", f.ir.Name, f.lits)
}

// function lowers parameters, results and body.
func (f *fn) function(sig *types.Signature, recv *ast.FieldList, typ *ast.FuncType, body *ast.BlockStmt) {
	if sig.Recv() != nil {
		f.param(sig.Recv())
	}
	for v := range sig.Params().Variables() {
		f.param(v)
	}
	for v := range sig.Results().Variables() {
		f.result(v)
	}
	f.ownDefers(body)
	f.stmts(body.List)
	f.ir.Body = *f.out
}

func (f *fn) param(v *types.Var) {
	p := f.newVar(v)
	f.ir.Params = append(f.ir.Params, p)
	if v.Name() != "" && v.Name() != "_" {
		f.vars[v] = p
	}
}

func (f *fn) result(v *types.Var) {
	r := f.newVar(v)
	if f.esc.leaves[f.esc.at(f)] {
		r.Cell = true // set by a return inside the body of a range over a function
	}
	r.Once = false
	f.ir.Results = append(f.ir.Results, r)
	if v.Name() != "" {
		f.ir.NamedResults = true
	}
	f.vars[v] = r
}

func (f *fn) newVar(v *types.Var) *ir.Var {
	cell := f.esc.cells[v]
	once := !cell && !f.esc.assigned[v]
	return &ir.Var{Name: v.Name(), Type: f.irType(v.Type()), Pos: v.Pos(), Cell: cell, Once: once, Index: f.count()}
}

func (f *fn) count() int { return len(f.ir.Params) + len(f.ir.Results) + len(f.ir.Locals) }

// declare makes a local variable for v.
func (f *fn) declare(v *types.Var) *ir.Var {
	r := f.newVar(v)
	f.ir.Locals = append(f.ir.Locals, r)
	f.vars[v] = r
	return r
}

// temp makes a temporary.
func (f *fn) temp(t *ir.Type) *ir.Var {
	v := &ir.Var{Type: t, Once: true, Index: f.count()}
	f.ir.Locals = append(f.ir.Locals, v)
	return v
}

// cellTemp makes a temporary that literals may assign to.
func (f *fn) cellTemp(t types.Type) *ir.Var {
	v := f.temp(f.irType(t))
	v.Cell, v.Once = true, false
	return v
}

// variable finds the ir.Var of a local variable, capturing it on the way if it
// belongs to an enclosing function. It returns nil for what is not local.
func (f *fn) variable(v *types.Var) *ir.Var {
	for g := f; g != nil; g = g.outer {
		if r := g.vars[v]; r != nil {
			return f.capture(g, r)
		}
	}
	return nil
}

// capture returns v, a variable of owner, as it is seen in f.
func (f *fn) capture(owner *fn, v *ir.Var) *ir.Var {
	if f == owner {
		return v
	}
	if in := f.captured[v]; in != nil {
		return in
	}
	outer := f.outer.capture(owner, v)
	in := &ir.Var{Name: v.Name, Type: v.Type, Pos: v.Pos, Cell: v.Cell, Once: v.Once, Index: f.count()}
	f.ir.Locals = append(f.ir.Locals, in)
	f.ir.Captures = append(f.ir.Captures, ir.Capture{Outer: outer, Inner: in})
	f.captured[v] = in
	return in
}

// frame is the function that f's code belongs to for return, defer and recover:
// f itself, unless it is the lifted body of a loop.
func (f *fn) frame() *fn {
	for f.loop != nil {
		f = f.outer
	}
	return f
}

func (f *fn) emit(s ir.Stmt) { *f.out = append(*f.out, s) }

// block runs build with an empty block and returns what it emitted.
func (f *fn) block(build func()) []ir.Stmt {
	saved := f.out
	var list []ir.Stmt
	f.out = &list
	build()
	f.out = saved
	return list
}

// sub substitutes type parameters.
func (f *fn) sub(t types.Type) types.Type { return types.Unalias(f.b.subst(t, f.env)) }

func (f *fn) irType(t types.Type) *ir.Type { return f.b.types.of(f.sub(t)) }

// typeOf returns the substituted type of an expression.
func (f *fn) typeOf(e ast.Expr) types.Type {
	t := f.info.TypeOf(e)
	if t == nil {
		fail(e.Pos(), "no type was found for this expression")
	}
	return f.sub(t)
}

// objectOf returns what an identifier refers to or declares.
func (f *fn) objectOf(id *ast.Ident) types.Object { return f.info.ObjectOf(id) }

func (f *fn) local(v *ir.Var, at token.Pos) ir.Expr {
	return &ir.Local{Node: ir.Node{At: at, T: v.Type}, Var: v}
}

// save puts a value into a new temporary and returns a read of it.
func (f *fn) save(x ir.Expr) ir.Expr {
	v := f.temp(x.Type())
	f.emit(&ir.Define{At: ir.At(x.Pos()), Var: v, Init: x})
	return f.local(v, x.Pos())
}

// global returns the storage of a package-level variable that runs from source.
func (b *builder) global(v *types.Var) *ir.Global {
	if g := b.globals[v]; g != nil {
		return g
	}
	if earlier := b.unit.Reused[v]; earlier != nil && b.globals[earlier] != nil {
		remember(b, b.globals, v, b.globals[earlier])
		return b.globals[v]
	}
	b.lastGlobal++
	g := &ir.Global{Name: v.Name(), Pkg: v.Pkg().Path(), Type: b.types.of(v.Type()), Pos: v.Pos(), ID: b.lastGlobal}
	remember(b, b.globals, v, g)
	b.prog.Globals = append(b.prog.Globals, g)
	return g
}

// isGlobal reports whether v is a notebook variable or a package variable.
func (b *builder) isGlobal(v *types.Var) bool {
	if v.Parent() == nil || v.Pkg() == nil {
		return b.globals[v] != nil
	}
	return v.Parent() == v.Pkg().Scope() || b.unit.Scope != nil && v.Parent() == b.unit.Scope || b.globals[v] != nil
}
