package aio

import "context"

// An Event is a flag that tasks can wait for. Its zero value is not set.
type Event struct {
	set   bool
	queue line
	label
}

// Named gives the event a name, for messages and traces, and returns it.
func (e *Event) Named(name string) *Event {
	e.label = label(name)
	return e
}

// String is the name.
func (e *Event) String() string { return e.text("event") }

// Set sets the flag, and wakes all that wait for it.
func (e *Event) Set() {
	e.set = true
	e.queue.wakeAll(e.queue.current(), "set")
}

// Clear takes the flag down.
func (e *Event) Clear() { e.set = false }

// IsSet reports whether the flag is set.
func (e *Event) IsSet() bool { return e.set }

// Wait waits until the flag is set.
func (e *Event) Wait(ctx context.Context) error {
	t, s, err := enter(ctx, "Wait")
	if err != nil {
		return err
	}
	if e.set {
		return t.checkpoint(s)
	}
	e.queue.add(t)
	return t.park(s, ForEvent, e)
}
