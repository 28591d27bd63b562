package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file calls Go funcs that are none of the machine's. A stub is a function without source whose
// frame has the parameters and results of a signature, and whose env is the Go func: a call of a
// foreign func is a call of the stub, so that the loop knows one kind of call only.

// foreignStub is the stub for the Go funcs of a signature: the func is in f.env.
func (m *Machine) foreignStub(s *Signature) *Func {
	return m.stub(s, func(f *frame, _ *Instr) { s.callGo(f, s.value(f.env)) })
}

// stubFor is the stub for one Go func.
func (m *Machine) stubFor(s *Signature, v reflect.Value) *Func {
	return m.stub(s, func(f *frame, _ *Instr) { s.callGo(f, v) })
}

// stub is a function that consists of an action.
func (m *Machine) stub(s *Signature, a Action) *Func {
	b := m.newBuilder(s)
	b.do(a, "")
	b.emit(b.retOp(), 0, b.resultOffset(), b.resultOffset(), 0)
	return b.finish("foreign " + s.R.String())
}

// callGo calls a Go func with the parameters in f, where it puts the results.
func (s *Signature) callGo(f *frame, fn reflect.Value) {
	args := make([]reflect.Value, len(s.in))
	for i, x := range s.in {
		args[i] = x.load(f)
	}
	out := fn.Call(args)
	f.th.returned(f)
	for i, v := range out {
		s.out[i].store(f, v)
	}
}

// ReplaceForeign makes calls of old, however old they are, call a Go func of old's type.
func (m *Machine) ReplaceForeign(old *ir.Func, v reflect.Value) {
	ce := m.callee(old)
	ce.fn.Store(m.stubFor(ce.sig, v))
}
