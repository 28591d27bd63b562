package aio

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// EventKind says what has happened.
type EventKind string

// The kinds of events.
const (
	EventCreate          EventKind = "create"           // By has made the task
	EventStart           EventKind = "start"            // it runs for the first time
	EventSuspend         EventKind = "suspend"          // it waits: Reason, Object, At
	EventIOWait          EventKind = "io-wait"          // it waits for something outside: Reason, Object, At
	EventWake            EventKind = "wake"             // it is ready again; Text is the cause, By the task that did it
	EventResume          EventKind = "resume"           // it goes on
	EventCancelRequested EventKind = "cancel-requested" // By wants it to end
	EventCancelled       EventKind = "cancelled"        // it has ended because of that
	EventError           EventKind = "error"            // it has ended with an error: Text
	EventDone            EventKind = "done"             // it has ended with a result
	EventMark            EventKind = "mark"             // the task wants Text to be seen
)

// A TraceEvent is something that has happened in a loop.
type TraceEvent struct {
	Time   time.Duration // on the loop's clock, since its start
	Real   time.Duration // in fact: it tells how long a step took, also with a virtual clock
	Kind   EventKind
	Task   int    // the task that it happened to: 1 is main, then in the order of creation
	Name   string // its name
	By     int    // the task that did it, 0 for none
	Reason Reason
	Object string // what is waited for: queue "orders", 2s
	At     string // where in the program: "cell 3, line 4"
	Text   string
}

// String is one line of the text of a trace.
func (e TraceEvent) String() string {
	return strings.TrimRight(fmt.Sprintf("%8s  %-12s %s", clockText(e.Time), e.Name, e.What()), " ")
}

// What says in words what has happened, without when and to whom.
func (e TraceEvent) What() string {
	switch e.Kind {
	case EventSuspend, EventIOWait:
		return strings.TrimSpace("waits for " + waitText(e.Reason, e.Object))
	case EventWake:
		return "is woken: " + e.Text
	case EventError:
		return "ends with an error: " + e.Text
	case EventMark:
		return e.Text
	}
	return plain[e.Kind]
}

var plain = map[EventKind]string{
	EventCreate:          "is created",
	EventStart:           "starts",
	EventResume:          "goes on",
	EventCancelRequested: "is to be cancelled",
	EventCancelled:       "is cancelled",
	EventDone:            "is done",
}

// clockText shows a time as people do: 1.5s.
func clockText(d time.Duration) string { return d.Round(time.Microsecond).String() }

// waitText says what a task waits for.
func waitText(why Reason, on string) string {
	switch {
	case on == "":
		return string(why)
	case why == ForSleep:
		return on
	case why == ForGet:
		return "an item of " + on
	case why == ForPut:
		return "room in " + on
	case why == ForJoin:
		return "the end of " + on
	}
	return on
}

// A Trace is a record of what has happened in a loop, made by Run with the option Record. Its zero value is empty. Look
// at it when Run is over.
type Trace struct {
	events []TraceEvent
}

func (t *Trace) add(e TraceEvent) { t.events = append(t.events, e) }

// Events returns all events in the order in which they happened.
func (t *Trace) Events() []TraceEvent { return slices.Clone(t.events) }

// Text returns a line for each event.
func (t *Trace) Text() string {
	var b strings.Builder
	for _, e := range t.events {
		b.WriteString(e.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// String is Text.
func (t *Trace) String() string { return t.Text() }

// observe tells everybody who wants to know.
func (l *Loop) observe(e TraceEvent) {
	e.Time, e.Real = l.now, time.Since(l.start)
	for _, f := range l.observers {
		f(e)
	}
}

func (l *Loop) observeSuspend(t *task) {
	e := TraceEvent{Kind: EventSuspend, Task: t.id, Name: t.name, Reason: t.reason, At: t.at}
	if t.on != nil {
		e.Object = t.on.String()
	}
	if t.reason == ForIO || t.reason == ForBlocking {
		e.Kind = EventIOWait
	}
	l.observe(e)
}

func (l *Loop) observeEnd(t *task) {
	e := TraceEvent{Kind: EventDone, Task: t.id, Name: t.name}
	switch {
	case t.wasCancelled():
		e.Kind = EventCancelled
	case t.err != nil:
		e.Kind, e.Text = EventError, t.err.Error()
	}
	l.observe(e)
}
