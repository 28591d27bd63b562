package vm

import "reflect"

// This file lets coroutines call Go code. It could call back and get to a yield, which cannot
// take frames off that have Go code above them. Therefore a call of Go code in a coroutine runs
// on a goroutine of its own, a coroutine of Go's: a yield there suspends it and then the coroutine.

// host is such a goroutine. It makes one call after the other.
type host struct {
	resume func() bool // false when it is over
	finish func()      // ends it
	pause  func() bool

	call     nativeCall // what to call
	f        *frame
	fn       ptr
	in, out  []int32
	returned bool
	wants    *coroutine // that is to be suspended, if it has not returned
	over     bool
}

// callGo calls a Go func that may call cell code.
func (f *frame) callGo(call nativeCall, fn ptr, in, out []int32) {
	t := f.th
	if co := t.inner.co; co != nil {
		co.callGo(f, call, fn, in, out)
		return
	}
	call(f, fn, in, out)
	t.returned(f)
}

// callGo calls a Go func on the coroutine's host.
func (co *coroutine) callGo(f *frame, call nativeCall, fn ptr, in, out []int32) {
	h := co.own
	if h == nil || h.over {
		h = co.m.newHost()
		co.own = h
	}
	h.call, h.f, h.fn, h.in, h.out = call, f, fn, in, out
	t := f.th
	if next := h.goOn(f); next != f {
		t.cur, t.turn = next, next
	}
}

// goOn lets the host run; the call is f's. The result is f when it has returned, else the frame
// to go on in while f waits.
func (h *host) goOn(f *frame) *frame {
	h.returned = false
	h.resume()
	if h.returned {
		return f
	}
	return h.wants.suspend(f, h)
}

// newHost makes a host that waits for its first call.
func (m *Machine) newHost() *host {
	h := &host{}
	h.resume, h.finish = m.opts.Threads.PullCalls(func(yield func() bool) {
		defer func() { h.over = true }()
		t := m.thread()
		t.host = h
		h.pause = yield
		for h.work(); yield(); {
			h.work()
		}
		t.host = nil
		t.release()
	})
	return h
}

func (h *host) work() {
	call, f, fn, in, out := h.call, h.f, h.fn, h.in, h.out
	h.call, h.f, h.fn, h.in, h.out = nil, nil, nil, nil, nil
	call(f, fn, in, out)
	h.returned = true
}

// yieldFromGo suspends a coroutine from within Go code that it has called. It returns when the
// coroutine goes on.
func (t *thread) yieldFromGo(co *coroutine) {
	h := t.host
	if h == nil {
		panic("iter.Pull: yield called on a goroutine that is not the sequence's")
	}
	h.wants = co
	h.pause()
}

// mayCallBack reports whether a function of type t could get at cell code: through funcs
// and interfaces that it is given.
func mayCallBack(t reflect.Type) bool {
	seen := map[reflect.Type]bool{}
	for i := range t.NumIn() {
		if reaches(t.In(i), seen) {
			return true
		}
	}
	return false
}

// reaches reports whether a value of type t can have a func or an interface in it.
func reaches(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Func, reflect.Interface, reflect.UnsafePointer:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return reaches(t.Elem(), seen)
	case reflect.Map:
		return reaches(t.Key(), seen) || reaches(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if reaches(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}
