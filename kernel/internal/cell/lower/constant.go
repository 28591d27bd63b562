package lower

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// constOf makes a constant of type t, or of an interface that holds it.
//
//	1 << 10      ->   Const 1024 of the type that the context gives it
//	var x any = 1 ->  Box(Const 1 of type int)
func (f *fn) constOf(v constant.Value, from, t types.Type, at token.Pos) ir.Expr {
	if types.IsInterface(t) {
		from = types.Default(from)
		return f.convertTo(f.constOf(v, from, from, at), from, t)
	}
	it := f.irType(t)
	return &ir.Const{Node: node(at, it), Value: normal(v, it.Kind)}
}

// normal brings a constant to the form that its kind asks for: an untyped 1.0
// used as an int is an Int value, and so on.
func normal(v constant.Value, k ir.Kind) constant.Value {
	switch {
	case k.Integer():
		return constant.ToInt(v)
	case k.Float():
		return constant.ToFloat(v)
	case k.Complex():
		return constant.ToComplex(v)
	}
	return v
}

func (f *fn) intConst(n int64, at token.Pos) ir.Expr {
	return &ir.Const{Node: node(at, f.b.types.of(types.Typ[types.Int])), Value: constant.MakeInt64(n)}
}

func (f *fn) boolConst(v bool, at token.Pos) ir.Expr {
	return &ir.Const{Node: node(at, f.b.types.of(types.Typ[types.Bool])), Value: constant.MakeBool(v)}
}
