package rt

import "go/token"

// This file looks at a goroutine that is inside a call of compiled code and does not come back.

// Peek is Traceback for another goroutine than the thread's own, one whose cell has been stopped: when
// its call returns it ends, and until then its frames stay as they are. What it does in that very moment
// is not waited for, hence the result may be of a moment before, or empty.
//
//go:norace
func (t *Thread) Peek() (trace []Frame) {
	if t == nil || !t.stop.Load() {
		return nil
	}
	defer func() {
		if recover() != nil {
			trace = nil
		}
	}()
	for i := t.Top - 1; i >= 0 && i < len(t.frames); i-- {
		trace = append(trace, t.frames[i].peek(t, i)...)
	}
	return trace
}

//go:norace
func (f *frame) peek(t *Thread, i int) []Frame {
	if f.segment != nil {
		return f.peekSegment()
	}
	at := f.ln
	switch {
	case f.at != nil && f.at.IsValid():
		at = *f.at
	case f.at != nil:
		at = f.fn.Func.Pos
	case i == t.Top-1:
		at = t.Ln
	}
	return told(frame{fn: f.fn, ln: at})
}

//go:norace
func (f *frame) peekSegment() (trace []Frame) {
	for _, in := range f.segment.Peek(2 * traceEnds) {
		trace = append(trace, told(frame{fn: in.Fn, ln: in.At})...)
	}
	return trace
}

// told is a frame as a traceback shows it.
func told(f frame) []Frame {
	if f = f.shown(); f.fn.Func.Wrapper {
		return nil
	}
	return []Frame{{Name: f.fn.Func.Name, Pos: f.position()}}
}

// A Place is a function and where it is.
type Place struct {
	Fn *FuncInfo
	At token.Pos
}
