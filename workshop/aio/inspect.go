package aio

import (
	"context"
	"strings"
	"time"
)

// TaskInfo is what a loop knows of a task.
type TaskInfo struct {
	ID      int // 1 is main, then in the order of creation
	Name    string
	State   State
	Waiting string        // what for, if it waits
	Due     time.Duration // when a timer will wake it, of Timers
	Created string        // where: "cell 3, line 4"; known of the first 100 tasks
}

func (t *task) info() TaskInfo {
	i := TaskInfo{ID: t.id, Name: t.name, State: stateNames[t.state], Created: t.createdAt}
	if t.state == waiting {
		i.Waiting = string(t.reason)
		if t.on != nil {
			i.Waiting = waitText(t.reason, t.on.String())
		}
	}
	return i
}

// Tasks returns all tasks that are not done, the oldest first.
func (l *Loop) Tasks() []TaskInfo {
	var all []TaskInfo
	for t := l.oldest; t != nil; t = t.newer {
		all = append(all, t.info())
	}
	return all
}

// Queue returns the names of the tasks that are ready, in the order in which they will run.
func (l *Loop) Queue() []string {
	var names []string
	for _, t := range l.batch[l.turns:] {
		names = append(names, t.name)
	}
	for _, t := range l.ready {
		names = append(names, t.name)
	}
	return names
}

// Timers returns the tasks that a timer will wake, the first one first.
func (l *Loop) Timers() []TaskInfo {
	var all []TaskInfo
	for _, t := range l.timers.sorted() {
		i := t.task.info()
		i.Due = t.due
		all = append(all, i)
	}
	return all
}

// Now is the time since the loop has started, on its clock.
func (l *Loop) Now() time.Duration { return l.clock() }

// Virtual reports whether the clock is a virtual one.
func (l *Loop) Virtual() bool { return l.virtual }

// Current returns the name of the task that runs, or "".
func (l *Loop) Current() string {
	if l.current == nil {
		return ""
	}
	return l.current.name
}

// Stack says where a task waits, and through which calls it has come there: first what it waits for, then the function
// that does, then those that have called it. At the end of each chain of awaits there is something that the loop
// knows how to wait for. Calls are known with Debug or Record.
func Stack[T any](t *Task[T]) []string {
	lines := []string{t.describe()}
	for _, line := range strings.Split(t.stack, "\n") {
		if at, name, ok := strings.Cut(line, "\t"); ok {
			lines = append(lines, name+" ("+at+")")
		}
	}
	return lines
}

// Mark puts a text into the trace of the loop of ctx, if there is one.
func Mark(ctx context.Context, text string) {
	if s, ok := ctx.Value(scopeKey{}).(*scope); ok && s.task.loop.observed {
		s.task.loop.observe(TraceEvent{Kind: EventMark, Task: s.task.id, Name: s.task.name, Text: text})
	}
}
