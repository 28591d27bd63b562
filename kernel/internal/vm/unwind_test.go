package vm_test

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"
)

//lint:file-ignore S1000,SA4000,SA4017,SA4023,SA5000,U1000 what panics, or is always true, is tested here

// The functions of this file are about deferred calls, panics, goroutines, channels and loops over functions.
// They are compiled by Go, as part of the tests, and get to the machine and to Yaegi as a
// cell (see TestUnwinding). Each returns what it found as a text, and must find the same everywhere.

type trail struct{ list []string }

func (t *trail) note(args ...any) { t.list = append(t.list, strings.TrimSpace(fmt.Sprintln(args...))) }
func (t *trail) String() string   { return strings.Join(t.list, "; ") }

func deferOrder(n int) (s string) {
	var t trail
	defer func() { s = t.String() }()
	for i := range 3 {
		defer t.note("loop", i, n)
		defer func() { t.note("closure", i) }()
	}
	defer t.note("last")
	t.note("body")
	return "lost"
}

func deferResults(n int) string {
	named := func() (x int, err error) {
		defer func() { x *= 2; err = errors.New("changed") }()
		return n + 1, nil
	}
	unnamed := func() int {
		x := n
		defer func() { x++ }()
		return x
	}
	recovered := func() (x int, s string) {
		defer func() {
			if r := recover(); r != nil {
				s = fmt.Sprint(r)
			}
		}()
		x = 7
		panic("seven")
	}
	zero := func() (int, string) {
		defer func() { recover() }()
		panic(1)
	}
	partly := func() (a, b int) {
		defer func() { recover() }()
		a = 5
		return 6, 1 / (n - n)
	}
	x, err := named()
	a, b := recovered()
	c, d := zero()
	e, f := partly()
	return fmt.Sprint(x, err, unnamed(), a, b, c, d, e, f)
}

func helper() any { return recover() }

func recoverRule(n int) (s string) {
	var t trail
	func() {
		defer func() { t.note("outer", recover()) }()
		defer func() { t.note("called helper", helper()) }()
		defer func() { func() { t.note("nested", recover()) }() }()
		panic(n)
	}()
	func() {
		defer func() { t.note("direct", recover()) }()
		defer helper()
		panic(n)
	}()
	func() {
		defer func() { t.note("none", recover()) }()
	}()
	func() {
		defer func() { t.note("of recover itself", recover()) }()
		defer recover()
		panic(n)
	}()
	func() {
		defer func() { t.note("twice", recover(), recover()) }()
		panic(n)
	}()
	t.note("body", recover())
	return t.String()
}

func recoverInDeferredOf(n int) string {
	var t trail
	func() {
		defer func() {
			defer func() { t.note("inner", recover()) }()
			defer func() { t.note("of the second", recover()) }()
			t.note("first", recover())
			panic("second")
		}()
		panic("first")
	}()
	func() {
		defer func() {
			defer recover()
		}()
		defer func() { t.note("before", recover()) }()
		panic(n)
	}()
	func() {
		defer func() {
			defer func() { t.note("not mine", recover()) }()
		}()
		defer func() { t.note("mine", recover()) }()
		panic(n)
	}()
	return t.String()
}

type catcher struct{ t *trail }

func (c catcher) value()                    { c.t.note("value", recover()) }
func (c *catcher) pointer()                 { c.t.note("pointer", recover()) }
func (c catcher) with(x int, s string) bool { c.t.note(x, s, recover()); return true }

type catching interface{ pointer() }
type embedding struct{ *catcher }

func recoverInMethods(n int) string {
	var t trail
	c := &catcher{&t}
	run := func(f func()) { defer func() { t.note("rest", recover()) }(); f() }
	run(func() { defer c.value(); panic(1) })
	run(func() { defer c.pointer(); panic(2) })
	run(func() { defer catching(c).pointer(); panic(3) })
	run(func() { f := c.pointer; defer f(); panic(4) })
	run(func() { defer c.with(n, "x"); panic(5) })
	run(func() { defer embedding{c}.pointer(); panic(6) })
	run(func() { defer catching(embedding{c}).pointer(); panic(7) })
	run(func() { f := (*catcher).pointer; defer f(c); panic(8) })
	run(func() { f := catching(c).pointer; defer f(); panic(9) })
	return t.String()
}

