package rt

import (
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"
)

// waiting starts a cell whose body waits as f says, and returns when it does.
func waiting(t *testing.T, ts *Threads, name string, f func(*Thread)) *Cell {
	t.Helper()
	before := ts.last.Load()
	c := ts.Start(name, func() { f(ts.Current()) })
	for !parked(ts, before) {
		runtime.Gosched()
	}
	return c
}

// parked reports whether a thread made after another one waits.
func parked(ts *Threads, after int64) bool {
	for _, st := range ts.Live() {
		if st.ID > after && st.Wait != nil {
			return true
		}
	}
	return false
}

func TestStill(t *testing.T) {
	ts := NewThreads(ThreadOptions{})
	if _, still := ts.Still(); still {
		t.Error("no goroutine is still")
	}
	ch := make(chan int)
	receive := func(th *Thread) { th.Recv(reflect.ValueOf(ch)) }
	waiting(t, ts, "receives", receive)
	first, still := ts.Still()
	if second, again := ts.Still(); !still || !again || first != second {
		t.Errorf("%v %t, then %v %t", first, still, second, again)
	}
	ch <- 1 // the cell ends; another one waits in its place
	waiting(t, ts, "receives again", receive)
	if second, still := ts.Still(); still && first == second {
		t.Error("another wait looks the same")
	}
	ts.StopAll(ErrStopped)
	ts.Wait()
}

// TestStillIsNot: what time ends, or compiled code, is not a wait for others.
func TestStillIsNot(t *testing.T) {
	for name, wait := range map[string]func(*Thread){
		"sleep": func(th *Thread) { th.Sleep(time.Hour) },
		"timer": func(th *Thread) { th.Recv(reflect.ValueOf(time.After(time.Hour))) },
		"ticker in a select": func(th *Thread) {
			th.Select([]reflect.SelectCase{
				{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(make(chan int))},
				{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(time.Tick(time.Hour))},
			})
		},
	} {
		ts := NewThreads(ThreadOptions{})
		waiting(t, ts, name, wait)
		if _, still := ts.Still(); still {
			t.Errorf("%s: still", name)
		}
		ts.StopAll(ErrStopped)
		ts.Wait()
	}
}

// TestDeadlocked lists those of the cell first, and who has started them.
func TestDeadlocked(t *testing.T) {
	ts := NewThreads(ThreadOptions{})
	waiting(t, ts, "earlier", func(th *Thread) { th.Select(nil) })
	var both sync.WaitGroup
	both.Add(1)
	c := waiting(t, ts, "later", func(th *Thread) {
		th.Go(func() {
			both.Done()
			ts.Current().Block(WaitMutex, func() { <-th.Halt() })
		})
		both.Wait()
		th.Select(nil)
	})
	for still := false; !still; {
		_, still = ts.Still()
	}
	var got []string
	for _, st := range ts.Deadlocked(c).Waiting {
		got = append(got, st.Cell+" "+st.Wait.What)
	}
	if want := []string{"later select (no cases)", "later sync.Mutex.Lock", "earlier select (no cases)"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if o := ts.Deadlocked(c).Waiting[1].Origin; o.Goroutine != ts.Deadlocked(c).Waiting[0].ID {
		t.Errorf("started by goroutine %d", o.Goroutine)
	}
	ts.StopAll(ErrStopped)
	ts.Wait()
}
