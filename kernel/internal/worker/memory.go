package worker

// This file watches how much memory cells take. A cell that takes more than there may be is stopped,
// before the system stores memory on disk or kills the process.

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

const (
	memoryShare = 2       // the process may take one part in so many of what there is
	fewMemory   = 1 << 30 // what it may take where nobody knows how much there is
)

// memoryLimit is the limit that an option asks for; 0 asks for a share of the machine or the container.
func memoryLimit(option int64) int64 {
	if option != 0 {
		return option
	}
	if total := totalMemory(); total > 0 {
		return total / memoryShare
	}
	return fewMemory
}

const (
	fastest  = 8 << 30 // bytes a second that a program can take at most, more or less
	shortest = 2 * time.Millisecond
	longest  = 50 * time.Millisecond
	idle     = 500 * time.Millisecond
)

// A memoryWatch looks at the account again and again: the less there is left, the more often.
type memoryWatch struct {
	memory *rt.Memory
	awake  chan struct{} // a cell begins

	mu      sync.Mutex
	cells   int   // that have begun
	allowed int64 // while the last of them runs

	// These belong to run.
	full  bool   // the last time that it looked, there was too much
	since uint64 // how often garbage had been collected when that began
}

func newMemoryWatch(limit int64) *memoryWatch {
	return &memoryWatch{memory: rt.NewMemory(limit), awake: make(chan struct{}, 1)}
}

// wake is called when a cell begins.
func (w *memoryWatch) wake() {
	w.mu.Lock()
	w.cells++
	w.allowed = allowance(w.memory.Limit(), w.memory.Used())
	w.mu.Unlock()
	select {
	case w.awake <- struct{}{}:
	default:
	}
}

// run watches until ctx is done. Threads returns those of the session.
func (w *memoryWatch) run(ctx context.Context, threads func() *rt.Threads) {
	w.memory.SetLimit(w.memory.Limit())
	timer := time.NewTimer(idle)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.awake:
		case <-timer.C:
			w.look(threads())
		}
		timer.Reset(w.pause(threads()))
	}
}

// watchProgram watches a program's memory until the result is called.
func watchProgram(ctx context.Context, m *rt.Memory, threads *rt.Threads) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	w := &memoryWatch{memory: m, awake: make(chan struct{}, 1)}
	over := make(chan struct{})
	go func() { w.run(ctx, func() *rt.Threads { return threads }); close(over) }()
	w.wake()
	return func() {
		cancel()
		<-over
	}
}

// pause is how long it takes until there could be too much.
func (w *memoryWatch) pause(threads *rt.Threads) time.Duration {
	if !threads.Any() {
		return idle
	}
	left := w.memory.Limit() - w.memory.Used()
	return min(max(time.Duration(float64(left)/fastest*float64(time.Second)), shortest), longest)
}

// allowance is how much may be used while a cell runs before which so much was used. After a cell that was
// stopped for its greed there can be more than the limit already, and the next one must be able
// to free it; but a notebook that is run again and again must not climb.
func allowance(limit, used int64) int64 {
	return max(limit, min(used, limit/2*3)+limit/8)
}

// look stops what runs if there is too much. A cell that has begun meanwhile is not to blame.
func (w *memoryWatch) look(threads *rt.Threads) {
	w.mu.Lock()
	cells, limit := w.cells, max(w.memory.Limit(), w.allowed)
	w.mu.Unlock()
	if limit == rt.NoLimit || !threads.Any() || !w.exceeded(limit) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cells == cells {
		threads.OutOfMemory()
	}
}

// exceeded reports whether there is too much, garbage left out: Go collects it all the time when the limit is
// near, so what is there after two collections is none. This does not ask for a collection: Go would
// wait for whoever copies a large object, and everybody for Go.
func (w *memoryWatch) exceeded(limit int64) bool {
	used := w.memory.Used()
	before := w.full
	w.full = used > limit
	if !w.full || used > limit/4*5 {
		return w.full
	}
	if !before {
		w.since = w.memory.Cycles()
	}
	return w.memory.Cycles() >= w.since+2
}

// outOfMemory words why a cell was stopped.
func (t cellTexts) outOfMemory(o *rt.OutOfMemory) *CellError {
	value := fmt.Sprintf("the cells have taken %s, which is the limit", SizeText(o.Limit))
	if o.Asked > 0 {
		value = fmt.Sprintf("the cell asked for %s at once, and the limit for all is %s", SizeText(o.Asked), SizeText(o.Limit))
	}
	e := t.traced("out of memory", value, o.Trace)
	e.advise("variables keep what they hold: set large ones to nil, or raise the limit with %memory " + SizeText(2*o.Limit))
	return e
}
