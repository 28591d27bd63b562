package vm_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sort"
	"strings"
)

//lint:file-ignore SA4017,SA5000 what panics, and what is done for its calls, is tested here

// The functions of this file are about iter.Pull.

type log struct{ list []string }

func (l *log) add(args ...any) { l.list = append(l.list, strings.TrimSpace(fmt.Sprintln(args...))) }
func (l *log) String() string  { return strings.Join(l.list, "; ") }

func upwards(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func drain[T any](l *log, next func() (T, bool)) {
	for {
		x, ok := next()
		if !ok {
			l.add("over", x)
			return
		}
		l.add(x)
	}
}

func pullAll(n int) string {
	var l log
	next, stop := iter.Pull(upwards(n))
	drain(&l, next)
	x, ok := next()
	l.add(x, ok)
	stop()
	stop()
	pairs, stop2 := iter.Pull2(func(yield func(string, *int) bool) {
		for i := range n {
			if !yield(fmt.Sprint("k", i), &i) {
				return
			}
		}
	})
	defer stop2()
	for k, p, ok := pairs(); ok; k, p, ok = pairs() {
		l.add(k, *p)
	}
	return l.String()
}

// early ends sequences before their end, and before their beginning.
func early(n int) string {
	var l log
	seq := func(yield func(int) bool) {
		defer l.add("deferred")
		for i := 0; ; i++ {
			if !yield(i) {
				l.add("told to end", yield(100), i)
				return
			}
		}
	}
	next, stop := iter.Pull(seq)
	for range n {
		x, ok := next()
		l.add(x, ok)
	}
	stop()
	x, ok := next()
	l.add(x, ok)
	_, stop = iter.Pull(seq)
	stop()
	next, stop = iter.Pull(seq)
	stop()
	x, ok = next()
	l.add(x, ok)
	next, _ = iter.Pull(seq)
	next()
	return l.String()
}

type bough struct {
	left, right *bough
	value       int
}

func (t *bough) all(yield func(int) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.value) && t.right.all(yield)
}

func grow(values ...int) (t *bough) {
	for _, v := range values {
		at := &t
		for *at != nil {
			if v < (*at).value {
				at = &(*at).left
			} else {
				at = &(*at).right
			}
		}
		*at = &bough{value: v}
	}
	return t
}

// merging takes from several trees in turn.
func merging(n int) string {
	var l log
	var nexts []func() (int, bool)
	var heads []int
	for i := range n%5 + 1 {
		next, stop := iter.Pull(func(yield func(int) bool) { grow(5, 3, i, 8, 1, 9*i).all(yield) })
		defer stop()
		if x, ok := next(); ok {
			nexts, heads = append(nexts, next), append(heads, x)
		}
	}
	for len(nexts) > 0 {
		least := 0
		for i, x := range heads {
			if x < heads[least] {
				least = i
			}
		}
		l.add(heads[least])
		if x, ok := nexts[least](); ok {
			heads[least] = x
		} else {
			nexts, heads = append(nexts[:least], nexts[least+1:]...), append(heads[:least], heads[least+1:]...)
		}
	}
	return l.String()
}

// stages are sequences that pull from others.
func stages(n int) string {
	var l log
	pairs := func(seq iter.Seq[int]) iter.Seq[[2]int] {
		return func(yield func([2]int) bool) {
			next, stop := iter.Pull(seq)
			defer stop()
			for {
				x, ok := next()
				y, _ := next()
				if !ok || !yield([2]int{x, y}) {
					return
				}
			}
		}
	}
	sums := func(seq iter.Seq[[2]int]) iter.Seq[int] {
		return func(yield func(int) bool) {
			next, stop := iter.Pull(seq)
			defer stop()
			for p, ok := next(); ok && yield(p[0]*10+p[1]); p, ok = next() {
			}
		}
	}
	next, stop := iter.Pull(sums(pairs(upwards(n))))
	defer stop()
	drain(&l, next)
	for x := range sums(pairs(sums(pairs(upwards(n))))) {
		l.add(x)
		if x > 100 {
			break
		}
	}
	return l.String()
}

// otherYield yields values of one sequence within another.
func otherYield(n int) string {
	var l log
	next, stop := iter.Pull(func(yield func(string) bool) {
		inner, stop := iter.Pull(func(yieldInner func(int) bool) {
			for i := range n {
				if !yield(fmt.Sprint("outer", i)) || !yieldInner(i) {
					return
				}
			}
		})
		defer stop()
		for x, ok := inner(); ok; x, ok = inner() {
			if !yield(fmt.Sprint("inner", x)) {
				return
			}
		}
	})
	defer stop()
	for x, ok := next(); ok && len(l.list) < 9; x, ok = next() {
		l.add(x)
	}
	return l.String()
}

