package engine

import (
	"go/ast"
	"go/token"
	"reflect"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// expr emits an expression with one value (or none, for calls). What it returns is
// a tree whose evaluation Yaegi does in place; statements that have to run before go to g.out.
//
// When a native call results in a func, Yaegi replaces the variable that it is assigned to
// instead of setting it. A conversion between keeps it from that.
func (g *fn) expr(e ir.Expr) ast.Expr {
	x := g.node(e)
	if c, ok := x.(*ast.CallExpr); ok && e.Type() != nil && e.Type().Kind == ir.FuncKind && !emitted(c) {
		return call(g.u.typ(e.Type()), c)
	}
	return x
}

// emitted reports whether c calls something that Yaegi runs itself.
func emitted(c *ast.CallExpr) bool {
	name, ok := c.Fun.(*ast.Ident)
	return ok && (strings.HasPrefix(name.Name, "f") || strings.HasPrefix(name.Name, "lit") || strings.HasPrefix(name.Name, "T"))
}

func (g *fn) node(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Const:
		return g.u.constant(e)
	case *ir.Zero:
		return g.zero(e.T)
	case *ir.Local:
		return g.read(e.Var)
	case *ir.GlobalRef:
		return deref(g.u.global(e.Global))
	case *ir.NativeRef:
		return g.u.nativeRef(e)
	case *ir.FuncRef:
		return g.u.funcRef(e.Func)
	case *ir.Closure:
		return g.closure(e)
	case *ir.MethodValue:
		return g.methodValue(e)
	case *ir.Retype:
		return g.retype(e)
	case *ir.FieldOf:
		return g.fieldOf(e, g.fieldBase(e))
	case *ir.Deref:
		p := g.failing(e.Pos(), e.X)[0]
		if e.Method != "" {
			p = call(g.u.notNil(e.X.Type(), rt.NilReceiver(e.Method)), p)
		}
		return deref(p)
	case *ir.AddrOf:
		return g.addrOf(e.X)
	case *ir.Recover:
		return call(g.u.runtime("Recover"), ident("th"), ident("k"))
	case *ir.Recv:
		ch := g.failing(e.Pos(), e.Ch)[0]
		return call(g.u.receive(e.Ch.Type(), false), ident("th"), ch)
	}
	return g.operator(e)
}

func (g *fn) operator(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Unary:
		return g.unaryExpr(e)
	case *ir.Binary:
		vals := g.failingIf(fails(e), e.Pos(), e.X, e.Y)
		return binary(e.Op, g.notFolded(e.X, e.Y, vals[0]), vals[1])
	case *ir.Shift:
		return g.shift(e)
	case *ir.Compare:
		return g.compare(e)
	case *ir.Equal:
		return g.equal(e)
	case *ir.Logic:
		return g.logic(e)
	case *ir.Convert:
		return g.convert(e)
	case *ir.Box:
		return g.box(e)
	case *ir.IfaceConv:
		return g.ifaceConv(e)
	case *ir.Assert:
		v := g.failing(e.Pos(), e.X)[0]
		return call(g.u.assertion(e), v)
	case *ir.TypeTest:
		return g.typeTest(e)
	}
	return g.composite(e)
}

func (g *fn) composite(e ir.Expr) ast.Expr {
	switch e := e.(type) {
	case *ir.Index:
		vals := g.failing(e.Pos(), e.X, e.I)
		return g.indexed(e, vals[0], vals[1])
	case *ir.MapIndex:
		vals := g.failing(e.Pos(), e.M, e.K)
		return index(vals[0], g.mapKey(e.M.Type(), vals[1]))
	case *ir.SliceOf:
		return g.sliceOf(e)
	case *ir.StructLit:
		return g.structLit(e)
	case *ir.ArrayLit:
		return g.arrayLit(e)
	case *ir.MapLit:
		return g.mapLit(e)
	case *ir.New:
		return g.newExpr(e)
	case *ir.Make:
		return g.makeExpr(e)
	}
	return g.callExpr(e)
}

