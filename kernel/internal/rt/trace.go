package rt

import (
	"cmp"
	"go/token"
	"iter"
	"slices"
)

// A Frame is one line of a traceback.
type Frame struct {
	Name string // "main.fib"
	Pos  token.Position
	// Elided counts frames left out before this one.
	Elided int
}

// traceEnds is how many frames a traceback shows at either end, as Go's does.
const traceEnds = 50

// On a stack deeper than veryDeep, the traceback of a panic is its innermost frames and the outermost: a
// program that panics at every level of a deep recursion would otherwise take time that grows with its
// square.
const (
	veryDeep  = 1000
	innermost = 20
)

// Traceback returns the functions that t is in, innermost first, each with the
// position it has got to. Functions that the compiler made up are left out, and so is the
// middle of a very deep stack.
func (t *Thread) Traceback() []Frame { return t.traceback(false) }

// traceback returns the frames at both ends of the stack or, of a very deep one if brief is set, only
// some of them, without walking the stack.
func (t *Thread) traceback(brief bool) []Frame {
	t.saveLn()
	depth := t.depth()
	brief = brief && depth > veryDeep
	var tr traceback
	for f := range t.shownFrames() {
		tr.add(f)
		if brief && tr.n == innermost {
			if f := t.outermost(); f.fn != nil { // a goroutine may begin in a compiled function
				tr.last = []frame{f}
			}
			tr.n = depth
			break
		}
	}
	return tr.list()
}

// traceback collects the frames at the ends of a stack.
type traceback struct {
	n           int // frames in all
	first, last []frame
}

func (tr *traceback) add(f frame) {
	if tr.n++; len(tr.first) < traceEnds {
		tr.first = append(tr.first, f)
		return
	}
	if len(tr.last) == 2*traceEnds {
		tr.last = append(tr.last[:0], tr.last[traceEnds:]...)
	}
	tr.last = append(tr.last, f)
}

func (tr *traceback) list() []Frame {
	shown := append(tr.first, tr.last[max(0, len(tr.last)-traceEnds):]...)
	frames := make([]Frame, len(shown))
	for i, f := range shown {
		frames[i] = Frame{Name: f.fn.Func.Name, Pos: f.position()}
	}
	if elided := tr.n - len(shown); elided > 0 && len(tr.last) > 0 {
		frames[len(tr.first)].Elided = elided
	}
	return frames
}

// outermost is the first frame of a stack that has frames.
func (t *Thread) outermost() frame {
	f := t.frames[0]
	if f.segment != nil {
		f.fn, f.ln = f.segment.Outermost()
	}
	return f
}

// shownFrames are the frames of functions that the learner wrote, innermost first. The body of a
// range-over-func loop is a function of its own here but not to the learner: it lends its
// position to the function it stands in.
func (t *Thread) shownFrames() iter.Seq[frame] {
	return func(yield func(frame) bool) {
		for f := range t.stack() {
			if f = f.shown(); !f.fn.Func.Wrapper && !yield(f) {
				return
			}
		}
	}
}

// shown lends the position of a loop's body to the function that the learner sees.
func (f frame) shown() frame {
	for f.fn.Func.RangeBody && f.fn.Outer != nil {
		f.fn = f.fn.Outer
	}
	return f
}

func (f frame) position() token.Position {
	if f.fn.Files == nil {
		return token.Position{}
	}
	return f.fn.Files.Position(f.pos())
}

// pos is where the function is; its beginning if it has not noted anything yet.
func (f frame) pos() token.Pos {
	switch {
	case f.at == nil:
		return f.ln
	case f.at.IsValid():
		return *f.at
	}
	return f.fn.Func.Pos
}

// A ThreadStatus is what is known of a thread from outside.
type ThreadStatus struct {
	ID   int64
	Cell string
	// Wait is what it is blocked on, nil when it runs. Trace is set with it.
	Wait  *Wait
	Trace []Frame
	// Origin is where it was started; the zero Origin for the body of a cell, and for a goroutine
	// of compiled code.
	Origin Origin
	// Guest: compiled code has started it.
	Guest bool
}

// Live returns the threads of the session, oldest first.
func (ts *Threads) Live() []ThreadStatus {
	var all []ThreadStatus
	ts.each(func(t *Thread) { all = append(all, t.status()) })
	slices.SortFunc(all, func(a, b ThreadStatus) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

func (t *Thread) status() ThreadStatus {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.told()
}

// statusOf is status, if t works for the cell.
func (t *Thread) statusOf(c *Cell) (st ThreadStatus, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cell != c {
		return st, false
	}
	return t.told(), true
}

// told is called with mu held.
func (t *Thread) told() ThreadStatus {
	st := ThreadStatus{ID: t.id, Cell: t.cell.ID, Origin: t.origin.told(), Guest: t.guest}
	if t.parked {
		w := t.wait
		w.Chans, w.Pos = slices.Clone(w.Chans), t.position() // t stands still: it needs mu to go on
		st.Wait, st.Trace = &w, t.Traceback()
	}
	return st
}
