package rt

import (
	"go/token"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A FuncInfo is what a frame knows about its function.
type FuncInfo struct {
	Func  *ir.Func
	Files *token.FileSet
	Outer *FuncInfo // of a RangeBody: the function that the loop stands in
}

// frame is one function that a thread is in.
type frame struct {
	fn *FuncInfo
	at *token.Pos // where the function notes its position; nil if it uses Thread.Ln
	ln token.Pos  // its position otherwise, saved when it calls another function

	segment Segment // the second tier's frames; fn is nil then
}

// A Thread is one goroutine's place in cell code. Its methods are for that
// goroutine only, unless they say otherwise.
type Thread struct {
	// Ln is the position being executed in a function that has been announced by Enter.
	// The engine stores it before everything that can panic, block or be interrupted.
	Ln token.Pos

	// Top is the number of frames. A function may set it back to its mark instead of
	// calling Leave, if another function of the same goroutine has called it.
	Top int

	// Tier is what the second tier keeps of this thread.
	Tier any

	threads *Threads
	cell    *Cell // this and id are written under mu
	id      int64
	stop    atomic.Bool // set when cell is stopped
	inTable tableEntry
	guest   bool    // compiled code's goroutine, known only while it is in cell code
	frames  []frame // those below Top count
	first   [2]frame
	limit   int
	panics  *panicking
	shields int    // see Shield
	passed  *Panic // the last one that compiled code was given

	recovered *Panic // the last one that was recovered
	origin    origin // who started it; written under mu

	mu     sync.Mutex // guards what follows, and frames for others while parked is set
	parked bool
	parks  uint64 // how often it has been parked
	wait   Wait   // without Pos
}

// A Wait says what a thread is blocked on.
type Wait struct {
	What string // "chan receive", "chan send", "select", "sleep", ... as Go's own tracebacks say it
	Pos  token.Pos
	// Forever: nothing but a stop can end it (nil channel, empty select).
	Forever bool
	// Chans are the addresses of the channels that it waits for.
	Chans []uintptr
}

// Threads is the register of one session's threads. It is safe for concurrent use.
type Threads struct {
	opts    ThreadOptions
	getg    func() uintptr
	table   table
	last    atomic.Int64         // thread ids
	current atomic.Pointer[Cell] // the cell started last
	running sync.WaitGroup
	spare   sync.Pool // of *Thread
	spots   spots
}

// ThreadOptions configure a register.
type ThreadOptions struct {
	// MaxDepth is the number of frames a thread may have; 0 means 50000.
	MaxDepth int
	// Interpreter is what the names of functions of the interpreter begin with, which calls the
	// second tier. It may be empty.
	Interpreter string
	// Memory is the process's account; nil if it has no limit.
	Memory *Memory
	// Died is told about a *Panic or *Fatal that ended a goroutine when its cell's body
	// was over already, so that Cell.Err cannot tell. It may be nil.
	Died func(cell string, reason error)
}

const defaultMaxDepth = 50_000

// NewThreads returns an empty register.
func NewThreads(opts ThreadOptions) *Threads {
	if opts.MaxDepth == 0 {
		opts.MaxDepth = defaultMaxDepth
	}
	return &Threads{opts: opts, getg: goroutineKey()}
}

// Current returns the thread of the calling goroutine. A goroutine of compiled
// code gets one for as long as it is in cell code; it belongs to the cell started last.
func (ts *Threads) Current() *Thread {
	g := ts.getg()
	if t := ts.table.bucket(g).recent.Load(); t != nil && t.inTable.g.Load() == g {
		return t
	}
	if t := ts.table.find(g); t != nil {
		return t
	}
	return ts.newGuest()
}

// newGuest makes a thread for a goroutine of compiled code.
func (ts *Threads) newGuest() *Thread {
	cell := ts.current.Load()
	switch {
	case cell == nil:
		cell = ts.newCell("")
	case cell.Stopped():
		// What is called after the end, such as the method String of what the cell
		// panicked with, runs all the same: it is not the cell that goes on.
		cell = ts.newCell(cell.ID)
	}
	t := ts.newThread(cell)
	t.guest = true
	t.attach()
	return t
}

func (ts *Threads) newThread(c *Cell) *Thread {
	t, ok := ts.spare.Get().(*Thread)
	if !ok {
		t = &Thread{threads: ts, limit: ts.opts.MaxDepth}
		t.frames = t.first[:0]
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.id = ts.last.Add(1)
	t.origin = origin{}
	t.moveTo(c)
	return t
}

// recycle lets t be used for another goroutine; its own is at its end, with nothing left on it.
// Somebody may still look at t from outside.
func (t *Thread) recycle() {
	t.mu.Lock()
	t.Ln, t.Top, t.Tier, t.panics, t.shields, t.guest = 0, 0, nil, nil, 0, false
	clear(t.frames)
	t.frames = t.first[:0]
	t.mu.Unlock()
	t.threads.spare.Put(t)
}

func (t *Thread) attach() {
	t.threads.table.add(t, t.threads.getg())
	if t.cell.stopped.Load() { // before t was to be found
		t.stop.Store(true)
	}
}

func (t *Thread) detach() { t.threads.table.remove(t) }

// Cell returns the cell that t works for.
func (t *Thread) Cell() *Cell { return t.cell }

// moveTo makes t work for c, and stop with it and no other. It is called with mu held.
func (t *Thread) moveTo(c *Cell) {
	t.cell = c
	t.stop.Store(c.stopped.Load())
}

// followCaller makes t, the thread of a coroutine that does not run now, work for the calling
// goroutine's cell.
func (t *Thread) followCaller() {
	caller := t.threads.table.find(t.threads.getg())
	if caller == nil || caller.cell == t.cell {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.moveTo(caller.cell)
}

// stopWith stops t if it works for c and c is stopped.
func (t *Thread) stopWith(c *Cell) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cell == c && c.stopped.Load() {
		t.stop.Store(true)
	}
}

// Enter notes that a function has been called and returns the mark of its
// frame, for Leave, NewDefers and Recover. It does not return when the cell has been stopped, nor
// past the depth limit, where the cell ends with *Overflow. The function notes its position in Ln.
func (t *Thread) Enter(fn *FuncInfo) int {
	mark := t.push(frame{fn: fn, ln: fn.Func.Pos})
	t.Ln = fn.Func.Pos
	return mark
}

// EnterAt is Enter for a function that notes its position in a variable of its own.
func (t *Thread) EnterAt(fn *FuncInfo, at *token.Pos) int {
	return t.push(frame{fn: fn, at: at})
}

// Relocate says that the innermost function notes its position elsewhere from now on.
func (t *Thread) Relocate(at *token.Pos) { t.frames[t.Top-1].at = at }

func (t *Thread) push(f frame) int {
	t.Poll()
	mark := t.Top
	t.saveLn()
	if t.tooDeep(mark) {
		t.Overflow()
	}
	t.frames = append(t.frames[:mark], f)
	t.Top = mark + 1
	return mark
}

// saveLn notes the position of the innermost function in its frame.
func (t *Thread) saveLn() {
	if t.Top > 0 && t.frames[t.Top-1].at == nil {
		t.frames[t.Top-1].ln = t.Ln
	}
}

// Leave notes that the function with this mark has returned. It is called on
// normal return only: frames that a panic skips are dropped by whoever recovers it.
func (t *Thread) Leave(mark int) {
	t.truncate(mark)
	if t.guest && mark == 0 {
		t.detach()
	}
}

func (t *Thread) truncate(n int) {
	clear(t.frames[n:])
	t.Top = n
	if n > 0 {
		t.Ln = t.frames[n-1].ln
	}
}

// Depth returns the number of frames.
func (t *Thread) Depth() int { return t.Top }

// position is where the innermost function is.
func (t *Thread) position() token.Pos {
	t.saveLn()
	for f := range t.stack() {
		return f.pos()
	}
	return token.NoPos
}

// Poll ends the goroutine if its cell has been stopped. The engine calls it
// where cell code could go on for ever.
func (t *Thread) Poll() {
	if t.stop.Load() {
		t.End()
	}
}

// End ends the goroutine of a cell that has been stopped. Compiled code's goroutine is
// not known any more: others may come to have its key.
func (t *Thread) End() {
	if t.guest {
		t.detach()
	}
	runtime.Goexit()
}

// Stopped reports whether the thread's cell has been stopped. Safe from any goroutine.
func (t *Thread) Stopped() bool { return t.stop.Load() }

// Go runs f on a new goroutine of the same cell. A panic that f does not
// recover ends the cell, as it would end a compiled program.
func (t *Thread) Go(f func()) { t.threads.spawn(t.child(), f, nil) }

// A Starter is what the second tier has a new goroutine do.
type Starter interface{ Start(t *Thread) }

// GoTier is Go for the second tier: s becomes the new thread's Tier.
func (t *Thread) GoTier(s Starter) {
	n := t.child()
	n.Tier = s
	t.threads.spawn(n, nil, nil)
}

// spawn runs f, or the thread's Starter, on a goroutine of its own, which the register waits
// for; after is called last, with the panic that f left with.
func (ts *Threads) spawn(t *Thread, f func(), after func(*Panic)) {
	t.expected()
	go ts.execute(t, f, after)
}

// expected notes that t's goroutine has been started, or is, and will execute.
func (t *Thread) expected() {
	t.threads.running.Add(1)
	t.threads.table.size.Add(1)
	t.cell.unborn.Add(1)
}

func (ts *Threads) execute(t *Thread, f func(), after func(*Panic)) {
	defer ts.running.Done()
	t.attach()
	t.cell.unborn.Add(-1)
	ts.table.size.Add(-1)
	finished := false
	defer func() {
		t.detach()
		if finished && f == nil {
			t.recycle()
		}
	}()
	defer func() {
		var p *Panic
		if !finished {
			p = t.caught(recover())
		}
		if p != nil {
			t.crashed(p)
		}
		if after != nil {
			after(p)
		}
	}()
	if f != nil {
		f()
	} else {
		t.Tier.(Starter).Start(t)
	}
	finished = true
}

// crashed ends the cell because of a panic that t did not recover.
func (t *Thread) crashed(p *Panic) {
	c, ts := t.cell, t.threads
	p.Goroutine, p.Origin = t.id, t.origin.told()
	dying := c.stopped.Load()
	if !c.Stop(p) && !dying && ts.opts.Died != nil {
		ts.opts.Died(c.ID, p)
	}
}

// Any reports whether there is a goroutine.
func (ts *Threads) Any() bool { return ts.table.size.Load() > 0 }

// Several reports whether there is more than one.
func (ts *Threads) Several() bool { return ts.table.size.Load() > 1 }

// Wait waits until no goroutine made by Start or Go is left.
func (ts *Threads) Wait() { ts.running.Wait() }
