package aio

import (
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// WarningKind says what a Warning is about.
type WarningKind string

// The kinds of warnings.
const (
	Leftover     WarningKind = "leftover"      // a task was still there when main was done
	NotRetrieved WarningKind = "not retrieved" // a task failed, and nobody asked for its result
	NeverAwaited WarningKind = "never awaited" // a coroutine was made and never awaited
	Slow         WarningKind = "slow"          // a task kept all others waiting for longer than 100 ms: with Debug
	Ignored      WarningKind = "ignored"       // a task did not end when it was cancelled
)

// A Warning is something that is probably a mistake in a program, which its loop has noticed.
type Warning struct {
	Kind WarningKind
	Task string        // the name of the task or coroutine
	At   string        // where it was made; for Slow, where its step ended
	Err  error         // of NotRetrieved, and of Leftover if it failed at the end
	Took time.Duration // of Slow, in real time
}

// String says what is the matter and what to do.
func (w Warning) String() string {
	at := ""
	if w.At != "" {
		at = " (" + w.At + ")"
	}
	switch w.Kind {
	case Leftover:
		end := "has been cancelled"
		if w.Err != nil {
			end = "has ended with the error " + w.Err.Error()
		}
		return fmt.Sprintf("aio: task %q%s was not done when main was, and %s: Await it, or call Background", w.Task, at, end)
	case NotRetrieved:
		return fmt.Sprintf("aio: task %q%s failed and nobody has looked: %v", w.Task, at, w.Err)
	case NeverAwaited:
		return fmt.Sprintf("aio: coroutine %q%s was never awaited: it has not run", w.Task, at)
	case Slow:
		return fmt.Sprintf("aio: task %q kept the loop busy for %v%s: use Blocking for long work", w.Task, w.Took.Round(time.Millisecond), at)
	}
	return fmt.Sprintf("aio: task %q%s has been ended: it went on and on after it was cancelled: look at the errors of awaits", w.Task, at)
}

// Warnings has f called with what the loop finds to be wrong, instead of printing it: tasks that are left at the end,
// errors that nobody has looked at, coroutines that were never awaited, and with Debug slow steps.
func Warnings(f func(Warning)) Option { return func(o *options) { o.warner = f } }

// Debug makes the loop watch over its tasks: a step of more than 100 ms is told about, with the task and the place, and
// Stack knows all of where a task waits. It makes everything slower.
func Debug() Option { return func(o *options) { o.debug = true } }

// slow is how long a step may take in debug mode.
const slow = 100 * time.Millisecond

func (l *Loop) warn(w Warning) {
	if l.warner != nil {
		l.warner(w)
		return
	}
	fmt.Println(w)
}

// timedStep resumes a task and looks how long it runs.
func (l *Loop) timedStep(t *task) {
	began := time.Now()
	t.co.next()
	if took := time.Since(began); took > slow {
		l.warn(Warning{Kind: Slow, Task: t.name, At: t.at, Took: took})
	}
}

// leftovers are the tasks that are left at the end, without those that may be.
func (l *Loop) leftovers() []*task {
	var left []*task
	for t := l.oldest; t != nil; t = t.newer {
		if !t.alone {
			left = append(left, t)
		}
	}
	return left
}

// report tells at the end what nobody has noticed.
func (l *Loop) report(left []*task) {
	for _, t := range left {
		w := Warning{Kind: Leftover, Task: t.name, At: t.createdAt}
		if !t.wasCancelled() {
			w.Err, t.seen = t.err, true
		}
		l.warn(w)
	}
	for _, t := range l.failed {
		if !t.seen {
			l.warn(Warning{Kind: NotRetrieved, Task: t.name, At: t.createdAt, Err: t.err})
		}
	}
	for _, c := range l.unused {
		if !c.begun() {
			l.warn(Warning{Kind: NeverAwaited, Task: c.Name(), At: c.madeAt()})
		}
	}
}

// locate notes where the program awaits.
func (t *task) locate() {
	t.stack = host.Where()
	t.at = firstPlace(t.stack)
}

// firstPlace is the position on the first line of what host.Where says.
func firstPlace(where string) string {
	at, _, _ := strings.Cut(where, "\t")
	return at
}

// describe says what a task is doing.
func (t *task) describe() string {
	switch {
	case t.state == waiting && t.on != nil:
		return "waits for " + waitText(t.reason, t.on.String())
	case t.state == waiting:
		return "waits for " + string(t.reason)
	case t.wasCancelled():
		return "cancelled"
	case t.state == done && t.err != nil:
		return "failed: " + t.err.Error()
	}
	return string(stateNames[t.state])
}

// A DeadlockError says which tasks were waiting when none could go on. It matches ErrDeadlock.
type DeadlockError struct {
	Waiting []WaitingTask
}

// A WaitingTask is a task and what it waits for.
type WaitingTask struct {
	Name   string
	Reason Reason
	For    string // queue "orders"
	At     string // where it was made
}

func (d *DeadlockError) Error() string {
	var b strings.Builder
	b.WriteString(ErrDeadlock.Error() + ": all tasks wait, and nothing will wake them:")
	for _, w := range d.Waiting {
		fmt.Fprintf(&b, "\n  %s waits for %s", w.Name, waitText(w.Reason, w.For))
	}
	return b.String()
}

// Is makes it match ErrDeadlock.
func (d *DeadlockError) Is(target error) bool { return target == ErrDeadlock }

// deadlock makes the error from what is there.
func (l *Loop) deadlock() *DeadlockError {
	d := &DeadlockError{}
	for t := l.oldest; t != nil; t = t.newer {
		w := WaitingTask{Name: t.name, Reason: t.reason, At: t.createdAt}
		if t.on != nil {
			w.For = t.on.String()
		}
		d.Waiting = append(d.Waiting, w)
	}
	return d
}
