package vm

import (
	"reflect"
	"sync"

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
	sig       *Signature // without receiver
	in, out   []int32    // places in the caller's frame
	args      []argument
	known     memo[*boundMethod]
	box       ptr // the first word of an interface that holds an rt.Box
	t         *ir.Type

	once  sync.Once
	other ptr // the func that calls methods of compiled types
	call  nativeCall
}

// argument is how one is moved to the callee's frame: there, and its place here.
type argument struct {
	to, from int32
	copy     reader
}

// boundMethod is the method of a type; callee is nil if the type has none.
type boundMethod struct {
	t      *rt.Type
	callee *Callee
	recv   unpacker
	shift  int32 // words that the receiver takes, in bytes
}

// ifaceCall emits the call. to has a place for each result; 0 is for one that nobody wants.
func (c *compiler) ifaceCall(e *ir.CallIface, to []int32) {
	x := c.expr(e.X, 0)
	sig := c.m.signature(e.Sig)
	s := &ifaceSite{m: c.m, name: e.Name, pkg: e.Pkg, sig: sig, box: boxTab(), t: e.Sig}
	s.in, s.out = c.args(e.Args), c.wanted(sig.R, to)
	for i, a := range sig.in {
		s.args = append(s.args, argument{a.off, c.fits(s.in[i], a.t), wholeReader(a.t)})
	}
	single := int32(0)
	if sig.single() != 0 {
		single = s.out[0]
	}
	c.at = e.At
	c.switchTo(s.enter, "a=r b<e", single, x)
	c.remark(e.Name, []int32{single}, append([]int32{x}, s.in...))
	if single == 0 && len(sig.out) > 0 {
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
}

// enter goes on in the method's frame. If the method is not one of ours it calls it, and goes on
// in the caller, behind the instruction that fetches results.
func (s *ifaceSite) enter(f *frame, in *Instr) *frame {
	x := (*iface)(at(f, in.b))
	if x.tab == s.box {
		b := (*rt.Box)(x.data)
		if m := s.method(b.T); m.callee != nil {
			fn := m.callee.fn.Load()
			cf := fn.take(f)
			m.recv(at(cf, headerSize), boxData(b))
			for i := range s.args {
				a := &s.args[i]
				a.copy(at(cf, a.to+m.shift), at(f, a.from))
			}
			cf.ip = fn.entry
			return cf
		}
	}
	s.callOther(f, x)
	if len(s.out) > 0 && s.sig.single() == 0 {
		f.ip = next(f.ip)
	}
	return f
}

func (s *ifaceSite) method(t *rt.Type) *boundMethod {
	for _, m := range s.known.all() {
		if m.t == t {
			return m
		}
	}
	return s.find(t)
}

// find looks a method up. One that is missing may come later.
func (s *ifaceSite) find(t *rt.Type) *boundMethod {
	b := &boundMethod{t: t}
	m := t.Method(s.name, s.pkg)
	if m == nil {
		return b
	}
	sig := s.m.methodSignature(m)
	if len(sig.in) != len(s.sig.in)+1 {
		return b
	}
	recv := sig.in[0]
	b.callee = sig.calleeOf(m.Fn)
	b.recv, b.shift = unpackerOf(recv.t), int32(len(recv.words))*wordSize
	s.known.add(b)
	return b
}

func (m *Machine) methodSignature(x *rt.Method) *Signature {
	if x.Sig != nil {
		return m.signature(x.Sig)
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

// callOther calls a method of a compiled type.
func (s *ifaceSite) callOther(f *frame, x *iface) {
	if x.tab == nil {
		nilFault(f, f.ip)
	}
	s.once.Do(func() {
		v := s.m.opts.Types.Dispatcher(s.name, s.pkg, s.t)
		s.other, s.call = funcPointer(v), reflectCaller(v.Type())
	})
	recv := int32(uintptr(ptr(x)) - uintptr(ptr(f)))
	s.call(f, s.other, append([]int32{recv}, s.in...), s.out)
}
