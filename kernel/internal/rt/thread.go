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
	cell    *Cell
	id      int64
	g       uintptr
	guest   bool    // compiled code's goroutine, known only while it is in cell code
	frames  []frame // those below Top count
	limit   int
	panics  *panicking
	shields int    // see Shield
	passed  *Panic // the last one that compiled code was given

	recovered *Panic // the last one that was recovered

	mu   sync.Mutex // guards wait, and frames for others while wait is set
	wait *Wait
}

// A Wait says what a thread is blocked on.
type Wait struct {
	What string // "chan receive", "chan send", "select", "sleep", ... as Go's own tracebacks say it
	Pos  token.Pos
	// Forever: nothing but a stop can end it (nil channel, empty select).
	Forever bool
}

// Threads is the register of one session's threads. It is safe for concurrent use.
type Threads struct {
	opts    ThreadOptions
	getg    func() uintptr
	shards  [shardCount]shard
	last    atomic.Int64         // thread ids
	current atomic.Pointer[Cell] // the cell started last
	running sync.WaitGroup
}

// ThreadOptions configure a register.
type ThreadOptions struct {
	// MaxDepth is the number of frames a thread may have; 0 means 50000.
	MaxDepth int
	// Panicked is told about a panic that ended a goroutine when its cell's body
	// was over already, so that Cell.Err cannot tell. It may be nil.
	Panicked func(cell string, p *Panic)
}

const (
	shardCount      = 64
	defaultMaxDepth = 50_000
)

type shard struct {
	mu sync.RWMutex
	m  map[uintptr]*Thread
	_  [64]byte // keeps neighbours off one cache line
}

// NewThreads returns an empty register.
func NewThreads(opts ThreadOptions) *Threads {
	if opts.MaxDepth == 0 {
		opts.MaxDepth = defaultMaxDepth
	}
	ts := &Threads{opts: opts, getg: goroutineKey()}
	for i := range ts.shards {
		ts.shards[i].m = map[uintptr]*Thread{}
	}
	return ts
}

func (ts *Threads) shard(g uintptr) *shard { return &ts.shards[(g>>8^g>>14)%shardCount] }

// Current returns the thread of the calling goroutine. A goroutine of compiled
// code gets one for as long as it is in cell code; it belongs to the cell started last.
func (ts *Threads) Current() *Thread {
	g := ts.getg()
	s := ts.shard(g)
	s.mu.RLock()
	t := s.m[g]
	s.mu.RUnlock()
	if t != nil {
		return t
	}
	cell := ts.current.Load()
	switch {
	case cell == nil:
		cell = newCell("")
	case cell.Stopped():
		// What is called after the end, such as the method String of what the cell
		// panicked with, runs all the same: it is not the cell that goes on.
		cell = newCell(cell.ID)
	}
	t = ts.newThread(cell)
	t.guest = true
	t.attach()
	return t
}

func (ts *Threads) newThread(c *Cell) *Thread {
	return &Thread{threads: ts, cell: c, id: ts.last.Add(1), limit: ts.opts.MaxDepth}
}

func (t *Thread) attach() {
	t.g = t.threads.getg()
	s := t.threads.shard(t.g)
	s.mu.Lock()
	s.m[t.g] = t
	s.mu.Unlock()
}

func (t *Thread) detach() {
	s := t.threads.shard(t.g)
	s.mu.Lock()
	if s.m[t.g] == t {
		delete(s.m, t.g)
	}
	s.mu.Unlock()
}

// Cell returns the cell that t works for. Safe from any goroutine.
func (t *Thread) Cell() *Cell { return t.cell }

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
	if mark >= t.limit {
		t.cell.Stop(&Overflow{Trace: t.Traceback()})
		runtime.Goexit()
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
	if t.Top == 0 {
		return token.NoPos
	}
	if all := expand(t.frames[t.Top-1 : t.Top]); len(all) > 0 {
		return all[0].pos()
	}
	return token.NoPos
}

// Poll ends the goroutine if its cell has been stopped. The engine calls it
// where cell code could go on for ever.
func (t *Thread) Poll() {
	if t.cell.stopped.Load() {
		runtime.Goexit()
	}
}

// Stopped reports whether the thread's cell has been stopped. Safe from any goroutine.
func (t *Thread) Stopped() bool { return t.cell.stopped.Load() }

// Go runs f on a new goroutine of the same cell. A panic that f does not
// recover ends the cell, as it would end a compiled program.
func (t *Thread) Go(f func()) { t.threads.spawn(t.threads.newThread(t.cell), f, nil) }

// spawn runs f on a goroutine of its own, which the register waits for; after is
// called last, with the panic that f left with.
func (ts *Threads) spawn(t *Thread, f func(), after func(*Panic)) {
	ts.running.Go(func() {
		t.attach()
		defer t.detach()
		finished := false
		defer func() {
			var p *Panic
			if !finished {
				p = t.caught(recover())
			}
			if p != nil {
				ts.crashed(t.cell, p)
			}
			if after != nil {
				after(p)
			}
		}()
		f()
		finished = true
	})
}

// crashed ends a cell because of a panic that a goroutine of it did not recover.
func (ts *Threads) crashed(c *Cell, p *Panic) {
	dying := c.stopped.Load()
	if !c.Stop(p) && !dying && ts.opts.Panicked != nil {
		ts.opts.Panicked(c.ID, p)
	}
}

// Wait waits until no goroutine made by Start or Go is left.
func (ts *Threads) Wait() { ts.running.Wait() }

// each visits the threads that are known now.
func (ts *Threads) each(visit func(*Thread)) {
	for i := range ts.shards {
		s := &ts.shards[i]
		s.mu.RLock()
		ts := make([]*Thread, 0, len(s.m))
		for _, t := range s.m {
			ts = append(ts, t)
		}
		s.mu.RUnlock()
		for _, t := range ts {
			visit(t)
		}
	}
}
