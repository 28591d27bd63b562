package vm

import (
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file ranges over maps with reflect's iterator, which has Go's rules for entries that
// come and go.

// mapLoop is the state of a loop over a map.
type mapLoop struct {
	m          ptr
	it         *reflect.MapIter
	key, value reflect.Value // where entries are copied to, if need be
}

// entry returns where the key and value are that the iterator has come to.
type entry func(l *mapLoop) (key, value ptr)

// iteration is what of a reflect.MapIter entries are read from: the runtime's iterator, which begins
// with pointers to the key and the value, comes after the map.
type iteration struct {
	_          reflect.Value
	key, value ptr
}

func (l *mapLoop) direct() (key, value ptr) {
	it := (*iteration)(ptr(l.it))
	return it.key, it.value
}

func (l *mapLoop) copied() (key, value ptr) {
	if l.key.IsValid() {
		l.key.SetIterKey(l.it)
		key = l.key.Addr().UnsafePointer()
	}
	if l.value.IsValid() {
		l.value.SetIterValue(l.it)
		value = l.value.Addr().UnsafePointer()
	}
	return key, value
}

// iteratorKnown tests whether the running Go version lays out iterators as iteration has it.
func iteratorKnown() bool {
	if unsafe.Sizeof(reflect.MapIter{}) < unsafe.Sizeof(iteration{}) {
		return false
	}
	// A field of another kind is not taken for a pointer.
	t := reflect.TypeFor[reflect.MapIter]()
	f := t.Field(t.NumField() - 1)
	if t.NumField() != 2 || f.Offset != unsafe.Offsetof(iteration{}.key) || f.Type.Kind() != reflect.Struct || f.Type.NumField() < 2 {
		return false
	}
	for i := range 2 {
		if f.Type.Field(i).Type.Kind() != reflect.UnsafePointer {
			return false
		}
	}
	l := mapLoop{it: reflect.ValueOf(map[int]int{12: 34}).MapRange()}
	l.it.Next()
	key, value := l.direct()
	return *(*int)(key) == 12 && *(*int)(value) == 34
}

// rangeMap emits the loop. One instruction finds the next entry and reads it.
func (c *compiler) rangeMap(s *ir.Range) {
	t := c.rep(s.X.Type())
	loop, more := c.temp("p"), c.temp("w")
	c.startMap(s, t, loop)
	key, readKey := c.iterated(s.Key, t.Key())
	value, readValue := c.iterated(s.Value, t.Elem())
	l, top, step := c.target(s.Label), newLabel(), newLabel()
	c.jump("jmp", step, 0, 0)
	c.place(top)
	c.iteratedCell(s.Key, key)
	c.iteratedCell(s.Value, value)
	c.stmts(s.Body)
	c.place(l.cont)
	c.place(step)
	c.at = s.Pos()
	get := (*mapLoop).copied
	if iteratorKnown() {
		get = (*mapLoop).direct
	}
	c.do(nextEntry(c.mapUser(), get, key, value, readKey, readValue), "a>w b<p", more, loop)
	c.jump("jT", top, more, 0)
	c.place(l.brk)
}

func nextEntry(u *mapUser, get entry, key, value int32, readKey, readValue reader) Action {
	return func(f *frame, in *Instr) {
		l := (*mapLoop)(*(*ptr)(at(f, in.b)))
		if !u.advance(f, l) {
			*(*int64)(at(f, in.a)) = 0
			return
		}
		*(*int64)(at(f, in.a)) = 1
		k, v := get(l)
		if readKey != nil {
			readKey(at(f, key), k)
		}
		if readValue != nil {
			readValue(at(f, value), v)
		}
	}
}

// iterated is where a variable of an iteration is read to, and how; nil if there is no variable.
func (c *compiler) iterated(v *ir.Var, t reflect.Type) (int32, reader) {
	switch {
	case v == nil:
		return 0, nil
	case v.Cell:
		return c.temp(shapeOf(t).words), readerOf(t)
	}
	return c.fits(c.variable(v).off, t), readerOf(t)
}

// iteratedCell gives a variable that is a cell a new one.
func (c *compiler) iteratedCell(v *ir.Var, x int32) {
	if v != nil && v.Cell {
		c.defineFrom(v, x)
	}
}

func (c *compiler) startMap(s *ir.Range, t reflect.Type, loop int32) {
	x := c.expr(s.X, 0)
	hasKey, hasValue := s.Key != nil, s.Value != nil
	c.do(func(f *frame, in *Instr) {
		l := &mapLoop{m: *(*ptr)(at(f, in.b)), it: reflect.NewAt(t, at(f, in.b)).Elem().MapRange()}
		if hasKey {
			l.key = reflect.New(t.Key()).Elem()
		}
		if hasValue {
			l.value = reflect.New(t.Elem()).Elem()
		}
		*(*ptr)(at(f, in.a)) = ptr(l)
	}, "a>p b<p", loop, x)
}
