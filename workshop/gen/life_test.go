package gen

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// This file tests how generators begin, end, fail and are given up.

func TestSendOfNothingStarts(t *testing.T) {
	none := New(naturalsBody)
	if v, err := none.Send(None{}); v != 0 || err != nil {
		t.Error(v, err)
	}
	anything := New(func(y *Yielder[int, any]) (None, error) {
		_, err := y.Yield(1)
		return None{}, err
	})
	if _, err := anything.Send("x"); err != ErrNotStarted {
		t.Error(err)
	}
	if v, err := anything.Send(nil); v != 1 || err != nil {
		t.Error(v, err)
	}
	none.Close()
	anything.Close()
}

func TestPanicReachesTheCaller(t *testing.T) {
	before := Live()
	g := New(func(y *Yielder[int, None]) (None, error) {
		y.Yield(1)
		panic("broken")
	})
	g.Next()
	if p := panicOf(func() { g.Next() }); p != "broken" {
		t.Errorf("panic %v", p)
	}
	if _, err := g.Next(); err != ErrStop || g.State() != Closed || Live() != before {
		t.Error(err, g.State(), Live()-before)
	}
	if _, ok := g.Result(); ok {
		t.Error("a result, although it panicked")
	}
}

func panicOf(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}

func TestGoexitReachesTheCaller(t *testing.T) {
	g := New(func(*Yielder[int, None]) (None, error) {
		runtime.Goexit()
		return None{}, nil
	})
	ended := make(chan bool)
	go func() {
		defer close(ended)
		g.Next()
		t.Error("Next returned")
	}()
	<-ended
	if g.State() != Closed {
		t.Error(g.State())
	}
}

func TestMisusePanics(t *testing.T) {
	var late *Yielder[int, None]
	g := New(func(y *Yielder[int, None]) (None, error) {
		late = y
		return None{}, nil
	})
	g.Next()
	for name, f := range map[string]func(){
		"gen: Throw(nil)":                          func() { g.Throw(nil) },
		"gen: Yield after the body has returned":   func() { late.Yield(1) },
		"gen: a for loop can have nothing of a fl": func() { Iter(1.5) },
		"gen: a for loop can have nothing of a <n": func() { Values(nil) },
	} {
		if p, _ := panicOf(f).(string); !strings.HasPrefix(p, name) {
			t.Errorf("panic %q, want %q", p, name)
		}
	}
}

func TestErrAndResult(t *testing.T) {
	oops := errors.New("oops")
	body := func(end error) func(y *Yielder[int, None]) (string, error) {
		return func(y *Yielder[int, None]) (string, error) {
			if _, err := y.Yield(1); err != nil {
				return "", err
			}
			return "done", end
		}
	}
	failing, good, closed := New(body(oops)), New(body(nil)), New(body(nil))
	if got := slices.Collect(failing.All()); !slices.Equal(got, []int{1}) || failing.Err() != oops {
		t.Error(got, failing.Err())
	}
	good.Next()
	if _, ok := good.Result(); ok || good.Err() != nil {
		t.Error("a result before the end")
	}
	good.Next()
	if v, ok := good.Result(); v != "done" || !ok || good.Err() != nil {
		t.Error(v, ok, good.Err())
	}
	closed.Next()
	closed.Close()
	if _, ok := closed.Result(); ok || closed.Err() != nil {
		t.Error("a result, or an error, of one that was closed")
	}
}

func TestPrimedThatEndsAtOnce(t *testing.T) {
	oops := errors.New("oops")
	g := Primed(func(*Yielder[int, int]) (int, error) { return 0, oops })
	if _, err := g.Send(1); err != oops {
		t.Error(err)
	}
	if _, err := g.Send(1); err != ErrStop {
		t.Error(err)
	}
	g = Primed(func(*Yielder[int, int]) (int, error) { return 7, nil })
	_, err := g.Send(1)
	if v, ok := StopValue[int](err); v != 7 || !ok {
		t.Error(err)
	}
	if err := Primed(func(*Yielder[int, int]) (int, error) { return 0, oops }).Close(); err != oops {
		t.Error(err)
	}
}

func TestSink(t *testing.T) {
	sum := func(items iter.Seq[int]) (int, error) {
		total := 0
		for n := range items {
			total += n
		}
		return total, nil
	}
	s := Sink(sum)
	s.Send(1)
	if _, err := s.Send(2); err != nil {
		t.Error(err)
	}
	oops := errors.New("oops")
	if _, err := s.Throw(oops); err != oops {
		t.Error("what is thrown gets lost:", err)
	}
	first := Sink(func(items iter.Seq[int]) (int, error) {
		for n := range items {
			return n, nil
		}
		return 0, nil
	})
	_, err := first.Send(5)
	if v, ok := StopValue[int](err); v != 5 || !ok {
		t.Error(err)
	}
}

