package vm

import (
	"reflect"
	"runtime"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has deferred calls, and what panics and runtime.Goexit do to frames.
//
// A function that defers has a list of calls in its frame. When it returns it executes a leave
// instruction for each of them, and they return to it as any callee does. When a panic
// passes through, they return to an unwinder instead: a frame without source between the function's
// and theirs, which knows the panic. So the function's own frame says till the end where the panic
// left it, and recover finds the panic by looking at its caller: if that is an unwinder,
// deferred calls are being run, and the function was called directly.

// deferred is a deferred call of a frame.
type deferred struct {
	next     *deferred
	fn       ptr  // a func(); nil panics when it is called
	recovers bool // the call is one of recover itself
}

// unwinding is the state of an unwinder.
type unwinding struct {
	p         *rt.Panic // nil if the goroutine is ending
	recovered bool
	exit      bool // the goroutine is ending, below the panic if there is one
}

func unwindingOf(f *frame) *unwinding { return (*unwinding)(f.env) }

// makeUnwinder makes the function of unwinders.
func (m *Machine) makeUnwinder() {
	m.thunks = m.signatureOf(reflect.TypeFor[func()]())
	b := m.newBuilder(m.thunks)
	b.emit(opNop, 0, 0, 0, 0) // what has called, as a callee sees it
	b.switchTo(unwound, "")
	m.unwinder = b.finish("unwinder")
}

// leaveFrame emits the end of a function that defers, up to the return itself. A panic that is
// recovered continues at the one emitted last.
func (c *compiler) leaveFrame() {
	again := newLabel()
	c.place(again)
	c.leaveAt = c.switchTo(leaving, "")
	c.jump("jmp", again, 0, 0)
}

// leaving runs one deferred call of a function that returns, or skips the jump back to it.
func leaving(f *frame, _ *Instr) *frame {
	t := f.th
	for f.defers != nil {
		d := f.defers
		f.defers = d.next
		switch {
		case d.recovers:
			t.recover(f)
		case d.fn == nil:
			t.raise(f, f.ip, rt.NilDereference())
		default:
			return t.callDeferred(d, f)
		}
	}
	f.ip = next(f.ip)
	return f
}

// callDeferred makes the frame of a deferred call.
func (t *thread) callDeferred(d *deferred, caller *frame) *frame {
	fn, env := t.m.thunks.target(d.fn)
	cf := fn.take(caller)
	if cf.env != env {
		cf.setEnv(env)
	}
	cf.ip = fn.entry
	return cf
}

// target is what calling a func value means.
func (s *Signature) target(v ptr) (*Func, ptr) {
	if fv := (*funcval)(v); fv.pc == s.shimPC {
		return fv.clo.callee.fn.Load(), fv.clo.env
	}
	return s.other(v)
}

// unwind is called when a panic or the end of the goroutine has left the loop of a segment. The
// result is the frame of a deferred call to go on in, or nil when the segment is over.
func (t *thread) unwind(s *segment, p *rt.Panic) *frame {
	for t.inner != s {
		t.cur, t.inner = t.inner.cur, t.inner.outer
	}
	t.cur.giveBack()
	t.rt.DropTo(s.mark)
	t.rt.Unshield(s.shield + 1)
	switch {
	case t.rt.Stopped():
		if p != nil {
			runtime.Goexit()
		}
		return nil
	case p == nil:
		t.exit(s)
		return nil
	}
	return t.drop(t.cur, p, false)
}

// exit runs the deferred calls of a segment for runtime.Goexit, which then goes on by itself.
func (t *thread) exit(s *segment) {
	for f := t.drop(t.cur, nil, true); f != nil; {
		f = t.guarded(s, f)
	}
	if p := s.takeFailed(); p != nil {
		panic(p)
	}
}

func (s *segment) takeFailed() *rt.Panic {
	p := s.failed
	s.failed = nil
	return p
}

// drop leaves frames, f first, up to one that has a deferred call, whose frame it returns. At the
// end of the segment it returns nil, and the panic is in s.failed.
func (t *thread) drop(f *frame, p *rt.Panic, exit bool) *frame {
	for ; f != nil; f = f.parent {
		if f.fn == t.m.unwinder {
			x := unwindingOf(f)
			if !x.recovered {
				p.Replaces(x.p)
			}
			exit = exit || x.exit
		}
		if f.fn.resumes && coroutineOf(f).caller == f {
			coroutineOf(f).over()
		}
		for f.defers != nil {
			d := f.defers
			f.defers = d.next
			switch {
			case d.recovers: // not for a panic of its own function
			case d.fn == nil:
				t.cur = f
				was := p
				p = t.rt.Caught(rt.NilDereference())
				p.Replaced = was
			default:
				t.cur = f
				u := t.m.unwinder.take(f)
				u.env, u.ip = ptr(&unwinding{p: p, exit: exit}), next(t.m.unwinder.entry)
				return t.callDeferred(d, u)
			}
		}
	}
	t.inner.failed = p
	return nil
}

// unwound goes on after a deferred call has returned to its unwinder.
func unwound(u *frame, _ *Instr) *frame {
	x, f := unwindingOf(u), u.parent
	u.env = nil
	put(u)
	p := x.p
	if x.recovered {
		if p = nil; !x.exit {
			f.ip = &f.fn.code[f.fn.leaveAt]
			return f
		}
	}
	return f.th.drop(f, p, x.exit)
}

// recover is the predeclared recover in the function of frame f, which is running.
func (t *thread) recover(f *frame) any { return t.recoverIn(f, t.inner) }

// recoverIn recovers if the function of f, in segment s, was called by an unwinder, apart from
// wrappers made by the compiler.
func (t *thread) recoverIn(f *frame, s *segment) any {
	for ; ; f = f.parent {
		up := f.parent
		switch {
		case up == nil:
			return t.rt.Recover(s.mark)
		case up.fn == t.m.unwinder:
			x := unwindingOf(up)
			if x.p == nil || x.recovered {
				return nil
			}
			x.recovered = true
			return t.rt.NoteRecovered(x.p)
		case up.fn.transparent:
		case up.fn.info == nil || !up.fn.info.Func.Wrapper:
			return nil
		}
	}
}

// Recover implements rt.Segment. The function is on Yaegi; it was called by one of ours
// only if that was a stub, and of a func that stands for it: compiled ones call further.
func (s *segment) Recover() any {
	f := s.innermost()
	if f == nil || f.fn.info != nil || f.env != nil && rt.CompiledFunc((*funcval)(f.env).pc) {
		return nil
	}
	return s.t.recoverIn(f, s)
}
