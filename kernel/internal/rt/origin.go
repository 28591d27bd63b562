package rt

import (
	"cmp"
	"runtime"
	"slices"
	"time"
)

// This file tells where goroutines come from: Go's tracebacks say "created by".

// An Origin is where a goroutine was started.
type Origin struct {
	Frame           // the function with the go statement; no Pos if it is not known
	Goroutine int64 // the one that was in it; 0 for none
}

// Known reports whether there is a place to tell.
func (o Origin) Known() bool { return o.Goroutine != 0 && o.Pos.IsValid() }

// origin is an Origin that nobody has asked for yet: starting a goroutine must be quick.
type origin struct {
	parent int64
	in     frame
}

func (o origin) told() Origin {
	if o.in.fn == nil {
		return Origin{Goroutine: o.parent}
	}
	f := o.in.shown()
	return Origin{Frame{Name: f.fn.Func.Name, Pos: f.position()}, o.parent}
}

// Origin tells where t was started.
func (t *Thread) Origin() Origin { return t.origin.told() }

// child makes the thread of a goroutine that t starts.
func (t *Thread) child() *Thread {
	return t.threads.newThread(t.cell).from(origin{t.id, t.innermost()})
}

func (t *Thread) from(o origin) *Thread {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.origin = o
	return t
}

// Later makes a function of f that compiled code calls on a goroutine of its own, once or often, as a
// timer does: that is a goroutine which t has started then.
func (t *Thread) Later(f func()) func() {
	ts, cell, o := t.threads, t.cell, origin{t.id, t.innermost()}
	return func() {
		t := ts.newThread(cell).from(o)
		t.expected()
		ts.execute(t, f, nil)
	}
}

// Alone reports whether the cell has no goroutines of its own any more, those included that have only
// been started.
func (c *Cell) Alone() bool { return c.unborn.Load() == 0 && len(c.Left()) == 0 }

// settle waits until the goroutines that have been started have begun, for only those are to be found. It gives up
// after a second: somebody may start new ones all the time.
func (c *Cell) settle() {
	for end := time.Now().Add(time.Second); c.unborn.Load() > 0 && time.Now().Before(end); {
		runtime.Gosched()
	}
}

// Left returns the goroutines of the cell that there still are, oldest first; not those of compiled code.
func (c *Cell) Left() []ThreadStatus {
	var left []ThreadStatus
	c.threads.each(func(t *Thread) {
		if st, ok := t.statusOf(c); ok && !st.Guest {
			left = append(left, st)
		}
	})
	slices.SortFunc(left, func(a, b ThreadStatus) int { return cmp.Compare(a.ID, b.ID) })
	return left
}

// innermost is the frame that t is in, with its position noted.
func (t *Thread) innermost() frame {
	t.saveLn()
	for i := t.Top - 1; i >= 0; i-- {
		f := t.frames[i]
		if f.segment != nil {
			fn, at := f.segment.Innermost()
			f = frame{fn: fn, ln: at}
		}
		if f.fn != nil {
			return frame{fn: f.fn, ln: f.pos()}
		}
	}
	return frame{}
}
