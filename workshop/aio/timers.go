package aio

import (
	"cmp"
	"slices"
	"time"
)

// A timer wakes a task or calls a function at a time of the loop's clock.
type timer struct {
	due  time.Duration
	seq  uint64 // timers of the same time go off in the order in which they were made
	task *task
	turn uint64 // the timer counts only if the task is still in this wait
	fire *alarm
}

// An alarm is a function that can be taken back.
type alarm struct {
	f   func()
	off bool
}

func (t *timer) dead() bool {
	if t.task != nil {
		return t.task.turn != t.turn
	}
	return t.fire.off
}

// timers is a binary heap: the first to go off is at 0.
type timers struct {
	heap []timer
	dead int // upper limit of those that do not count any more
}

func (h *timers) less(i, j int) bool {
	a, b := &h.heap[i], &h.heap[j]
	return a.due < b.due || a.due == b.due && a.seq < b.seq
}

func (h *timers) push(t timer) {
	h.heap = append(h.heap, t)
	i := len(h.heap) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !h.less(i, up) {
			break
		}
		h.heap[i], h.heap[up] = h.heap[up], h.heap[i]
		i = up
	}
}

func (h *timers) pop() timer {
	first, last := h.heap[0], len(h.heap)-1
	h.heap[0] = h.heap[last]
	h.heap[last] = timer{}
	h.heap = h.heap[:last]
	h.down(0)
	return first
}

func (h *timers) down(i int) {
	n := len(h.heap)
	for {
		low := 2*i + 1
		if low >= n {
			return
		}
		if low+1 < n && h.less(low+1, low) {
			low++
		}
		if !h.less(low, i) {
			return
		}
		h.heap[i], h.heap[low] = h.heap[low], h.heap[i]
		i = low
	}
}

// next is the time of the first timer that counts.
func (h *timers) next() (time.Duration, bool) {
	for len(h.heap) > 0 && h.heap[0].dead() {
		h.pop()
	}
	if len(h.heap) == 0 {
		h.dead = 0
		return 0, false
	}
	return h.heap[0].due, true
}

// drop notes that a timer has died, and tidies up when those are the most.
func (h *timers) drop() {
	h.dead++
	if h.dead < 64 || h.dead < len(h.heap)/2 {
		return
	}
	kept := h.heap[:0]
	for _, t := range h.heap {
		if !t.dead() {
			kept = append(kept, t)
		}
	}
	clear(h.heap[len(kept):])
	h.heap, h.dead = kept, 0
	for i := len(kept)/2 - 1; i >= 0; i-- {
		h.down(i)
	}
}

// sorted returns the timers of tasks in the order in which they will go off.
func (h *timers) sorted() []timer {
	all := slices.DeleteFunc(slices.Clone(h.heap), func(t timer) bool { return t.task == nil || t.dead() })
	slices.SortFunc(all, func(a, b timer) int {
		return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.seq, b.seq))
	})
	return all
}