// A generator may go from one goroutine to another; two at once are told so.
func TestOneGoroutineAtATime(t *testing.T) {
	inside, proceed := make(chan bool), make(chan bool)
	g := New(func(y *Yielder[int, None]) (None, error) {
		close(inside)
		<-proceed
		_, err := y.Yield(1)
		return None{}, err
	})
	var w sync.WaitGroup
	w.Go(func() { g.Next() })
	<-inside
	if _, err := g.Next(); err != ErrRunning {
		t.Error(err)
	}
	if err := g.Close(); err != ErrRunning {
		t.Error(err)
	}
	if g.Line() != "" || g.State() != Running {
		t.Error(g.Line(), g.State())
	}
	close(proceed)
	w.Wait()
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}

func TestManyGoroutinesShareOne(t *testing.T) {
	g := New(naturalsBody)
	defer g.Close()
	var mu sync.Mutex
	var got []int
	var w sync.WaitGroup
	for range 4 {
		w.Go(func() {
			for taken := 0; taken < 25; {
				v, err := g.Next()
				if err == ErrRunning {
					runtime.Gosched()
					continue
				}
				taken++
				mu.Lock()
				got = append(got, v)
				mu.Unlock()
			}
		})
	}
	w.Wait()
	slices.Sort(got)
	if want := slices.Collect(func(yield func(int) bool) { Of(naturals).All()(func(n int) bool { return n < 100 && yield(n) }) }); !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestDroppedGeneratorsAreClosed(t *testing.T) {
	live, dropped := Live(), Dropped()
	cleaned := make(chan bool, 100)
	func() {
		for range cap(cleaned) {
			g := New(func(y *Yielder[int, None]) (None, error) {
				defer func() { cleaned <- true }()
				_, err := y.Yield(1)
				return None{}, err
			})
			g.Next()
		}
	}()
	for len(cleaned) < cap(cleaned) || Live() > live {
		runtime.GC()
	}
	if got := Dropped() - dropped; got < cap(cleaned) {
		t.Errorf("%d dropped, %d closed", got, cap(cleaned))
	}
}

// What a dropped generator does wrong hits nobody.
func TestDroppedGeneratorsThatFail(t *testing.T) {
	live, dropped := Live(), Dropped()
	func() {
		New(func(y *Yielder[int, None]) (None, error) {
			defer panic("while cleaning up")
			_, err := y.Yield(1)
			return None{}, err
		}).Next()
		New(func(y *Yielder[int, None]) (None, error) {
			for {
				y.Yield(1) // deaf
			}
		}).Next()
	}()
	for Dropped()-dropped < 2 || Live()-live > 1 {
		runtime.GC()
	}
}

// A generator in use, in a loop or by From, is not dropped.
func TestGeneratorsInUseAreKept(t *testing.T) {
	var ended atomic.Bool
	outer := func() iter.Seq[int] {
		return New(func(y *Yielder[int, None]) (None, error) {
			defer ended.Store(true)
			return From(y, New(naturalsBody))
		}).All()
	}()
	n := 0
	for range outer {
		runtime.GC()
		if n++; n == 5 {
			break
		}
	}
	if ended.Load() {
		t.Error("closed while it was in use")
	}
}

func TestLine(t *testing.T) {
	g := New(func(y *Yielder[int, None]) (None, error) {
		if _, err := y.Yield(1); err != nil {
			return None{}, err
		}
		err := FromSeq(y, func(yield func(int) bool) {
			yield(2)
		})
		if err != nil {
			return None{}, err
		}
		return From(y, Of(func(yield func(int) bool) {
			yield(3)
		}))
	})
	lines := []string{g.Line()}
	for range 3 {
		g.Next()
		lines = append(lines, g.Line(), g.Line())
	}
	frames := g.Frames()
	g.Next()
	lines = append(lines, g.Line())
	_, base, _ := strings.Cut(lines[1], ":")
	var first int
	fmt.Sscan(base, &first)
	at := func(n int) string { return fmt.Sprint("life_test.go:", first+n) }
	want := []string{"", at(0), at(0), at(4), at(4), at(9), at(9), ""}
	if !slices.Equal(lines, want) {
		t.Errorf("%q, want %q", lines, want)
	}
	if len(frames) != 2 || frames[1].Line != at(10) {
		t.Errorf("%v", frames)
	}
}
