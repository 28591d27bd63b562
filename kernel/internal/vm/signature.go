package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file is about function values. All of them are Go funcs: one of the machine's is
// a shim, a Go closure that runs the machine. The machine recognises its own shims by
// their code and goes on in the same loop instead of calling them.

// closure is what a shim stands for.
type closure struct {
	callee *Callee
	env    ptr // a copy of what is captured; shared by all calls, never written to
}

// A Signature is what calls know about the function type that they call through: where
// parameters and results are in the frame of any function of the type.
type Signature struct {
	m         *Machine
	R         reflect.Type
	in, out   []slot
	end       int32 // of parameters and results
	shimPC    uintptr
	makeFn    func(*closure) ptr // makes a shim; nil: by reflect.MakeFunc
	predicate bool               // R is a func() bool
	stub      *Func              // calls a Go func that is none of ours: its env; nil if the parameters are too large
}

// maxParams is how much parameters and results may take: behind them there must be place for what
// instructions address in words.
const maxParams = 0x8000 * wordSize

// slot is a piece of a frame that holds one value.
type slot struct {
	off   int32
	class byte
	words words
	t     reflect.Type
}

// signature returns the signature of a function type that calls can be made through.
func (m *Machine) signature(t *ir.Type) *Signature {
	s := m.signatureAny(t)
	if s.stub == nil {
		panic(&Unsupported{What: "parameters and results of this size"})
	}
	return s
}

func (m *Machine) signatureAny(t *ir.Type) *Signature {
	if s, ok := m.sigs.Load(t); ok {
		return s.(*Signature)
	}
	got, _ := m.sigs.LoadOrStore(t, m.signatureOf(m.opts.Types.Of(t).R))
	return got.(*Signature)
}

func (m *Machine) signatureOf(r reflect.Type) *Signature {
	s := &Signature{m: m, R: r, end: headerSize}
	add := func(t reflect.Type) slot {
		w, class := wordsOf(t)
		sl := slot{s.end, class, w, t}
		s.end += int32(len(w)) * wordSize
		return sl
	}
	for i := range r.NumIn() {
		s.in = append(s.in, add(r.In(i)))
	}
	for i := range r.NumOut() {
		s.out = append(s.out, add(r.Out(i)))
	}
	s.makeFn, s.shimPC = shimFor(s)
	if s.end < maxParams {
		s.stub = m.foreignStub(s)
		s.predicate = s.R.NumIn() == 0 && s.R.NumOut() == 1 && s.R.Out(0).Kind() == reflect.Bool
	}
	return s
}

// words are those of the parameters and results.
func (s *Signature) words() words {
	var w words
	for _, l := range [][]slot{s.in, s.out} {
		for _, x := range l {
			w += x.words
		}
	}
	return w
}

// single is the class of the only result if that is one word, else 0.
func (s *Signature) single() byte {
	if len(s.out) == 1 && (s.out[0].class == 'W' || s.out[0].class == 'P') {
		return s.out[0].class
	}
	return 0
}

// other tells what running a func value means that the signature's own shim has not made:
// which function, with which env.
func (s *Signature) other(v ptr) (*Func, ptr) {
	if c := s.m.made.closureOf(v); c != nil {
		return c.callee.fn.Load(), c.env
	}
	return s.stub, v
}

// funcOf makes the Go func of a closure: a pointer to a funcval.
func (s *Signature) funcOf(c *closure) ptr {
	if s.makeFn != nil {
		return s.makeFn(c)
	}
	v := reflect.MakeFunc(s.R, s.m.made.body(s, c))
	return *(*ptr)(reflectPointer(v))
}

// reflectPointer is the address of the func pointer in v.
func reflectPointer(v reflect.Value) ptr {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p.UnsafePointer()
}

// value is a func pointer as a reflect.Value of the signature's type.
func (s *Signature) value(fn ptr) reflect.Value { return reflect.NewAt(s.R, ptr(&fn)).Elem() }

// call is what shims made by reflect do.
func (s *Signature) call(c *closure, args []reflect.Value) []reflect.Value {
	t, f := enter(c)
	for i, x := range s.in {
		x.store(f, args[i])
	}
	t.run(f)
	out := make([]reflect.Value, len(s.out))
	for i, x := range s.out {
		out[i] = x.load(f)
	}
	t.done(f)
	return out
}

// enter prepares a call of a closure by Go code.
func enter(c *closure) (*thread, *frame) {
	t := c.callee.sig.m.thread()
	t.heal()
	f := c.callee.fn.Load().take(t.caller())
	if f.env != c.env {
		f.setEnv(c.env)
	}
	return t, f
}

// store puts a Go value into a frame, widening narrow numbers.
func (x slot) store(f *frame, v reflect.Value) {
	p := at(f, x.off)
	switch x.t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		*(*int64)(p) = v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		*(*uint64)(p) = v.Uint()
	case reflect.Bool:
		*(*int64)(p) = truth(v.Bool())
	default:
		reflect.NewAt(x.t, p).Elem().Set(v)
	}
}

// load takes a Go value out of a frame.
func (x slot) load(f *frame) reflect.Value {
	r := reflect.New(x.t).Elem()
	p := at(f, x.off)
	switch x.t.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		r.SetInt(*(*int64)(p))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		r.SetUint(*(*uint64)(p))
	default:
		r.Set(reflect.NewAt(x.t, p).Elem())
	}
	return r
}
