package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// try checks an answer in an exercise that has nothing but a test.
func try[A any](answer any, test func(t *T, answer A)) Result {
	return Define(Exercise[A]{ID: "1", Answer: "it", Test: test, Limit: 2 * time.Second}).Check(answer)
}

// tells fails unless a result is what is expected and says these things.
func tells(t *testing.T, r Result, o Outcome, texts ...string) {
	t.Helper()
	if r.Outcome != o {
		t.Errorf("%s, want %s:\n%v", r.Outcome, o, r)
	}
	for _, text := range texts {
		if !strings.Contains(r.String(), text) {
			t.Errorf("%q is not in\n%v", text, r)
		}
	}
}

type named func() int

func TestNotAttempted(t *testing.T) {
	call := func(t *T, f func() int) { Equal(t, "f()", f(), 1) }
	tells(t, try(nil, call), NotAttempted, "Write it above")
	tells(t, try((func() int)(nil), call), NotAttempted)
	made := Define(Exercise[func() int]{ID: "1", Answer: "make(3)", Test: call})
	tells(t, made.Check((func() int)(nil)), NotAttempted, "Write your answer above")
	tells(t, try(func() int { panic("not implemented") }, call), NotAttempted)
	tells(t, try(func() int { panic(errors.New("not implemented yet")) }, call), NotAttempted)
	tells(t, try(func() error { return errors.New("not implemented") }, func(t *T, f func() error) { NoError(t, "f", f()) }), NotAttempted)
	tells(t, try(func(ctx context.Context) error { panic("not implemented") }, func(t *T, f func(context.Context) error) { Loop(t, "f", f) }), NotAttempted)
	untouched := Exercise[int]{ID: "1", Test: func(t *T, n int) { Equal(t, "n", n, 3) }, Untouched: func(n int) bool { return n == 0 }}
	tells(t, Define(untouched).Check(0), NotAttempted)
	tells(t, Define(untouched).Check(3), Right)
}

func TestTypes(t *testing.T) {
	call := func(t *T, f func() int) { Equal(t, "f()", f(), 1) }
	one := func() int { return 1 }
	tells(t, try(one, call), Right)
	tells(t, try(named(one), call), Right)
	tells(t, try(one, func(t *T, f named) { Equal(t, "f()", f(), 1) }), Right)
	tells(t, try(1, call), NotRight, "the answer is of type int, and should be of type func() int", "without calling it")
	tells(t, try(one, func(t *T, n int) {}), NotRight, "call the function")
	tells(t, try("x", func(t *T, s fmt.Stringer) {}), NotRight, "should be of type fmt.Stringer")
	tells(t, try(time.Second, func(t *T, s fmt.Stringer) { Equal(t, "it", s.String(), "1s") }), Right)
}

func TestPanicsAreExplained(t *testing.T) {
	var m map[string]int
	var none []int
	var closed = make(chan int)
	close(closed)
	zero := 0
	for want, f := range map[string]func(){
		"a map must be made":           func() { m["a"] = 1 },
		"think of empty slices":        func() { none[zero]++ },
		"what is to happen then?":      func() { zero = 1 / zero },
		"closed twice":                 func() { close(closed) },
		"still sent after":             func() { closed <- 1 },
		"panics: ouch (check_test.go:": func() { panic("ouch") },
		"yield returned false": func() {
			for range iter.Seq[int](func(yield func(int) bool) { yield(1); yield(2) }) {
				break
			}
		},
	} {
		tells(t, try(f, func(t *T, f func()) { f() }), NotRight, want)
	}
}

