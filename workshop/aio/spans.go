package aio

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"
)

// A Span is a time during which a task was in one state.
type Span struct {
	Task     int
	Name     string
	State    State // Created, Ready, Running or Waiting
	From, To time.Duration
	Took     time.Duration // in real time: with a virtual clock a step takes no other
	Reason   Reason        // of Waiting
	Object   string
	At       string
	Cause    string // how a wait has ended
	By       int    // the task that has ended it, 0 for none
}

// A Lane is the life of a task.
type Lane struct {
	Task     int
	Name     string
	Parent   int // the task that has created it, 0 for none
	From, To time.Duration
	End      EventKind // EventDone, EventError or EventCancelled; "" if the trace ends before
	Error    string
	Spans    []Span
}

// Sum adds up the times that the task was in a state, on the loop's clock.
func (l Lane) Sum(s State) (sum time.Duration) {
	for _, span := range l.Spans {
		if span.State == s {
			sum += span.To - span.From
		}
	}
	return sum
}

// Lanes returns the lives of all tasks, in the order of their creation: what a timeline shows.
func (t *Trace) Lanes() []Lane {
	w := &weaver{at: map[int]int{}}
	for _, e := range t.events {
		w.event(e)
	}
	if n := len(t.events); n > 0 {
		w.cut(t.events[n-1])
	}
	return w.lanes
}

// weaver makes lanes of events.
type weaver struct {
	lanes []Lane
	open  []Span          // of each lane the span that goes on
	begun []time.Duration // of each lane when that has begun, in real time
	at    map[int]int     // where the lane of a task is
}

func (w *weaver) event(e TraceEvent) {
	if e.Kind == EventCreate {
		w.at[e.Task] = len(w.lanes)
		w.lanes = append(w.lanes, Lane{Task: e.Task, Name: e.Name, Parent: e.By, From: e.Time, To: e.Time})
		w.open = append(w.open, Span{})
		w.begun = append(w.begun, 0)
		w.begin(e, Created)
		return
	}
	i, ok := w.at[e.Task]
	if !ok {
		return
	}
	switch e.Kind {
	case EventStart, EventResume:
		w.begin(e, Running)
	case EventSuspend, EventIOWait:
		w.begin(e, Waiting)
		if e.Reason == ForTurn {
			w.open[i].State = Ready
		}
	case EventWake:
		w.open[i].Cause, w.open[i].By = e.Text, e.By
		w.begin(e, Ready)
	case EventDone, EventError, EventCancelled:
		w.begin(e, Done)
		w.open[i].State = ""
		w.lanes[i].End = e.Kind
		w.lanes[i].Error = e.Text
	}
}

// begin ends the open span of a lane and begins another one.
func (w *weaver) begin(e TraceEvent, s State) {
	i := w.at[e.Task]
	w.end(i, e)
	w.open[i] = Span{Task: e.Task, Name: e.Name, State: s, From: e.Time, Reason: e.Reason, Object: e.Object, At: e.At}
	w.begun[i] = e.Real
}

func (w *weaver) end(i int, e TraceEvent) {
	span := w.open[i]
	if span.State == "" {
		return
	}
	span.To, span.Took = e.Time, e.Real-w.begun[i]
	w.lanes[i].To = e.Time
	w.lanes[i].Spans = append(w.lanes[i].Spans, span)
}

// cut ends what goes on at the end of the trace.
func (w *weaver) cut(last TraceEvent) {
	for i := range w.lanes {
		w.end(i, last)
		if w.lanes[i].End == "" {
			w.lanes[i].To = last.Time
		}
	}
}

// Table returns a line for each task: when it was there, how long it waited, and how it has ended.
func (t *Trace) Table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "task\tcreated\tended\twaited\tsteps\tend")
	for _, l := range t.Lanes() {
		steps := 0
		for _, s := range l.Spans {
			if s.State == Running {
				steps++
			}
		}
		end := string(l.End)
		if end == "" {
			end = "-"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\n", l.Name, clockText(l.From), clockText(l.To), clockText(l.Sum(Waiting)), steps, end)
	}
	w.Flush()
	return b.String()
}

// MaxRunning is the largest number of tasks that ran at the same time. It is 1, or 0 if none ran; see for yourself.
func (t *Trace) MaxRunning() int {
	now, most := 0, 0
	for _, e := range t.events {
		switch e.Kind {
		case EventStart, EventResume:
			now++
			most = max(most, now)
		case EventSuspend, EventIOWait, EventDone, EventError, EventCancelled:
			now--
		}
	}
	return most
}
