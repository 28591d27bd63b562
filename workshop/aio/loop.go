package aio

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Loop runs tasks, one at a time. Run makes it; LoopOf finds it. Its methods are for the tasks of the
// loop, but Post is for everybody else.
//
// The loop runs on the goroutine that has called Run; each of its tasks has a coroutine, which runs only while the loop waits for
// it. Goroutines are made by Blocking (one for each call), by requests, reads, and accepted connections that are waited for, and
// by streams that have something to send (one each). They end when what they do has ended, or was aborted because its ctx is over; all of them
// hand over what they have by Post, and Run does not return before that.
type Loop struct {
	current *task
	ready   []*task // in the order in which they will run
	batch   []*task // those of this round; the first turns have been
	turns   int
	timers  timers
	seq     uint64
	foreign []*scope // see scope.listen

	oldest, newest *task // that are not done
	alive          int
	lastID         int
	failed         []*task  // with errors, until somebody looks
	unused         []unused // coroutines that nobody has awaited
	idle           []*coroutine
	kept           map[keeper]int // to be ended with the loop; the numbers are their order
	keptSeq        int

	options
	now      time.Duration
	start    time.Time
	held     int       // calls to Blocking that are out: a virtual clock stands still
	open     int       // waits for bytes or connections: a virtual clock walks
	walking  time.Time // when it began to walk; zero if it does not
	over     bool
	observed bool // somebody wants events
	watched  bool // tasks note where they are
	driver   func(*task)

	mail   sync.Mutex
	posts  []func()
	posted atomic.Bool
	bell   chan struct{} // wakes the loop if it sleeps
}

func newLoop(o options) *Loop {
	l := &Loop{options: o, start: time.Now(), bell: make(chan struct{}, 1)}
	l.observed = len(o.observers) > 0
	l.watched = o.debug || l.observed
	return l
}

// add makes t a task of the loop that has not begun.
func (l *Loop) add(t *task) {
	l.lastID++
	t.loop, t.id = l, l.lastID
	l.alive++
	t.older = l.newest
	if l.newest == nil {
		l.oldest = t
	} else {
		l.newest.newer = t
	}
	l.newest = t
	if l.observed {
		l.observe(TraceEvent{Kind: EventCreate, Task: t.id, Name: t.name, By: idOf(l.current)})
	}
}

func (l *Loop) forget(t *task) {
	if t.older == nil {
		l.oldest = t.newer
	} else {
		t.older.newer = t.newer
	}
	if t.newer == nil {
		l.newest = t.older
	} else {
		t.newer.older = t.older
	}
	t.older, t.newer = nil, nil
	l.alive--
}

// keepFailed remembers a task until somebody looks at its error.
func (l *Loop) keepFailed(t *task) {
	if len(l.failed) == cap(l.failed) {
		l.failed = slices.DeleteFunc(l.failed, func(t *task) bool { return t.seen })
	}
	l.failed = append(l.failed, t)
}

// patience is how many rounds of ready tasks a virtual clock lets pass before it looks at what comes from outside:
// what tasks do among themselves comes first, so that it happens in the same order in every run.
const patience = 1000

// turn runs tasks until stop reports true. It returns false if nothing will ever happen again.
func (l *Loop) turn(stop func() bool) bool {
	for rounds := 0; !stop(); {
		if l.posted.Load() && (!l.virtual || len(l.ready) == 0 || rounds >= patience) {
			rounds = 0
			l.deliver()
			continue
		}
		if !l.virtual {
			l.now = time.Since(l.start)
			l.ring()
		}
		if len(l.ready) == 0 {
			rounds = 0
			if !l.rest() {
				return false
			}
			continue
		}
		rounds++
		l.round()
	}
	return true
}

// round runs every task that is ready now once. Those that get ready meanwhile have to wait for the next round.
func (l *Loop) round() {
	l.batch, l.ready = l.ready, l.batch[:0]
	for l.turns = 0; l.turns < len(l.batch); {
		t := l.batch[l.turns]
		l.batch[l.turns] = nil
		l.turns++
		l.step(t)
	}
	l.batch, l.turns = l.batch[:0], 0
}

