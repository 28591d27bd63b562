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
// for what Yaegi does wrong or not at all, one for each type. They are made with
// reflect.MakeFunc; for the types that everybody uses there are compiled ones (fast.go).

type values = []reflect.Value

// makeFunc is reflect.MakeFunc with the type in parts. Yaegi calls it with a slice
// for the last parameter, whether or not the function is variadic to the learner.
func makeFunc(in, out []reflect.Type, body func(values) values) reflect.Value {
	return reflect.MakeFunc(reflect.FuncOf(in, out, false), body)
}

func typesOf(ts ...reflect.Type) []reflect.Type { return ts }

var (
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	anyType    = reflect.TypeFor[any]()
	posType    = reflect.TypeFor[token.Pos]()
	threadType = reflect.TypeFor[*rt.Thread]()
	thunkType  = reflect.TypeFor[func()]()
)

func threadOf(v reflect.Value) *rt.Thread { return v.Interface().(*rt.Thread) }

func boolValue(b bool) reflect.Value { return reflect.ValueOf(b) }

// key names a helper: what it is and the types that it is made for.
func key(kind string, parts ...any) string { return kind + fmt.Sprint(parts...) }

// send is func(th, ch, v).
func (u *unit) send(ch *ir.Type) ast.Expr {
	r := u.rep(ch)
	return u.symbol("K", symbolKey{"send", r}, func() reflect.Value {
		return makeFunc(typesOf(threadType, r, r.Elem()), nil, func(in values) values {
			threadOf(in[0]).Send(in[1], in[2])
			return nil
		})
	})
}

// receive is func(th, ch) v or, with ok, func(th, ch) (v, bool).
func (u *unit) receive(ch *ir.Type, ok bool) ast.Expr {
	r := u.rep(ch)
	if ok {
		return u.symbol("K", symbolKey{"recv2", r}, func() reflect.Value {
			return makeFunc(typesOf(threadType, r), typesOf(r.Elem(), boolType), func(in values) values {
				v, ok := threadOf(in[0]).Recv(in[1])
				return values{received(v, r), boolValue(ok)}
			})
		})
	}
	return u.symbol("K", symbolKey{"recv", r}, func() reflect.Value {
		return makeFunc(typesOf(threadType, r), typesOf(r.Elem()), func(in values) values {
			v, _ := threadOf(in[0]).Recv(in[1])
			return values{received(v, r)}
		})
	})
}

// received is v, which is invalid when the channel was closed in some versions of reflect.
func received(v reflect.Value, ch reflect.Type) reflect.Value {
	if !v.IsValid() {
		return reflect.Zero(ch.Elem())
	}
	return v
}

// selectCase is func(ch) or func(ch, v), which makes a case of a select.
func (u *unit) selectCase(ch *ir.Type, send bool) ast.Expr {
	r := u.rep(ch)
	out := typesOf(reflect.TypeFor[reflect.SelectCase]())
	if send {
		return u.symbol("K", symbolKey{"sendcase", r}, func() reflect.Value {
			return makeFunc(typesOf(r, r.Elem()), out, func(in values) values {
				return values{reflect.ValueOf(reflect.SelectCase{Dir: reflect.SelectSend, Chan: in[0], Send: in[1]})}
			})
		})
	}
	return u.symbol("K", symbolKey{"recvcase", r}, func() reflect.Value {
		return makeFunc(typesOf(r), out, func(in values) values {
			return values{reflect.ValueOf(reflect.SelectCase{Dir: reflect.SelectRecv, Chan: in[0]})}
		})
	})
}

// fromAny is func(any) T for what is known to be a T, or nil for the zero value.
func (u *unit) fromAny(r reflect.Type) ast.Expr {
	return u.symbol("K", symbolKey{"fromAny", r}, func() reflect.Value {
		return makeFunc(typesOf(anyType), typesOf(r), func(in values) values {
			v := reflect.New(r).Elem()
			if !in[0].IsNil() {
				v.Set(in[0].Elem())
			}
			return values{v}
		})
	})
}

