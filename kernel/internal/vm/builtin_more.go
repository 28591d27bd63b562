package vm

import (
	"fmt"
	"os"
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has the less common predeclared functions, and those of package unsafe.

func (c *compiler) moreBuiltin(e *ir.Builtin, dst int32) int32 {
	switch e.Name {
	case "len", "cap":
		return c.lenOther(e, dst)
	case "delete":
		c.deleteEntry(e)
	case "clear":
		c.clearAll(e)
	case "print", "println":
		c.print(e)
	case "close":
		c.closeChan(e)
	default:
		return c.unsafeBuiltin(e, dst)
	}
	return 0
}

// lenOther is the length of a map or channel, or the capacity of a channel. The compiler
// finds these without knowing the type of elements.
func (c *compiler) lenOther(e *ir.Builtin, dst int32) int32 {
	x := c.expr(e.Args[0], 0)
	dst = c.want(dst, e.T)
	act := func(f *frame, in *Instr) { *(*int)(at(f, in.a)) = len(*(*map[int]int)(at(f, in.b))) }
	if e.Args[0].Type().Kind == ir.Chan {
		act = func(f *frame, in *Instr) { *(*int)(at(f, in.a)) = len(*(*chan int)(at(f, in.b))) }
		if e.Name == "cap" {
			act = func(f *frame, in *Instr) { *(*int)(at(f, in.a)) = cap(*(*chan int)(at(f, in.b))) }
		}
	}
	c.do(act, "a>w b<p", dst, x)
	return dst
}

func (c *compiler) clearAll(e *ir.Builtin) {
	x := c.expr(e.Args[0], 0)
	t := c.rep(e.Args[0].Type())
	if t.Kind() == reflect.Map {
		u := c.mapUser()
		c.do(func(f *frame, in *Instr) { u.clear(f, reflect.NewAt(t, at(f, in.a)).Elem()) }, "a<p", x)
		return
	}
	c.do(func(f *frame, in *Instr) { reflect.NewAt(t, at(f, in.a)).Elem().Clear() }, operand("a<", t), x)
}

func (c *compiler) closeChan(e *ir.Builtin) {
	x := c.expr(e.Args[0], 0)
	t := c.rep(e.Args[0].Type())
	c.do(func(f *frame, in *Instr) { reflect.NewAt(t, at(f, in.a)).Elem().Close() }, "a<p", x)
}

// print writes to the standard error output, as print and println do.
func (c *compiler) print(e *ir.Builtin) {
	places := c.args(e.Args)
	shapes := make([]slot, len(places))
	types := make([]*rt.Type, len(places))
	for i, a := range e.Args {
		types[i] = c.m.opts.Types.Of(a.Type())
		shapes[i] = shapeOf(types[i].R)
		shapes[i].off = c.fits(places[i], types[i].R)
	}
	ln := e.Name == "println"
	c.do(func(f *frame, _ *Instr) {
		args := make([]any, len(shapes))
		for i, s := range shapes {
			args[i] = printed(types[i], s.load(f))
		}
		rt.Print(os.Stderr, ln, args)
	}, "")
}

// printed is an operand of print; of an interface, Go prints the two words.
func printed(t *rt.Type, v reflect.Value) any {
	if !t.IR.IsIface() {
		return t.Box(v)
	}
	x := v.Interface()
	w := *(*[2]uintptr)(ptr(&x))
	return fmt.Sprintf("(%#x,%#x)", w[0], w[1])
}

func (c *compiler) unsafeBuiltin(e *ir.Builtin, dst int32) int32 {
	act := c.unsafeAction(e)
	if act == nil {
		c.unsupported(e.At, "%s", e.Name)
	}
	args := append(c.args(e.Args), 0)
	dst = c.want(dst, e.T)
	ops := c.operand("a>", e.T) + c.operand("b<", e.Args[0].Type())
	if len(e.Args) > 1 {
		ops += c.operand("c<", e.Args[1].Type())
	}
	c.do(act, ops, dst, args[0], args[1])
	return dst
}

func (c *compiler) unsafeAction(e *ir.Builtin) Action {
	switch e.Name {
	case "Add":
		return func(f *frame, in *Instr) {
			*(*ptr)(at(f, in.a)) = unsafe.Add(*(*ptr)(at(f, in.b)), *(*int)(at(f, in.c)))
		}
	case "Slice":
		t := c.rep(e.Args[0].Type())
		return func(f *frame, in *Instr) {
			rt.UnsafeSlice(reflect.NewAt(t, at(f, in.b)).Elem(), *(*int64)(at(f, in.c))) // panics if it must
			p, n := *(*ptr)(at(f, in.b)), *(*int)(at(f, in.c))
			if p == nil {
				n = 0
			}
			*(*sliceHeader)(at(f, in.a)) = sliceHeader{p, n, n}
		}
	case "SliceData":
		return func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = (*sliceHeader)(at(f, in.b)).p }
	case "String":
		return func(f *frame, in *Instr) {
			*(*string)(at(f, in.a)) = rt.UnsafeString(*(**byte)(at(f, in.b)), *(*int64)(at(f, in.c)))
		}
	case "StringData":
		return func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = ptr(unsafe.StringData(*(*string)(at(f, in.b)))) }
	}
	return nil
}

// appendString is append of a string to bytes.
func (c *compiler) appendString(e *ir.Builtin, dst int32) int32 {
	s, x := c.expr(e.Args[0], 0), c.expr(e.Args[1], 0)
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) {
		*(*[]byte)(at(f, in.a)) = append(*(*[]byte)(at(f, in.b)), *(*string)(at(f, in.c))...)
	}, "a>l b<l c<s", dst, s, x)
	return dst
}

func (c *compiler) makeOther(e *ir.Make, dst int32) int32 {
	if e.T.Kind == ir.Map {
		return c.makeMap(e, dst)
	}
	n := c.word(0)
	if e.Len != nil {
		n = c.expr(e.Len, 0)
	}
	t := c.rep(e.T)
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) {
		n := *(*int64)(at(f, in.b))
		f.th.rt.TakeElements(n, int64(t.Elem().Size()))
		*(*ptr)(at(f, in.a)) = rt.MakeChan(t, n).UnsafePointer()
	}, "a>p b<w", dst, n)
	return dst
}

func (c *compiler) rangeOther(s *ir.Range) {
	if s.X.Type().Kind == ir.Map {
		c.rangeMap(s)
		return
	}
	c.rangeChan(s)
}
