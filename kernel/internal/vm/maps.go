package vm

import (
	"go/token"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has maps.

// mapShape is what instructions know of a map type.
type mapShape struct {
	t    reflect.Type
	w    ptr // the type word
	elem ptr // that of the elements
	form keyForm
	any  bool // keys are interfaces that may hold boxes
}

// keyForm tells which of the runtime's functions a map is for.
type keyForm uint8

const (
	otherKeys  keyForm = iota
	wordKeys           // integers of 64 bits
	stringKeys         // strings
)

func (c *compiler) mapShape(t *ir.Type) *mapShape {
	r := c.rep(t)
	s := &mapShape{t: r, w: typeWord(r), elem: typeWord(r.Elem())}
	const mostInline = 128 // bytes of an element that is not behind a pointer
	switch k := r.Key(); {
	case r.Elem().Size() > mostInline:
	case k.Kind() == reflect.String:
		s.form = stringKeys
	case isInteger(k) && k.Size() == 8:
		s.form = wordKeys
	}
	s.any = r.Key().Kind() == reflect.Interface && emptyInterface(r.Key())
	return s
}

func isInteger(t reflect.Type) bool {
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uintptr
}

// mapKey emits a key. One that is an interface is checked, and unwrapped, as package rt has it.
func (c *compiler) mapKey(s *mapShape, e ir.Expr) int32 {
	k := c.expr(e, 0)
	if !s.any {
		return k
	}
	dst := c.temp("pp")
	c.do(func(f *frame, in *Instr) { *(*any)(at(f, in.a)) = hashable(*(*any)(at(f, in.b))) }, "a>e b<e", dst, k)
	return dst
}

// hashable unwraps a key that compiled code has wrapped, and checks what is in a box: the
// runtime's own panic would not name its type.
func hashable(x any) any {
	switch x.(type) {
	case nil, string, int, bool, rune, float64:
		return x
	}
	x = rt.FromNative(x)
	b, ok := x.(rt.Box)
	if !ok || b.T.IR.Kind.Basic() || b.T.IR.Kind == ir.Pointer {
		return x
	}
	return rt.MapKey(x)
}

// mapIndex is m[k].
func (c *compiler) mapIndex(e *ir.MapIndex, dst int32) int32 {
	s := c.mapShape(e.M.Type())
	m := c.expr(e.M, 0)
	k := c.mapKey(s, e.K)
	t := s.t.Elem()
	dst = c.want(dst, e.T)
	ops := operand("a>", t) + "b<p " + operand("c<", s.t.Key())
	u := c.mapUser()
	if fast := s.fastGet(u); fast != nil {
		c.do(fast, ops, dst, m, k)
		return dst
	}
	c.do(s.getter(u), ops, dst, m, k)
	return dst
}

// getter reads an entry, whatever it is.
func (s *mapShape) getter(u *mapUser) Action {
	read, zero := readerOf(s.t.Elem()), zeroer(s.t.Elem())
	return func(f *frame, in *Instr) {
		if p := u.get(f, s, *(*ptr)(at(f, in.b)), at(f, in.c)); p != nil {
			read(at(f, in.a), p)
		} else {
			zero(at(f, in.a))
		}
	}
}

// fastGet is the access for the commonest maps, or nil.
func (s *mapShape) fastGet(u *mapUser) Action {
	if !assignsInPlace || !(isInteger(s.t.Elem()) && s.t.Elem().Size() == 8) {
		return nil
	}
	switch s.form {
	case wordKeys, stringKeys:
		return func(f *frame, in *Instr) {
			n := int64(0)
			if p := u.get(f, s, *(*ptr)(at(f, in.b)), at(f, in.c)); p != nil {
				n = *(*int64)(p)
			}
			*(*int64)(at(f, in.a)) = n
		}
	}
	return nil
}

// mapPair is v, ok = m[k]; a place 0 is for a result that nobody wants.
func (c *compiler) mapPair(e *ir.MapIndex, v, ok int32) {
	s := c.mapShape(e.M.Type())
	m := c.expr(e.M, 0)
	k := c.mapKey(s, e.K)
	t := s.t.Elem()
	if v == 0 {
		v = c.temp(shapeOf(t).words)
	}
	if ok == 0 {
		ok = c.temp("w")
	}
	read, zero := readerOf(t), zeroer(t)
	u := c.mapUser()
	c.do(func(f *frame, in *Instr) {
		p := u.get(f, s, *(*ptr)(at(f, in.b)), at(f, in.c))
		*(*int64)(at(f, ok)) = truth(p != nil)
		if p != nil {
			read(at(f, in.a), p)
		} else {
			zero(at(f, in.a))
		}
	}, operand("a>", t)+"b<p "+operand("c<", s.t.Key()), v, m, k)
}

// assignMap is m[k] = x.
func (c *compiler) assignMap(a *ir.Assign, e *ir.MapIndex) {
	s := c.mapShape(e.M.Type())
	m, k := c.expr(e.M, 0), c.mapKey(s, e.K)
	c.setEntry(s, m, k, c.expr(a.R, 0))
}

// setEntry stores the value in slot x.
func (c *compiler) setEntry(s *mapShape, m, k, x int32) {
	u := c.mapUser()
	c.do(func(f *frame, in *Instr) {
		m := *(*ptr)(at(f, in.a))
		if m == nil {
			panic(rt.NilMapWrite())
		}
		u.set(f, s, m, at(f, in.b), at(f, in.c))
	}, "a<p "+operand("b<", s.t.Key())+operand("c<", s.t.Elem()), m, k, x)
}

// assignOpMap is m[k] op= x.
func (c *compiler) assignOpMap(a *ir.AssignOp, e *ir.MapIndex) {
	s := c.mapShape(e.M.Type())
	m, k := c.expr(e.M, 0), c.mapKey(s, e.K)
	t := e.T
	if add := addTo(s.t.Elem()); add != nil && assignsInPlace && (a.Op == token.ADD || a.Op == token.SUB) {
		c.addEntry(s, m, k, c.expr(a.R, 0), a.Op == token.SUB, add)
		return
	}
	x := c.temp(c.shape(t).words)
	c.do(s.getter(c.mapUser()), operand("a>", s.t.Elem())+"b<p "+operand("c<", s.t.Key()), x, m, k)
	var r int32
	if a.Op == token.SHL || a.Op == token.SHR {
		r = c.shift(a.Op, t, x, a.R, 0)
	} else {
		r = c.binary(a.Op, t, x, c.expr(a.R, 0), 0)
	}
	c.setEntry(s, m, k, r)
}

// addTo adds a slot to, or subtracts it from, an entry, for the commonest types of entries.
func addTo(t reflect.Type) adder {
	switch {
	case isInteger(t) && t.Size() == 8:
		return func(entry, x ptr, sub bool) {
			n := *(*int64)(x)
			if sub {
				n = -n
			}
			*(*int64)(entry) += n
		}
	case t.Kind() == reflect.Float64:
		return func(entry, x ptr, sub bool) {
			v := *(*float64)(x)
			if sub {
				v = -v
			}
			*(*float64)(entry) += v
		}
	}
	return nil
}

func (c *compiler) addEntry(s *mapShape, m, k, x int32, sub bool, add adder) {
	u := c.mapUser()
	c.do(func(f *frame, in *Instr) {
		m := *(*ptr)(at(f, in.a))
		if m == nil {
			panic(rt.NilMapWrite())
		}
		if u.alone() {
			add(s.entry(m, at(f, in.b)), at(f, in.c), sub)
		} else {
			u.change(f, s, m, at(f, in.b), at(f, in.c), sub, add)
		}
	}, "a<p "+operand("b<", s.t.Key())+"c<w", m, k, x)
}

func (c *compiler) mapLit(e *ir.MapLit, dst int32) int32 {
	s := c.mapShape(e.T)
	m := c.temp("p")
	n := len(e.Keys)
	c.do(func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = s.make(n) }, "a>p", m)
	for i, k := range e.Keys {
		mark := c.mark()
		key := c.mapKey(s, k)
		c.setEntry(s, m, key, c.expr(e.Values[i], 0))
		c.release(mark)
	}
	return c.moved(m, dst, e)
}

func (s *mapShape) make(n int) ptr { return rt.MakeMap(s.t, int64(n)).UnsafePointer() }

func (c *compiler) makeMap(e *ir.Make, dst int32) int32 {
	s := c.mapShape(e.T)
	n := c.word(0)
	if e.Len != nil {
		n = c.expr(e.Len, 0)
	}
	dst = c.want(dst, e.T)
	c.do(func(f *frame, in *Instr) { *(*ptr)(at(f, in.a)) = s.make(*(*int)(at(f, in.b))) }, "a>p b<w", dst, n)
	return dst
}

func (c *compiler) deleteEntry(e *ir.Builtin) {
	s := c.mapShape(e.Args[0].Type())
	m := c.expr(e.Args[0], 0)
	k := c.mapKey(s, e.Args[1])
	u := c.mapUser()
	c.do(func(f *frame, in *Instr) { u.remove(f, s, *(*ptr)(at(f, in.a)), at(f, in.b)) }, "a<p "+operand("b<", s.t.Key()), m, k)
}
