package display

import (
	"iter"
	"sync"
	"time"
)

// Progress ranges over 0 to n-1 and shows how far the loop has come:
//
//	for i := range display.Progress(1000, "counting words") { ... }
//
// The bar is drawn ten times a second at most, so it costs little. It ends at exactly 100 %, or,
// when the loop is left early, where it was left. In a terminal it is a line on standard error
// that is rewritten; where standard error is a file, there is nothing but the last state.
func Progress(n int, label string) iter.Seq[int] {
	return ProgressOf(func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}, max(n, 0), label)
}

// ProgressOf ranges over s and shows how far the loop has come. total is how many values s has; if
// nobody knows, give -1, and the bar shows how many there have been. If s has fewer or more values,
// s is right.
func ProgressOf[T any](s iter.Seq[T], total int, label string) iter.Seq[T] {
	return func(yield func(T) bool) {
		bar := NewBar(total, label)
		defer bar.Stop()
		for v := range s {
			if !yield(v) {
				return
			}
			bar.Add(1)
		}
		bar.Done()
	}
}

// A Bar shows how far long work has come, for work that is not one loop. Its methods may be called from
// any goroutine.
type Bar struct {
	mu    sync.Mutex
	state Meter
	place screen
	start time.Time
	drawn time.Time
	next  int // below that many steps the clock is not asked
}

// drawEvery is the shortest time between two pictures of a bar.
const drawEvery = 100 * time.Millisecond

// NewBar shows a bar for so many steps, none of which is done; -1 means that nobody knows how many
// there will be.
func NewBar(total int, label string) *Bar {
	b := &Bar{state: Meter{Label: label, Total: total}, place: newScreen(), start: time.Now()}
	b.draw(b.start)
	return b
}

// Add says that n more steps are done.
func (b *Bar) Add(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.state.Done += n
	if b.state.Done < b.next || b.state.Ended {
		return
	}
	b.next = b.state.Done + max(1, b.state.Total/10_000)
	if now := time.Now(); now.Sub(b.drawn) >= drawEvery {
		b.state.Left = b.state.estimate(now.Sub(b.start))
		b.draw(now)
	}
}

// Done says that all work is done: the bar is at 100 %. Later calls do nothing.
func (b *Bar) Done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state.Ended {
		return
	}
	b.state.Total = b.state.Done
	b.end()
}

// Stop says that the work has ended, whether it is all done or not. After Done it does nothing, so
// that it can be deferred.
func (b *Bar) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.state.Ended {
		b.end()
	}
}

func (b *Bar) end() {
	b.state.Ended, b.state.Left = true, 0
	b.draw(time.Now())
}

func (b *Bar) draw(now time.Time) {
	b.drawn = now
	b.place.draw(b.state)
}
