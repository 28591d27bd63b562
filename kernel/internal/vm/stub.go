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
	call := s.goCaller()
	return m.stub(s, func(f *frame, _ *Instr) { call(f, f.env) })
}

// stubFor is the stub for one Go func.
func (m *Machine) stubFor(s *Signature, v reflect.Value) *Func {
	call, fn := s.goCaller(), funcPointer(v)
	return m.stub(s, func(f *frame, _ *Instr) { call(f, fn) })
}

// goCaller returns how to call a Go func with the parameters in f, where it puts the results.
func (s *Signature) goCaller() func(f *frame, fn ptr) {
	call, in, out := nativeCaller(s.R, offsets(s.in), offsets(s.out))
	return func(f *frame, fn ptr) {
		call(f, fn, in, out)
		f.th.returned(f)
	}
}

func offsets(slots []slot) []int32 {
	list := make([]int32, len(slots))
	for i, x := range slots {
		list[i] = x.off
	}
	return list
}

// stub is a function that consists of an action.
func (m *Machine) stub(s *Signature, a Action) *Func {
	b := m.newBuilder(s)
	b.do(a, "")
	b.emit(b.retOp(), 0, b.resultOffset(), b.resultOffset(), 0)
	return b.finish("foreign " + s.R.String())
}

// ReplaceForeign makes calls of old, however old they are, call a Go func of old's type.
func (m *Machine) ReplaceForeign(old *ir.Func, v reflect.Value) {
	ce := m.callee(old)
	ce.fn.Store(m.stubFor(ce.sig, v))
}