func (g *fn) failingIf(fails bool, pos token.Pos, es ...ir.Expr) []ast.Expr {
	if fails {
		return g.failing(pos, es...)
	}
	return g.operands(es...)
}

// zero is the zero value of a type. For a pointer it is a variable that nothing is
// ever assigned to: Yaegi would take a nil pointer that is a symbol for a type.
func (g *fn) zero(t *ir.Type) ast.Expr {
	r := g.u.rep(t)
	if r.Kind() == reflect.Pointer {
		return g.nilPointer(r)
	}
	return g.u.symbol("Z", r, func() reflect.Value { return reflect.Zero(r) })
}

func (g *fn) nilPointer(r reflect.Type) ast.Expr {
	name, ok := g.nils[r]
	if !ok {
		name = g.name("nil")
		g.hidden(name, r)
		g.nils[r] = name
	}
	return ident(name)
}

// closure evaluates a function literal: it calls the maker with what it captures. One
// that captures nothing was made when its unit was loaded.
//
// The maker is called as a native function. A direct call would chain the frame that the
// closure keeps to the caller's, and a program whose closures make closures would never
// free any of them.
func (g *fn) closure(e *ir.Closure) ast.Expr {
	f := e.Func
	maker := ident(g.u.closure(f))
	if len(f.Captures) == 0 {
		return deref(g.u.loaded("closure", f, g.u.rep(f.Sig), call(maker)))
	}
	var in []reflect.Type
	var args []ast.Expr
	for _, c := range f.Captures {
		in = append(in, g.varRep(c.Inner))
		args = append(args, g.local(c.Outer))
	}
	t := reflect.FuncOf(in, typesOf(g.u.rep(f.Sig)), false)
	fun := g.temp(t)
	g.emit(assign(fun, deref(g.u.loaded("maker", f, t, maker))))
	return call(fun, args...)
}

// loaded is the identifier of a pointer to a func that is set when the unit is loaded.
func (u *unit) loaded(name string, f *ir.Func, t reflect.Type, value ast.Expr) ast.Expr {
	p := u.symbol("M", symbolKey{name, f}, func() reflect.Value { return reflect.New(t) })
	u.init = append(u.init, do(call(u.runtime("SetFunc"), p, value)))
	return p
}

// retype passes a value on, unless the types have come to differ in the eyes of reflect.
func (g *fn) retype(e *ir.Retype) ast.Expr {
	if g.u.rep(e.T) == g.u.rep(e.X.Type()) {
		return g.expr(e.X)
	}
	return g.convertValue(e.X, e.T)
}

func (g *fn) fieldBase(e *ir.FieldOf) ast.Expr {
	return g.failingIf(fails(e), e.Pos(), e.X)[0]
}

func (g *fn) fieldOf(e *ir.FieldOf, x ast.Expr) ast.Expr {
	t := e.X.Type()
	if t.Kind == ir.Pointer {
		t = t.Under.Elem
	}
	return field(x, g.u.e.types.FieldName(t, e.Index))
}

// addrOf emits &x.
func (g *fn) addrOf(x ir.Expr) ast.Expr {
	switch x := x.(type) {
	case *ir.Local:
		return g.local(x.Var) // the cell itself
	case *ir.GlobalRef:
		return g.u.global(x.Global)
	case *ir.NativeRef:
		return g.u.nativeVar(x)
	case *ir.Deref:
		p := g.failing(x.Pos(), x.X)[0]
		return call(g.u.notNil(x.X.Type(), rt.NilDereference()), p)
	case *ir.Retype:
		return g.addrOf(x.X)
	}
	parts, build := g.targetParts(x)
	vals := g.failing(x.Pos(), parts...)
	return unary(token.AND, build(vals))
}

// toInt converts an index or a length of any integer kind to int.
func (g *fn) toInt(e ir.Expr, val ast.Expr) ast.Expr {
	intType := reflect.TypeFor[int]()
	if g.u.rep(e.Type()) == intType {
		return val
	}
	if c, ok := e.(*ir.Const); ok {
		return g.u.constOf(intType, c.Value)
	}
	return call(g.u.goType(intType), val)
}
