package rt

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// A Cell is one run of a cell: its body and the goroutines that it started. Its
// methods are safe from any goroutine.
type Cell struct {
	ID string

	threads *Threads
	ctx     context.Context // cancelled by Stop
	cancel  context.CancelFunc
	halt    <-chan struct{} // closed by Stop
	stopped atomic.Bool
	unborn  atomic.Int64 // goroutines that have been started and have not begun
	done    chan struct{}

	mu   sync.Mutex
	over bool // the body has ended
	why  error
	asks map[*func()]bool // what OnStop was given
}

// ErrStopped is the reason of a cell that somebody stopped.
var ErrStopped = errors.New("stopped")

// ErrGoexit is the reason of a cell whose body called runtime.Goexit.
var ErrGoexit = errors.New("runtime.Goexit was called by the cell itself")

// An ExitError is the reason of a cell that called os.Exit, or sent its own process a signal that would
// have ended it.
type ExitError struct {
	Code   int
	Signal string  // "killed"; "" for os.Exit
	Trace  []Frame // where it was called, innermost first
}

func (e *ExitError) Error() string {
	if e.Signal != "" {
		return "signal: " + e.Signal
	}
	return fmt.Sprintf("exit status %d", e.Code)
}

func (ts *Threads) newCell(id string) *Cell {
	c := &Cell{ID: id, threads: ts, done: make(chan struct{})}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.halt = c.ctx.Done()
	return c
}

// Start runs body as the cell's main goroutine. When Done is closed, Err tells
// how it went; goroutines that the cell started may go on, and belong to it still.
func (ts *Threads) Start(id string, body func()) *Cell {
	c := ts.newCell(id)
	ts.current.Store(c)
	ended := false
	ts.spawn(ts.newThread(c), func() { body(); ended = true }, func(p *Panic) {
		if !ended && p == nil {
			c.Stop(ErrGoexit) // has no effect if it was stopped for another reason
		}
		c.mu.Lock()
		c.over = true
		c.mu.Unlock()
		close(c.done)
	})
	return c
}

// Stop ends the cell: every goroutine of it ends at its next Poll, Enter or
// blocking operation, without running deferred calls. It does not wait. The first reason counts;
// the result tells whether this one does. After the body's end the reason stays as it was, but
// goroutines left over are stopped.
func (c *Cell) Stop(reason error) bool {
	c.mu.Lock()
	first := c.why == nil && !c.over
	if first {
		c.why = reason
	}
	c.stopped.Store(true)
	c.mu.Unlock()
	c.threads.each(func(t *Thread) { t.stopWith(c) })
	c.cancel()
	return first
}

// OnStop arranges for f to be called by Ask. The result takes that back.
func (c *Cell) OnStop(f func()) (release func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asks == nil {
		c.asks = map[*func()]bool{}
	}
	c.asks[&f] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.asks, &f)
	}
}

// Ask calls the functions that OnStop was given, and reports whether there are any: the cell is asked to
// end by itself.
func (c *Cell) Ask() bool {
	c.mu.Lock()
	asks := slices.Collect(maps.Keys(c.asks))
	c.mu.Unlock()
	for _, f := range asks {
		(*f)()
	}
	return len(asks) > 0
}

// Context is cancelled when the cell is stopped.
func (c *Cell) Context() context.Context { return c.ctx }

// Stopped reports whether the cell has been stopped.
func (c *Cell) Stopped() bool { return c.stopped.Load() }

// Done is closed when the body has ended.
func (c *Cell) Done() <-chan struct{} { return c.done }

// Ended reports whether Done is closed.
func (c *Cell) Ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// Err returns why the body ended, once Done is closed: nil, a *Panic, *ExitError,
// *Overflow, ErrGoexit, or the reason given to Stop.
func (c *Cell) Err() error {
	select {
	case <-c.done:
		return c.reason()
	default:
		return nil
	}
}

// Reason returns why the cell was stopped, also before its body has ended; nil if it was not.
func (c *Cell) Reason() error { return c.reason() }

func (c *Cell) reason() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why
}

// Exit is os.Exit: it ends the cell, and does not return. Nothing that is
// deferred runs.
func (ts *Threads) Exit(code int) {
	ts.exit(ExitError{Code: code})
}

// Signaled ends the cell as a signal would have ended its process, and does not return.
func (ts *Threads) Signaled(name string) { ts.exit(ExitError{Code: exitSignaled, Signal: name}) }

const exitSignaled = 2 // any but 0

func (ts *Threads) exit(e ExitError) {
	t := ts.Current()
	e.Trace = t.Traceback()
	t.cell.Stop(&e)
	runtime.Goexit()
}

// Goexit is runtime.Goexit: the goroutine ends, its deferred calls run.
func (ts *Threads) Goexit() { runtime.Goexit() }

// StopAll stops every cell that has a goroutine.
func (ts *Threads) StopAll(reason error) {
	ts.each(func(t *Thread) {
		t.worksFor().Stop(reason)
	})
}
