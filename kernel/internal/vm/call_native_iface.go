package vm

import (
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file calls methods of values in compiled interfaces. The table behind such an interface
// value has the code of its methods, which take the value's data word as receiver.

// methodsAt is where the methods are in an interface's table, in the order of their names.
const methodsAt = 24

// methodIn is the func value of a method in a table.
func methodIn(tab ptr, index int) ptr { return unsafe.Add(tab, methodsAt+index*int(wordSize)) }

// byTable is the type of a method in a table as a function.
func byTable(method reflect.Type) reflect.Type {
	in, out := []reflect.Type{reflect.TypeFor[ptr]()}, []reflect.Type{}
	for i := range method.NumIn() {
		in = append(in, method.In(i))
	}
	for i := range method.NumOut() {
		out = append(out, method.Out(i))
	}
	return reflect.FuncOf(in, out, method.IsVariadic())
}

// nativeIfaceCall calls a method of a value of a compiled interface type. If that is a value of
// ours in its usual adapter, the machine goes on in its method.
func (c *compiler) nativeIfaceCall(e *ir.CallNative, to []int32) {
	t := c.m.opts.Types.Of(e.Recv.Type())
	x := c.expr(e.Recv, 0)
	s := &ifaceSite{m: c.m, name: e.Name, in: c.args(e.Args), box: c.adapterTab(t)}
	m, ok := t.R.MethodByName(e.Name)
	if !ok {
		c.unsupported(e.At, "method %s of %v", e.Name, t.R)
	}
	c.passed(e, m.Type, s.in)
	s.sig, s.out = c.m.signatureFor(m.Type), c.wanted(m.Type, to)
	s.table = &tableCall{index: m.Index}
	s.table.do, s.table.in, s.table.out = nativeCaller(byTable(m.Type), append([]int32{x + wordSize}, s.in...), s.out)
	c.at = e.At
	c.callSite(s, x)
}

// adapterTab is the first word of interfaces of type t that hold values of ours, unless these
// have methods besides those of t.
func (c *compiler) adapterTab(t *rt.Type) ptr {
	none := ptr(t) // which is the first word of no interface
	wrap := c.m.opts.Types.Adapter(t.R)
	if wrap == nil {
		return none
	}
	adapter := reflect.TypeOf(wrap(rt.Box{T: t}))
	if adapter.Kind() != reflect.Struct || adapter.NumField() != 1 || adapter.Field(0).Type != reflect.TypeFor[rt.Box]() {
		return none
	}
	return tabOf(adapter, t.R)
}

// tableCall calls a method by the interface's table.
type tableCall struct {
	index   int
	do      nativeCall
	in, out []int32
	known   memo[seenTable]

	compiled atomic.Uintptr // the last table seen that is not an adapter's
}

// seenTable is a table that has been seen, and whether it is an adapter's.
type seenTable struct {
	tab     ptr
	adapter bool
}

func (c *tableCall) call(f *frame, x *iface) {
	f.callGo(c.do, methodIn(x.tab, c.index), c.in, c.out)
}

// adapted returns the box in x, if x holds an adapter.
func (c *tableCall) adapted(x *iface) *rt.Box {
	type boxed interface{ Boxed() rt.Box }
	for _, k := range c.known.all() {
		if k.tab == x.tab {
			if !k.adapter {
				c.compiled.Store(uintptr(x.tab))
				return nil
			}
			b := any(*(*error)(ptr(x))).(boxed).Boxed()
			return &b
		}
	}
	_, is := any(*(*error)(ptr(x))).(boxed)
	c.known.add(seenTable{x.tab, is})
	return nil
}
