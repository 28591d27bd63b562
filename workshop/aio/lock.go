package aio

import "context"

// A Lock is held by one task at a time. Between two awaits a task needs no lock: no other task runs. Its zero value is free.
type Lock struct {
	holder *task
	locked bool
	queue  line
	label
}

// Named gives the lock a name, for messages and traces, and returns it.
func (l *Lock) Named(name string) *Lock {
	l.label = label(name)
	return l
}

// String is the name, and who holds it.
func (l *Lock) String() string {
	if !l.locked || l.holder == nil {
		return l.text("lock")
	}
	return l.text("lock") + ", which " + l.holder.name + " holds"
}

// Acquire takes the lock. It waits while another task holds it; a task that holds it itself waits for ever.
func (l *Lock) Acquire(ctx context.Context) error {
	t, s, err := enter(ctx, "Acquire")
	if err != nil {
		return err
	}
	return l.acquire(t, s)
}

func (l *Lock) acquire(t *task, s *scope) error {
	if l.locked {
		l.queue.add(t)
		return t.park(s, ForLock, l) // Release hands it over
	}
	l.locked, l.holder = true, t
	return t.checkpoint(s)
}

// Release gives the lock to the task that waits longest. It panics if nobody holds it.
func (l *Lock) Release() {
	if !l.locked {
		panic("aio: Release of a Lock that nobody holds")
	}
	l.holder = l.queue.head
	l.locked = l.queue.wake(l.queue.current(), "released")
}

// Locked reports whether a task holds the lock.
func (l *Lock) Locked() bool { return l.locked }

// Do calls f while it holds the lock: async with in Python.
func (l *Lock) Do(ctx context.Context, f func() error) error {
	if err := l.Acquire(ctx); err != nil {
		return err
	}
	defer l.Release()
	return f()
}

// A Semaphore lets a limited number of tasks pass.
type Semaphore struct {
	free, max int
	queue     line
	label
}

// NewSemaphore makes a Semaphore for n tasks at a time.
func NewSemaphore(n int) *Semaphore { return &Semaphore{free: n, max: n} }

// Named gives the semaphore a name, for messages and traces, and returns it.
func (m *Semaphore) Named(name string) *Semaphore {
	m.label = label(name)
	return m
}

// String is the name.
func (m *Semaphore) String() string { return m.text("semaphore") }

// Acquire takes one of the places. It waits while there is none.
func (m *Semaphore) Acquire(ctx context.Context) error {
	t, s, err := enter(ctx, "Acquire")
	if err != nil {
		return err
	}
	return m.acquire(t, s)
}

func (m *Semaphore) acquire(t *task, s *scope) error {
	if m.free == 0 {
		m.queue.add(t)
		return t.park(s, ForSemaphore, m) // Release hands its place over
	}
	m.free--
	return t.checkpoint(s)
}

// Release gives a place back, to the task that waits longest. It panics if all places are free.
func (m *Semaphore) Release() {
	if m.free == m.max {
		panic("aio: Release of a Semaphore that nobody has acquired")
	}
	if !m.queue.wake(m.queue.current(), "released") {
		m.free++
	}
}

// Free is the number of free places.
func (m *Semaphore) Free() int { return m.free }

// Do calls f while it holds a place.
func (m *Semaphore) Do(ctx context.Context, f func() error) error {
	if err := m.Acquire(ctx); err != nil {
		return err
	}
	defer m.Release()
	return f()
}
