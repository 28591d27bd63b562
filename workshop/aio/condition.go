package aio

import (
	"context"
	"fmt"
)

// A Condition lets tasks that hold a lock wait until another one says that something has changed.
type Condition struct {
	Lock  *Lock
	queue line
	label
}

// NewCondition makes a Condition with a lock; nil stands for a lock of its own.
func NewCondition(lock *Lock) *Condition {
	if lock == nil {
		lock = &Lock{}
	}
	return &Condition{Lock: lock}
}

// Named gives the condition a name, for messages and traces, and returns it.
func (c *Condition) Named(name string) *Condition {
	c.label = label(name)
	return c
}

// String is the name.
func (c *Condition) String() string { return c.text("condition") }

// Wait gives the lock back, waits to be notified, and takes the lock again. The caller holds the lock, before and
// after, also when Wait returns an error. Look at what you wait for again after it: WaitUntil does.
func (c *Condition) Wait(ctx context.Context) error {
	t, s, err := enter(ctx, "Wait")
	if err != nil {
		return err
	}
	c.Lock.Release()
	c.queue.add(t)
	err = t.park(s, ForCondition, c)
	c.Lock.acquire(t, &scope{task: t, shielded: true})
	return err
}

// WaitUntil waits until ok reports true. The caller holds the lock.
func (c *Condition) WaitUntil(ctx context.Context, ok func() bool) error {
	for !ok() {
		if err := c.Wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Notify wakes up to n of the tasks that wait. The caller holds the lock.
func (c *Condition) Notify(n int) {
	for ; n > 0 && c.queue.wake(c.queue.current(), "notified"); n-- {
	}
}

// NotifyAll wakes all tasks that wait. The caller holds the lock.
func (c *Condition) NotifyAll() { c.queue.wakeAll(c.queue.current(), "notified") }

// A Barrier lets tasks wait for each other until there are enough of them. Then it can be used again.
type Barrier struct {
	size  int
	queue line
	label
}

// NewBarrier makes a Barrier for n tasks. It panics if n is less than 1.
func NewBarrier(n int) *Barrier {
	if n < 1 {
		panic(fmt.Sprintf("aio: NewBarrier(%d): at least one task is needed", n))
	}
	return &Barrier{size: n}
}

// Named gives the barrier a name, for messages and traces, and returns it.
func (b *Barrier) Named(name string) *Barrier {
	b.label = label(name)
	return b
}

// String is the name, and how many have come.
func (b *Barrier) String() string {
	return fmt.Sprintf("%s (%d of %d have come)", b.text("barrier"), b.queue.n, b.size)
}

// Wait waits until as many tasks wait as the barrier is for. It returns how many were there before: 0 for the first. A
// task that is cancelled meanwhile does not count any more.
func (b *Barrier) Wait(ctx context.Context) (int, error) {
	t, s, err := enter(ctx, "Wait")
	if err != nil {
		return 0, err
	}
	n := b.queue.n
	if n+1 == b.size {
		b.queue.wakeAll(t, "all have come")
		return n, t.checkpoint(s)
	}
	b.queue.add(t)
	return n, t.park(s, ForBarrier, b)
}
