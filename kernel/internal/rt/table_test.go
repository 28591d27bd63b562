package rt

import (
	"sync"
	"testing"
)

// asksForItself is a Starter that looks itself up.
type asksForItself struct {
	t    *testing.T
	ts   *Threads
	wg   *sync.WaitGroup
	left int
}

func (a *asksForItself) Start(t *Thread) {
	defer a.wg.Done()
	for range 10 {
		if a.ts.Current() != t || t.Tier != a || t.Depth() != 0 {
			a.t.Error("a goroutine got another one's thread")
		}
	}
	mark := t.push(frame{})
	if a.left > 0 {
		a.wg.Add(1)
		t.GoTier(&asksForItself{a.t, a.ts, a.wg, a.left - 1})
	}
	t.Leave(mark)
}

// TestThreadsAreFound has goroutines come and go, whose threads are used again, while
// somebody looks at all of them.
func TestThreadsAreFound(t *testing.T) {
	ts := NewThreads(ThreadOptions{})
	var wg sync.WaitGroup
	over := make(chan bool)
	c := ts.Start("c", func() {
		for range 100 {
			wg.Add(1)
			ts.Current().GoTier(&asksForItself{t, ts, &wg, 20})
		}
		wg.Wait()
		close(over)
	})
	for going := true; going; {
		for _, s := range ts.Live() {
			if s.Cell != "c" {
				t.Errorf("a thread of cell %q", s.Cell)
			}
		}
		select {
		case <-over:
			going = false
		default:
		}
	}
	<-c.Done()
	ts.Wait()
	if n := len(ts.Live()); n != 0 {
		t.Errorf("%d threads are left", n)
	}
}

// TestStoppedGuest ends a goroutine of compiled code in a stopped cell. Its key may be used again.
func TestStoppedGuest(t *testing.T) {
	ts := NewThreads(ThreadOptions{})
	c := ts.Start("c", func() {})
	<-c.Done()
	ended := make(chan bool)
	go func() {
		defer close(ended)
		th := ts.Current()
		mark := th.push(frame{})
		c.Stop(ErrStopped)
		th.Poll()
		th.Leave(mark)
	}()
	<-ended
	if n := len(ts.Live()); n != 0 {
		t.Errorf("%d threads are left", n)
	}
}