func runtimeErrors(n int) string {
	var t trail
	try := func(name string, f func()) {
		defer func() {
			r := recover()
			_, isErr := r.(runtime.Error)
			t.note(name, r, isErr)
		}()
		f()
	}
	var p *trail
	var m map[string]int
	var f func()
	var e error
	var a any = n
	list := []int{1, 2, 3}
	ch := make(chan int, 1)
	try("nil", func() { p.list = nil })
	try("map", func() { m["x"] = 1 })
	try("func", func() { f() })
	try("method", func() { _ = e.Error() })
	try("assert", func() { _ = a.(string) })
	try("index", func() { _ = list[n+5] })
	try("slice", func() { _ = list[n+5:] })
	try("divide", func() { _ = 1 / (n - n) })
	try("own", func() { panic(fmt.Errorf("wrapped: %w", errors.New("inner"))) })
	try("nil panic", func() { panic(nil) })
	try("closed", func() { close(ch); close(ch) })
	try("send", func() { ch <- 1 })
	try("native", func() { strings.Repeat("x", -1) })
	try("make", func() { _ = make([]int, n-100) })
	try("deferred nil", func() { defer f() })
	try("deferred iface", func() { defer e.Error(); t.note("not here") })
	return t.String()
}

func repanics(n int) string {
	var t trail
	try := func(f func()) {
		defer func() { t.note("got", recover()) }()
		f()
	}
	try(func() {
		defer func() { panic(fmt.Sprint("again ", recover())) }()
		panic("first")
	})
	try(func() {
		defer func() { panic("third") }()
		defer func() { panic("second") }()
		panic("first")
	})
	try(func() {
		defer func() { t.note("two", recover()) }()
		defer func() { panic("replaces") }()
		panic("first")
	})
	try(func() {
		defer func() {
			try(func() { panic("inside") })
			t.note("still", recover())
		}()
		panic("outside")
	})
	return t.String()
}

func deepPanic(n int) string {
	count := 0
	var down func(int)
	down = func(k int) {
		defer func() { count++ }()
		if k == 0 {
			panic("bottom")
		}
		down(k - 1)
	}
	got := func() (r any) {
		defer func() { r = recover() }()
		down(50 + n)
		return nil
	}()
	return fmt.Sprint(got, count)
}

func throughNative(n int) string {
	var t trail
	func() {
		defer func() { t.note("got", recover()) }()
		strings.Map(func(r rune) rune {
			defer func() { t.note("leaving", string(r)) }()
			if r == 'b' {
				panic("at b")
			}
			return r
		}, "abc")
	}()
	text := strings.Map(func(r rune) (x rune) {
		defer func() {
			if recover() != nil {
				x = '!'
			}
		}()
		if r == 'b' {
			panic("at b")
		}
		return r
	}, "abc")
	t.note(text)
	return t.String()
}

// deferredNative is for the machine only: Yaegi takes the callback for a deferred function.
func deferredNative(n int) (s string) {
	var t trail
	defer func() { t.note("got", recover()); s = t.String() }()
	var once sync.Once
	defer once.Do(func() { t.note("not called directly", recover()) })
	panic(n)
}

func goexits(n int) string {
	var t trail
	run := func(f func()) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { t.note("end", recover()) }()
			f()
			t.note("not reached")
		}()
		wg.Wait()
	}
	run(func() {
		defer t.note("deferred")
		runtime.Goexit()
	})
	run(func() {
		defer func() { t.note("recovered", recover()) }()
		defer func() { panic("during exit") }()
		runtime.Goexit()
	})
	run(func() {
		defer func() { runtime.Goexit() }()
		panic("dropped")
	})
	run(func() {
		defer func() {
			func() {
				defer func() { t.note("local", recover()) }()
				panic("local")
			}()
			t.note("goes on")
		}()
		runtime.Goexit()
	})
	run(func() {
		defer t.note("outer")
		strings.Map(func(r rune) rune { defer t.note("in map"); runtime.Goexit(); return r }, "x")
	})
	return t.String()
}

func channels(n int) string {
	var t trail
	ints := make(chan int)
	go func() {
		defer close(ints)
		for i := range n {
			ints <- i
		}
	}()
	sum := 0
	for x := range ints {
		sum += x
	}
	x, ok := <-ints
	t.note(sum, x, ok)
	small := make(chan int8, 3)
	small <- -5
	small <- 100
	y := <-small
	z, ok := <-small
	t.note(y, z, ok, len(small), cap(small))
	type pair struct {
		a uint16
		s string
	}
	pairs := make(chan pair, 1)
	pairs <- pair{uint16(n), "x"}
	got := <-pairs
	t.note(got.a, got.s)
	errs := make(chan error, 2)
	errs <- nil
	errs <- errors.New("e")
	t.note(<-errs, <-errs)
	floats := make(chan float32)
	go func() { floats <- float32(n) / 4 }()
	t.note(<-floats)
	empty := make(chan struct{})
	go func() { close(empty) }()
	_, ok = <-empty
	t.note(ok)
	funcs := make(chan func() int, 1)
	funcs <- func() int { return n }
	t.note((<-funcs)())
	return t.String()
}

