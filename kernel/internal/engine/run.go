package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/traefik/yaegi/interp"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file runs a cell's body and ends it when it is to be stopped.
//
// Cell code ends by itself at the next call or blocking operation after its cell has been
// stopped (rt). Only a loop that does neither goes on; for that, Yaegi compares a number in each
// function's frame with the interpreter's before every step. While the two differ, everything that
// Yaegi runs returns at once. The number is put back afterwards, because closures and methods made
// until now carry it too: with another number they would never run again.

// A run is one execution of a body.
type run struct {
	mu    sync.Mutex
	cell  *rt.Cell
	shown []Shown
	body  *rt.Thread
	trace []rt.Frame // where the body was when it was stopped
}

// Stopped is the error of a cell that was stopped from outside.
type Stopped struct {
	Trace []rt.Frame // where it was, innermost first
	// Blocked: the cell's goroutine is inside a call of compiled code that cannot be
	// interrupted; it ends when that call returns.
	Blocked bool
}

func (s *Stopped) Error() string {
	if len(s.Trace) > 0 {
		return fmt.Sprintf("stopped at %v", s.Trace[0].Pos)
	}
	return "stopped"
}

// execute runs the body of a loaded program.
func (e *Engine) execute(ctx context.Context, p *ir.Program, body *callable) (Result, error) {
	if ctx.Err() != nil { // while the cell was checked
		return Result{}, &Stopped{}
	}
	r := &run{}
	e.running.Store(r)
	defer e.running.Store(nil)
	err := e.start(ctx, p.Name, r, func(th *rt.Thread) {
		var args values
		if body.framed {
			args = values{reflect.ValueOf(th)}
		}
		body.fn.Call(args)
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	return Result{Shown: r.shown, cell: r.cell}, err
}

// Do runs a function of the caller's that may call methods of values of cells, as if it
// were the body of the cell of this name: it is stopped when ctx is done, and its panics are
// errors. The errors are those of Run. It may be called while a program runs.
func (e *Engine) Do(ctx context.Context, name string, f func()) error {
	return e.start(ctx, name, &run{}, func(*rt.Thread) { f() })
}

// start runs a body on a goroutine of its own and waits until it has ended.
func (e *Engine) start(ctx context.Context, name string, r *run, body func(*rt.Thread)) error {
	cell := e.threads.Start(name, func() {
		th := e.threads.Current()
		r.begin(th)
		defer r.noteStop(th)
		body(th)
	})
	r.started(cell)
	w := e.newWatch()
	defer w.clock.Stop()
	for {
		select {
		case <-cell.Done():
		case <-ctx.Done():
			if e.ask(cell) {
				return &Stopped{}
			}
			cell.Stop(rt.ErrStopped)
			e.finish(cell)
		case <-cell.Context().Done(): // it was ended by os.Exit or a goroutine's panic
			e.finish(cell)
		case <-w.clock.C:
			if !w.deadlocked() {
				continue
			}
			cell.Stop(e.threads.Deadlocked(cell))
			e.finish(cell)
		}
		return outcome(cell, r)
	}
}

func (r *run) started(c *rt.Cell) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cell = c
}

func (r *run) begin(th *rt.Thread) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.body = th
}

// noteStop notes where a stopped body was.
func (r *run) noteStop(th *rt.Thread) {
	if th.Stopped() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.trace = th.Traceback()
	}
}

// outcome is the error that a cell ended with.
func outcome(cell *rt.Cell, r *run) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	select {
	case <-cell.Done():
	default:
		if err := cell.Reason(); !errors.Is(err, rt.ErrStopped) {
			return r.placed(err) // it is on its way out
		}
		return &Stopped{Trace: r.body.Peek(), Blocked: true}
	}
	err := cell.Err()
	if errors.Is(err, rt.ErrStopped) {
		return &Stopped{Trace: r.trace}
	}
	return r.placed(err)
}

// placed says where a cell was that had taken too much memory, which others have noticed.
func (r *run) placed(err error) error {
	if full, ok := err.(*rt.OutOfMemory); ok && full.Trace == nil {
		return &rt.OutOfMemory{Limit: full.Limit, Asked: full.Asked, Trace: r.trace}
	}
	return err
}

// How long a stopped cell is given.
const (
	politeness = 20 * time.Millisecond // to notice by itself

	// To end after Yaegi has been told; one that computes is given both.
	patienceAsleep = 150 * time.Millisecond
	patience       = 500 * time.Millisecond
)

// finish waits until a stopped cell's goroutines have ended, as far as they can.
func (e *Engine) finish(cell *rt.Cell) {
	over := func() bool { return cell.Ended() && !e.busy(cell) }
	if waitFor(politeness, over) {
		return
	}
	atomic.AddUint64(e.runID, 1)
	if !waitFor(patienceAsleep, over) && computing() {
		waitFor(patience, over)
	}
	atomic.AddUint64(e.runID, ^uint64(0))
}

// busy reports whether a goroutine of the cell is computing.
func (e *Engine) busy(cell *rt.Cell) bool {
	for _, t := range e.threads.Live() {
		if t.Cell == cell.ID && t.Wait == nil {
			return true
		}
	}
	return false
}

// waitFor asks again and again, up to a limit, and returns the last answer.
func waitFor(limit time.Duration, done func() bool) bool {
	deadline := time.Now().Add(limit)
	for pause := 50 * time.Microsecond; !done(); pause = min(2*pause, 5*time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
		time.Sleep(pause)
	}
	return true
}

// runID returns the address of the number that Yaegi checks before every step.
// It is not exported; a version of Yaegi without it cannot be stopped.
func runID(in *interp.Interpreter) (*uint64, error) {
	f := reflect.ValueOf(in).Elem().FieldByName("id")
	if !f.IsValid() || f.Kind() != reflect.Uint64 {
		return nil, errors.New("this version of Yaegi keeps no run id")
	}
	return (*uint64)(unsafe.Pointer(f.UnsafeAddr())), nil
}
