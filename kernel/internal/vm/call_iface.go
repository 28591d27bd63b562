package vm

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file calls methods of interfaces whose methods package rt's tables have. A method of ours
// is called as a function is: the machine goes on in its frame. Each place of a call remembers the
// type it saw last.

// ifaceSite is a place where a method of an interface is called.
type ifaceSite struct {
	m         *Machine
	name, pkg string
	sig       *Signature                  // without receiver
	in, out   []int32                     // places in the caller's frame
	copies    []reader                    // for the parameters
	one, two  atomic.Pointer[boundMethod] // of the first types seen, for the loop
	known     memo[*boundMethod]          // of the others
	box       ptr                         // the first word of an interface that holds an rt.Box
	t         *ir.Type

	// The arguments with the interface in front, and with its data word.
	withValue, withWord []int32

	others memo[*compiledMethod]
	once   sync.Once
	other  ptr // the func that calls methods of all other types
	call   nativeCall
}

// boundMethod is the method of a type; callee is nil if the type has none.
type boundMethod struct {
	t      *rt.Type
	callee *Callee
	form   receiverForm
	recv   unpacker
	shift  int32 // words that the receiver takes, in bytes
}

// receiverForm tells how the receiver gets from the interface into the frame.
type receiverForm uint8

const (
	otherReceiver   receiverForm = iota // recv does it
	pointerReceiver                     // it is the data word
	wordReceiver                        // it is a word of no pointer, behind the data word
)

// ifaceCall emits the call. to has a place for each result; 0 is for one that nobody wants.
func (c *compiler) ifaceCall(e *ir.CallIface, to []int32) {
	x := c.expr(e.X, 0)
	sig := c.m.signature(e.Sig)
	s := &ifaceSite{m: c.m, name: e.Name, pkg: e.Pkg, sig: sig, box: boxTab(), t: e.Sig}
	s.in, s.out = c.args(e.Args), c.wanted(sig.R, to)
	c.at = e.At
	c.emitIfaceCall(s, x)
	if sig.single() != 0 || len(sig.out) == 0 {
		return
	}
	readers := make([]reader, len(sig.out))
	for i, o := range sig.out {
		readers[i] = wholeReader(o.t)
	}
	c.do(func(f *frame, _ *Instr) {
		left := f.th.left
		for i, o := range left.fn.sig.out {
			readers[i](at(f, s.out[i]), at(left, o.off))
		}
		put(left)
	}, "")
}

// emitIfaceCall emits the instruction, with the arguments in it if there is a form for them.
func (c *compiler) emitIfaceCall(s *ifaceSite, x int32) {
	s.withValue, s.withWord = append([]int32{x}, s.in...), append([]int32{x + wordSize}, s.in...)
	for i, a := range s.sig.in {
		c.fits(s.in[i], a.t)
		s.copies = append(s.copies, wholeReader(a.t))
	}
	single := int32(0)
	if s.sig.single() != 0 {
		single = s.out[0]
	}
	site := c.inWords(c.pointer(ptr(s)))
	if form, ok := c.shortForm("callI", s.sig); ok {
		arg := int32(0)
		if len(s.in) > 0 {
			arg = s.in[0]
		}
		c.emit(c.op("callI"+form), site, single, x, arg)
		return
	}
	c.emit(opCallI, site, 0, x, 0)
	for i, a := range s.sig.in {
		c.argument(a, s.in[i])
	}
	c.emit(opNop, 0, single, 0, 0)
}

// callMethod calls a method that the instruction's site has not got ready. If it is one of ours, the
// machine goes on in its frame, else in the caller's, behind the instruction that fetches results.
//
//go:noinline
func callMethod(f *frame, in *Instr) (*frame, *Instr) {
	s := (*ifaceSite)(*(*ptr)(at(f, int32(in.d)*wordSize)))
	x := (*iface)(at(f, in.b))
	f.ip = next(in)
	for in.op == opCallI && (*Instr)(unsafe.Add(ptr(f.ip), -instrSize)).op != opNop {
		f.ip = next(f.ip)
	}
	f.th.cur = f
	if x.tab == s.box {
		b := (*rt.Box)(x.data)
		if m := s.method(b.T); m.callee != nil {
			return s.enter(f, m, boxData(b))
		}
	}
	s.callOther(f, x)
	f.th.returned(f)
	if len(s.out) > 0 && s.sig.single() == 0 {
		f.ip = next(f.ip)
	}
	return f, f.ip
}

// enter makes the frame of a method.
func (s *ifaceSite) enter(f *frame, m *boundMethod, data ptr) (*frame, *Instr) {
	fn := m.callee.fn.Load()
	cf := fn.take(f)
	m.recv(at(cf, headerSize), data)
	for i, a := range s.sig.in {
		s.copies[i](at(cf, a.off+m.shift), at(f, s.in[i]))
	}
	return cf, fn.entry
}

// receive stores a receiver in the frame of its method.
//
//go:noinline
func receive(f, cf *frame, ip *Instr, m *boundMethod, data ptr) (*frame, *frame, *Instr) {
	m.recv(at(cf, headerSize), data)
	return f, cf, ip
}

func (s *ifaceSite) method(t *rt.Type) *boundMethod {
	for _, m := range s.known.all() {
		if m.t == t {
			return m
		}
	}
	return s.find(t)
}

// find looks a method up. One that is missing may come later. One of another signature cannot be:
// a cell that changes the signature of a method makes a type of its own.
func (s *ifaceSite) find(t *rt.Type) *boundMethod {
	b := &boundMethod{t: t}
	m := t.Method(s.name, s.pkg)
	if m == nil || !rt.SameFunc(m.Fn.Type(), s.sig.R) {
		return b
	}
	sig := s.m.methodSignature(m)
	if sig.stub == nil {
		return b
	}
	recv := sig.in[0]
	b.callee = sig.calleeOf(m.Fn)
	b.recv, b.shift, b.form = unpackerOf(recv.t), int32(len(recv.words))*wordSize, formOf(recv)
	s.remember(b)
	return b
}

func (s *ifaceSite) remember(b *boundMethod) {
	if !s.one.CompareAndSwap(nil, b) && !s.two.CompareAndSwap(nil, b) {
		s.known.add(b)
	}
}

func formOf(recv slot) receiverForm {
	switch {
	case direct(recv.t):
		return pointerReceiver
	case recv.words == "w" && recv.t.Size() == 8:
		return wordReceiver
	}
	return otherReceiver
}

func (m *Machine) methodSignature(x *rt.Method) *Signature {
	if x.Sig != nil {
		return m.signatureAny(x.Sig)
	}
	return m.signatureOf(x.Fn.Type())
}

// calleeOf is what calling a Go func means: the function of ours that it stands for, or
// a stub.
func (s *Signature) calleeOf(v reflect.Value) *Callee {
	p := funcPointer(v)
	if (*funcval)(p).pc == s.shimPC {
		return (*funcval)(p).clo.callee
	}
	if c := s.m.made.closureOf(p); c != nil && c.env == nil {
		return c.callee
	}
	ce := &Callee{sig: s}
	ce.fn.Store(s.m.stubFor(s, v))
	return ce
}
