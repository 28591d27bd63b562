package aio

import "iter"

// A coroutine runs tasks, one after another: while a task waits, its coroutine is suspended in the middle
// of it. It is iter.Pull's: the loop calls next, and goes on when the task calls yield.
type coroutine struct {
	task  *task
	next  func() (struct{}, bool)
	stop  func()
	yield func(struct{}) bool
}

// maxIdle is how many coroutines a loop keeps for new tasks.
const maxIdle = 64

func newCoroutine() *coroutine {
	c := &coroutine{}
	c.next, c.stop = iter.Pull(c.serve)
	return c
}

func (c *coroutine) serve(yield func(struct{}) bool) {
	c.yield = yield
	for c.task != nil {
		c.task.run()
		c.task = nil
		if !yield(struct{}{}) {
			return
		}
	}
}

// step lets a task run until it waits or ends.
func (l *Loop) step(t *task) {
	kind := EventResume
	if t.co == nil {
		t.co = l.coroutine()
		t.co.task = t
		kind = EventStart
	}
	outer := l.current
	l.current, t.state = t, running
	if l.observed {
		l.observe(TraceEvent{Kind: kind, Task: t.id, Name: t.name})
	}
	if l.debug {
		l.timedStep(t)
	} else {
		t.co.next()
	}
	if t.co.task == nil {
		l.release(t.co)
		t.co = nil
		t.end()
	}
	l.current = outer
}

// yield suspends t, which is running, until the loop steps it again.
func (l *Loop) yield(t *task) {
	if l.driver != nil {
		l.driver(t)
		return
	}
	if !t.co.yield(struct{}{}) {
		panic(stuck{})
	}
}

func (l *Loop) coroutine() *coroutine {
	n := len(l.idle)
	if n == 0 {
		return newCoroutine()
	}
	c := l.idle[n-1]
	l.idle = l.idle[:n-1]
	return c
}

func (l *Loop) release(c *coroutine) {
	if len(l.idle) < maxIdle {
		l.idle = append(l.idle, c)
		return
	}
	c.stop()
}
