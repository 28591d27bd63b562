package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has elements, addresses, slices and allocation.

func (c *compiler) indexed(e *ir.Index, dst int32) int32 {
	if e.X.Type().Kind != ir.String {
		if at, ok := c.indexedTwice(e, dst); ok {
			return at
		}
		return c.loadFrom(c.placeOf(e), dst)
	}
	x, i := c.expr(e.X, 0), c.index(e.I)
	dst = c.want(dst, e.T)
	c.noteIndex(place{nosign: e.I.Type().Kind.Unsigned()})
	c.ins("idxS", dst, x, i)
	return dst
}

func (c *compiler) addrOf(e *ir.AddrOf, dst int32) int32 {
	if l, ok := e.X.(*ir.Local); ok {
		return c.moved(c.variable(l.Var).off, dst, e)
	}
	p := c.placeOf(e.X)
	if p.kind == inArray {
		return c.elementAddress(p, dst)
	}
	p = c.resolve(p)
	if p.kind == inFrame {
		c.unsupported(e.At, "the address of a value in a frame")
	}
	if p.kind == inSlice {
		return c.elementAddress(p, dst)
	}
	if p.off != 0 {
		dst = c.want(dst, e.T)
		c.ins("lea", dst, p.base, p.off)
		return dst
	}
	if throughPointer(e.X) {
		c.ins("chkNil", 0, p.base, 0)
	}
	return c.moved(p.base, dst, e)
}

// throughPointer reports whether a place is, or is the beginning of, what a pointer points to.
func throughPointer(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Deref:
		return true
	case *ir.Retype:
		return throughPointer(e.X)
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Pointer || throughPointer(e.X)
	}
	return false
}

// alloc allocates a t and stores its address.
func (c *compiler) alloc(dst int32, t reflect.Type) {
	c.ins("new", dst, 0, c.typ(t))
}

func (c *compiler) newOf(e *ir.New, dst int32) int32 {
	t := c.rep(e.T).Elem()
	if e.Init == nil {
		dst = c.want(dst, e.T)
		c.alloc(dst, t)
		return dst
	}
	x := c.expr(e.Init, 0)
	p := c.temp("p")
	c.alloc(p, t)
	c.store(place{kind: inMem, base: p, t: t}, x)
	return c.moved(p, dst, e)
}

func (c *compiler) makeOf(e *ir.Make, dst int32) int32 {
	if e.T.Kind != ir.Slice {
		return c.makeOther(e, dst)
	}
	n := c.expr(e.Len, 0)
	capacity := n
	if e.Cap != nil {
		capacity = c.expr(e.Cap, 0)
	}
	r := c.rep(e.T)
	elem, size := typeWord(r.Elem()), int64(r.Elem().Size())
	large := rt.LargeAllocation / max(size, 1)
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) {
		n, k := *(*int)(at(f, in.b)), *(*int)(at(f, in.c))
		if int64(k) > large {
			f.th.rt.TakeElements(int64(k), size)
		}
		if n < 0 || k < n || size > 0 && int64(k) > 1<<40/size {
			rt.MakeSlice(r, int64(n), int64(k)) // panics in Go's words
		}
		*(*sliceHeader)(at(f, in.a)) = sliceHeader{newArray(elem, k), n, k}
	}, "a>l b<w c<w", dst, n, capacity)
	return dst
}

