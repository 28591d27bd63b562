package engine

import (
	"math"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// This file notices that a cell will never go on: all goroutines wait, each for another one. Go's
// own runtime cannot tell, because in this process something always listens to the front. It is looked
// for from outside, from time to time, and what cannot be known for sure is taken for life: the
// stop button is there for the rest.

// How often a running cell is looked at. It must have been still for one interval before the whole process
// is looked at; when that was in vain, the next time is later.
const (
	lookEvery  = 50 * time.Millisecond
	lookRarely = 2 * time.Second
)

// A watch looks at one run.
type watch struct {
	e     *Engine
	clock *time.Timer
	last  rt.Stillness // at the last look
	still bool         // at the last look
	pause time.Duration
}

func (e *Engine) newWatch() *watch {
	first := time.Duration(lookEvery)
	if !vm.Guarded {
		first = math.MaxInt64 // never
	}
	return &watch{e: e, clock: time.NewTimer(first), pause: first}
}

// deadlocked is called when the clock has rung; it sets it again.
func (w *watch) deadlocked() bool {
	dead := w.look()
	w.clock.Reset(w.pause)
	return dead
}

func (w *watch) look() bool {
	now, still := w.e.threads.Still()
	same := still && w.still && now == w.last
	w.last, w.still = now, still
	if !same {
		w.pause = lookEvery
		return false
	}
	if w.e.nothingMoves(now) {
		return true
	}
	w.pause = min(2*w.pause, lookRarely)
	return false
}

// nothingMoves reports whether nothing will happen any more without the front. When it begins, the goroutines of
// cells are still, and they have to be when it ends; so nobody has set a timer meanwhile.
func (e *Engine) nothingMoves(since rt.Stillness) bool {
	if !e.foresees || e.wakers.pending() || !allAsleep() {
		return false
	}
	now, still := e.threads.Still()
	return still && now == since
}
