package vm

import (
	"math/rand/v2"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file has select statements. A case that need not wait is looked for first, one channel after
// the other. If there is none, the runtime looks at all channels at once, and waits.

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
	sc := selectCase{ch: c.channelOf(x.Ch.Type()), sends: x.Send != nil}
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
func (sel *selection) choose(f *frame) (i int, ok bool) {
	n := len(sel.cases)
	if i, ok = sel.try(f); i < 0 {
		// That several channels were not ready one after the other does not mean that
		// there was a moment when none was.
		if sel.dflt >= 0 && n < 2 {
			return sel.dflt, false
		}
		if i, ok = sel.wait(f); i == n {
			return sel.dflt, false
		}
	}
	if x := &sel.cases[i]; !x.sends && x.ch.narrow {
		widen(x.ch.elem.t.Kind(), at(f, x.v))
	}
	return sel.indices[i], ok
}

// try looks for a case that need not wait, in random order; -1 if there is none.
func (sel *selection) try(f *frame) (int, bool) {
	if len(sel.cases) == 1 {
		return sel.tryCase(f, 0)
	}
	var buf [8]int
	order, random := buf[:0], rand.Uint64()
	for i := range sel.cases {
		n := uint64(i + 1)
		j := random % n
		random /= n
		order = append(order, i)
		order[i], order[j] = order[j], i
	}
	for _, i := range order {
		if i, ok := sel.tryCase(f, i); i >= 0 {
			return i, ok
		}
	}
	return -1, false
}

// tryCase returns -1 if case i would have to wait.
func (sel *selection) tryCase(f *frame, i int) (int, bool) {
	x := &sel.cases[i]
	p := *(*ptr)(at(f, x.at))
	if x.sends {
		if chansend(x.ch.t, p, at(f, x.v)) {
			return i, false
		}
	} else if selected, ok := chanrecv(x.ch.t, p, at(f, x.v)); selected {
		return i, ok
	}
	return -1, false
}

// wait lets the runtime choose. The default case comes last, if there is one.
func (sel *selection) wait(f *frame) (int, bool) {
	t := f.th
	for i := range sel.cases {
		x := &sel.cases[i]
		t.cases = append(t.cases, chanCase{x.direction(), x.ch.word, *(*ptr)(at(f, x.at)), at(f, x.v)})
	}
	if sel.dflt >= 0 {
		t.cases = append(t.cases, chanCase{dir: dirDefault})
		return t.choose()
	}
	return t.await(rt.WaitSelect)
}

func (x *selectCase) direction() int {
	if x.sends {
		return dirSend
	}
	return dirReceive
}
