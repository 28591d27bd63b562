package aio

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// When says how long Wait waits.
type When int

// What Wait can wait for.
const (
	AllDone    When = iota // all tasks have ended
	FirstDone              // one task has ended
	FirstError             // one task has ended with an error, or all have ended
)

// Wait waits until tasks have ended, and returns those that have and those that have not, in the order of ts. It neither
// cancels tasks nor looks at their results.
func Wait[T any](ctx context.Context, until When, ts ...*Task[T]) (done, pending []*Task[T], err error) {
	me, s, err := enter(ctx, "Wait")
	if err != nil {
		return nil, ts, err
	}
	wait, err := others(me, ts)
	if err == nil {
		_, err = me.meet(s, wait, until)
	}
	for _, t := range ts {
		if t.Done() {
			done = append(done, t)
		} else {
			pending = append(pending, t)
		}
	}
	return done, pending, err
}

// AsCompleted runs all of cs at the same time, and yields what they end with, the first one first. If the loop over it
// ends early, or ctx is cancelled, the tasks that AsCompleted has made are cancelled.
func AsCompleted[T any](ctx context.Context, cs ...Awaitable[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		me, s, err := enter(ctx, "AsCompleted")
		if err != nil {
			yield(zero, err)
			return
		}
		tasks := tasksOf(ctx, "as completed", cs)
		defer cancelNew(tasks, cs)
		wait, err := others(me, tasks)
		if err != nil {
			yield(zero, err)
			return
		}
		ended := NewQueue[*Task[T]](0)
		for _, t := range tasks {
			t.OnDone(func(t *Task[T]) { ended.put(&t.task, t) })
		}
		for range tasks {
			t, err := completed(me, s, ended, wait)
			if err != nil {
				yield(zero, err)
				return
			}
			t.seen = true
			if !yield(t.value, t.err) {
				return
			}
		}
	}
}

// completed takes the next task that has ended.
func completed[T any](me *task, s *scope, ended *Queue[*Task[T]], wait several) (*Task[T], error) {
	if s.err != nil {
		return nil, me.missed(s.err)
	}
	if ended.Empty() {
		ended.getters.add(me)
		if err := me.park(s, ForTask, wait); err != nil {
			return nil, err
		}
		ended.taken--
	}
	return ended.take(me), nil
}

// others lists the cores of tasks that me waits for: itself cannot be among them.
func others[T any](me *task, tasks []*Task[T]) (several, error) {
	list := make(several, len(tasks))
	for i, t := range tasks {
		if list[i] = &t.task; list[i] == me {
			return nil, fmt.Errorf("aio: task %q cannot wait for itself", me.name)
		}
	}
	return list, nil
}

// cancelNew cancels the tasks that were not there before.
func cancelNew[T any](tasks []*Task[T], cs []Awaitable[T]) {
	for i, t := range tasks {
		if given, ok := cs[i].(*Task[T]); !ok || given != t {
			t.Cancel()
		}
	}
}

// tasksOf makes tasks of what is no task yet.
func tasksOf[T any](ctx context.Context, kind string, cs []Awaitable[T]) []*Task[T] {
	tasks := make([]*Task[T], len(cs))
	for i, c := range cs {
		if t, ok := c.(*Task[T]); ok {
			tasks[i] = t
			continue
		}
		tasks[i] = Go(ctx, nameOf(c, kind, i), c.Await)
	}
	return tasks
}

func nameOf(c any, kind string, i int) string {
	if n, ok := c.(interface{ Name() string }); ok {
		return n.Name()
	}
	return fmt.Sprintf("%s %d", kind, i+1)
}

// several are tasks that one task waits for.
type several []*task

// String names those that have not ended, up to a few.
func (ts several) String() string {
	var names []string
	for _, t := range ts {
		if t.state != done {
			names = append(names, t.name)
		}
	}
	if more := len(names) - 5; more > 0 {
		names = append(names[:5], fmt.Sprintf("%d more", more))
	}
	if len(names) == 1 {
		return "task " + names[0]
	}
	return "tasks " + strings.Join(names, ", ")
}

func (ts several) failed() *task {
	for _, t := range ts {
		if t.state == done && t.err != nil {
			return t
		}
	}
	return nil
}

// A latch wakes a task when enough others have ended.
type latch struct {
	me    *task
	turn  uint64 // the wait that it is for
	left  int
	until When
	first *task // the one that has decided
}

func (l *latch) ended(t *task) {
	l.left--
	if l.first == nil && (l.until == FirstDone || l.until == FirstError && t.err != nil) {
		l.first = t
	}
	if (l.left == 0 || l.first != nil) && l.me.turn == l.turn {
		l.me.wake(t, "done")
	}
}

// meet waits until enough of ts have ended, and returns the one that was enough by itself, if there is one.
func (t *task) meet(s *scope, ts several, until When) (*task, error) {
	l := &latch{me: t, turn: t.turn, until: until}
	for _, other := range ts {
		if other.state != done {
			l.left++
		} else if l.first == nil && (until == FirstDone || until == FirstError && other.err != nil) {
			l.first = other
		}
	}
	if l.left == 0 || l.first != nil {
		return l.first, nil
	}
	for _, other := range ts {
		if other.state != done {
			other.then = append(other.then, l)
		}
	}
	err := t.park(s, ForTask, ts)
	if l.left > 0 {
		for _, other := range ts {
			other.then = slices.DeleteFunc(other.then, func(w watcher) bool { return w == watcher(l) })
		}
	}
	return l.first, err
}

// A watcher is told about the end of a task.
type watcher interface{ ended(t *task) }

// A callback is a watcher.
type callback func()

func (f callback) ended(*task) { f() }
