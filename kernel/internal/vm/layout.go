package vm

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"sort"
	"sync/atomic"
	"unsafe"
)

// This file tries out what the machine supposes about the layout of Go's values, which
// no specification promises.

var errLayout = errors.New("this version of Go lays out funcs in a way that the bytecode machine does not know")

// tryOut makes all tests. Where a layout is not what it should be, memory is read that may not
// be there: that is an error too.
func (m *Machine) tryOut() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errLayout, r)
		}
	}()
	if err := m.made.find(); err != nil {
		return err
	}
	m.makeUnwinder()
	if err := m.selfTest(); err != nil || m.opts.Layout == nil {
		return err
	}
	return m.opts.Layout()
}

// selfTest makes shims and looks at them, and moves values as the loop does.
func (m *Machine) selfTest() error {
	a, b := &closure{}, &closure{}
	one, other := shimMaker("I.I"), shimMaker("IS.B")
	if one == nil || other == nil {
		return errLayout
	}
	x, y, z := (*funcval)(one(a)), (*funcval)(one(b)), (*funcval)(other(a))
	if x.clo != a || y.clo != b || z.clo != a || x.pc != y.pc || x.pc == z.pc {
		return errLayout
	}
	var i any = "text"
	s := []int{1, 2, 3}[:2]
	h := *(*sliceHeader)(ptr(&s))
	if *(*string)((*iface)(ptr(&i)).data) != "text" || h.n != 2 || h.c != 3 || *(*int)(h.p) != 1 {
		return errLayout
	}
	if !tryTable() {
		return errLayout
	}
	return m.tryCall()
}

// tryTable calls methods through the table of an interface.
func tryTable() bool {
	var x reflect.Type = reflect.TypeFor[tried]()
	var y sort.Interface = tried{3, 4}
	name, less := methodIn((*iface)(ptr(&x)).tab, methodIndex(reflect.TypeFor[reflect.Type](), "Name")), methodIn((*iface)(ptr(&y)).tab, 1)
	return (*(*func(ptr) string)(ptr(&name)))((*iface)(ptr(&x)).data) == "tried" &&
		(*(*func(ptr, int, int) bool)(ptr(&less)))((*iface)(ptr(&y)).data, 4, 3)
}

func methodIndex(t reflect.Type, name string) int {
	m, _ := t.MethodByName(name)
	return m.Index
}

// tried is a type with methods.
type tried struct{ i, j int }

func (t tried) Len() int           { return t.i }
func (t tried) Less(i, j int) bool { return t.i == j && t.j == i }
func (t tried) Swap(i, j int)      {}

// tryCall runs a function of one instruction as a Go func.
func (m *Machine) tryCall() error {
	s := m.signatureOf(reflect.TypeFor[func(string, int) bool]())
	fn := m.stub(s, func(f *frame, _ *Instr) {
		*(*int64)(at(f, s.out[0].off)) = truth(*(*string)(at(f, s.in[0].off)) == "x" && *(*int)(at(f, s.in[1].off)) == 7)
	})
	t := &thread{m: m, limit: 10}
	t.root.th = t
	f := fn.take(&t.root)
	f.parent = nil
	s.in[0].store(f, reflect.ValueOf("x"))
	s.in[1].store(f, reflect.ValueOf(7))
	loop(f, fn.entry, new(atomic.Bool))
	if !s.out[0].load(f).Bool() {
		return errLayout
	}
	return nil
}

// madeFuncs recognises funcs that reflect.MakeFunc has made for us: their implementation
// keeps our function, whose code is that of body's closure, at a known place.
type madeFuncs struct{ stubPC, bodyPC uintptr }

const (
	madeBodyAt = 40 // of the function in reflect's makeFuncImpl
	bodyCloAt  = 8  // of the *closure in body's function
)

// body is the function for reflect.MakeFunc. It captures c first.
//
//go:noinline
func (*madeFuncs) body(s *Signature, c *closure) func([]reflect.Value) []reflect.Value {
	pair := &madeClosure{c, s}
	return func(args []reflect.Value) []reflect.Value { return pair.s.call(pair.c, args) }
}

type madeClosure struct {
	c *closure
	s *Signature
}

// find learns the layout from an example.
func (mf *madeFuncs) find() error {
	want := &closure{}
	body := mf.body(nil, want)
	mf.bodyPC = (*(**funcval)(ptr(&body))).pc
	made := *(*ptr)(reflectPointer(reflect.MakeFunc(reflect.TypeFor[func(int)](), body)))
	mf.stubPC = (*funcval)(made).pc
	if *(*ptr)(unsafe.Add(made, madeBodyAt)) != *(*ptr)(ptr(&body)) || mf.closureOf(made) != want {
		return errLayout
	}
	return nil
}

// closureOf returns the closure that a func made by reflect stands for, or nil if it
// is none of ours.
func (mf *madeFuncs) closureOf(v ptr) *closure {
	if (*funcval)(v).pc != mf.stubPC {
		return nil
	}
	body := *(**funcval)(unsafe.Add(v, madeBodyAt))
	if body == nil || body.pc != mf.bodyPC {
		return nil
	}
	return (*(**madeClosure)(unsafe.Add(ptr(body), bodyCloAt))).c
}
