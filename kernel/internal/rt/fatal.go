package rt

import "runtime"

// A Fatal is the reason of a cell that did what Go calls a fatal error: nothing can recover it.
type Fatal struct {
	Text  string // in Go's words
	Hint  string // in ours; may be ""
	Trace []Frame
	// Goroutine is the one that did it, and Origin where that was started; 0 if it does not matter.
	Goroutine int64
	Origin    Origin
	// Meanwhile is another goroutine without which it would not have happened; nil if there is none.
	Meanwhile *Meanwhile
}

// Meanwhile is where a goroutine was when another one met it.
type Meanwhile struct {
	Doing     string  // "writing"
	Trace     []Frame // innermost first, maybe not to the end
	Goroutine int64
	Origin    Origin // not known for the goroutine that runs the cell itself
}

func (f *Fatal) Error() string { return f.Text }

// Fatal ends the cell because of a fatal error of the calling goroutine. It does not return.
func (ts *Threads) Fatal(text string) {
	t := ts.Current()
	t.cell.Stop(&Fatal{Text: text, Trace: t.Traceback()})
	runtime.Goexit()
}

// Collided is Fatal for t, the thread of the calling goroutine, which must not do what it is about to do because of what
// another one is doing just now, at places that are given, innermost first. The other one's cell ends, too: it is as guilty.
func (t *Thread) Collided(text string, other *Thread, at []Place, doing string) {
	if t.cell.Stopped() {
		runtime.Goexit()
	}
	f := &Fatal{Text: text, Trace: t.Traceback(), Goroutine: t.id, Origin: t.origin.told(), Meanwhile: other.meanwhile(at, doing)}
	told := t.cell.Stop(f)
	if cell := other.worksFor(); cell != t.cell {
		told = cell.Stop(f) || told
	}
	if !told && t.threads.opts.Died != nil {
		t.threads.opts.Died(t.cell.ID, f)
	}
	runtime.Goexit()
}

func (t *Thread) meanwhile(at []Place, doing string) *Meanwhile {
	var trace []Frame
	for _, p := range at {
		trace = append(trace, told(frame{fn: p.Fn, ln: p.At})...)
	}
	st := t.status()
	return &Meanwhile{Doing: doing, Trace: trace, Goroutine: st.ID, Origin: st.Origin}
}

// worksFor is Cell for other goroutines.
func (t *Thread) worksFor() *Cell {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cell
}
