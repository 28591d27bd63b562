package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file waits for channels. Whatever a goroutine waits for, it also waits for the stop of its
// cell. For one channel that is a select statement of Go: a channel operation depends only on
// how elements are laid out, so a chan float64 may be used as a chan uint64. Channels of
// other elements, and several of them, are left to the function behind reflect.Select.

type (
	receiveFunc func(ch ptr, halt <-chan struct{}, to ptr) (ok, halted bool)
	sendFunc    func(ch ptr, halt <-chan struct{}, from ptr) (halted bool)
)

// waitFuncs returns how to wait for a channel whose elements are kept like x, or nil.
func waitFuncs(x slot) (receiveFunc, sendFunc) {
	switch x.class {
	case 'W':
		switch x.t.Size() {
		case 1:
			return receiveOr[uint8], sendOr[uint8]
		case 2:
			return receiveOr[uint16], sendOr[uint16]
		case 4:
			return receiveOr[uint32], sendOr[uint32]
		}
		return receiveOr[uint64], sendOr[uint64]
	case 'P':
		return receiveOr[ptr], sendOr[ptr]
	case 'S':
		return receiveOr[string], sendOr[string]
	case 'L':
		return receiveOr[sliceHeader], sendOr[sliceHeader]
	case 'E':
		return receiveOr[iface], sendOr[iface]
	case '2':
		return receiveOr[twoWords], sendOr[twoWords]
	}
	if x.t.Size() == 0 {
		return receiveOr[struct{}], sendOr[struct{}]
	}
	return nil, nil
}

func receiveOr[T any](ch ptr, halt <-chan struct{}, to ptr) (ok, halted bool) {
	select {
	case x, ok := <-*(*chan T)(ptr(&ch)):
		*(*T)(to) = x
		return ok, false
	case <-halt:
		return false, true
	}
}

func sendOr[T any](ch ptr, halt <-chan struct{}, from ptr) (halted bool) {
	select {
	case *(*chan T)(ptr(&ch)) <- *(*T)(from):
		return false
	case <-halt:
		return true
	}
}

// awaitReceive receives what ch does not have yet. A nil channel has nothing ever.
func (ch *channel) awaitReceive(t *thread, p, to ptr) bool {
	if ch.receive == nil {
		t.cases = append(t.cases, chanCase{dirReceive, ch.word, p, to})
		_, ok := t.await(rt.WaitReceive)
		return ok
	}
	t.park(rt.WaitReceive, p)
	ok, halted := ch.receive(p, t.rt.Halt(), to)
	t.rt.Unpark()
	if halted {
		t.rt.End()
	}
	return ok
}

// awaitSend sends what ch does not take yet. If it is closed meanwhile, that panics.
func (ch *channel) awaitSend(t *thread, p, from ptr) {
	if ch.send == nil {
		t.cases = append(t.cases, chanCase{dirSend, ch.word, p, from})
		t.await(rt.WaitSend)
		return
	}
	t.park(rt.WaitSend, p)
	defer t.rt.Unpark()
	if ch.send(p, t.rt.Halt(), from) {
		t.rt.End()
	}
}

func (t *thread) park(what string, ch ptr) {
	if ch == nil {
		t.rt.Park(what, true)
		return
	}
	t.rt.Park(what, false, uintptr(ch))
}

// chanCase is a case of a select statement as the runtime takes it from package reflect. The type
// is that of the channel.
type chanCase struct {
	dir        int
	t, ch, val ptr
}

const (
	dirSend    = int(reflect.SelectSend)
	dirReceive = int(reflect.SelectRecv)
	dirDefault = int(reflect.SelectDefault)
)

// choose executes a select statement of the cases in t.cases, which it takes.
func (t *thread) choose() (int, bool) {
	defer t.forgetCases()
	return selectChan(t.cases)
}

func (t *thread) forgetCases() {
	clear(t.cases)
	t.cases = t.cases[:0]
}

// await is choose while the goroutine counts as waiting. It does not return when the cell has
// been stopped.
func (t *thread) await(what string) (int, bool) {
	n := len(t.cases)
	if n == 0 {
		what = rt.WaitEmptySelect
	}
	t.waitsFor = t.waitsFor[:0]
	for _, x := range t.cases {
		if x.ch != nil {
			t.waitsFor = append(t.waitsFor, uintptr(x.ch))
		}
	}
	halt := t.rt.Halt()
	t.cases = append(t.cases, chanCase{dirReceive, haltType(), *(*ptr)(ptr(&halt)), nil})
	t.rt.Park(what, len(t.waitsFor) == 0, t.waitsFor...)
	defer t.rt.Unpark()
	i, ok := t.choose()
	if i == n {
		t.rt.End()
	}
	return i, ok
}

func haltType() ptr { return typeWord(reflect.TypeFor[<-chan struct{}]()) }