// maker is make(T, n...).
func (u *unit) maker(t *ir.Type, args int) ast.Expr {
	r := u.rep(t)
	return u.symbol("K", symbolKey{key("make", args), r}, func() reflect.Value {
		in := []reflect.Type{intType, intType}[:args]
		return makeFunc(in, typesOf(r), func(in values) values {
			sizes := [2]int64{}
			for i, v := range in {
				sizes[i] = v.Int()
			}
			if len(in) == 1 {
				sizes[1] = sizes[0]
			}
			return values{made(r, sizes[0], sizes[1])}
		})
	})
}

func made(r reflect.Type, n, capacity int64) reflect.Value {
	switch r.Kind() {
	case reflect.Slice:
		return rt.MakeSlice(r, n, capacity)
	case reflect.Map:
		return rt.MakeMap(r, n)
	default:
		return rt.MakeChan(r, n)
	}
}

// copier is copy(dst, src) for slices and a string as source.
func (u *unit) copier(dst, src *ir.Type) ast.Expr {
	d, s := u.rep(dst), u.rep(src)
	return u.symbol("K", symbolKey{key("copy", s), d}, func() reflect.Value {
		return makeFunc(typesOf(d, s), typesOf(intType), func(in values) values {
			return values{reflect.ValueOf(reflect.Copy(in[0], in[1]))}
		})
	})
}

// stringAppender is append([]byte, string...).
func (u *unit) stringAppender(e *ir.Builtin) ast.Expr {
	r, s := u.rep(e.T), u.rep(e.Args[1].Type())
	return u.symbol("K", symbolKey{key("appendString", s), r}, func() reflect.Value {
		return makeFunc(typesOf(r, s), typesOf(r), func(in values) values {
			return values{rt.AppendSlice(in[0], in[1])}
		})
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
	return u.symbol("K", symbolKey{key("equal", not), desc}, func() reflect.Value {
		return makeFunc(typesOf(desc.R, desc.R), typesOf(boolType), func(in values) values {
			return values{boolValue(desc.EqualValues(in[0], in[1]) != not)}
		})
	})
}

// adapter is func(v T) I for a value that needs a box, put into a native interface.
func (u *unit) adapter(from, to *ir.Type) ast.Expr {
	f, t := u.e.types.Of(from), u.e.types.Of(to)
	return u.symbol("K", symbolKey{key("adapt", from.ID), t}, func() reflect.Value {
		return makeFunc(typesOf(f.R), typesOf(t.R), func(in values) values {
			return values{u.e.types.ToNative(f.Box(in[0]), t)}
		})
	})
}

// ifaceConverter is func(x any) I.
func (u *unit) ifaceConverter(to *ir.Type) ast.Expr {
	t := u.e.types.Of(to)
	if t.R == anyType {
		return u.symbol("K", "fromNative", func() reflect.Value { return reflect.ValueOf(rt.FromNative) })
	}
	return u.symbol("K", symbolKey{"ifaceConv", t}, func() reflect.Value {
		return makeFunc(typesOf(anyType), typesOf(t.R), func(in values) values {
			return values{u.e.types.Convert(in[0].Interface(), t)}
		})
	})
}

// typeTester is func(x any) bool.
func (u *unit) typeTester(want *ir.Type) ast.Expr {
	w := u.e.types.Of(want)
	return u.symbol("K", symbolKey{"is", w}, func() reflect.Value {
		return reflect.ValueOf(func(x any) bool { return u.e.types.TypeTest(x, w) })
	})
}

// assertion is func(x any) T, or func(x any) (T, bool) with CommaOK.
func (u *unit) assertion(e *ir.Assert) ast.Expr {
	types := u.e.types
	from, to := types.Of(e.X.Type()), types.Of(e.T)
	if e.CommaOK {
		return u.symbol("K", symbolKey{"assertOK", to}, func() reflect.Value {
			return makeFunc(typesOf(anyType), typesOf(to.R, boolType), func(in values) values {
				v, ok := types.AssertOK(in[0].Interface(), to)
				return values{v, boolValue(ok)}
			})
		})
	}
	return u.symbol("K", symbolKey{key("assert", e.X.Type().ID), to}, func() reflect.Value {
		return makeFunc(typesOf(anyType), typesOf(to.R), func(in values) values {
			return values{types.Assert(in[0].Interface(), from, to)}
		})
	})
}
