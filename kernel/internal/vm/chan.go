package vm

import (
	"math/rand/v2"
	"reflect"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file has channels. What need not wait is done by the runtime's own functions,
// at the value's place in the frame; what has to wait does it in package rt, where a stop of the
// cell ends it.

// channel is what operations know about a channel type.
type channel struct {
	t    reflect.Type
	elem slot
}

func (c *compiler) receiver(t *ir.Type) *channel {
	r := c.rep(t)
	return &channel{r, shapeOf(r.Elem())}
}

// value is a channel for package rt.
func (ch *channel) value(p ptr) reflect.Value { return reflect.NewAt(ch.t, ptr(&p)).Elem() }

// receive receives into a place of f. ok is false if the channel is closed and empty.
func (ch *channel) receive(f *frame, p ptr, to int32) (ok bool) {
	selected, ok := ch.tryReceive(f, p, to)
	if selected {
		return ok
	}
	v, ok := f.th.rt.Recv(ch.value(p))
	ch.put(f, to, v)
	return ok
}

func (ch *channel) tryReceive(f *frame, p ptr, to int32) (selected, ok bool) {
	if selected, ok = chanrecv(ch.t, p, at(f, to)); selected {
		widen(ch.elem.t.Kind(), at(f, to))
	}
	return selected, ok
}

// put stores what package rt has received.
func (ch *channel) put(f *frame, to int32, v reflect.Value) {
	s := ch.elem
	s.off = to
	s.store(f, v)
}

// get is the value in a place of f.
func (ch *channel) get(f *frame, from int32) reflect.Value {
	s := ch.elem
	s.off = from
	return s.load(f)
}

// send sends the value in a place of f.
func (ch *channel) send(f *frame, p ptr, from int32) {
	if !chansend(ch.t, p, at(f, from)) {
		f.th.rt.Send(ch.value(p), ch.get(f, from))
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
		c.do(func(f *frame, in *Instr) { ch.receive(f, *(*ptr)(at(f, in.b)), in.a) }, operand("a>", ch.elem.t)+"b<p", v, from)
		return
	}
	c.do(func(f *frame, in *Instr) {
		*(*int64)(at(f, in.c)) = truth(ch.receive(f, *(*ptr)(at(f, in.b)), in.a))
	}, operand("a>", ch.elem.t)+"b<p c>w", v, from, ok)
}

// receive is <-ch.
func (c *compiler) receive(e *ir.Recv, dst int32) int32 {
	from := c.expr(e.Ch, 0)
	ch := c.receiver(e.Ch.Type())
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
	ch := c.receiver(e.Ch.Type())
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
	ch := c.receiver(s.Ch.Type())
	c.at = s.Pos()
	c.do(func(f *frame, in *Instr) { ch.send(f, *(*ptr)(at(f, in.a)), in.b) }, "a<p "+operand("b<", ch.elem.t), to, x)
}

// selection is a select statement.
type selection struct {
	cases   []selectCase
	dflt    int // the index of the default case among all, or -1
	chosen  int32
	ok      int32
	indices []int // of the cases among all
}

// selectCase is a case with a channel; v is the place of what is sent or received.
type selectCase struct {
	ch    *channel
	at, v int32
	sends bool
}

// selectStmt emits the choice of a case and a jump to its body.
func (c *compiler) selectStmt(s *ir.Select) {
	sel := &selection{dflt: -1, chosen: c.temp("w"), ok: c.temp("w")}
	for i, x := range s.Cases {
		if x.Ch == nil {
			sel.dflt = i
			continue
		}
		sel.cases = append(sel.cases, c.selectCase(x))
		sel.indices = append(sel.indices, i)
	}
	c.at = s.Pos()
	c.do(func(f *frame, in *Instr) {
		i, ok := sel.choose(f)
		*(*int64)(at(f, in.a)), *(*int64)(at(f, in.b)) = int64(i), truth(ok)
	}, "a>w b>w", sel.chosen, sel.ok)
	c.selectBodies(s, sel)
}

func (c *compiler) selectCase(x ir.SelectCase) selectCase {
	sc := selectCase{ch: c.receiver(x.Ch.Type()), sends: x.Send != nil}
	sc.at = c.fits(c.expr(x.Ch, 0), sc.ch.t)
	if sc.sends {
		sc.v = c.fits(c.expr(x.Send, 0), sc.ch.elem.t)
	} else {
		sc.v = c.temp(sc.ch.elem.words)
	}
	return sc
}

func (c *compiler) selectBodies(s *ir.Select, sel *selection) {
	end := c.target(s.Label).brk
	bodies := make([]*label, len(s.Cases))
	for i := range s.Cases {
		bodies[i] = newLabel()
		if i < len(s.Cases)-1 {
			c.jump("jeqI", bodies[i], sel.chosen, c.word(int64(i)))
		} else {
			c.jump("jmp", bodies[i], 0, 0)
		}
	}
	n := 0
	for i, x := range s.Cases {
		c.place(bodies[i])
		if i != sel.dflt {
			if x.Value != nil {
				c.defineFrom(x.Value, sel.cases[n].v)
			}
			if x.OK != nil {
				c.defineFrom(x.OK, sel.ok)
			}
			n++
		}
		c.stmts(x.Body)
		c.jump("jmp", end, 0, 0)
	}
	c.place(end)
}

// choose waits for a case, if it must, and returns its index among all.
func (sel *selection) choose(f *frame) (int, bool) {
	if i, ok := sel.try(f); i >= 0 {
		return sel.indices[i], ok
	}
	if sel.dflt >= 0 {
		return sel.dflt, false
	}
	cases := make([]reflect.SelectCase, len(sel.cases))
	for i, x := range sel.cases {
		cases[i] = x.reflected(f)
	}
	i, v, ok := f.th.rt.Select(cases)
	if x := &sel.cases[i]; !x.sends {
		x.ch.put(f, x.v, v)
	}
	return sel.indices[i], ok
}

// try looks for a case that need not wait, in random order; -1 if there is none.
func (sel *selection) try(f *frame) (int, bool) {
	var buf [8]int
	order := buf[:0]
	for i := range sel.cases {
		j := rand.IntN(i + 1)
		order = append(order, i)
		order[i], order[j] = order[j], i
	}
	for _, i := range order {
		x := &sel.cases[i]
		p := *(*ptr)(at(f, x.at))
		if x.sends {
			if chansend(x.ch.t, p, at(f, x.v)) {
				return i, false
			}
		} else if selected, ok := x.ch.tryReceive(f, p, x.v); selected {
			return i, ok
		}
	}
	return -1, false
}

// reflected is the case for package rt.
func (x *selectCase) reflected(f *frame) reflect.SelectCase {
	ch := x.ch.value(*(*ptr)(at(f, x.at)))
	if x.sends {
		return reflect.SelectCase{Dir: reflect.SelectSend, Chan: ch, Send: x.ch.get(f, x.v)}
	}
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: ch}
}
