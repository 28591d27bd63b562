package vm_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// TestTraceback looks at the functions and lines of a panic that has passed through Go code.
func TestTraceback(t *testing.T) {
	s := newSession(t)
	s.load(t, `
func inner(p *int) int {
	return *p
}
func middle(f func(int) int) int {
	x := 1
	x += f(2)
	return x
}
func outer(call func(func(int) int) int) int {
	return call(func(n int) int {
		return inner(nil)
	})
}
func host(f func(int) int) int { return 0 }
`)
	outer := function[func(func(func(int) int) int) int](t, s, "outer")
	middle := function[func(func(int) int) int](t, s, "middle")
	err := s.do(func() { outer(func(f func(int) int) int { return middle(f) }) })
	var p *rt.Panic
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range p.Trace {
		got = append(got, fmt.Sprint(f.Name, ":", f.Pos.Line))
	}
	want := "main.inner:3 main.outer.func1:12 main.middle:7 main.outer:11"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestPanicLeavesNothing panics again and again out of a segment that Go code recovers; the depth
// must not grow.
func TestPanicLeavesNothing(t *testing.T) {
	s := newSession(t, func(o *vm.Options) { o.MaxDepth = 100 })
	s.load(t, `
func f(p *int, g func()) int { g(); return *p }
func deep(n int) int { if n == 0 { return 0 }; return deep(n-1) + 1 }
func body(try func()) int { for range 200 { try() }; return deep(90) }
`)
	f := function[func(*int, func()) int](t, s, "f")
	body := function[func(func()) int](t, s, "body")
	err := s.do(func() {
		try := func() {
			defer func() { recover() }()
			f(nil, func() { f(new(int), func() {}) })
		}
		if n := body(try); n != 90 {
			t.Error(n)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestStop(t *testing.T) {
	s := newSession(t)
	s.load(t, `
func forever(started func()) { started(); for { } }
func counting(started func()) { started(); for i := 0; i >= 0; i++ { if i > 1000 { i = 0 } } }
func calling(started func()) { started(); recursive(0) }
func recursive(n int) { if n > 1000 { return }; for { recursive(n+1) } }
`)
	for _, name := range []string{"forever", "counting", "calling"} {
		f := function[func(func())](t, s, name)
		started := make(chan bool)
		c := s.threads.Start(name, func() { f(func() { close(started) }) })
		<-started
		at := time.Now()
		c.Stop(rt.ErrStopped)
		<-c.Done()
		t.Log(name, "ended after", time.Since(at))
		if !errors.Is(c.Err(), rt.ErrStopped) {
			t.Error(c.Err())
		}
	}
}

func TestOverflow(t *testing.T) {
	s := newSession(t)
	s.load(t, "func down(n int) int { return down(n+1) + 1 }")
	down := function[func(int) int](t, s, "down")
	at := time.Now()
	err := s.do(func() { down(0) })
	var o *rt.Overflow
	if !errors.As(err, &o) || len(o.Trace) < 100 || o.Trace[0].Name != "main.down" {
		t.Fatal(err)
	}
	t.Log("overflow after", time.Since(at))
}

// TestOverflowOfLargeFrames: frames are limited by what they take, too; those that are not in use
// do not count.
func TestOverflowOfLargeFrames(t *testing.T) {
	s := newSession(t, func(o *vm.Options) { o.MaxBytes = 5 << 20 })
	s.load(t, `
func down(n int) int { var a [1000]int; a[n%1000] = n; return down(n+1) + a[0] }
func one(n int) int { var a [1000]int; a[n] = n; if n == 0 { return 0 }; return one(n-1) + a[n] }
func two(n int) int { var a [1000]int; a[n] = n; if n == 0 { return 0 }; return two(n-1) + a[n] }`)
	down := function[func(int) int](t, s, "down")
	one, two := function[func(int) int](t, s, "one"), function[func(int) int](t, s, "two")
	err := s.do(func() {
		for range 2 {
			if a, b := one(400), two(400); a != b || a != 400*401/2 {
				t.Error(a, b)
			}
		}
		down(0)
	})
	var o *rt.Overflow
	if !errors.As(err, &o) || len(o.Trace) < 100 || o.Trace[0].Name != "main.down" {
		t.Fatal(err)
	}
}

// TestReplace redefines a function under a caller, by one of the machine and by a Go func.
func TestReplace(t *testing.T) {
	s := newSession(t)
	s.load(t, "func f(n int) int { return n + 1 }\nfunc g(n int) int { return f(n) * 10 }\nfunc h() func(int) int { return f }")
	g := function[func(int) int](t, s, "g")
	old := s.funcs["f"]
	var held func(int) int
	check := func(want int) {
		t.Helper()
		if err := s.do(func() {
			if held == nil {
				held = function[func() func(int) int](t, s, "h")()
			}
			if got := g(4); got != want {
				t.Errorf("g(4) = %d, want %d", got, want)
			}
			if got := held(4) * 10; got != want {
				t.Errorf("held(4) * 10 = %d, want %d", got, want)
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	check(50)
	s.load(t, "func f(n int) int { return n - 1 }")
	s.machine.Replace(old, s.funcs["f"])
	check(30)
	s.machine.ReplaceForeign(old, reflect.ValueOf(func(n int) int { return n * n }))
	check(160)
}