func TestLimits(t *testing.T) {
	most := 30 * time.Millisecond
	limit := func(f func(), test func(t *T, f func())) Result {
		return Define(Exercise[func()]{ID: "1", Limit: most, Test: test}).Check(f)
	}
	call := func(t *T, f func()) { f() }
	hold := make(chan bool)
	tells(t, limit(func() { <-hold }, call), NotRight, "waits for something that does not come", "deadlock")
	close(hold)

	var end atomic.Bool
	tells(t, limit(func() { spin(&end) }, call), NotRight, "still busy", "endless loop")
	most = time.Second
	tells(t, limit(func() { spin(&end) }, func(t *T, f func()) { t.Part("a", func(*T) { f() }) }), NotRight, "✗ a", "endless loop")
	end.Store(true)

	// An endless answer ends when it asks the test for more.
	ended := make(chan bool)
	tells(t, limit(nil, nil), NotAttempted)
	r := Define(Exercise[func(iter.Seq[int]) int]{ID: "1", Limit: 30 * time.Millisecond, Test: func(t *T, sum func(iter.Seq[int]) int) {
		defer close(ended)
		sum(NewSource(t, seq.Count(0)).All())
	}}).Check(seq.Sum[int])
	tells(t, r, NotRight, "endless loop")
	<-ended
}

func spin(end *atomic.Bool) {
	for !end.Load() {
	}
}

func TestStandardOutputComesBack(t *testing.T) {
	old := os.Stdout
	hold := make(chan bool)
	r := Define(Exercise[func()]{ID: "1", Limit: 30 * time.Millisecond, Test: func(t *T, f func()) { Prints(t, "f", f, "x") }}).Check(func() { <-hold })
	if os.Stdout != old {
		t.Error("standard output is still redirected")
	}
	close(hold)
	tells(t, r, NotRight, "deadlock")
	tells(t, Output(func() { panic("ouch") }, ""), NotRight, "ouch")
	tells(t, Output(func() {}, "x"), NotRight, "nothing is printed")
	if os.Stdout != old {
		t.Error("standard output is still redirected after a panic")
	}
}

func TestSequences(t *testing.T) {
	all := func(t *T, s func() iter.Seq[int]) { All(t, "s()", s(), []int{1, 2}, Got([]int{1}, "one is missing")) }
	list := func(v ...int) func() iter.Seq[int] { return func() iter.Seq[int] { return slices.Values(v) } }
	tells(t, try(list(1, 2), all), Right)
	tells(t, try(list(1), all), NotRight, "the values of s() are [1], and should be [1 2]: it ends after 1 value", "one is missing")
	tells(t, try(list(1, 2, 7), all), NotRight, "goes on after 2 values: there is also 7")
	tells(t, try(list(), all), NotRight, "it ends after no values")
	tells(t, try(func() iter.Seq[int] { return nil }, all), NotRight, "s() is nil", "return func(yield")
	src := func(t *T, f func(iter.Seq[int]) int) {
		s := NewSource(t, seq.Count(0))
		f(s.All())
		Equal(t, "starts", s.Starts(), 1)
		PulledAtMost(t, "f", s, 1)
		CleanedUp(t, "f", s)
	}
	first := func(s iter.Seq[int]) int { v, _ := seq.First(s); return v }
	tells(t, try(first, src), Right)
	tells(t, try(func(s iter.Seq[int]) int { return seq.Len(seq.Take(s, 2)) }, src), NotRight, "one value too many")
	tells(t, try(func(s iter.Seq[int]) int {
		next, _ := iter.Pull(s)
		v, _ := next()
		return v
	}, src), NotRight, "1 still open")
}

func TestErrorsAndOrder(t *testing.T) {
	r := try(io.EOF, func(t *T, err error) { ErrorIs(t, "f", err, os.ErrClosed, Got(io.EOF, "not the end, but closed")) })
	tells(t, r, NotRight, `f returns error "EOF", and should return error "file already closed"`, "not the end")
	lines := []string{"a", "b"}
	before := func(first, second string) Result {
		return try(lines, func(t *T, l []string) { Before(t, l, first, second) })
	}
	tells(t, before("a", "b"), Right)
	tells(t, before("b", "a"), NotRight, `"a" happens before "b"`)
	tells(t, before("a", "c"), NotRight, `"c" never happens`)
	tells(t, try(lines, func(t *T, l []string) { Events(t, "it", l, []string{"a"}) }), NotRight, "≠ b")
	tells(t, try(1, func(t *T, n int) { t.Must(n == 2, "n is not 2", If(n == 1, "one less")) }), NotRight, "n is not 2", "one less")
}

