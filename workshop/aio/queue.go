package aio

import (
	"context"
	"fmt"
	"iter"
)

// A Queue hands items from tasks to tasks. Who waits for an item, or for room, gets it first come, first served. A queue belongs to
// the loop whose tasks use it.
type Queue[T any] struct {
	items   store[T]
	max     int
	getters line
	putters line
	taken   int // items that woken getters will take
	granted int // places that woken putters will fill

	unfinished int
	joiners    line
	closed     bool
	label
}

// NewQueue makes a queue that gives its items in the order in which they came. It has room for max of them, 0 stands for any number.
func NewQueue[T any](max int) *Queue[T] { return &Queue[T]{items: &fifo[T]{}, max: max} }

// NewLifoQueue makes a queue that gives the newest item first.
func NewLifoQueue[T any](max int) *Queue[T] { return &Queue[T]{items: &lifo[T]{}, max: max} }

// NewPriorityQueue makes a queue that gives the smallest item first, and of equal ones the oldest. compare is as for
// slices.SortFunc: cmp.Compare[int] is one.
func NewPriorityQueue[T any](max int, compare func(a, b T) int) *Queue[T] {
	return &Queue[T]{items: &sorted[T]{compare: compare}, max: max}
}

// Named gives the queue a name, for messages and traces, and returns it.
func (q *Queue[T]) Named(name string) *Queue[T] {
	q.label = label(name)
	return q
}

// String is the name.
func (q *Queue[T]) String() string { return q.text("queue") }

// Len is the number of items in the queue.
func (q *Queue[T]) Len() int { return q.items.len() }

// Full reports whether Put would have to wait.
func (q *Queue[T]) Full() bool { return q.max > 0 && q.items.len()+q.granted >= q.max }

// Empty reports whether Get would have to wait.
func (q *Queue[T]) Empty() bool { return q.items.len() <= q.taken }

// Put adds an item. It waits while the queue is full, and returns ErrClosed if it is closed.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	t, s, err := enter(ctx, "Put")
	if err != nil {
		return err
	}
	switch {
	case q.closed:
		return t.missed(ErrClosed)
	case q.Full():
		q.putters.add(t)
		if err := t.park(s, ForPut, q); err != nil {
			return err
		}
		if q.granted--; q.closed {
			return ErrClosed
		}
	case t.loop.strict:
		if err := t.pass(s); err != nil {
			return err
		}
	}
	q.put(t, v)
	return nil
}

// TryPut adds an item if there is room, and reports whether there was.
func (q *Queue[T]) TryPut(v T) bool {
	if q.closed || q.Full() {
		return false
	}
	q.put(nil, v)
	return true
}

func (q *Queue[T]) put(by *task, v T) {
	q.items.push(v)
	q.unfinished++
	if !q.Empty() && q.getters.wake(by, "put") {
		q.taken++
	}
}

// Get takes an item. It waits while the queue is empty, and returns ErrClosed if it is empty and closed.
func (q *Queue[T]) Get(ctx context.Context) (T, error) {
	var zero T
	t, s, err := enter(ctx, "Get")
	if err != nil {
		return zero, err
	}
	switch {
	case !q.Empty():
		if t.loop.strict {
			q.taken++
			err := t.pass(s)
			if q.taken--; err != nil {
				return zero, err
			}
		}
	case q.closed:
		return zero, t.missed(ErrClosed)
	default:
		q.getters.add(t)
		if err := t.park(s, ForGet, q); err != nil {
			return zero, err
		}
		q.taken--
	}
	return q.take(t), nil
}

// TryGet takes an item if there is one, and reports whether there was.
func (q *Queue[T]) TryGet() (v T, ok bool) {
	if q.Empty() {
		return v, false
	}
	return q.take(nil), true
}

func (q *Queue[T]) take(by *task) T {
	v := q.items.pop()
	if !q.closed && !q.Full() && q.putters.wake(by, "get") {
		q.granted++
	}
	return v
}

// TaskDone says that the work with an item that was taken is done. It panics if there was none.
func (q *Queue[T]) TaskDone() {
	if q.unfinished == 0 {
		panic("aio: TaskDone was called more often than there were items: call it once after each Get")
	}
	if q.unfinished--; q.unfinished == 0 {
		q.joiners.wakeAll(q.joiners.current(), "all done")
	}
}

// Join waits until TaskDone has been called for every item that was put.
func (q *Queue[T]) Join(ctx context.Context) error {
	t, s, err := enter(ctx, "Join")
	if err != nil {
		return err
	}
	if q.unfinished == 0 {
		return t.checkpoint(s)
	}
	q.joiners.add(t)
	return t.park(s, ForJoin, q)
}

// Close says that no more items will come. Those that are there can still be taken; after the last one Get returns
// ErrClosed, at once to the tasks that wait in it. Put returns ErrClosed from now on.
func (q *Queue[T]) Close() {
	if q.closed {
		return
	}
	q.closed = true
	q.getters.failAll(ErrClosed)
	q.putters.failAll(ErrClosed)
}

// All yields items until the queue is closed and empty. An error is that of ctx, and the last thing that is yielded.
func (q *Queue[T]) All(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			v, err := q.Get(ctx)
			if err == ErrClosed || !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// label is the name of a thing that tasks wait for.
type label string

// text says what it is.
func (n label) text(kind string) string {
	if n == "" {
		return "a " + kind
	}
	return fmt.Sprintf("%s %q", kind, string(n))
}
