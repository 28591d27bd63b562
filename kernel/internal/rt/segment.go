package rt

import (
	"go/token"
	"runtime"
	"sync/atomic"
	"unsafe"
)

// This file is for the second tier, which keeps frames of its own: a thread sees a run of
// them, from where compiled code called in to where it calls out, as one frame.

// A Segment is such a run of frames.
type Segment interface {
	// Frames visits the functions, innermost first, and where each of them is.
	Frames(visit func(fn *FuncInfo, at token.Pos))
	// Recover is the predeclared recover in the function that the segment has called out to.
	Recover() any
}

// EnterSegment notes that a segment begins and returns its mark, for Leave. What runs
// in it counts as able to recover (see Shield); so the result of Shield is returned too.
func (t *Thread) EnterSegment(s Segment) (mark, shield int) {
	mark = t.push(frame{segment: s})
	return mark, t.Shield()
}

// DropTo forgets the frames above the one with this mark, which a panic has skipped.
func (t *Thread) DropTo(mark int) { t.dropTo(mark) }

// Caught makes a *Panic of what the predeclared recover returned. The frames must still be
// those of the panic. Nil stays nil.
func (t *Thread) Caught(r any) *Panic { return t.caught(r) }

// StopFlag is set when the thread's cell has been stopped.
func (t *Thread) StopFlag() *atomic.Bool { return &t.cell.stopped }

// Guest reports whether the thread lasts only as long as compiled code's call.
func (t *Thread) Guest() bool { return t.guest }

// Overflow ends the cell because of endless recursion. It does not return.
func (t *Thread) Overflow() {
	t.cell.Stop(&Overflow{Trace: t.Traceback()})
	runtime.Goexit()
}

// expand replaces segments by the frames they stand for. frames are innermost first.
func expand(frames []frame) []frame {
	all := make([]frame, 0, len(frames))
	for _, f := range frames {
		if f.segment == nil {
			all = append(all, f)
			continue
		}
		f.segment.Frames(func(fn *FuncInfo, at token.Pos) { all = append(all, frame{fn: fn, ln: at}) })
	}
	return all
}

// Repanic lets a panic go on that has left a segment.
func (t *Thread) Repanic(p *Panic) {
	if t.nobodyRecovers() {
		t.threads.crashed(t.cell, p)
		runtime.Goexit()
	}
	t.passed = p
	panic(p)
}

// again returns the panic that compiled code has recovered and raises again, as encoding/json
// does: the frames of a segment are gone by then, but their traceback is not. Nil if v is not of such a panic.
func (t *Thread) again(v any) *Panic {
	p := t.passed
	t.passed = nil
	if p == nil || !sameWords(p.Value, v) {
		return nil
	}
	return p
}

// sameWords reports whether two values are the same one, not just equal.
func sameWords(x, y any) bool {
	bx, ok := x.(Box)
	if by, both := y.(Box); ok && both {
		return bx.T == by.T && sameWords(bx.V, by.V)
	}
	return *(*[2]uintptr)(unsafe.Pointer(&x)) == *(*[2]uintptr)(unsafe.Pointer(&y))
}

// segmentBelow returns the segment that has called the function with this mark, nil if
// another function has. Wrappers do not count.
func (t *Thread) segmentBelow(mark int) Segment {
	for mark--; mark >= 0; mark-- {
		f := t.frames[mark]
		if f.fn == nil || !f.fn.Func.Wrapper {
			return f.segment
		}
	}
	return nil
}
