package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file calls Go funcs that are none of the machine's. A stub is a function without source whose
// frame has the parameters and results of a signature, and whose env is the Go func: a call of a
// foreign func is a call of the stub, so that the loop knows one kind of call only.

// foreignStub is the stub for a signature.
func (m *Machine) foreignStub(s *Signature) *Func {
	b := m.newBuilder(s)
	b.do(callForeign, "")
	b.emit(b.retOp(), 0, b.resultOffset(), b.resultOffset(), 0)
	return b.finish("foreign " + s.R.String())
}

// callForeign calls the Go func in f.env.
func callForeign(f *frame, _ *Instr) {
	s := f.fn.sig
	fn := s.value(f.env)
	args := make([]reflect.Value, len(s.in))
	for i, x := range s.in {
		args[i] = x.load(f)
	}
	for i, v := range fn.Call(args) {
		s.out[i].store(f, v)
	}
}

// stubFor is a function that calls one Go func.
func (m *Machine) stubFor(s *Signature, v reflect.Value) *Func {
	fn := m.foreignStub(s)
	fn.template.env = *(*ptr)(reflectPointer(v))
	return fn
}

// ReplaceForeign makes calls of old, however old they are, call a Go func of old's type.
func (m *Machine) ReplaceForeign(old *ir.Func, v reflect.Value) {
	ce := m.callee(old)
	ce.fn.Store(m.stubFor(ce.sig, v))
}
