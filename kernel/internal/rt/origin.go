package rt

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
	n := t.threads.newThread(t.cell)
	o := origin{t.id, t.innermost()}
	n.mu.Lock()
	n.origin = o
	n.mu.Unlock()
	return n
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
