package check

import (
	"fmt"
	"iter"
	"sync"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// A Source is a sequence for an answer to work with, which notices what is done with it.
type Source[V any] struct {
	t      *T
	values iter.Seq[V]

	mu     sync.Mutex
	pulled int
	starts int
	open   int
}

// NewSource makes a Source of a sequence.
func NewSource[V any](t *T, values iter.Seq[V]) *Source[V] { return &Source[V]{t: t, values: values} }

// All is the sequence.
func (s *Source[V]) All() iter.Seq[V] {
	return func(yield func(V) bool) {
		s.count(1, 1, 0)
		defer s.count(-1, 0, 0)
		for v := range s.values {
			s.t.running()
			s.count(0, 0, 1)
			if !yield(v) {
				return
			}
		}
	}
}

func (s *Source[V]) count(open, starts, pulled int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open += open
	s.starts += starts
	s.pulled += pulled
}

// Pulled returns how many values were asked for and there.
func (s *Source[V]) Pulled() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pulled
}

// Starts returns how often somebody began to range over it.
func (s *Source[V]) Starts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.starts
}

// Open returns how many loops over it have begun and not ended.
func (s *Source[V]) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

// PulledAtMost fails if more than n values were pulled from a [Source], or anything else that counts.
func PulledAtMost(t *T, what string, s interface{ Pulled() int }, n int, mistakes ...Mistake) {
	t.running()
	got := s.Pulled()
	if got <= n {
		return
	}
	says := likely(got, mistakes)
	switch {
	case says == "" && n == 0:
		says = "the work begins before anybody asks for a value: move it into the function that is returned"
	case says == "" && got == n+1:
		says = "it asks for one value too many: stop as soon as there is enough, before the next one is asked for"
	case says == "":
		says = "it is not lazy: something collects all values first, for instance slices.Collect or seq.List"
	}
	t.fail(fmt.Sprintf("%s: %s pulled, and at most %d should be", what, plural(got, "value")+" "+was(got), n), says)
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// CleanedUp fails if something is still open: a loop over a [Source], a [File], the rows of a lab.DB, or anything
// else that counts.
func CleanedUp(t *T, what string, x interface{ Open() int }, mistakes ...Mistake) {
	t.running()
	got := x.Open()
	if got <= 0 {
		return
	}
	says := likely(got, mistakes)
	if says == "" {
		says = "the cleanup does not run when the loop is left early: put it behind defer, before the loop"
	}
	t.fail(fmt.Sprintf("%s: %d still open at the end", what, got), says)
}

// OneShot reports whether a sequence can be ranged over only once: after the first value has been taken, a second
// loop does not begin with it again. Cursors are like that; slices are not. It takes at most two values of s.
func OneShot[V any](s iter.Seq[V]) bool {
	first, ok := one(s)
	again, ok2 := one(s)
	return ok && (!ok2 || !same(first, again))
}

func one[V any](s iter.Seq[V]) (v V, ok bool) {
	for v := range s {
		return v, true
	}
	return v, false
}

// Calls watches a generator while drive uses it, and returns a line for each call and what came of it: "Send(10) →
// 15". Use it with [Events].
func Calls[Out, In, Ret any](g *gen.Generator[Out, In, Ret], drive func(g *gen.Generator[Out, In, Ret])) []string {
	var lines []string
	g.Watch(func(s gen.Step) {
		s.Name = ""
		lines = append(lines, s.String()[len("generator."):])
	})
	defer g.Watch(nil)
	drive(g)
	return lines
}
