package vm_test

import (
	"errors"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// chanFuncs are the functions of chan_test.go.
func chanFuncs() map[string]func(int) string {
	funcs := map[string]func(int) string{
		"anyElement": anyElement, "waitingSelects": waitingSelects, "moving": moving, "fairness": fairness, "operands": operands,
		"closing": closing, "sameChannel": sameChannel, "pipeline": pipeline,
	}
	if !raceDetector {
		funcs["closedWhileSending"] = closedWhileSending
	}
	return funcs
}

// TestChannels calls every function of chan_test.go natively and on the machine.
func TestChannels(t *testing.T) {
	s := newSession(t)
	s.load(t, sourceOf(t, "chan_test.go"))
	for name, why := range s.refused {
		t.Errorf("%s is not taken: %v", name, why)
	}
	for name, f := range chanFuncs() {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{1, 20} {
				want := inCell(outcome(reflect.ValueOf(f), n))
				got, v := "", s.function(t, name)
				if err := s.do(func() { got = outcome(v, n) }); err != nil {
					got = "cell: " + err.Error()
				}
				if got != want {
					t.Errorf("%s(%d):\n got %s\nwant %s", name, n, got, want)
				}
			}
		})
	}
	s.threads.Wait()
}

// TestChannelsConcurrently has several goroutines use the same functions while the
// collector runs.
func TestChannelsConcurrently(t *testing.T) {
	s := newSession(t)
	s.load(t, sourceOf(t, "chan_test.go"))
	var wg sync.WaitGroup
	for name, f := range chanFuncs() {
		want := inCell(outcome(reflect.ValueOf(f), 8))
		v := s.function(t, name)
		for range 3 {
			wg.Go(func() {
				_ = s.do(func() {
					if got := outcome(v, 8); got != want && name != "fairness" {
						t.Errorf("%s:\n got %s\nwant %s", name, got, want)
					}
				})
				runtime.GC()
			})
		}
	}
	wg.Wait()
}

// TestChannelsInCells runs the same functions in cells, without the machine and with it.
func TestChannelsInCells(t *testing.T) { inCells(t, "chan_test.go", chanFuncs()) }

const waitingSource = `
type pair struct { a, b string }
func receives(c chan int, p chan pair) {
	<-c
}
func receivesNothing(c chan int, p chan pair) {
	var none chan int
	<-none
}
func ranges(c chan int, p chan pair) {
	for range p {
	}
}
func sends(c chan int, p chan pair) {
	c <- 1
}
func sendsPair(c chan int, p chan pair) {
	p <- pair{}
}
func selects(c chan int, p chan pair) {
	var none chan int
	select {
	case <-c:
	case none <- 1:
	case p <- pair{}:
	}
}
func selectsNothing(c chan int, p chan pair) {
	select {}
}
func holder() (chan int, chan pair) { return make(chan int), make(chan pair) }
`

// TestWaiting looks at goroutines that wait for channels, and stops them.
func TestWaiting(t *testing.T) {
	s := newSession(t)
	s.load(t, waitingSource)
	holder := s.function(t, "holder")
	for _, x := range []struct {
		name, what string
		line       int
		forever    bool
		chans      []int // which of the parameters
	}{
		{"receives", "chan receive", 4, false, []int{0}},
		{"receivesNothing", "chan receive", 8, true, nil},
		{"ranges", "chan receive", 11, false, []int{1}},
		{"sends", "chan send", 15, false, []int{0}},
		{"sendsPair", "chan send", 18, false, []int{1}},
		{"selects", "select", 22, false, []int{0, 1}},
		{"selectsNothing", "select (no cases)", 29, true, nil},
	} {
		v := s.function(t, x.name)
		args := holder.Call(nil)
		c := s.threads.Start("test", func() { v.Call(args) })
		live := s.waiting()
		var chans []uintptr
		for _, i := range x.chans {
			chans = append(chans, args[i].Pointer())
		}
		at := live.Trace[0].Pos.Line
		if w := live.Wait; w.What != x.what || w.Forever != x.forever || at != x.line || !slices.Equal(w.Chans, chans) {
			t.Errorf("%s waits in line %d: %+v", x.name, at, *w)
		}
		c.Stop(rt.ErrStopped)
		<-c.Done()
		if !errors.Is(c.Err(), rt.ErrStopped) {
			t.Error(x.name, c.Err())
		}
		s.threads.Wait()
	}
}

// waiting returns the only goroutine as soon as it waits.
func (s *session) waiting() rt.ThreadStatus {
	for {
		if live := s.threads.Live(); len(live) == 1 && live[0].Wait != nil {
			return live[0]
		}
		runtime.Gosched()
	}
}