func selects(n int) string {
	var t trail
	a, b := make(chan int, 1), make(chan string, 1)
	var none chan int
	step := func() {
		select {
		case x := <-a:
			t.note("a", x)
		case s, ok := <-b:
			t.note("b", s, ok)
		case <-none:
			t.note("never")
		default:
			t.note("default")
		}
	}
	step()
	a <- n
	step()
	b <- "x"
	step()
	close(b)
	step()
	go func() { a <- 1 }()
	select {
	case x := <-a:
		t.note(x)
	case none <- 1:
	}
	out := make(chan int8)
	go func() {
		select {
		case out <- int8(-n):
		case <-none:
		}
	}()
	t.note(<-out)
	counts := [2]int{}
	c, d := make(chan bool, 200), make(chan bool, 200)
	for range 200 {
		c <- true
		d <- true
	}
loop:
	for i := 0; ; i++ {
		select {
		case <-c:
			counts[0]++
		case <-d:
			counts[1]++
		}
		switch {
		case i < 100:
			continue loop
		default:
			break loop
		}
	}
	t.note(counts[0] > 10, counts[1] > 10, counts[0]+counts[1])
	var list [2]int
	e := make(chan int, 1)
	e <- 4
	select {
	case list[1] = <-e:
	}
	t.note(list)
	func() {
		defer func() { t.note(recover()) }()
		select {
		case out <- 1:
		case c <- true:
			t.note("room")
		}
		close(e)
		select {
		case e <- 1:
		default:
		}
	}()
	return t.String()
}

func goroutines(n int) string {
	var mu sync.Mutex
	var wg sync.WaitGroup
	total := 0
	add := func(k int) {
		defer wg.Done()
		mu.Lock()
		defer mu.Unlock()
		total += k
	}
	for i := range 20 {
		wg.Add(1)
		go add(i)
	}
	var t trail
	wg.Add(1)
	go func(s string, xs ...int) { defer wg.Done(); mu.Lock(); defer mu.Unlock(); total += len(s) + len(xs) }("abc", 1, 2)
	wg.Wait()
	done := make(chan bool)
	c := &catcher{&t}
	go func() { defer close(done); c.with(n, "method") }()
	<-done
	return fmt.Sprint(total, " ", t.String())
}

func counting(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func rangeFuncs(n int) (s string) {
	var t trail
	sum := 0
	for i := range counting(n + 3) {
		if i == 1 {
			continue
		}
		if i > 20 {
			break
		}
		sum += i
	}
	t.note(sum)
outer:
	for i := range counting(5) {
		for j := range counting(5) {
			switch {
			case j == 3:
				continue outer
			case i == 3:
				break outer
			}
			t.note(i, j)
		}
	}
	find := func(x int) (int, bool) {
		for i := range counting(10) {
			for j := range counting(10) {
				if i*j == x {
					return i*10 + j, true
				}
			}
		}
		return -1, false
	}
	a, ok := find(12)
	b, ok2 := find(97)
	t.note(a, ok, b, ok2)
	func() {
		for i := range counting(3) {
			defer t.note("deferred in loop", i)
			for j := range counting(2) {
				defer func() { t.note("inner", i, j, recover()) }()
			}
		}
		t.note("after loops")
		panic("end")
	}()
	for range func(yield func() bool) { yield() } {
		t.note("no values")
	}
	next, stop := iter.Pull(counting(3))
	x, ok := next()
	y, ok2 := next()
	stop()
	t.note(x, ok, y, ok2)
	for i := range counting(10) {
		if i == 2 {
			goto end
		}
	}
	t.note("not reached")
end:
	return t.String()
}

func rangeFuncFaults(n int) string {
	var t trail
	try := func(f func()) {
		defer func() { t.note("got", recover()) }()
		f()
	}
	try(func() {
		for range func(yield func(int) bool) { yield(1); yield(2) } {
			break
		}
	})
	var kept func(int) bool
	try(func() {
		for range func(yield func(int) bool) { kept = yield; yield(1) } {
			t.note("body")
		}
		kept(2)
	})
	try(func() {
		for range func(yield func(int) bool) {
			defer func() { recover() }()
			yield(1)
		} {
			panic("swallowed")
		}
	})
	try(func() {
		for range func(yield func(int) bool) {
			defer func() { t.note("iterator", recover()); panic("other") }()
			yield(1)
		} {
			panic("body")
		}
	})
	return t.String()
}

func gotoLoops(n int) string {
	i, s := 0, 0
again:
	for j := 0; j < 3; j++ {
		if (i+j)%2 == 1 {
			s += j
			continue
		}
		s += 10
	}
	if i++; i < n%7+2 {
		goto again
	}
	func() {
		k := 0
	back:
		defer func() { s += k }()
		if k++; k < 3 {
			goto back
		}
	}()
	return fmt.Sprint(i, s)
}