// throughGo has compiled code between a sequence and its yield.
func throughGo(n int) string {
	var l log
	next, stop := iter.Pull(func(yield func(rune) bool) {
		text := strings.Map(func(r rune) rune {
			if !yield(r) {
				return '-'
			}
			return r + 1
		}, "abc")
		for _, r := range text {
			yield(r)
		}
		sort.Slice([]int{3, 1, 2}, func(i, j int) bool { return yield(rune('0'+i)) && i < j })
	})
	for range n {
		r, ok := next()
		l.add(string(r), ok)
	}
	stop()
	parts, stopParts := iter.Pull(strings.SplitSeq("x,y,z", ","))
	drain(&l, parts)
	stopParts()
	lines, stopLines := iter.Pull(func(yield func(string) bool) {
		for s := range strings.Lines("one\ntwo\nthree") {
			for f := range strings.FieldsSeq(s + " more") {
				if !yield(f) {
					return
				}
			}
		}
	})
	for range n {
		s, ok := lines()
		l.add(s, ok)
	}
	stopLines()
	return l.String()
}

type yieldWriter func(string) bool

func (w yieldWriter) Write(p []byte) (int, error) {
	if !w(string(p)) {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func (w yieldWriter) String() string {
	w("in String")
	return "W"
}

// written yields what is written to a writer, also through fmt, and from a method that fmt calls.
func written(n int) string {
	var l log
	next, stop := iter.Pull(func(yield func(string) bool) {
		w := yieldWriter(yield)
		for i := range 3 {
			if _, err := fmt.Fprintf(w, "%d-%d", i, n); err != nil {
				l.add(err)
				return
			}
		}
		_ = fmt.Sprint(w)
		io.Copy(w, strings.NewReader("copied"))
		var iw io.Writer = w
		iw.Write([]byte("direct"))
	})
	for range n {
		s, ok := next()
		l.add(s, ok)
	}
	stop()
	return l.String()
}

// failing has sequences that panic, at once, later, behind compiled code and when told to end.
func failing(n int) string {
	var l log
	attempt := func(name string, f func()) {
		defer func() { l.add(name, recover()) }()
		f()
	}
	for k := range 6 {
		seq := func(yield func(int) bool) {
			defer func() {
				if k == 4 {
					l.add("recovered", recover())
					yield(77)
				}
			}()
			switch k {
			case 0:
				panic("at once")
			case 1, 4:
				yield(1)
				var m map[int]int
				m[1] = n
			case 2:
				strings.Map(func(r rune) rune { yield(int(r)); panic(errors.New("behind")) }, "x")
			case 3:
				for yield(3) {
				}
				panic("at the end")
			case 5:
				defer func() { yield(55) }()
				panic("then yields")
			}
		}
		next, stop := iter.Pull(seq)
		for range 3 {
			attempt("next", func() {
				x, ok := next()
				l.add(x, ok)
			})
		}
		attempt("stop", stop)
		attempt("again", func() {
			x, ok := next()
			l.add(x, ok)
		})
	}
	return l.String()
}

// wrongTurns calls next and yield when they must not be called.
func wrongTurns(n int) string {
	var l log
	attempt := func(name string, f func()) {
		defer func() { l.add(name, recover()) }()
		f()
	}
	var leaked func(int) bool
	var next func() (int, bool)
	next, stop := iter.Pull(func(yield func(int) bool) {
		leaked = yield
		attempt("next within", func() { next() })
		yield(1)
		yield(2)
	})
	next()
	attempt("yield outside", func() { leaked(5) })
	x, ok := next()
	l.add(x, ok)
	stop()
	l.add(leaked(6))
	attempt("nil", func() {
		next, stop := iter.Pull[int](nil)
		defer stop()
		next()
	})
	return l.String()
}

// handed gives next to other goroutines, one after the other.
func handed(n int) string {
	var l log
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := range 2 * n {
			k := i
			if i%3 == 1 {
				strings.Map(func(r rune) rune { k += int(r); yield(k); return r }, "a")
			} else if !yield(k) {
				return
			}
		}
	})
	done := make(chan int)
	for range n + 1 {
		go func() {
			sum := 0
			for range 2 {
				x, _ := next()
				sum += x
			}
			runtime.GC()
			done <- sum
		}()
		l.add(<-done)
	}
	x, ok := next()
	l.add(x, ok)
	go func() { stop(); close(done) }()
	<-done
	return l.String()
}

// leaving has sequences that end their goroutine.
func leaving(n int) string {
	var l log
	done := make(chan bool)
	go func() {
		defer close(done)
		defer l.add("ends")
		next, stop := iter.Pull(func(yield func(int) bool) {
			defer l.add("sequence ends")
			yield(n)
			runtime.Goexit()
		})
		defer stop()
		x, ok := next()
		l.add(x, ok)
		next()
		l.add("not reached")
	}()
	<-done
	return l.String()
}

func forgotten(n int) string {
	sum := 0
	for i := range 50 * n {
		next, _ := iter.Pull(upwards(i + 2))
		next()
		x, _ := next()
		sum += x
	}
	runtime.GC()
	return fmt.Sprint(sum)
}
