package vm

import (
	"reflect"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file has iter.Pull. A coroutine is a chain of frames beside that of its caller: next puts
// it behind its own frame and goes on where the coroutine stands, yield takes it off again and goes
// on in next. So a step costs a few calls, and no goroutine is needed, as long as no Go code
// is between the coroutine and its yield (coroutine_host.go).

// coroutine is one call of the function that package lib's iter.Pull is made of.
type coroutine struct {
	m     *Machine
	seq   ptr // a func(yield func() bool)
	yield ptr

	base   *frame     // of seq; nil before the start and after the end
	at     *frame     // where it stands: the frame of a yield, or that of a call by way of hosted
	hosted *host      // what it waits in
	inner  *coroutine // of those that run in its frames, the last
	own    *host      // for calls of Go code
	done   bool       // there are no more values

	// While it runs:
	caller  *frame // that of next or stop
	segment *segment
	stop    *atomic.Bool // of the cell
	outer   *coroutine   // in whose frames the caller is
}

// coroutines are the functions behind those that Pull returns.
type coroutines struct {
	seq               *Signature
	next, stop, yield *Callee
}

// The instructions of next and stop: resume, what comes after the end of seq, return.
const (
	afterSeq = 1
	atReturn = 2
)

func (m *Machine) makeCoroutines() {
	m.co.seq = m.signatureOf(reflect.TypeFor[func(func() bool)]())
	asks := m.signatureOf(reflect.TypeFor[func() bool]())
	m.co.next = m.coroutineFunc("next", asks, resumed, ended)
	m.co.stop = m.coroutineFunc("stop", m.thunks, stopCalled, ended)
	m.co.yield = m.coroutineFunc("yield", asks, yielded)
	m.co.next.fn.Load().resumes = true
	m.co.stop.fn.Load().resumes = true
}

func (m *Machine) coroutineFunc(name string, s *Signature, steps ...Switch) *Callee {
	b := m.newBuilder(s)
	for _, st := range steps {
		b.switchTo(st, "")
	}
	b.emit(b.retOp(), 0, b.resultOffset(), b.resultOffset(), 0)
	ce := &Callee{sig: s}
	ce.fn.Store(b.finish(name))
	return ce
}

// isPull reports whether v is the function that makes coroutines.
func (m *Machine) isPull(v reflect.Value) bool {
	return m.opts.Pull.IsValid() && v.Pointer() == m.opts.Pull.Pointer()
}

// pull emits a call of it.
func (c *compiler) pull(e *ir.CallNative, to []int32) {
	seq := c.args(e.Args)[0]
	out := c.wanted(c.m.opts.Pull.Type(), to)
	c.at = e.At
	c.do(func(f *frame, in *Instr) {
		co := &coroutine{m: f.th.m, seq: *(*ptr)(at(f, in.c))}
		made := &f.th.m.co
		co.yield = co.funcOf(made.yield)
		*(*ptr)(at(f, in.a)), *(*ptr)(at(f, in.b)) = co.funcOf(made.next), co.funcOf(made.stop)
	}, "a>p b>p c<p", out[0], out[1], seq)
}

func (co *coroutine) funcOf(ce *Callee) ptr {
	return ce.sig.funcOf(&closure{callee: ce, env: ptr(co)})
}

func coroutineOf(f *frame) *coroutine { return (*coroutine)(f.env) }

// answer is the result of next and yield.
func (f *frame) answer(x bool) { *(*int64)(at(f, headerSize)) = truth(x) }

// resumed is what next does.
func resumed(f *frame, _ *Instr) *frame {
	co := coroutineOf(f)
	if co.caller != nil && co.stop.Load() { // it has been left by a stop of its cell
		co.done = true
	}
	if co.done {
		f.answer(false)
		f.ip = &f.fn.code[atReturn]
		return f
	}
	if co.caller != nil {
		panic("iter.Pull: next called again before yield")
	}
	return co.enter(f)
}

// stopCalled is what stop does: yield returns false.
func stopCalled(f *frame, _ *Instr) *frame {
	co := coroutineOf(f)
	started := co.base != nil && !co.done && co.caller == nil
	co.done = true
	if !started {
		f.ip = &f.fn.code[atReturn]
		return f
	}
	return co.enter(f)
}

// enter goes on in the coroutine.
func (co *coroutine) enter(f *frame) *frame {
	t := f.th
	co.caller, co.outer = f, t.inner.co
	if co.base == nil {
		co.inner = co
	}
	for x := co.inner; x != co.outer; x = x.outer {
		x.segment, x.stop = t.inner, t.stop
	}
	t.inner.co, co.inner = co.inner, nil
	if co.base == nil {
		return co.start(f)
	}
	co.adopt(t)
	co.base.parent = f
	if h := co.hosted; h != nil {
		co.hosted = nil
		t.cur = co.at
		return h.goOn(co.at)
	}
	co.at.answer(!co.done)
	return co.at
}

// start makes the first frame.
func (co *coroutine) start(f *frame) *frame {
	if co.seq == nil {
		nilFault(f, f.ip)
	}
	fn, env := co.m.co.seq.target(co.seq)
	co.base = fn.take(f)
	if co.base.env != env {
		co.base.setEnv(env)
	}
	*(*ptr)(at(co.base, headerSize)) = co.yield
	co.base.ip = fn.entry
	return co.base
}

// adopt makes the frames those of a thread that is not the one which ran them before.
func (co *coroutine) adopt(t *thread) {
	for f := co.at; f.th != t; f = f.parent {
		f.th = t
		if f == co.base {
			return
		}
	}
}

// yielded is what yield does.
func yielded(f *frame, _ *Instr) *frame {
	co := coroutineOf(f)
	switch {
	case co.done:
		f.answer(false)
		return f
	case co.caller == nil:
		panic("iter.Pull: yield called again before next")
	case f.th.inner == co.segment:
		return co.suspend(f, nil)
	}
	f.th.yieldFromGo(co)
	f.answer(!co.done)
	return f
}

// suspend leaves the coroutine at f, which is the frame of its yield or waits for h; next returns.
func (co *coroutine) suspend(f *frame, h *host) *frame {
	caller, s := co.caller, co.segment
	co.at, co.hosted, co.inner, co.caller = f, h, s.co, nil
	s.co, co.outer = co.outer, nil
	caller.answer(true)
	caller.ip = &caller.fn.code[atReturn]
	return caller
}

// ended is next after seq has returned.
func ended(f *frame, _ *Instr) *frame {
	coroutineOf(f).over()
	if f.fn.sig.single() != 0 {
		f.answer(false)
	}
	return f
}

// over is called when seq has returned, or a panic has left it.
func (co *coroutine) over() {
	co.segment.co = co.outer
	co.done = true
	co.base, co.at, co.caller, co.outer = nil, nil, nil, nil
	if h := co.own; h != nil {
		co.own = nil
		h.finish()
	}
}