func TestLoops(t *testing.T) {
	run := func(f func(ctx context.Context) error) Result {
		return try(f, func(t *T, f func(ctx context.Context) error) {
			r := Loop(t, "f", f)
			NoError(t, "f", r.Err)
			NoLeftovers(t, "f", r)
			Took(t, "f", r.Time, 2*time.Second)
		})
	}
	sleep := func(d time.Duration) func(context.Context) error {
		return func(ctx context.Context) error { return aio.Sleep(ctx, d) }
	}
	tells(t, run(sleep(2*time.Second)), Right)
	tells(t, run(sleep(3*time.Second)), NotRight, "f takes 3s, and should take 2s", "one after the other")
	tells(t, run(sleep(time.Second)), NotRight, "not waited for")
	tells(t, run(func(context.Context) error { panic("ouch") }), NotRight, "panics: ouch (check_test.go:")
	tells(t, run(func(context.Context) error { return io.EOF }), NotRight, "f returns an error: EOF")
	tells(t, run(func(ctx context.Context) error {
		aio.Go(ctx, "forgotten", aio.Do(sleep(time.Hour)))
		return aio.Sleep(ctx, 2*time.Second)
	}), NotRight, "forgotten")
}

func TestLeaks(t *testing.T) {
	hold := make(chan bool)
	defer close(hold)
	check := func(f func()) Result { return try(f, func(t *T, f func()) { NoLeaks(t, "f", f) }) }
	tells(t, check(func() { go func() { <-hold }() }), NotRight, "f leaves goroutines behind: 1 in chan receive", "cancel its ctx")
	g := gen.Of(seq.Count(0))
	tells(t, check(func() { g.Next() }), NotRight, "defer g.Close()")
	g.Close()
}

func TestQuestions(t *testing.T) {
	if r := Q("9.9").Check(1); r.Outcome != NotAttempted || !strings.Contains(r.Found, "no exercise 9.9") {
		t.Error(r)
	}
	if h := Q("9.9").Hint(); !strings.Contains(h.String(), "no exercise 9.9") {
		t.Error(h)
	}
	for _, q := range []*Question{Q("9.9"), Define(Exercise[int]{ID: "1", Test: func(*T, int) {}})} {
		func() {
			defer func() {
				if v := recover(); v == nil {
					t.Errorf("Grade of %v did not panic", q)
				}
			}()
			q.Grade()
		}()
	}
	if got := Define(Exercise[int]{ID: "1"}).Problems(); len(got) < 6 {
		t.Error(got)
	}
}

func TestHTML(t *testing.T) {
	r := Result{Name: "1: <x>", Outcome: NotRight, Found: "a < b", Mistake: "& so", Parts: []Part{{"p<", Right, "", ""}}, Next: "n<"}
	page := r.HTML() + Note{"t<", "x<", "a < b"}.HTML()
	for _, want := range []string{"✗ Not right yet (1: &lt;x&gt;)", "a &lt; b", "&amp; so", "p&lt;", "n&lt;", `role="status"`, "✓", "right"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}

func TestTrialsAreMet(t *testing.T) {
	tr := Trial{"wrong: x", "", NotRight, "too few"}
	if err := tr.Met(Result{Outcome: NotRight, Mistake: "too few"}); err != nil {
		t.Error(err)
	}
	if tr.Met(Result{Outcome: Right}) == nil || tr.Met(Result{Outcome: NotRight}) == nil {
		t.Error("a trial that is not met is taken for met")
	}
}

func BenchmarkCheck(b *testing.B) {
	q := Define(Exercise[func() int]{ID: "1", Test: func(t *T, f func() int) { Equal(t, "f()", f(), 1) }})
	for b.Loop() {
		q.Check(func() int { return 1 })
	}
}
