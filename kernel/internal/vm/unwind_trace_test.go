package vm_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

const tracedSource = `
func a(n int) {
	defer func() {
		b(n)
	}()
	c(n)
	c(0)
}
func b(n int) {
	defer c(-1)
	for x := range d(2) {
		if x == 1 {
			c(n)
		}
	}
}
func c(n int) {
	if n != 0 {
		panic(n)
	}
}
func d(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			yield(i)
		}
	}
}
func exits(exit func(), seen func(any)) {
	defer func() { seen(recover()) }()
	defer seen("deferred")
	exit()
}
func blocked(started func(), seen func(any)) {
	defer func() { seen(recover()) }()
	var none chan int
	started()
	select {
	case <-none:
	case none <- 1:
	}
}
func waits(started func(), seen func(any)) {
	defer seen("deferred")
	c := make(chan string)
	started()
	for x := range c {
		seen(x)
	}
}
func starts(started func()) {
	go func() {
		var m map[int]int
		m[1] = 2
	}()
	started()
	select {}
}
`

// TestTracebackOfDeferred looks at panics in deferred calls that run because of panics, and in the
// body of a loop over a function.
func TestTracebackOfDeferred(t *testing.T) {
	s := newSession(t)
	s.load(t, tracedSource)
	a := function[func(int)](t, s, "a")
	err := s.do(func() { a(5) })
	var p *rt.Panic
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	want := []string{
		"-1: main.c:19 main.b:11 main.a.func1:4 main.a:6",
		"5: main.c:19 main.b:13 main.d.func1:25 main.b:11 main.a.func1:4 main.a:6",
		"5: main.c:19 main.a:6",
	}
	for _, w := range want {
		if p == nil {
			t.Fatalf("no panic for %s", w)
		}
		if got := traceText(p); got != w {
			t.Errorf("got %s, want %s", got, w)
		}
		p = p.Replaced
	}
}

func traceText(p *rt.Panic) string {
	var got []string
	for _, f := range p.Trace {
		got = append(got, fmt.Sprint(f.Name, ":", f.Pos.Line))
	}
	return fmt.Sprint(p.Value, ": ", strings.Join(got, " "))
}

// TestRecoverSeesNoStop stops cells that would recover: nothing of theirs runs any more.
func TestRecoverSeesNoStop(t *testing.T) {
	s := newSession(t)
	s.load(t, tracedSource)
	seen := func(x any) { t.Errorf("a deferred call has run: %v", x) }
	exits := function[func(func(), func(any))](t, s, "exits")
	var exit *rt.ExitError
	if err := s.do(func() { exits(func() { s.threads.Exit(3) }, seen) }); !errors.As(err, &exit) {
		t.Error(err)
	}
	stopped := errors.New("stopped")
	for _, name := range []string{"blocked", "waits"} {
		f := function[func(func(), func(any))](t, s, name)
		started := make(chan bool)
		c := s.threads.Start("test", func() { f(func() { close(started) }, seen) })
		<-started
		c.Stop(stopped)
		<-c.Done()
		if !errors.Is(c.Err(), stopped) {
			t.Error(name, c.Err())
		}
	}
	s.threads.Wait()
}

// TestPanicOfGoroutine ends the cell whose goroutine panics.
func TestPanicOfGoroutine(t *testing.T) {
	s := newSession(t)
	s.load(t, tracedSource)
	f := function[func(func())](t, s, "starts")
	err := s.do(func() { f(func() {}) })
	var p *rt.Panic
	if !errors.As(err, &p) || traceText(p) != "assignment to entry in nil map: main.starts.func1:54" {
		t.Error(err, traceText(p))
	}
	s.threads.Wait()
}