// sliceOf is x[lo:hi:max].
func (c *compiler) sliceOf(e *ir.SliceOf, dst int32) int32 {
	x := c.expr(e.X, 0)
	lo, hi, limit := c.bound(e.Lo), c.bound(e.Hi), c.bound(e.Max)
	dst = c.want(dst, e.T)
	get := func(f *frame, off int32) int64 {
		if off == 0 {
			return 0
		}
		return *(*int64)(at(f, off))
	}
	form := rt.Bounds{HasHi: hi != 0, HasMax: limit != 0}
	for i, b := range []ir.Expr{e.Lo, e.Hi, e.Max} {
		form.Unsigned[i] = b != nil && b.Type().Kind.Unsigned()
	}
	bounds := func(f *frame, length, capacity int) (int, int, int) {
		b := form
		b.Lo, b.Hi, b.Max = get(f, lo), get(f, hi), get(f, limit)
		return b.Of(length, capacity)
	}
	switch e.X.Type().Kind {
	case ir.String:
		c.do(func(f *frame, in *Instr) {
			s := *(*string)(at(f, in.b))
			i, j := get(f, lo), int64(len(s))
			if hi != 0 {
				j = get(f, hi)
			}
			if uint64(i) > uint64(j) || uint64(j) > uint64(len(s)) {
				bounds(f, len(s), -1)
			}
			*(*string)(at(f, in.a)) = s[i:j]
		}, "a>s b<s", dst, x)
		return dst
	case ir.Slice:
		size := c.rep(e.T).Elem().Size()
		c.do(func(f *frame, in *Instr) {
			s := *(*sliceHeader)(at(f, in.b))
			a, b := get(f, lo), int64(s.n)
			if hi != 0 {
				b = get(f, hi)
			}
			k := int64(s.c)
			if limit != 0 || uint64(a) > uint64(b) || uint64(b) > uint64(k) {
				i, j, m := bounds(f, s.n, s.c)
				a, b, k = int64(i), int64(j), int64(m)
			}
			*(*sliceHeader)(at(f, in.a)) = cut(s.p, int(a), int(b), int(k), size)
		}, "a>l b<l", dst, x)
		return dst
	}
	array := c.rep(e.X.Type()).Elem()
	n, size := array.Len(), array.Elem().Size()
	c.ins("chkNil", 0, x, 0)
	c.do(func(f *frame, in *Instr) {
		i, j, k := bounds(f, n, -1)
		*(*sliceHeader)(at(f, in.a)) = cut(*(*ptr)(at(f, in.b)), i, j, k, size)
	}, "a>l b<p", dst, x)
	return dst
}

// cut is a slice of an array. One without capacity points to the beginning, because the
// end is not the array's any more.
func cut(p ptr, lo, hi, k int, size uintptr) sliceHeader {
	if k == lo {
		return sliceHeader{p, hi - lo, 0}
	}
	return sliceHeader{add(p, uintptr(lo)*size), hi - lo, k - lo}
}

func (c *compiler) bound(e ir.Expr) int32 {
	if e == nil {
		return 0
	}
	return c.expr(e, 0)
}

func (c *compiler) structLit(e *ir.StructLit, dst int32) int32 {
	dst = c.want(dst, e.T)
	r := c.rep(e.T)
	c.clear(dst, shapeOf(r))
	for i, v := range e.Values {
		if v != nil {
			mark := c.mark()
			f := r.Field(i)
			p := place{kind: inFrame, off: dst + int32(f.Offset), t: f.Type, packed: true}
			c.storeValue(p, v)
			c.release(mark)
		}
	}
	return dst
}

// storeValue evaluates an expression into a fresh place.
func (c *compiler) storeValue(p place, v ir.Expr) {
	if p.kind == inFrame && !(p.packed && narrow(p.t)) {
		c.expr(v, p.off)
		return
	}
	c.store(p, c.expr(v, 0))
}

// sliceInFrame is a slice whose elements are in the frame, for who does not keep it.
func (c *compiler) sliceInFrame(e *ir.ArrayLit) int32 {
	elem, n := c.rep(e.T).Elem(), len(e.Values)
	array := reflect.ArrayOf(n, elem)
	p := c.temp(shapeOf(array).words)
	for i, v := range e.Values {
		mark := c.mark()
		c.storeValue(place{kind: inFrame, off: p + int32(e.Indices[i])*int32(elem.Size()), t: elem, packed: true}, v)
		c.release(mark)
	}
	off, dst := c.fits(p, array), c.want(0, e.T)
	c.do(func(f *frame, in *Instr) { *(*sliceHeader)(at(f, in.a)) = sliceHeader{at(f, off), n, n} }, "a>l", dst)
	return dst
}

func (c *compiler) arrayLit(e *ir.ArrayLit, dst int32) int32 {
	r := c.rep(e.T)
	elem := r.Elem()
	if e.T.Kind == ir.Array {
		dst = c.want(dst, e.T)
		c.clear(dst, shapeOf(r))
		for i, v := range e.Values {
			mark := c.mark()
			c.storeValue(place{kind: inFrame, off: dst + int32(e.Indices[i])*int32(elem.Size()), t: elem, packed: true}, v)
			c.release(mark)
		}
		return dst
	}
	p := c.temp("p")
	w, n := typeWord(elem), int(e.Len)
	c.do(func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = newArray(w, n) }, "a>p", p)
	for i, v := range e.Values {
		mark := c.mark()
		c.store(place{kind: inMem, base: p, off: int32(e.Indices[i]) * int32(elem.Size()), t: elem}, c.expr(v, 0))
		c.release(mark)
	}
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) {
		*(*sliceHeader)(at(f, in.a)) = sliceHeader{*(*ptr)(at(f, in.b)), n, n}
	}, "a>l b<p", dst, p)
	return dst
}