// ring sets off the timers whose time has come.
func (l *Loop) ring() {
	for {
		due, ok := l.timers.next()
		if !ok || due > l.now {
			return
		}
		t := l.timers.pop()
		if t.task != nil {
			t.task.timed = false
			t.task.wake(nil, "timer")
		} else {
			t.fire.off = true
			t.fire.f()
		}
	}
}

// rest lets time pass until something can run. It returns false if nothing ever will.
func (l *Loop) rest() bool {
	if l.hear() {
		return true
	}
	due, timed := l.timers.next()
	switch {
	case l.virtual && timed && l.held == 0 && l.open == 0:
		l.now = max(l.now, due)
		l.ring()
	case l.virtual && l.held > 0:
		l.sleep(0, false)
	case l.virtual && timed:
		l.walk(due)
	case timed:
		l.sleep(due-l.now, true)
	case l.held > 0 || l.open > 0 || l.expects():
		l.sleep(0, false)
	default:
		return false
	}
	return true
}

// walk lets a virtual clock go as fast as a real one until due, unless something comes from outside: then it has
// not moved, and goes on from where it was.
func (l *Loop) walk(due time.Duration) {
	if l.walking.IsZero() {
		l.walking = time.Now()
	}
	if left := due - l.now - time.Since(l.walking); left > 0 && !l.sleep(left, true) {
		return
	}
	l.walking = time.Time{}
	l.now = due
	l.ring()
}

// sleep waits for the bell, or for d if timed is set. It reports whether the time is over.
func (l *Loop) sleep(d time.Duration, timed bool) bool {
	if !timed {
		<-l.bell
		return false
	}
	clock := time.NewTimer(d)
	defer clock.Stop()
	select {
	case <-l.bell:
		return false
	case <-clock.C:
		return true
	}
}

// hear cancels scopes whose foreign context is over, and reports whether there are any.
func (l *Loop) hear() bool {
	heard := false
	for _, s := range slices.Clone(l.foreign) {
		if err := s.values.Err(); err != nil && s.err == nil {
			s.cancel(ours(err, context.Cause(s.values)))
			heard = true
		}
	}
	return heard
}

// expects reports whether a foreign context will be over by itself at some time.
func (l *Loop) expects() bool {
	for _, s := range l.foreign {
		if _, ok := s.values.Deadline(); ok && s.err == nil {
			return true
		}
	}
	return false
}

// clock is the time of the loop, since its start.
func (l *Loop) clock() time.Duration {
	if !l.virtual {
		l.now = time.Since(l.start)
	}
	return l.now
}

// Post has f called by the loop, between two steps of tasks: it is how goroutines that are no tasks of the loop
// hand over results, wake tasks and start them. It may be called from anywhere, and does not wait. It reports false if the
// loop has ended; f is not called then.
func (l *Loop) Post(f func()) bool {
	l.mail.Lock()
	if l.over {
		l.mail.Unlock()
		return false
	}
	l.posts = append(l.posts, f)
	l.posted.Store(true)
	l.mail.Unlock()
	l.poke()
	return true
}

// poke wakes the loop if it sleeps.
func (l *Loop) poke() {
	select {
	case l.bell <- struct{}{}:
	default:
	}
}

func (l *Loop) deliver() {
	l.mail.Lock()
	posts := l.posts
	l.posts = nil
	l.posted.Store(false)
	l.mail.Unlock()
	for _, f := range posts {
		f()
	}
}

// alarm calls f at a time of the loop's clock.
func (l *Loop) alarm(d time.Duration, f func()) *alarm {
	a := &alarm{f: f}
	l.seq++
	l.timers.push(timer{due: l.clock() + d, seq: l.seq, fire: a})
	return a
}

// unset takes an alarm back.
func (l *Loop) unset(a *alarm) {
	if !a.off {
		a.off = true
		l.timers.drop()
	}
}
