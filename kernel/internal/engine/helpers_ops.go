package engine

import (
	"fmt"
	"go/ast"
	"os"
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// maker is make(T, n...).
func (u *unit) maker(t *ir.Type, args int) ast.Expr {
	r := u.rep(t)
	in := []reflect.Type{intType, intType}[:args]
	return u.made("make", in, typesOf(r), func(in values) values {
		sizes := [2]int64{}
		for i, v := range in {
			sizes[i] = v.Int()
		}
		if len(in) == 1 {
			sizes[1] = sizes[0]
		}
		if r.Kind() != reflect.Map {
			u.e.threads.Current().TakeElements(sizes[1], int64(r.Elem().Size()))
		}
		switch r.Kind() {
		case reflect.Slice:
			return values{rt.MakeSlice(r, sizes[0], sizes[1])}
		case reflect.Map:
			return values{rt.MakeMap(r, sizes[0])}
		}
		return values{rt.MakeChan(r, sizes[0])}
	})
}

// copier is copy(dst, src) for slices and a string as source.
func (u *unit) copier(dst, src *ir.Type) ast.Expr {
	return u.made("copy", typesOf(u.rep(dst), u.rep(src)), typesOf(intType), func(in values) values {
		return values{reflect.ValueOf(reflect.Copy(in[0], in[1]))}
	})
}

// stringAppender is append([]byte, string...).
func (u *unit) stringAppender(e *ir.Builtin) ast.Expr {
	r := u.rep(e.T)
	return u.made("append", typesOf(r, u.rep(e.Args[1].Type())), typesOf(r), func(in values) values {
		return values{rt.AppendSlice(in[0], in[1])}
	})
}

// slicer is x[lo:hi:max] with the bounds that e has.
func (u *unit) slicer(e *ir.SliceOf) ast.Expr {
	r := u.rep(e.T)
	b := rt.Bounds{HasHi: e.Hi != nil, HasMax: e.Max != nil}
	in := typesOf(u.rep(e.X.Type()))
	for i, x := range []ir.Expr{e.Lo, e.Hi, e.Max} {
		if x != nil {
			in = append(in, intType)
			b.Unsigned[i] = x.Type().Kind.Unsigned()
		}
	}
	return u.made(key("slice", b, e.Lo != nil), in, typesOf(r), func(in values) values {
		return values{sliced(in[0], in[1:], b, e.Lo != nil).Convert(r)}
	})
}

// sliced is x[lo:hi:max] with the bounds that there are.
func sliced(x reflect.Value, bounds values, b rt.Bounds, hasLo bool) reflect.Value {
	for i, p := range []*int64{&b.Lo, &b.Hi, &b.Max} {
		if [3]bool{hasLo, b.HasHi, b.HasMax}[i] {
			*p, bounds = bounds[0].Int(), bounds[1:]
		}
	}
	return rt.SliceValue(x, b)
}

// minMax is min or max of n operands.
func (u *unit) minMax(name string, t *ir.Type, n int) ast.Expr {
	r := u.rep(t)
	in := make([]reflect.Type, n)
	for i := range in {
		in[i] = r
	}
	return u.made(name, in, typesOf(r), func(in values) values {
		best := in[0]
		for _, v := range in[1:] {
			if name == "max" {
				best = rt.Max(best, v)
			} else {
				best = rt.Min(best, v)
			}
		}
		return values{best}
	})
}

// converter is a conversion that reflect does not do, or not in Go's words.
func (u *unit) converter(from, to *ir.Type) ast.Expr {
	t := u.rep(to)
	return u.made("convert", typesOf(u.rep(from)), typesOf(t), func(in values) values { return values{converted(in[0], t)} })
}

func converted(v reflect.Value, t reflect.Type) reflect.Value {
	switch {
	case v.Kind() == reflect.UnsafePointer || t.Kind() == reflect.UnsafePointer:
		if v.Kind() == t.Kind() {
			return v.Convert(t)
		}
		return rt.ConvertValue(v, t).Convert(t)
	case v.Kind() == reflect.Slice && (t.Kind() == reflect.Array || t.Kind() == reflect.Pointer):
		return rt.ConvertValue(v, t)
	case v.Kind() == reflect.Interface, v.CanInt(), t.Kind() == reflect.String:
		return v.Convert(t)
	}
	return reinterpreted(v, t)
}

// reinterpreted is v as a t of the same layout: types that Go converts into each
// other have one, even where their representations are strangers to reflect.
func reinterpreted(v reflect.Value, t reflect.Type) reflect.Value {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return reflect.NewAt(t, p.UnsafePointer()).Elem()
}

// printer is print or println: func(args...).
func (u *unit) printer(e *ir.Builtin) ast.Expr {
	in := make([]reflect.Type, len(e.Args))
	for i, a := range e.Args {
		in[i] = u.rep(a.Type())
	}
	return u.made(key(e.Name, u.typeIDs(e.Args)), in, nil, u.printing(e))
}

func (u *unit) typeIDs(es []ir.Expr) []int {
	ids := make([]int, len(es))
	for i, x := range es {
		ids[i] = x.Type().ID
	}
	return ids
}

// printing is what print does with its operands.
func (u *unit) printing(e *ir.Builtin) func(values) values {
	boxes := make([]*rt.Type, len(e.Args))
	for i, a := range e.Args {
		boxes[i] = u.e.types.Of(a.Type())
	}
	return func(in values) values {
		args := make([]any, len(in))
		for i, v := range in {
			args[i] = boxedValue(boxes[i], v)
		}
		rt.Print(os.Stderr, e.Name == "println", args)
		return nil
	}
}

func boxedValue(t *rt.Type, v reflect.Value) any {
	if t.IR.IsIface() { // Go prints the two words that an interface is
		return fmt.Sprintf("(%#x,%#x)", wordsOf(v.Interface())...)
	}
	return t.Box(v)
}

func wordsOf(x any) []any {
	w := *(*[2]uintptr)(unsafe.Pointer(&x))
	return []any{w[0], w[1]}
}

// builtinHelper is one of the other predeclared functions.
func (u *unit) builtinHelper(e *ir.Builtin) ast.Expr {
	in := make([]reflect.Type, len(e.Args))
	for i, a := range e.Args {
		in[i] = u.rep(a.Type())
	}
	var out []reflect.Type
	if e.T != nil {
		out = typesOf(u.rep(e.T))
	}
	run, ok := builtins[e.Name]
	if !ok {
		panic(unsupported(e.Pos(), "the predeclared function "+e.Name))
	}
	return u.made(e.Name, in, out, func(in values) values { return run(in, out) })
}

// builtins run what Yaegi lacks or gets wrong. out holds the result's type, if any.
var builtins = map[string]func(in values, out []reflect.Type) values{
	"clear":   func(in values, _ []reflect.Type) values { in[0].Clear(); return nil },
	"close":   func(in values, _ []reflect.Type) values { in[0].Close(); return nil },
	"complex": complexOf,
	"real":    func(in values, out []reflect.Type) values { return floatAs(real(in[0].Complex()), out) },
	"imag":    func(in values, out []reflect.Type) values { return floatAs(imag(in[0].Complex()), out) },
	"Add": func(in values, out []reflect.Type) values {
		return values{reflect.ValueOf(rt.UnsafeAdd(in[0].UnsafePointer(), intOf(in[1]))).Convert(out[0])}
	},
	"Slice": func(in values, out []reflect.Type) values {
		return values{rt.UnsafeSlice(in[0], intOf(in[1])).Convert(out[0])}
	},
	"SliceData": func(in values, out []reflect.Type) values {
		return values{rt.UnsafeSliceData(in[0]).Convert(out[0])}
	},
	"String": func(in values, out []reflect.Type) values {
		return values{reflect.ValueOf(rt.UnsafeString((*byte)(in[0].UnsafePointer()), intOf(in[1]))).Convert(out[0])}
	},
	"StringData": func(in values, out []reflect.Type) values {
		return values{reflect.ValueOf(unsafe.StringData(in[0].String())).Convert(out[0])}
	},
}

func intOf(v reflect.Value) int64 {
	if v.CanUint() {
		return int64(v.Uint())
	}
	return v.Int()
}

func complexOf(in values, out []reflect.Type) values {
	c := reflect.New(out[0]).Elem()
	c.SetComplex(complex(in[0].Float(), in[1].Float()))
	return values{c}
}

func floatAs(f float64, out []reflect.Type) values {
	v := reflect.New(out[0]).Elem()
	v.SetFloat(f)
	return values{v}
}
