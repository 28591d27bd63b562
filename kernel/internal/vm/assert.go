package vm

import (
	"reflect"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has type assertions and the tests of type switches.

// boxTab is the first word of an any that holds an rt.Box.
func boxTab() ptr { return anyTab(reflect.TypeFor[rt.Box]()) }

// A matcher tells whether the dynamic type of the interface value at p is a certain
// concrete type, and returns the value's data word.
type matcher func(p ptr) (data ptr, ok bool)

func matcherOf(from reflect.Type, to *rt.Type) matcher {
	empty := emptyInterface(from)
	if to.IR.Boxed {
		return boxMatcher(empty, to)
	}
	tab := anyTab(to.R)
	if empty {
		return func(p ptr) (ptr, bool) { x := *(*iface)(p); return x.data, x.tab == tab }
	}
	return func(p ptr) (ptr, bool) {
		x := erased(p, false)
		return (*iface)(ptr(&x)).data, (*iface)(ptr(&x)).tab == tab
	}
}

func boxMatcher(empty bool, to *rt.Type) matcher {
	box := boxTab()
	return func(p ptr) (ptr, bool) {
		if x := (*iface)(p); empty && x.tab == box {
			b := (*rt.Box)(x.data)
			return boxData(b), b.T == to
		}
		b, ok := rt.BoxIn(erased(p, empty))
		return boxData(&b), ok && b.T == to
	}
}

// boxData is the data word of a box's value.
func boxData(b *rt.Box) ptr { return (*iface)(ptr(&b.V)).data }

// assert is x.(T) with one result.
func (c *compiler) assert(e *ir.Assert, dst int32) int32 {
	x := c.expr(e.X, 0)
	from, to := c.m.opts.Types.Of(e.X.Type()), c.m.opts.Types.Of(e.T)
	dst = c.want(dst, e.T)
	ops := operand("a>", to.R) + "b<e"
	types, empty := c.m.opts.Types, emptyInterface(from.R)
	if e.T.IsIface() {
		try := ifaceAssertion(from.R, to)
		c.do(func(f *frame, in *Instr) {
			if !try(at(f, in.a), at(f, in.b)) {
				types.Assert(erased(at(f, in.b), empty), from, to) // panics
			}
		}, ops, dst, x)
		return dst
	}
	match, unpack := matcherOf(from.R, to), unpackerOf(to.R)
	c.do(func(f *frame, in *Instr) {
		data, ok := match(at(f, in.b))
		if !ok {
			types.Assert(erased(at(f, in.b), empty), from, to) // panics
		}
		unpack(at(f, in.a), data)
	}, ops, dst, x)
	return dst
}

// assertPair is v, ok = x.(T); a place 0 is for a result that nobody wants.
func (c *compiler) assertPair(e *ir.Assert, v, ok int32) {
	x := c.expr(e.X, 0)
	from, to := c.m.opts.Types.Of(e.X.Type()), c.m.opts.Types.Of(e.T)
	if ok == 0 {
		ok = c.temp("w")
	}
	if v == 0 {
		v = c.temp(shapeOf(to.R).words)
	}
	ops := operand("a>", to.R) + "b<e c>w"
	zero := zeroer(to.R)
	if e.T.IsIface() {
		try := ifaceAssertion(from.R, to)
		c.do(func(f *frame, in *Instr) {
			ok := try(at(f, in.a), at(f, in.b))
			*(*int64)(at(f, in.c)) = truth(ok)
			if !ok {
				zero(at(f, in.a))
			}
		}, ops, v, x, ok)
		return
	}
	match, unpack := matcherOf(from.R, to), unpackerOf(to.R)
	c.do(func(f *frame, in *Instr) {
		data, ok := match(at(f, in.b))
		*(*int64)(at(f, in.c)) = truth(ok)
		if ok {
			unpack(at(f, in.a), data)
		} else {
			zero(at(f, in.a))
		}
	}, ops, v, x, ok)
}

// seen remembers a dynamic type that implements an interface; types only ever gain methods.
type seen struct {
	tab ptr      // of the value's interface
	t   *rt.Type // of its box, if it is in one
}

// A memo is what a place in the code remembers of the types that came by; it is safe for
// concurrent use.
type memo[T any] struct{ list atomic.Pointer[[]T] }

func (m *memo[T]) all() []T {
	if l := m.list.Load(); l != nil {
		return *l
	}
	return nil
}

// add remembers one more. Many types at one place begin anew: a search would take longer than
// it saves.
func (m *memo[T]) add(x T) {
	const most = 8
	old := m.all()
	if len(old) >= most {
		old = nil
	}
	list := append(old[:len(old):len(old)], x)
	m.list.Store(&list)
}

// key is what seen compares.
func key(p ptr, empty bool, box ptr) seen {
	x := *(*iface)(p)
	if empty && x.tab == box {
		return seen{x.tab, (*rt.Box)(x.data).T}
	}
	return seen{x.tab, nil}
}

// implementing returns whether the interface value at p implements an interface. It
// remembers the types that do.
func implementing(from reflect.Type, want *rt.Type) func(p ptr) bool {
	box, empty, types := boxTab(), emptyInterface(from), want.Session()
	var known memo[seen]
	return func(p ptr) bool {
		k := key(p, empty, box)
		if k.tab == nil {
			return false
		}
		for _, l := range known.all() {
			if l == k {
				return true
			}
		}
		x := erased(p, empty)
		if !types.TypeTest(x, want) {
			return false
		}
		if y := rt.FromNative(x); k.t != nil || (*iface)(ptr(&y)).tab == (*iface)(ptr(&x)).tab { // what is in an adapter is not known by it
			known.add(k)
		}
		return true
	}
}

// ifaceAssertion converts to an interface type if the value at src implements it. dst may
// be src.
func ifaceAssertion(from reflect.Type, to *rt.Type) func(dst, src ptr) bool {
	types, empty := to.Session(), emptyInterface(from)
	implements, store := implementing(from, to), ifaceStore(to.R)
	return func(dst, src ptr) bool {
		if !implements(src) {
			return false
		}
		x := erased(src, empty)
		if to.IR.NativeIface {
			store(dst, types.Convert(x, to))
		} else {
			*(*any)(dst) = rt.FromNative(x)
		}
		return true
	}
}

// typeTest tells whether x is of a type; of none, if it is nil.
func (c *compiler) typeTest(e *ir.TypeTest, dst int32) int32 {
	x := c.expr(e.X, 0)
	dst = c.want(dst, e.T)
	from := c.rep(e.X.Type())
	switch {
	case e.Want == nil:
		c.do(func(f *frame, in *Instr) { *(*int64)(at(f, in.a)) = truth((*iface)(at(f, in.b)).tab == nil) }, "a>w b<e", dst, x)
	case e.Want.IsIface():
		is := implementing(from, c.m.opts.Types.Of(e.Want))
		c.do(func(f *frame, in *Instr) { *(*int64)(at(f, in.a)) = truth(is(at(f, in.b))) }, "a>w b<e", dst, x)
	default:
		match := matcherOf(from, c.m.opts.Types.Of(e.Want))
		c.do(func(f *frame, in *Instr) {
			_, ok := match(at(f, in.b))
			*(*int64)(at(f, in.a)) = truth(ok)
		}, "a>w b<e", dst, x)
	}
	return dst
}

// assignPair is a, b = x for what has a second result that tells whether there is a first.
func (c *compiler) assignPair(s *ir.AssignPair) {
	places := [2]int32{}
	for i, v := range []*ir.Var{s.A, s.B} {
		switch {
		case v == nil:
		case v.Cell:
			places[i] = c.temp(c.shape(v.Type).words)
		default:
			places[i] = c.variable(v).off
		}
	}
	if s.X.Pos().IsValid() {
		c.at = s.X.Pos()
	}
	switch x := s.X.(type) {
	case *ir.MapIndex:
		c.mapPair(x, places[0], places[1])
	case *ir.Assert:
		c.assertPair(x, places[0], places[1])
	default:
		c.morePair(s, places[0], places[1])
	}
	for i, v := range []*ir.Var{s.A, s.B} {
		if v != nil && v.Cell {
			c.newCell(v)
			c.store(c.varPlace(v), places[i])
		}
	}
}
