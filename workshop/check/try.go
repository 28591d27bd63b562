package check

import (
	"fmt"
	"go/token"
	"runtime"
	"sync"
	"time"
)

// A T is what the test of an exercise tells its findings. The first finding ends the test, or the part of it.
//
// It may be told from any goroutine; but only on that of the test, or of a part, do Fail and the functions that take
// a T not return.
type T struct {
	deadline time.Time

	mu      sync.Mutex
	outcome Outcome
	found   string
	mistake string
	parts   []Part
	undone  []func() // to be called when nobody waits for the answer any more
	over    bool     // nobody listens any more
	working string   // the number of the goroutine that the test is on
}

// A Mistake is a known way to get something wrong, with what the learner is to be told.
type Mistake struct {
	got  any
	when bool
	Says string
}

// Got is the mistake whose result is v, of the type that the function it is given to compares.
func Got(v any, says string) Mistake { return Mistake{got: v, Says: says} }

// If is a mistake that the test itself has found out about.
func If(found bool, says string) Mistake { return Mistake{when: found, Says: says} }

// Else is what to say if no other mistake fits: give it last.
func Else(says string) Mistake { return If(true, says) }

// likely is what the first mistake that fits says.
func likely(got any, mistakes []Mistake) string {
	for _, m := range mistakes {
		if m.when || m.got != nil && same(m.got, got) {
			return m.Says
		}
	}
	return ""
}

// Fail ends the test: the answer is wrong. found is what is not as it should be, and a mistake its likely reason.
func (t *T) Fail(found string, mistakes ...Mistake) { t.fail(found, likely(nil, mistakes)) }

// Must fails unless ok.
func (t *T) Must(ok bool, found string, mistakes ...Mistake) {
	if !ok {
		t.Fail(found, mistakes...)
	}
}

// NotAttempted ends the test: the answer is the stub.
func (t *T) NotAttempted() { t.end(NotAttempted, "", "") }

func (t *T) fail(found, mistake string) { t.end(NotRight, found, mistake) }

// end records a finding, the first only, and ends the goroutine.
func (t *T) end(o Outcome, found, mistake string) {
	t.record(o, found, mistake)
	runtime.Goexit()
}

func (t *T) record(o Outcome, found, mistake string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.outcome == "" && !t.over {
		t.outcome, t.found, t.mistake = o, found, mistake
	}
}

// running ends the goroutine if nobody listens any more, so that an answer that never ends does when it asks for
// something that belongs to the test.
func (t *T) running() {
	t.mu.Lock()
	over := t.over
	t.mu.Unlock()
	if over {
		runtime.Goexit()
	}
}

// Part runs a part of a test that counts by itself: what the part tells its own T ends only the part, and an answer
// with some parts right gets a share of the points. All that is not in a part must be right.
func (t *T) Part(name string, f func(t *T)) {
	// Half of what is left, so that one part that never ends leaves time for the others.
	p := &T{deadline: time.Now().Add(time.Until(t.deadline) / 2)}
	p.run(func() { f(p) }, t.at)
	r := p.result()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.parts = append(t.parts, Part{name, r.Outcome, r.Found, r.Mistake})
}

func (t *T) at(goroutine string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.working = goroutine
}

// run calls f on a goroutine and waits until it has ended, or until the deadline has passed.
func (t *T) run(f func(), at func(goroutine string)) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		number := currentGoroutine()
		t.at(number)
		at(number)
		t.guard(f)
	}()
	timer := time.NewTimer(time.Until(t.deadline))
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		t.expire()
		t.abandon()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
}

// undo has f called if the answer is not waited for any more.
func (t *T) undo(f func()) {
	t.mu.Lock()
	over := t.over
	t.undone = append(t.undone, f)
	t.mu.Unlock()
	if over {
		f()
	}
}

func (t *T) abandon() {
	t.mu.Lock()
	fs := t.undone
	t.over = true
	t.mu.Unlock()
	for _, f := range fs {
		f()
	}
}

// guard calls f and records how it has ended, if it has not ended as it should.
func (t *T) guard(f func()) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if v := recover(); v != nil {
			t.panicked(v)
			return
		}
		t.record(NotRight, "the answer has ended its goroutine", "runtime.Goexit ends more than the function: use return")
	}()
	f()
	returned = true
}

// expire says that it takes too long, and what the answer is doing.
func (t *T) expire() {
	t.mu.Lock()
	working := t.working
	t.mu.Unlock()
	if waits(working) {
		t.record(NotRight, "the answer did not end in time: it waits for something that does not come",
			"a deadlock: nobody sends to the channel, gives the lock back, or closes what it reads until the end")
		return
	}
	t.record(NotRight, "the answer did not end in time: it is still busy",
		"an endless loop: what changes in each turn so that it ends? (It goes on until the kernel is restarted.)")
}

// result is to be called after run.
func (t *T) result() Result {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := Result{Outcome: t.outcome, Found: t.found, Mistake: t.mistake, Parts: t.parts}
	right, attempted := 0, len(t.parts) == 0
	for _, p := range t.parts {
		if p.Outcome == Right {
			right++
		}
		attempted = attempted || p.Outcome != NotAttempted
	}
	switch {
	case r.Outcome != "":
		return r
	case !attempted:
		return Result{Outcome: NotAttempted}
	case right == len(t.parts):
		r.Outcome, r.Share = Right, 1
	default:
		r.Outcome, r.Share = NotRight, float64(right)/float64(len(t.parts))
	}
	return r
}

// check runs the test.
func (q *Question) check(answer any) Result {
	if q.test == nil {
		return Result{Name: q.name(), Outcome: NotAttempted, Found: q.missing()}
	}
	r := Result{Outcome: NotAttempted}
	if !isNil(answer) {
		t := &T{deadline: time.Now().Add(q.spec.Limit)}
		t.run(func() { q.test(t, answer) }, func(string) {})
		r = t.result()
	}
	r.Name = q.name()
	if r.Outcome == NotAttempted {
		r.Found = fmt.Sprintf("Write %s above, run that cell, and then this one again.", q.answer())
	}
	return r
}

// answer names what is to be written.
func (q *Question) answer() string {
	if token.IsIdentifier(q.spec.Answer) {
		return q.spec.Answer
	}
	return "your answer" // it is made of what is to be written: "&Countdown{3}"
}
