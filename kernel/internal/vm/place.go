package vm

import (
	"math"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file is about places: what can be assigned to, or selected from. A place is found in two
// steps, as Go has it: placeOf evaluates the operands (pointers, slices, indices), load, store
// and address do what can fail.

type placeKind uint8

const (
	inFrame placeKind = iota // at off of the frame
	inMem                    // at off behind the pointer in base
	inSlice                  // element idx of the slice in base
	inArray                  // element idx of the array at outer
)

type place struct {
	kind   placeKind
	base   int32
	off    int32
	idx    int32
	outer  *place
	t      reflect.Type // of the value there
	nosign bool         // the index at idx is unsigned
	packed bool         // inFrame: narrow numbers are as in memory, not widened or aligned
	sure   bool         // inMem: the pointer is not nil
}

func (c *compiler) varPlace(v *ir.Var) place {
	s := c.variable(v)
	if v.Cell {
		return place{kind: inMem, base: s.off, t: c.rep(v.Type)}
	}
	return place{kind: inFrame, off: s.off, t: s.t}
}

// placeOf returns where e is; if it is not a variable or part of one, its value is
// put into a temporary.
func (c *compiler) placeOf(e ir.Expr) place {
	switch e := e.(type) {
	case *ir.Local:
		return c.varPlace(e.Var)
	case *ir.GlobalRef:
		if at, ok := c.borrowed[e.Global]; ok {
			return place{kind: inFrame, off: at, t: c.rep(e.T)}
		}
		return c.globalPlace(e.Global)
	case *ir.NativeRef:
		if v, ok := c.m.native(e.Pkg, e.Name); e.IsVar && ok {
			return place{kind: inMem, base: c.named(c.pointer(v.Addr().UnsafePointer()), "&", e.Name), t: c.rep(e.T)}
		}
	case *ir.Deref:
		base := c.expr(e.X, 0)
		if e.Method != "" {
			c.checkReceiver(base, e.Method)
		}
		return place{kind: inMem, base: base, t: c.rep(e.T)}
	case *ir.Retype:
		p := c.placeOf(e.X)
		p.t = c.rep(e.T)
		return p
	case *ir.FieldOf:
		return c.fieldPlace(e)
	case *ir.Index:
		if e.X.Type().Kind != ir.String {
			return c.elementPlace(e)
		}
	}
	return place{kind: inFrame, off: c.expr(e, 0), t: c.rep(e.Type())}
}

func (c *compiler) fieldPlace(e *ir.FieldOf) place {
	var p place
	if e.X.Type().Kind == ir.Pointer {
		p = place{kind: inMem, base: c.expr(e.X, 0), t: c.rep(e.X.Type()).Elem()}
	} else {
		p = c.placeOf(e.X)
	}
	f := p.t.Field(e.Index)
	if f.Offset > math.MaxInt32 {
		c.unsupported(e.At, "a value of this size")
	}
	if p.kind == inSlice || p.kind == inArray {
		outer := p
		p = place{kind: inMem, outer: &outer}
	}
	p.off += int32(f.Offset)
	p.t, p.packed = c.rep(e.T), true
	return p
}

func (c *compiler) elementPlace(e *ir.Index) place {
	t := c.rep(e.T)
	switch e.X.Type().Kind {
	case ir.Slice:
		base := c.expr(e.X, 0)
		return place{kind: inSlice, base: base, idx: c.index(e.I), t: t, nosign: e.I.Type().Kind.Unsigned()}
	case ir.Pointer:
		outer := place{kind: inMem, base: c.expr(e.X, 0), t: c.rep(e.X.Type()).Elem()}
		return place{kind: inArray, outer: &outer, idx: c.index(e.I), t: t, nosign: e.I.Type().Kind.Unsigned()}
	}
	outer := c.placeOf(e.X)
	if n, ok := constInt(e.I); ok && outer.kind == inFrame {
		outer.off += int32(n) * int32(t.Size())
		outer.t, outer.packed = t, true
		return outer
	}
	return place{kind: inArray, outer: &outer, idx: c.index(e.I), t: t, nosign: e.I.Type().Kind.Unsigned()}
}

// noteIndex notes whether the index of the next instruction is unsigned, for the text of
// its panic.
func (c *compiler) noteIndex(p place) {
	if p.nosign {
		c.nosy[int32(len(c.code))] = true
	}
}

// index evaluates an index.
func (c *compiler) index(e ir.Expr) int32 { return c.expr(e, 0) }

// resolve turns a place into one that one instruction can load from or store to.
func (c *compiler) resolve(p place) place {
	switch {
	case p.kind == inArray:
		return place{kind: inMem, base: c.elementAddress(p, 0), t: p.t, sure: true}
	case p.kind == inMem && p.outer != nil:
		return place{kind: inMem, base: c.address(*p.outer), off: p.off, t: p.t, sure: true}
	case p.kind == inSlice && !indexable(p.t):
		return place{kind: inMem, base: c.elementAddress(p, 0), t: p.t, sure: true}
	}
	return p
}

func indexable(t reflect.Type) bool {
	_, class := wordsOf(t)
	return class != 'M'
}

// elementAddress emits the address of an element, into dst unless that is 0.
func (c *compiler) elementAddress(p place, dst int32) int32 {
	size, base := p.t.Size(), p.base
	if p.kind == inArray {
		if p.outer.t.Len() > math.MaxInt32 || size > math.MaxInt32 {
			c.unsupported(c.at, "a value of this size")
		}
		base = c.address(*p.outer)
	}
	if dst == 0 {
		dst = c.temp("p")
	}
	c.noteIndex(p)
	switch {
	case p.kind == inArray:
		c.ins("idxA", dst, base, p.idx)
		c.noteIndex(p) // it goes on behind the length
		c.emit(opNop, 0, int32(p.outer.t.Len()), int32(size), 0)
	case size <= 0xffff:
		c.emit(opIdx, uint16(size), dst, base, p.idx)
	default:
		c.emit(opIdxL, c.inWords(c.word(int64(size))), dst, base, p.idx)
	}
	return dst
}

// address returns a slot with the address of a place, checked.
func (c *compiler) address(p place) int32 {
	p = c.resolve(p)
	switch p.kind {
	case inSlice:
		return c.elementAddress(p, 0)
	case inMem:
		if p.off == 0 && !p.sure {
			c.ins("chkNil", 0, p.base, 0)
		}
		if p.off == 0 {
			return p.base
		}
		dst := c.temp("p")
		c.ins("lea", dst, p.base, p.off)
		return dst
	}
	dst := c.temp("p")
	c.ins("leaF", dst, p.off, 0)
	return dst
}

// load returns a slot with the value of a place: its own, if it is in the frame.
func (c *compiler) loadFrom(p place, dst int32) int32 {
	if p.kind == inFrame && !(p.packed && narrow(p.t)) {
		if dst != 0 {
			c.move(dst, p.off, shapeOf(p.t))
			return dst
		}
		return p.off
	}
	if dst == 0 {
		dst = c.temp(shapeOf(p.t).words)
	}
	c.loadTo(p, dst)
	return dst
}

// loadTo loads the value of a place into a slot.
func (c *compiler) loadTo(p place, dst int32) {
	p = c.resolve(p)
	s := shapeOf(p.t)
	width := loadWidth(p.t, s)
	switch p.kind {
	case inFrame:
		if p.packed && narrow(p.t) {
			c.ins("ldf"+width, dst, p.off, 0)
		} else {
			c.move(dst, p.off, s)
		}
	case inSlice:
		c.noteIndex(p)
		c.ins("ldx"+width, dst, p.base, p.idx)
	case inMem:
		if s.class == 'M' {
			base := p.base
			if p.off != 0 {
				base = c.address(p)
			}
			c.ins("ldM", dst, base, c.typ(p.t))
		} else {
			c.ins("ld"+width, dst, p.base, p.off)
		}
	}
}

// store stores a slot into a place.
func (c *compiler) store(p place, src int32) {
	p = c.resolve(p)
	s := shapeOf(p.t)
	width := storeWidth(p.t, s)
	switch p.kind {
	case inFrame:
		if p.packed && narrow(p.t) {
			c.ins("stf"+width, src, p.off, 0)
		} else {
			c.move(p.off, src, s)
		}
	case inSlice:
		c.noteIndex(p)
		c.ins("stx"+width, src, p.base, p.idx)
	case inMem:
		if s.class == 'M' {
			base := p.base
			if p.off != 0 {
				base = c.address(p)
			}
			c.ins("stM", src, base, c.typ(p.t))
		} else {
			c.ins("st"+width, src, p.base, p.off)
		}
	}
}

// narrow reports whether a value takes less than a word in memory, or may begin inside
// one, as a complex64 does.
func narrow(t reflect.Type) bool {
	_, class := wordsOf(t)
	return class == 'W' && t.Align() < int(wordSize)
}

// loadWidth is the end of the name of the instructions that load a t.
func loadWidth(t reflect.Type, s slot) string {
	if s.class != 'W' {
		return string(s.class)
	}
	switch t.Kind() {
	case reflect.Int8:
		return "8s"
	case reflect.Int16:
		return "16s"
	case reflect.Int32:
		return "32s"
	}
	if t.Size() == 8 {
		return "64"
	}
	return storeWidth(t, s) + "u"
}

func storeWidth(t reflect.Type, s slot) string {
	if s.class != 'W' {
		return string(s.class)
	}
	return itoa(int(t.Size()) * 8)
}

// checkReceiver emits the panic of a value method that is called with a nil pointer.
func (c *compiler) checkReceiver(p int32, method string) {
	ok := newLabel()
	c.jump("jneP", ok, p, c.zero('P'))
	c.do(func(f *frame, in *Instr) { f.th.rt.Panic(rt.NilReceiver(method)) }, "")
	c.place(ok)
}
