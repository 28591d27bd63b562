package vm

import (
	"reflect"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file makes functions of methods whose receiver is the data word of an interface, for compiled
// code that holds a value of ours in one: whatever the type, the function has a typed shim.

// WordFunc returns how to get such a function for a loaded method; nil if it is not loaded.
func (m *Machine) WordFunc(f *ir.Func) rt.WordFunc {
	ce := m.callees[f]
	if ce == nil || ce.fn.Load() == nil {
		return nil
	}
	return sync.OnceValue(func() ptr {
		if direct(ce.sig.in[0].t) {
			return ce.value() // the word is the receiver
		}
		w := m.byWord(ce)
		return w.value()
	})
}

// byWord is the function: it goes on in the method's frame, after it has put the receiver there.
func (m *Machine) byWord(method *Callee) *Callee {
	own := method.sig
	in := []reflect.Type{reflect.TypeFor[ptr]()}
	for _, x := range own.in[1:] {
		in = append(in, x.t)
	}
	var out []reflect.Type
	for _, x := range own.out {
		out = append(out, x.t)
	}
	s := m.signatureOf(reflect.FuncOf(in, out, false))
	b := m.newBuilder(s)
	b.switchTo((&wordCall{method, s, unpackerOf(own.in[0].t), readersOf(own.in[1:])}).enter, "a=r", b.resultOffset())
	if s.single() == 0 && len(s.out) > 0 {
		take := readersOf(s.out)
		b.do(func(f *frame, _ *Instr) {
			left := f.th.left
			for i, x := range s.out {
				take[i](at(f, x.off), at(left, left.fn.sig.out[i].off))
			}
			put(left)
		}, "")
	}
	b.emit(b.retOp(), 0, b.resultOffset(), b.resultOffset(), 0)
	fn := b.finish("by word " + own.R.String())
	fn.transparent = true
	ce := &Callee{sig: s}
	ce.fn.Store(fn)
	return ce
}

func readersOf(slots []slot) []reader {
	list := make([]reader, 0, len(slots))
	for _, x := range slots {
		list = append(list, wholeReader(x.t))
	}
	return list
}

// wordCall is the call of the method itself.
type wordCall struct {
	method *Callee
	sig    *Signature
	unpack unpacker
	copies []reader
}

func (w *wordCall) enter(f *frame, _ *Instr) *frame {
	fn := w.method.fn.Load()
	cf := fn.take(f)
	w.unpack(at(cf, headerSize), *(*ptr)(at(f, headerSize)))
	for i, x := range w.sig.in[1:] {
		w.copies[i](at(cf, fn.sig.in[i+1].off), at(f, x.off))
	}
	cf.ip = fn.entry
	return cf
}
