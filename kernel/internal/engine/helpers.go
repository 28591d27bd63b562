package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file and its neighbours make the native functions that emitted code calls
// for what Yaegi does wrong or not at all, one for each type.

type values = []reflect.Value

var (
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	anyType    = reflect.TypeFor[any]()
	posType    = reflect.TypeFor[token.Pos]()
	threadType = reflect.TypeFor[*rt.Thread]()
	thunkType  = reflect.TypeFor[func()]()
)

func typesOf(ts ...reflect.Type) []reflect.Type { return ts }

// makeFunc is reflect.MakeFunc with the type in parts. None is variadic: Yaegi
// passes a slice for the last parameter.
func makeFunc(in, out []reflect.Type, body func(values) values) reflect.Value {
	return reflect.MakeFunc(reflect.FuncOf(in, out, false), body)
}

// made is the identifier of a helper, one for each name and function type.
func (u *unit) made(name string, in, out []reflect.Type, body func(values) values) ast.Expr {
	t := reflect.FuncOf(in, out, false)
	return u.symbol("K", symbolKey{name, t}, func() reflect.Value { return reflect.MakeFunc(t, body) })
}

func threadOf(v reflect.Value) *rt.Thread { return v.Interface().(*rt.Thread) }

func boolValue(b bool) reflect.Value { return reflect.ValueOf(b) }

// key makes a name of several parts.
func key(parts ...any) string { return fmt.Sprint(parts...) }

// notNil is func(p) p, which panics if p is nil.
func (u *unit) notNil(t *ir.Type, err error) ast.Expr {
	r := u.rep(t)
	return u.made(key("not nil: ", err), typesOf(r), typesOf(r), func(in values) values {
		if in[0].IsNil() {
			panic(err)
		}
		return in
	})
}

// send is func(th, ch, v).
func (u *unit) send(ch *ir.Type) ast.Expr {
	r := u.rep(ch)
	return u.made("send", typesOf(threadType, r, r.Elem()), nil, func(in values) values {
		threadOf(in[0]).Send(in[1], in[2])
		return nil
	})
}

// receive is func(th, ch) v or, with ok, func(th, ch) (v, bool).
func (u *unit) receive(ch *ir.Type, ok bool) ast.Expr {
	r := u.rep(ch)
	in := typesOf(threadType, r)
	if ok {
		return u.made("receive", in, typesOf(r.Elem(), boolType), func(in values) values {
			v, ok := threadOf(in[0]).Recv(in[1])
			return values{v, boolValue(ok)}
		})
	}
	return u.made("receive", in, typesOf(r.Elem()), func(in values) values {
		v, _ := threadOf(in[0]).Recv(in[1])
		return values{v}
	})
}

// selectCase is func(ch) or func(ch, v), which makes a case of a select.
func (u *unit) selectCase(ch *ir.Type, send bool) ast.Expr {
	r := u.rep(ch)
	out := typesOf(reflect.TypeFor[reflect.SelectCase]())
	if send {
		return u.made("send case", typesOf(r, r.Elem()), out, func(in values) values {
			return values{reflect.ValueOf(reflect.SelectCase{Dir: reflect.SelectSend, Chan: in[0], Send: in[1]})}
		})
	}
	return u.made("receive case", typesOf(r), out, func(in values) values {
		return values{reflect.ValueOf(reflect.SelectCase{Dir: reflect.SelectRecv, Chan: in[0]})}
	})
}

// fromAny is func(any) T for what is known to be a T, or nil for the zero value.
func (u *unit) fromAny(r reflect.Type) ast.Expr {
	return u.made("from any", typesOf(anyType), typesOf(r), func(in values) values {
		v := reflect.New(r).Elem()
		if !in[0].IsNil() {
			v.Set(in[0].Elem())
		}
		return values{v}
	})
}

// equality is func(x, y) bool for == (or != if not) of interfaces, structs and arrays.
func (u *unit) equality(t *ir.Type, not bool) ast.Expr {
	if t.IsIface() {
		return u.symbol("K", symbolKey{"equal", not}, func() reflect.Value {
			return reflect.ValueOf(func(x, y any) bool { return rt.Equal(x, y) != not })
		})
	}
	desc := u.e.types.Of(t)
	return u.made(key("equal", not, t.ID), typesOf(desc.R, desc.R), typesOf(boolType), func(in values) values {
		return values{boolValue(desc.EqualValues(in[0], in[1]) != not)}
	})
}

// adapter is func(v T) I for a value that needs a box, put into a native interface.
func (u *unit) adapter(from, to *ir.Type) ast.Expr {
	types := u.e.types
	f, t := types.Of(from), types.Of(to)
	return u.made(key("adapt", from.ID), typesOf(f.R), typesOf(t.R), func(in values) values {
		return values{types.ToNative(f.Box(in[0]), t)}
	})
}

// ifaceConverter is func(x any) I.
func (u *unit) ifaceConverter(to *ir.Type) ast.Expr {
	types := u.e.types
	t := types.Of(to)
	if t.R == anyType {
		return u.symbol("K", "fromNative", func() reflect.Value { return reflect.ValueOf(rt.FromNative) })
	}
	return u.made("to interface", typesOf(anyType), typesOf(t.R), func(in values) values {
		return values{types.Convert(in[0].Interface(), t)}
	})
}

// typeTester is func(x any) bool.
func (u *unit) typeTester(want *ir.Type) ast.Expr {
	types := u.e.types
	w := types.Of(want)
	return u.symbol("K", symbolKey{"is", w}, func() reflect.Value {
		return reflect.ValueOf(func(x any) bool { return types.TypeTest(x, w) })
	})
}

// assertion is func(x any) T, or func(x any) (T, bool) with CommaOK.
func (u *unit) assertion(e *ir.Assert) ast.Expr {
	types := u.e.types
	from, to := types.Of(e.X.Type()), types.Of(e.T)
	in := typesOf(anyType)
	if e.CommaOK {
		return u.made(key("assert", e.T.ID), in, typesOf(to.R, boolType), func(in values) values {
			v, ok := types.AssertOK(in[0].Interface(), to)
			return values{v, boolValue(ok)}
		})
	}
	return u.made(key("assert", e.X.Type().ID, ".", e.T.ID), in, typesOf(to.R), func(in values) values {
		return values{types.Assert(in[0].Interface(), from, to)}
	})
}
