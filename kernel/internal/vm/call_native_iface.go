package vm

import (
	"reflect"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
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

// nativeIfaceCall calls a method of a value of a compiled interface type.
func (c *compiler) nativeIfaceCall(e *ir.CallNative, to []int32) {
	r := c.rep(e.Recv.Type())
	x := c.expr(e.Recv, 0)
	args := c.args(e.Args)
	m, ok := r.MethodByName(e.Name)
	if !ok {
		c.unsupported(e.At, "method %s of %v", e.Name, r)
	}
	c.passed(e, m.Type, args)
	out := c.wanted(m.Type, to)
	c.at = e.At
	call, in, out := nativeCaller(byTable(m.Type), append([]int32{x + wordSize}, args...), out)
	index := m.Index
	c.do(func(f *frame, i *Instr) {
		x := (*iface)(at(f, i.b))
		if x.tab == nil {
			nilFault(f, f.ip)
		}
		call(f, methodIn(x.tab, index), in, out)
		f.th.returned(f)
	}, "b<e", 0, x)
}
