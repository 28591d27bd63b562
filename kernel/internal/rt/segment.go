package rt

import (
	"go/token"
	"iter"
	"runtime"
	"strings"
	"sync/atomic"
	"unsafe"
)

// This file is for the second tier, which keeps frames of its own: a thread sees a run of
// them, from where compiled code called in to where it calls out, as one frame.

// A Segment is such a run of frames.
type Segment interface {
	// Frames visits the functions, innermost first, and where each of them is, until
	// visit returns false.
	Frames(visit func(fn *FuncInfo, at token.Pos) bool)
	// Deferred visits the functions like Frames as far as they belong to a deferred call that
	// runs because of a panic, which it returns; if there is none, it visits all of them.
	Deferred(visit func(fn *FuncInfo, at token.Pos)) *Panic
	// Peek returns the innermost functions, at most so many, for Thread.Peek.
	Peek(most int) []Place
	// Innermost is the function that Frames visits first; nil if there is none.
	Innermost() (fn *FuncInfo, at token.Pos)
	// Outermost is the function that Frames visits last.
	Outermost() (fn *FuncInfo, at token.Pos)
	// Depth is the number of frames of the second tier on the goroutine, those of the
	// segments below this one included.
	Depth() int
	// Recover is the predeclared recover in the function that the segment has called out to.
	Recover() any
}

// EnterSegment notes that a segment begins and returns its mark, for Leave. What runs
// in it counts as able to recover (see Shield); so the result of Shield is returned too.
func (t *Thread) EnterSegment(s Segment) (mark, shield int) {
	if t.Top >= cap(t.frames) || t.Top >= t.limit || t.cell.stopped.Load() {
		mark = t.push(frame{segment: s})
		return mark, t.Shield()
	}
	mark = t.Top
	t.saveLn()
	t.frames = t.frames[:mark+1]
	f := &t.frames[mark]
	f.fn, f.at, f.segment = nil, nil, s
	t.Top = mark + 1
	return mark, t.Shield()
}

// LeaveSegment is Leave for a segment, with what EnterSegment has returned.
func (t *Thread) LeaveSegment(mark, shield int) {
	t.shields = shield
	if len(t.frames) != mark+1 || t.guest && mark == 0 {
		t.Leave(mark)
		return
	}
	t.frames[mark].segment = nil
	t.frames = t.frames[:mark]
	t.Top = mark
	if mark > 0 {
		t.Ln = t.frames[mark-1].ln
	}
}

// DropTo forgets the frames above the one with this mark, which a panic has skipped.
func (t *Thread) DropTo(mark int) { t.dropTo(mark) }

// Caught makes a *Panic of what the predeclared recover returned. The frames must still be
// those of the panic. Nil stays nil.
func (t *Thread) Caught(r any) *Panic { return t.caught(r) }

// StopFlag is set when the thread's cell has been stopped.
func (t *Thread) StopFlag() *atomic.Bool { return &t.stop }

// Guest reports whether the thread lasts only as long as compiled code's call.
func (t *Thread) Guest() bool { return t.guest }

// Overflow ends the cell because of endless recursion. It does not return.
func (t *Thread) Overflow() {
	t.cell.Stop(newOverflow(t.Traceback()))
	runtime.Goexit()
}

// stack yields the thread's frames, innermost first, with segments replaced by the frames
// they stand for.
func (t *Thread) stack() iter.Seq[frame] {
	return func(yield func(frame) bool) {
		more := true
		for i := t.Top - 1; i >= 0 && more; i-- {
			f := t.frames[i]
			if f.segment == nil {
				more = yield(f)
				continue
			}
			f.segment.Frames(func(fn *FuncInfo, at token.Pos) bool {
				more = yield(frame{fn: fn, ln: at})
				return more
			})
		}
	}
}

// depth is how many frames there are, more or less: it does not count them one by one.
func (t *Thread) depth() int {
	for i := t.Top - 1; i >= 0; i-- {
		if s := t.frames[i].segment; s != nil {
			return i + s.Depth()
		}
	}
	return t.Top
}

// Repanic lets a panic go on that has left a segment.
func (t *Thread) Repanic(p *Panic) {
	if t.nobodyRecovers() && t.calledByInterpreter() {
		t.crashed(p)
		runtime.Goexit()
	}
	t.passed = p
	panic(p)
}

// calledByInterpreter reports whether it was the interpreter that called the segment's first
// function, and not compiled code that the interpreter has called: fmt recovers panics of methods.
func (t *Thread) calledByInterpreter() bool {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		between := strings.HasPrefix(f.Function, internalPath+"vm.") || strings.HasPrefix(f.Function, internalPath+"engine.") ||
			strings.HasPrefix(f.Function, "reflect.")
		if !between || !more {
			in := t.threads.opts.Interpreter
			return in != "" && strings.HasPrefix(f.Function, in)
		}
	}
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
