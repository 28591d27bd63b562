package aio

import (
	"context"
	"sync"
	"time"
)

// A scope is the ctx that functions below Run are given: a context.Context that knows its task. Each
// task has one; Timeout and Group make more, as children. The loop cancels them; other goroutines may
// use them as any other context.
type scope struct {
	task     *task
	values   context.Context // what it was made from
	shielded bool            // nothing cancels it
	passing  bool            // it is for one await, with a context that is no scope

	parent, next, prev, first *scope // cancelling a scope cancels its children

	err      error       // of awaits, once it is over; written with mu by the loop, which reads it without
	unlisten func() bool // if it was made from a context that is no scope and can be cancelled

	mu     sync.Mutex
	done   chan struct{}
	after  []*func()
	expiry time.Time
}

type scopeKey struct{}

// scopeOf finds the scope that ctx was made from, or nil.
func scopeOf(ctx context.Context) *scope {
	if s, ok := ctx.(*scope); ok {
		return s
	}
	if ctx == nil {
		return nil
	}
	s, _ := ctx.Value(scopeKey{}).(*scope)
	return s
}

// Value implements context.Context.
func (s *scope) Value(key any) any {
	if key == (scopeKey{}) {
		return s
	}
	if s.values == nil {
		return nil
	}
	return s.values.Value(key)
}

// Deadline implements context.Context. Deadlines of a virtual clock are not told: they mean nothing to others.
func (s *scope) Deadline() (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.expiry, !s.expiry.IsZero()
}

// Done implements context.Context.
func (s *scope) Done() <-chan struct{} {
	if s.shielded {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done == nil {
		s.done = make(chan struct{})
		if s.err != nil {
			close(s.done)
		}
	}
	return s.done
}

// Err implements context.Context: it returns the errors of package context.
func (s *scope) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return stdError(s.err)
}

func stdError(err error) error {
	switch {
	case err == nil:
		return nil
	case isTimeout(err):
		return context.DeadlineExceeded
	}
	return context.Canceled
}

// AfterFunc lets package context hear of the end of a scope. f is called by the loop.
func (s *scope) AfterFunc(f func()) (stop func() bool) {
	s.mu.Lock()
	over := s.err != nil
	if !over && !s.shielded {
		s.after = append(s.after, &f)
	}
	s.mu.Unlock()
	if over {
		f()
	}
	return func() bool { return s.forget(&f) }
}

func (s *scope) forget(f *func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, g := range s.after {
		if g == f {
			s.after = append(s.after[:i], s.after[i+1:]...)
			return true
		}
	}
	return false
}

// derive makes s a scope of task t below ctx: it ends when ctx ends.
func (s *scope) derive(ctx context.Context, t *task) {
	s.task = t
	if p, ok := ctx.(*scope); ok {
		s.values = p.values // p adds nothing to them, and need not live as long as s
		s.link(p)
		return
	}
	s.values = ctx
	done := ctx.Done()
	if done == nil {
		return
	}
	if p := scopeOf(ctx); p != nil && p.Done() == done { // only values were added
		s.link(p)
		return
	}
	s.listen()
}

func (s *scope) link(p *scope) {
	if p.shielded {
		return
	}
	if p.err != nil {
		s.err = p.err
		return
	}
	s.parent, s.next = p, p.first
	if p.first != nil {
		p.first.prev = s
	}
	p.first = s
}

// unlink takes s out of its parent, which then forgets it.
func (s *scope) unlink() {
	if s.unlisten != nil {
		s.ignore()
	}
	p := s.parent
	if p == nil {
		return
	}
	if s.prev != nil {
		s.prev.next = s.next
	} else {
		p.first = s.next
	}
	if s.next != nil {
		s.next.prev = s.prev
	}
	s.parent, s.next, s.prev = nil, nil, nil
}

// bequeath gives the children to the parent: what a task has started may live longer.
func (s *scope) bequeath() {
	if s.unlisten != nil && s.first != nil {
		return // the children hear through s
	}
	p := s.parent
	s.unlink()
	for c := s.first; c != nil; {
		next := c.next
		c.parent, c.next, c.prev = nil, nil, nil
		if p != nil {
			c.link(p)
		}
		c = next
	}
	s.first = nil
}

// listen has the loop look at a context that is no scope. The loop does so whenever nothing is ready, which makes
// the order of events the same in every run; the context itself wakes the loop if it sleeps.
func (s *scope) listen() {
	l := s.task.loop
	if err := s.values.Err(); err != nil {
		s.err = ours(err, context.Cause(s.values))
		return
	}
	s.unlisten = context.AfterFunc(s.values, l.poke)
	l.foreign = append(l.foreign, s)
}

func (s *scope) ignore() {
	s.unlisten()
	s.unlisten = nil
	l := s.task.loop
	for i, other := range l.foreign {
		if other == s {
			l.foreign = append(l.foreign[:i], l.foreign[i+1:]...)
			return
		}
	}
}

// cancel ends s and all below it, and wakes the tasks that wait there. The first error stays.
func (s *scope) cancel(err error) {
	if s.err != nil || s.shielded {
		return
	}
	s.mu.Lock()
	s.err = err
	after := s.after
	s.after = nil
	if s.done != nil {
		close(s.done)
	}
	s.mu.Unlock()
	for _, f := range after {
		(*f)()
	}
	if t := s.task; t.scope == s && t.state == waiting {
		t.interrupt(err)
	}
	for c := s.first; c != nil; {
		next := c.next // cancelling does not unlink others: tasks run later
		c.cancel(err)
		c = next
	}
}

// Shield returns a ctx that is not cancelled when ctx is, for what has to be done in any case:
// telling the other side, flushing, writing a last line. It is context.WithoutCancel in other words. Give what you do
// there a time limit with Timeout.
func Shield(ctx context.Context) context.Context {
	s := scopeOf(ctx)
	if s == nil {
		return context.WithoutCancel(ctx)
	}
	if ctx == context.Context(s) {
		ctx = s.values
	}
	return &scope{task: s.task, values: ctx, shielded: true}
}
