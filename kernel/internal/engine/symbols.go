package engine

import (
	"fmt"
	"go/ast"
	"go/constant"
	"io"
	"os"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file gives names to constants, notebook variables and what compiled
// packages export.

var (
	zeroInt = constant.MakeInt64(0)
	oneInt  = constant.MakeInt64(1)
)

func (u *unit) constant(e *ir.Const) ast.Expr { return u.constOf(u.rep(e.T), e.Value) }

func (u *unit) constInt(n int64) ast.Expr { return u.constOf(intType, constant.MakeInt64(n)) }

func (u *unit) constOf(r reflect.Type, v constant.Value) ast.Expr {
	return u.symbol("C", symbolKey{v.ExactString(), r}, func() reflect.Value { return constValue(r, v) })
}

// constValue is the constant v as a value of a basic kind.
func constValue(r reflect.Type, v constant.Value) reflect.Value {
	x := reflect.New(r).Elem()
	switch {
	case r.Kind() == reflect.Bool:
		x.SetBool(constant.BoolVal(v))
	case r.Kind() == reflect.String:
		x.SetString(constant.StringVal(v))
	case x.CanInt():
		i, _ := constant.Int64Val(constant.ToInt(v))
		x.SetInt(i)
	case x.CanUint():
		i, _ := constant.Uint64Val(constant.ToInt(v))
		x.SetUint(i)
	case x.CanFloat():
		x.SetFloat(floatConst(r, v))
	case x.CanComplex():
		x.SetComplex(complex(floatConst(r, constant.Real(v)), floatConst(r, constant.Imag(v))))
	default:
		panic(fmt.Sprintf("engine: constant of type %v", r))
	}
	return reflect.ValueOf(x.Interface()) // not settable: a constant to Yaegi
}

func floatConst(r reflect.Type, v constant.Value) float64 {
	if r.Kind() == reflect.Float32 || r.Kind() == reflect.Complex64 {
		f, _ := constant.Float32Val(constant.ToFloat(v))
		return float64(f)
	}
	f, _ := constant.Float64Val(constant.ToFloat(v))
	return f
}

// global is the identifier of a pointer to a notebook variable. Yaegi takes a
// variable that is a symbol itself for a constant in some places.
func (u *unit) global(g *ir.Global) ast.Expr {
	return u.symbol("G", g, func() reflect.Value { return u.e.Variable(g).Addr() })
}

// nativeRef reads a variable or takes a function of a compiled package.
func (u *unit) nativeRef(e *ir.NativeRef) ast.Expr {
	if e.IsVar {
		return deref(u.nativeVar(e))
	}
	want := u.rep(e.T)
	return u.symbol("N", symbolKey{e.Pkg + "." + e.Name, "value"}, func() reflect.Value {
		return plainFunc(u.lookup(e.Pkg, e.Name, e), want)
	})
}

// plainFunc makes a function value non-variadic, as represented functions are.
func plainFunc(f reflect.Value, want reflect.Type) reflect.Value {
	if f.Type() == want {
		return f
	}
	return reflect.MakeFunc(want, func(in values) values {
		if f.Type().IsVariadic() {
			return f.CallSlice(in)
		}
		return f.Call(in)
	})
}

func (u *unit) nativeVar(e *ir.NativeRef) ast.Expr {
	return u.symbol("N", symbolKey{e.Pkg + "." + e.Name, "variable"}, func() reflect.Value {
		v := u.lookup(e.Pkg, e.Name, e)
		if !v.CanAddr() {
			panic(unsupported(e.Pos(), e.Pkg+"."+e.Name+" as a variable"))
		}
		return v.Addr()
	})
}

func (u *unit) nativeFunc(e *ir.CallNative) ast.Expr {
	return u.symbol("N", symbolKey{e.Pkg + "." + e.Name, "func"}, func() reflect.Value { return u.lookup(e.Pkg, e.Name, e) })
}

// lookup finds a symbol of a compiled package, or what replaces it.
func (u *unit) lookup(pkg, name string, at ir.Expr) reflect.Value {
	v, ok := u.e.symbolOf(pkg, name)
	if !ok {
		panic(unsupported(at.Pos(), pkg+"."+name))
	}
	return v
}

// symbolOf finds a symbol of a compiled package, or what replaces it in cells.
func (e *Engine) symbolOf(pkg, name string) (reflect.Value, bool) {
	if v, ok := e.overrides[pkg+"."+name]; ok {
		return reflect.ValueOf(v), true
	}
	v, ok := e.opts.Natives.Lookup(pkg, name)
	if ok {
		v, _ = e.looker(pkg, name, v)
	}
	return v, ok
}

// nativeMethod is a method of a compiled type as a function with the receiver first.
func (u *unit) nativeMethod(e *ir.CallNative) ast.Expr {
	r := u.rep(e.Recv.Type())
	return u.symbol("N", symbolKey{e.Name, r}, func() reflect.Value {
		if v, ok := u.e.methodOverride(r, e.Name); ok {
			return v
		}
		m, ok := r.MethodByName(e.Name)
		if !ok {
			panic(unsupported(e.Pos(), fmt.Sprintf("method %s of %v", e.Name, r)))
		}
		return m.Func
	})
}

// isFile reports whether e puts an *os.File into an interface that can read: it may
// be os.Stdin, for which cells have another reader.
func (u *unit) isFile(e *ir.Box) bool {
	r := u.rep(e.T)
	return r.Kind() == reflect.Interface && r.Implements(reflect.TypeFor[io.Reader]()) && u.rep(e.X.Type()) == reflect.TypeFor[*os.File]()
}
