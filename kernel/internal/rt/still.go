package rt

import (
	"cmp"
	"reflect"
	"slices"
	"time"
	"unsafe"
)

// This file notices that nothing moves any more. It looks from outside: goroutines pay no more for
// it than to count how often they wait.

// A Stillness is a moment at which every goroutine of a session waits for another one. When two are
// equal, no goroutine has done anything in between.
type Stillness struct {
	last  int64  // thread ever made
	n     int    // threads that there are
	parks uint64 // of all of them
}

// Still reports whether every goroutine waits for something that only another goroutine of cells
// could bring about: not for time, and not in compiled code that looks outside.
func (ts *Threads) Still() (s Stillness, still bool) {
	s.last, still = ts.last.Load(), true
	ts.each(func(t *Thread) {
		if !still {
			return
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		still = t.parked && t.wait.forOthers()
		s.n++
		s.parks += t.parks
	})
	return s, still && s.n > 0
}

// forOthers reports whether only cell code can end the wait. It is called while the goroutine waits,
// which keeps the channels alive.
func (w *Wait) forOthers() bool {
	switch w.What {
	case WaitReceive, WaitSend, WaitSelect, WaitEmptySelect:
		for _, ch := range w.Chans {
			if isTimer(ch) {
				return false
			}
		}
		return true
	case WaitMutex, WaitRWMutex, WaitRWMutexRead, WaitGroup, WaitCond, WaitPull:
		return true
	}
	return false
}

// Passive reports whether the goroutine is a coroutine that nobody has resumed.
func (w *Wait) Passive() bool { return w.What == WaitPull }

// timerAt is where the runtime keeps a channel's timer, if it has one. Timers looks whether it does.
const timerAt = 32

// isTimer reports whether the clock sends to the channel at this address.
func isTimer(ch uintptr) bool {
	return *(*uintptr)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Pointer(&ch)), timerAt)) != 0
}

// A Deadlock is the reason of a cell that nothing will ever wake.
type Deadlock struct {
	Waiting []ThreadStatus // the goroutines: those of the cell first, the oldest of them at the head
}

func (d *Deadlock) Error() string { return "all goroutines are asleep - deadlock!" }

// Deadlocked is the Deadlock of a cell when all goroutines are still.
func (ts *Threads) Deadlocked(c *Cell) *Deadlock {
	all := ts.Live()
	all = slices.DeleteFunc(all, func(t ThreadStatus) bool { return t.Wait == nil || t.Wait.Passive() })
	slices.SortStableFunc(all, func(a, b ThreadStatus) int {
		return cmp.Compare(c.distance(a), c.distance(b))
	})
	return &Deadlock{all}
}

// distance is 0 for the goroutines of the cell.
func (c *Cell) distance(t ThreadStatus) int {
	if t.Cell == c.ID {
		return 0
	}
	return 1
}

// TimersSeen tries whether the channels of timers can be told from others: it depends on how this
// Go version keeps channels.
func TimersSeen() bool {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	plain := make(chan time.Time, 1)
	plain <- time.Time{}
	return isTimer(reflect.ValueOf(timer.C).Pointer()) && !isTimer(reflect.ValueOf(plain).Pointer())
}
