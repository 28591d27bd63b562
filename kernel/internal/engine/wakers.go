package engine

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
	"weak"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file keeps account of what could wake a cell's goroutine although no goroutine is about to:
// functions that a timer will call, contexts with a deadline, signals, the garbage collector. The
// channels of timers need no account: they can be told from others (rt).

// wakers is the account. It is safe for concurrent use.
type wakers struct {
	mu        sync.Mutex
	forGood   bool                       // signals or finalizers: nobody knows when they come
	timers    []weak.Pointer[time.Timer] // that call functions; they can be set again
	deadlines []context.Context          // not kept alive for longer than by their own timers
	tidyAt    int
}

// pending reports whether something could still wake a goroutine.
func (w *wakers) pending() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tidy()
	return w.forGood || len(w.deadlines) > 0 || slices.ContainsFunc(w.timers, func(p weak.Pointer[time.Timer]) bool {
		t := p.Value()
		return t != nil && timerSet(t)
	})
}

// tidy forgets what is over.
func (w *wakers) tidy() {
	w.timers = slices.DeleteFunc(w.timers, func(p weak.Pointer[time.Timer]) bool { return p.Value() == nil })
	w.deadlines = slices.DeleteFunc(w.deadlines, func(ctx context.Context) bool { return ctx.Err() != nil })
	w.tidyAt = 2*(len(w.timers)+len(w.deadlines)) + 64
}

// add changes the account, which is tidied from time to time.
func (w *wakers) add(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if change(); len(w.timers)+len(w.deadlines) > w.tidyAt {
		w.tidy()
	}
}

func (w *wakers) deadline(ctx context.Context, cancel context.CancelFunc) (context.Context, context.CancelFunc) {
	w.add(func() { w.deadlines = append(w.deadlines, ctx) })
	return ctx, cancel
}

// afterFunc is time.AfterFunc, accounted for.
func (w *wakers) afterFunc(d time.Duration, f func()) *time.Timer {
	t := time.AfterFunc(d, f)
	w.add(func() { w.timers = append(w.timers, weak.Make(t)) })
	return t
}

func (w *wakers) unforeseeable() { w.add(func() { w.forGood = true }) }

// Unforeseeable is called when a cell has arranged to be woken by something that nobody can foresee, such as a
// signal: from then on nothing counts as a deadlock.
func (e *Engine) Unforeseeable() { e.wakers.unforeseeable() }

// symbols are the functions that make such things, for cells.
func (w *wakers) symbols() map[string]any {
	return map[string]any{
		"context.WithTimeout": func(parent context.Context, d time.Duration) (context.Context, context.CancelFunc) {
			return w.deadline(context.WithTimeout(parent, d))
		},
		"context.WithTimeoutCause": func(parent context.Context, d time.Duration, cause error) (context.Context, context.CancelFunc) {
			return w.deadline(context.WithTimeoutCause(parent, d, cause))
		},
		"context.WithDeadline": func(parent context.Context, d time.Time) (context.Context, context.CancelFunc) {
			return w.deadline(context.WithDeadline(parent, d))
		},
		"context.WithDeadlineCause": func(parent context.Context, d time.Time, cause error) (context.Context, context.CancelFunc) {
			return w.deadline(context.WithDeadlineCause(parent, d, cause))
		},
		"os/signal.Notify": func(c chan<- os.Signal, sig ...os.Signal) {
			w.unforeseeable()
			signal.Notify(c, sig...)
		},
		"os/signal.NotifyContext": func(parent context.Context, sig ...os.Signal) (context.Context, context.CancelFunc) {
			w.unforeseeable()
			return signal.NotifyContext(parent, sig...)
		},
		"runtime.SetFinalizer": func(x, f any) {
			w.unforeseeable()
			runtime.SetFinalizer(rt.Raw(x), rt.Raw(f))
		},
		libPath + ".AddCleanup": func(p unsafe.Pointer, cleanup func()) runtime.Cleanup {
			w.unforeseeable()
			return runtime.AddCleanup((*byte)(p), func(f func()) { f() }, cleanup)
		},
	}
}

// stateAt is where the runtime keeps the state of a timer, and what it is made of: the timer is in
// the heap of timers, or only not taken out yet.
const (
	stateAt = 24
	heaped  = 1
	zombie  = 4
)

// timerSet reports whether a timer will call its function.
func timerSet(t *time.Timer) bool {
	state := atomic.LoadUint32((*uint32)(unsafe.Add(unsafe.Pointer(t), stateAt)))
	return byte(state)&(heaped|zombie) == heaped
}

// timersSeen tries whether timers are kept as this file supposes.
func timersSeen() bool {
	t := time.AfterFunc(time.Hour, func() {})
	set := timerSet(t)
	t.Stop()
	stopped := timerSet(t)
	t.Reset(time.Hour)
	again := timerSet(t)
	t.Stop()
	return set && !stopped && again && !timerSet(t)
}
