package vm

import (
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

func add(p ptr, n uintptr) ptr { return unsafe.Add(p, n) }

// builtin emits calls of predeclared functions.
func (c *compiler) builtin(e *ir.Builtin, dst int32) int32 {
	switch e.Name {
	case "len", "cap":
		if off, ok := c.lengthOf(e); ok {
			return c.moved(off, dst, e)
		}
	case "append":
		return c.appendTo(e, dst)
	case "copy":
		return c.copyTo(e, dst)
	case "min", "max":
		return c.minMax(e, dst)
	case "panic":
		c.panicCall(e)
		return 0
	case "real", "imag", "complex":
		return c.complexPart(e, dst)
	}
	return c.moreBuiltin(e, dst)
}

// lengthOf is the slot with a length or capacity: a word of the string or slice itself.
func (c *compiler) lengthOf(e *ir.Builtin) (int32, bool) {
	x := e.Args[0]
	switch x.Type().Kind {
	case ir.String:
		return c.expr(x, 0) + wordSize, true
	case ir.Slice:
		if e.Name == "cap" {
			return c.expr(x, 0) + 2*wordSize, true
		}
		return c.expr(x, 0) + wordSize, true
	case ir.Array:
		if d, ok := x.(*ir.Deref); ok {
			x = d.X
		}
		c.expr(x, 0)
		return c.word(e.Args[0].Type().Under.Len), true
	}
	return 0, false
}

// appendTo is append of one element, or of a slice.
func (c *compiler) appendTo(e *ir.Builtin, dst int32) int32 {
	if e.Args[1].Type().Kind == ir.String {
		return c.appendString(e, dst)
	}
	elem := c.rep(e.T).Elem()
	lit, ok := e.Args[1].(*ir.ArrayLit)
	if ok && lit.Len == 1 && len(lit.Values) == 1 {
		s := c.expr(e.Args[0], 0)
		x := c.expr(lit.Values[0], 0)
		dst = c.want(dst, e.T)
		c.appendOne(dst, s, x, elem)
		return dst
	}
	s, x := c.expr(e.Args[0], 0), c.expr(e.Args[1], 0)
	dst = c.want(dst, e.T)
	w, size := typeWord(elem), elem.Size()
	large := int(rt.LargeAllocation / max(size, 1))
	c.do(func(f *frame, in *Instr) {
		s, x := *(*sliceHeader)(at(f, in.b)), *(*sliceHeader)(at(f, in.c))
		if x.n > 0 {
			if x.n > s.c-s.n && s.n+x.n > large {
				f.th.rt.TakeElements(int64(s.n+x.n), int64(size))
			}
			s = grown(s, x.n, w)
			copyElements(w, size, add(s.p, uintptr(s.n)*size), x.p, x.n)
			s.n += x.n
		}
		*(*sliceHeader)(at(f, in.a)) = s
	}, "a>l b<l c<l", dst, s, x)
	return dst
}

// appendOne emits append of the element in slot x.
func (c *compiler) appendOne(dst, s, x int32, elem reflect.Type) {
	w, size := typeWord(elem), elem.Size()
	sh := shapeOf(elem)
	switch {
	case size == 8 && (sh.class == 'W' || sh.class == 'P'):
		c.emit(c.op("app"+string(sh.class)), c.inWords(c.typ(elem)), dst, s, x)
	case sh.class == 'W':
		c.do(func(f *frame, in *Instr) {
			s := *(*sliceHeader)(at(f, in.b))
			if s.n == s.c {
				s = grown(s, 1, w)
			}
			copyNarrow(add(s.p, uintptr(s.n)*size), at(f, in.c), size)
			s.n++
			*(*sliceHeader)(at(f, in.a)) = s
		}, "a>l b<l c<w", dst, s, x)
	default:
		c.do(func(f *frame, in *Instr) {
			s := *(*sliceHeader)(at(f, in.b))
			if s.n == s.c {
				s = grown(s, 1, w)
			}
			typedmemmove(w, add(s.p, uintptr(s.n)*size), at(f, in.c))
			s.n++
			*(*sliceHeader)(at(f, in.a)) = s
		}, "a>l b<l c<m", dst, s, x)
	}
}

// copyNarrow stores the low bytes of a widened number.
func copyNarrow(dst, src ptr, size uintptr) {
	switch size {
	case 1:
		*(*int8)(dst) = int8(*(*int64)(src))
	case 2:
		*(*int16)(dst) = int16(*(*int64)(src))
	case 4:
		*(*int32)(dst) = int32(*(*int64)(src))
	}
}

// grown is s with room for n more elements; its length is as it was.
func grown(s sliceHeader, n int, elem ptr) sliceHeader {
	if n <= s.c-s.n {
		return s
	}
	return growslice(elem, s, n)
}

// copyElements copies n elements between arrays that may overlap.
func copyElements(elem ptr, size uintptr, dst, src ptr, n int) {
	if n == 0 || dst == src {
		return
	}
	d, s := sliceHeader{dst, n, n}, sliceHeader{src, n, n}
	typedslicecopy(elem, d, s)
}

func (c *compiler) copyTo(e *ir.Builtin, dst int32) int32 {
	d, s := c.expr(e.Args[0], 0), c.expr(e.Args[1], 0)
	dst = c.want(dst, e.T)
	if e.Args[1].Type().Kind == ir.String {
		c.do(func(f *frame, in *Instr) {
			*(*int)(at(f, in.a)) = copy(*(*[]byte)(at(f, in.b)), *(*string)(at(f, in.c)))
		}, "a>w b<l c<s", dst, d, s)
		return dst
	}
	elem := c.rep(e.Args[0].Type()).Elem()
	w, size := typeWord(elem), elem.Size()
	c.do(func(f *frame, in *Instr) {
		d, s := (*sliceHeader)(at(f, in.b)), (*sliceHeader)(at(f, in.c))
		n := min(d.n, s.n)
		copyElements(w, size, d.p, s.p, n)
		*(*int)(at(f, in.a)) = n
	}, "a>w b<l c<l", dst, d, s)
	return dst
}

// minMax compares one operand after the other with the best so far.
func (c *compiler) minMax(e *ir.Builtin, dst int32) int32 {
	args := c.args(e.Args)
	best := c.want(0, e.T)
	c.move(best, args[0], c.shape(e.T))
	for _, x := range args[1:] {
		c.better(e, best, x)
	}
	return c.moved(best, dst, e)
}

func (c *compiler) better(e *ir.Builtin, best, x int32) {
	isMin := e.Name == "min"
	switch e.T.Kind {
	case ir.Float64:
		c.do(func(f *frame, in *Instr) { pick((*float64)(at(f, in.a)), *(*float64)(at(f, in.b)), isMin) }, "a>w b<w", best, x)
		return
	case ir.Float32:
		c.do(func(f *frame, in *Instr) { pick((*float32)(at(f, in.a)), *(*float32)(at(f, in.b)), isMin) }, "a>w b<w", best, x)
		return
	}
	skip := newLabel()
	name, _ := comparison(lessOrEqual, e.T.Kind)
	if isMin {
		c.jump("j"+name, skip, best, x)
	} else {
		c.jump("j"+name, skip, x, best)
	}
	c.move(best, x, c.shape(e.T))
	c.place(skip)
}

func pick[T float32 | float64](best *T, x T, isMin bool) {
	if isMin {
		*best = min(*best, x)
	} else {
		*best = max(*best, x)
	}
}

func (c *compiler) panicCall(e *ir.Builtin) {
	x := c.expr(e.Args[0], 0)
	c.do(func(f *frame, in *Instr) { f.th.rt.Panic(*(*any)(at(f, in.b))) }, "b<e", 0, x)
}

// complexPart is real, imag and complex.
func (c *compiler) complexPart(e *ir.Builtin, dst int32) int32 {
	args := c.args(e.Args)
	x := args[0]
	y := args[len(args)-1]
	dst = c.want(dst, e.T)
	switch {
	case e.Name == "complex" && e.T.Kind == ir.Complex128:
		c.do(func(f *frame, in *Instr) {
			*(*complex128)(at(f, in.a)) = complex(*(*float64)(at(f, in.b)), *(*float64)(at(f, in.c)))
		}, "a>2 b<w c<w", dst, x, y)
	case e.Name == "complex":
		c.do(func(f *frame, in *Instr) {
			*(*complex64)(at(f, in.a)) = complex(*(*float32)(at(f, in.b)), *(*float32)(at(f, in.c)))
		}, "a>w b<w c<w", dst, x, y)
	case e.T.Kind == ir.Float64:
		if e.Name == "imag" {
			x += wordSize
		}
		c.ins("movW", dst, x, 0)
	case e.Name == "real":
		c.ins("ldf32u", dst, x, 0)
	default:
		c.ins("ldf32u", dst, x+4, 0)
	}
	return dst
}
