package lab

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

// A Tally is what became of a counter that several goroutines have counted with.
type Tally struct {
	Want, Got int
}

// Lost returns how many updates were lost.
func (t Tally) Lost() int { return t.Want - t.Got }

// String is for instance "200000 expected, 117204 counted, 82796 lost".
func (t Tally) String() string {
	return fmt.Sprintf("%d expected, %d counted, %d lost", t.Want, t.Got, t.Lost())
}

// Race has goroutines count to times each with one counter, in the wrong way: each reads the counter, adds 1 and
// writes it back, and another goroutine may write in between. How many updates are lost differs from run to run, and
// with one processor it may be none: see [Procs].
//
// With plain variables, n++, that is a data race, and then Go promises nothing at all about the program. So here the
// reading and the writing are atomic each by itself, which makes the demonstration safe and its mistake the same.
func Race(goroutines, times int) Tally {
	var n atomic.Int64
	run(goroutines, times, func() {
		v := n.Load()
		n.Store(v + 1)
	})
	return Tally{goroutines * times, int(n.Load())}
}

// NoRace is Race done right: with a mutex around reading and writing. Nothing is lost.
func NoRace(goroutines, times int) Tally {
	var mu sync.Mutex
	n := 0
	run(goroutines, times, func() {
		mu.Lock()
		defer mu.Unlock()
		n++
	})
	return Tally{goroutines * times, n}
}

// run calls f so many times on each of so many goroutines, which begin together.
func run(goroutines, times int, f func()) {
	begin := make(chan struct{})
	var all sync.WaitGroup
	for range goroutines {
		all.Go(func() {
			<-begin
			for range times {
				f()
			}
		})
	}
	close(begin)
	all.Wait()
}

// A Schedule is one order in which the steps of goroutines can happen, and what comes of it. As text it is a table
// with a column for each.
type Schedule struct {
	Tally
	workers int
	steps   []step
}

type step struct {
	worker int
	text   string
	value  int // of the counter, afterwards
}

// LostUpdate shows how updates are lost: it plays [Race] step by step, in an order that depends on the seed alone.
// Try other seeds; in some orders nothing is lost.
func LostUpdate(seed uint64, workers, times int) Schedule {
	s := Schedule{Tally: Tally{Want: workers * times}, workers: workers}
	r := Rand(seed)
	next := make([]int, workers) // how many steps each has done, two for each update
	seen := make([]int, workers)
	for range 2 * s.Want {
		w := r.IntN(workers)
		for next[w] == 2*times {
			w = (w + 1) % workers
		}
		s.step(w, next[w], seen)
		next[w]++
	}
	return s
}

// step has worker w read the counter, or write it.
func (s *Schedule) step(w, done int, seen []int) {
	text := ""
	if done%2 == 0 {
		seen[w] = s.Got
		text = fmt.Sprintf("reads %d", s.Got)
	} else {
		s.Got = seen[w] + 1
		text = fmt.Sprintf("writes %d", s.Got)
	}
	s.steps = append(s.steps, step{w, text, s.Got})
}

// String returns the steps, one below the other.
func (s Schedule) String() string {
	var b strings.Builder
	b.WriteString("step ")
	for w := range s.workers {
		fmt.Fprintf(&b, " %-10s", fmt.Sprintf("worker %d", w+1))
	}
	b.WriteString(" counter\n")
	for i, st := range s.steps {
		fmt.Fprintf(&b, "%4d ", i+1)
		for w := range s.workers {
			text := ""
			if w == st.worker {
				text = st.text
			}
			fmt.Fprintf(&b, " %-10s", text)
		}
		fmt.Fprintf(&b, " %d\n", st.value)
	}
	return b.String() + s.Tally.String()
}
