package vm

import (
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file has operations on one channel. The runtime's own functions do them, at the
// value's place in the frame. What cannot be done at once waits for the stop of the cell too
// (chan_wait.go).

// channel is what operations know about a channel type.
type channel struct {
	t       reflect.Type
	word    ptr // type word of t
	elem    slot
	receive receiveFunc // waiting; nil for elements that have none
	send    sendFunc
	narrow  bool // widen has something to do
}

func (c *compiler) channelOf(t *ir.Type) *channel {
	r := c.rep(t)
	ch := &channel{t: r, word: typeWord(r), elem: shapeOf(r.Elem())}
	ch.receive, ch.send = waitFuncs(ch.elem)
	ch.narrow = ch.elem.class == 'W' && ch.elem.t.Size() < 8
	return ch
}

// take receives into a place of f. ok is false if the channel is closed and empty.
func (ch *channel) take(f *frame, p ptr, to int32) (ok bool) {
	selected, ok := chanrecv(ch.t, p, at(f, to))
	if !selected {
		ok = ch.awaitReceive(f.th, p, at(f, to))
	}
	if ch.narrow {
		widen(ch.elem.t.Kind(), at(f, to))
	}
	return ok
}

// give sends the value in a place of f.
func (ch *channel) give(f *frame, p ptr, from int32) {
	if !chansend(ch.t, p, at(f, from)) {
		ch.awaitSend(f.th, p, at(f, from))
	}
}

// widen makes a word of a narrow number that has been stored at its beginning.
func widen(k reflect.Kind, p ptr) {
	switch k {
	case reflect.Int8:
		*(*int64)(p) = int64(*(*int8)(p))
	case reflect.Int16:
		*(*int64)(p) = int64(*(*int16)(p))
	case reflect.Int32:
		*(*int64)(p) = int64(*(*int32)(p))
	case reflect.Bool, reflect.Uint8:
		*(*int64)(p) = int64(*(*uint8)(p))
	case reflect.Uint16:
		*(*int64)(p) = int64(*(*uint16)(p))
	case reflect.Uint32, reflect.Float32:
		*(*int64)(p) = int64(*(*uint32)(p))
	}
}

// emit emits a receive; ok 0 is for a second result that nobody wants.
func (ch *channel) emit(c *compiler, from, v, ok int32) {
	c.fits(v, ch.elem.t)
	if ok == 0 {
		c.do(func(f *frame, in *Instr) { ch.take(f, *(*ptr)(at(f, in.b)), in.a) }, operand("a>", ch.elem.t)+"b<p", v, from)
		return
	}
	c.do(func(f *frame, in *Instr) {
		*(*int64)(at(f, in.c)) = truth(ch.take(f, *(*ptr)(at(f, in.b)), in.a))
	}, operand("a>", ch.elem.t)+"b<p c>w", v, from, ok)
}

// receive is <-ch.
func (c *compiler) receive(e *ir.Recv, dst int32) int32 {
	from := c.expr(e.Ch, 0)
	ch := c.channelOf(e.Ch.Type())
	if dst == 0 {
		dst = c.temp(ch.elem.words)
	}
	c.at = e.At
	ch.emit(c, from, dst, 0)
	return dst
}

// receivePair is v, ok = <-ch; a place 0 is for a result that nobody wants.
func (c *compiler) receivePair(e *ir.Recv, v, ok int32) {
	from := c.expr(e.Ch, 0)
	ch := c.channelOf(e.Ch.Type())
	if v == 0 {
		v = c.temp(ch.elem.words)
	}
	c.at = e.At
	ch.emit(c, from, v, ok)
}

// send is ch <- x.
func (c *compiler) send(s *ir.Send) {
	to := c.expr(s.Ch, 0)
	x := c.expr(s.X, 0)
	ch := c.channelOf(s.Ch.Type())
	c.at = s.Pos()
	c.do(func(f *frame, in *Instr) { ch.give(f, *(*ptr)(at(f, in.a)), in.b) }, "a<p "+operand("b<", ch.elem.t), to, x)
}
