package rt

import (
	"cmp"
	"go/token"
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

// Traceback returns the functions that t is in, innermost first, each with the
// position it has got to. Functions that the compiler made up are left out, and so is the
// middle of a very deep stack.
func (t *Thread) Traceback() []Frame {
	t.saveLn()
	shown := t.shownFrames()
	elided := 0
	if len(shown) > 2*traceEnds {
		elided = len(shown) - 2*traceEnds
		shown = slices.Delete(shown, traceEnds, traceEnds+elided)
	}
	frames := make([]Frame, len(shown))
	for i, f := range shown {
		frames[i] = Frame{Name: f.fn.Func.Name, Pos: f.position()}
	}
	if elided > 0 {
		frames[traceEnds].Elided = elided
	}
	return frames
}

// shownFrames are the frames of functions that the learner wrote. The body of a
// range-over-func loop is a function of its own here but not to the learner: it lends its
// position to the function it stands in.
func (t *Thread) shownFrames() []frame {
	shown := make([]frame, 0, t.Top)
	frames := slices.Clone(t.frames[:t.Top])
	slices.Reverse(frames)
	for _, f := range expand(frames) {
		if f.fn.Func.RangeBody {
			for f.fn.Func.RangeBody && f.fn.Outer != nil {
				f.fn = f.fn.Outer
			}
			shown = append(shown, f)
		} else if !f.fn.Func.Wrapper {
			shown = append(shown, f)
		}
	}
	return shown
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
}

// Live returns the threads of the session, oldest first.
func (ts *Threads) Live() []ThreadStatus {
	var all []ThreadStatus
	ts.each(func(t *Thread) { all = append(all, t.status()) })
	slices.SortFunc(all, func(a, b ThreadStatus) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

func (t *Thread) status() ThreadStatus {
	st := ThreadStatus{ID: t.id, Cell: t.cell.ID}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.parked {
		w := t.wait
		w.Chans, w.Pos = slices.Clone(w.Chans), t.position() // t stands still: it needs mu to go on
		st.Wait, st.Trace = &w, t.Traceback()
	}
	return st
}
