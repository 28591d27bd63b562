package viz

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// Timeline shows the tasks of an event loop: a lane for each, in which it runs, is ready or waits, and who
// wakes whom. Time goes to the right. As many things happen at the same time on a virtual clock, a
// band at such a time shows them one after the other.
//
// A step in which a task kept all others waiting for more than 100 ms of real time is marked as
// blocked, as that is what asynchronous programs must not do. At most 24 tasks are shown.
func Timeline(trace *aio.Trace) Picture {
	t := &timeline{title: "Timeline", solid: "runs", at: map[int]int{}}
	events := trace.Events()
	for _, e := range events[:min(len(events), maxEvents)] {
		t.event(e)
	}
	for i := range t.lanes {
		t.lanes[i].cut(len(t.course.times) - 1)
	}
	t.summary = t.summarize(len(events) - maxEvents)
	return t.picture()
}

const (
	maxEvents = 4000
	maxLanes  = 24
	blockedBy = 100 * time.Millisecond
)

// The states that a lane can show.
type look int

const (
	waits look = iota
	ready
	runs
	blocks
)

// A span is a time in which a lane is in one state. from and to are events of the course.
type span struct {
	state    look
	from, to int
	text     string
	took     time.Duration // of blocks
}

// A lane is the life of a task. from is -1 before it begins.
type lane struct {
	name     string
	from, to int
	end      aio.EventKind // "" as long as it lives
	failure  string
	spans    []span
	open     span
	since    time.Duration // in real time, since the open span
}

func (l *lane) add(s span) {
	if l.from < 0 {
		l.from = s.from
	}
	l.to = max(l.to, s.to)
	l.spans = append(l.spans, s)
}

// change ends the open span and begins the next.
func (l *lane) change(at int, next look, text string) {
	l.cut(at)
	l.open = span{state: next, from: at, text: text}
}

func (l *lane) cut(at int) {
	if l.end == "" && l.from >= 0 && at > l.open.from {
		l.open.to = at
		l.add(l.open)
		l.open.from = at
	}
}

// An arrow goes from one lane to another, at an event. from is -1 for the clock and the world outside.
type arrow struct {
	kind     aio.EventKind // EventCreate, EventWake or EventCancelRequested
	from, to int
	at       int
	text     string
}

// A timeline is a picture of lanes that is being made.
type timeline struct {
	title, summary string
	solid          string // what a solid bar means
	course         course
	lanes          []lane
	arrows         []arrow
	marks          []arrow
	at             map[int]int // where the lane of a task is
	*canvas
}

// lane returns where the lane of a task is, -1 if there is none.
func (t *timeline) lane(task int) int {
	if i, ok := t.at[task]; ok {
		return i
	}
	return -1
}

// event adds an event of a loop.
func (t *timeline) event(e aio.TraceEvent) {
	if e.Kind == aio.EventCreate {
		t.at[e.Task] = len(t.lanes)
		t.lanes = append(t.lanes, lane{name: e.Name, from: -1})
	}
	i := t.lane(e.Task)
	if i < 0 {
		return
	}
	l := &t.lanes[i]
	blocked := l.open.state == runs && l.from >= 0 && e.Real-l.since >= blockedBy && ends(e.Kind)
	at := 0
	if blocked {
		at = t.course.addWide(e.Time, blockedWidth)
		l.open.state, l.open.took = blocks, e.Real-l.since
	} else {
		at = t.course.add(e.Time, slotsOf(e))
	}
	t.enter(l, at, e)
	t.point(i, at, e)
}

// blockedWidth is room for "blocked 0.2s".
const blockedWidth = 112.0

// ends reports whether an event ends a step.
func ends(k aio.EventKind) bool {
	switch k {
	case aio.EventSuspend, aio.EventIOWait, aio.EventDone, aio.EventError, aio.EventCancelled:
		return true
	}
	return false
}

// slotsOf is the room that an event takes on the axis.
func slotsOf(e aio.TraceEvent) float64 {
	switch {
	case e.Kind == aio.EventStart, e.Kind == aio.EventResume:
		return 0.3
	case e.Kind == aio.EventWake && e.By == 0:
		return 0.5
	}
	return 1
}

// enter makes the lane enter the state that begins with an event.
func (t *timeline) enter(l *lane, at int, e aio.TraceEvent) {
	switch e.Kind {
	case aio.EventCreate:
		l.from, l.open = at, span{state: ready, from: at}
	case aio.EventStart, aio.EventResume:
		l.change(at, runs, "")
		l.since = e.Real
	case aio.EventSuspend, aio.EventIOWait:
		next := waits
		if e.Reason == aio.ForTurn {
			next = ready
		}
		l.change(at, next, waitFor(e))
	case aio.EventWake:
		l.change(at, ready, "")
	case aio.EventDone, aio.EventError, aio.EventCancelled:
		l.cut(at)
		l.to, l.end, l.failure = at, e.Kind, e.Text
	}
}

// waitFor says what a task waits for, in few words.
func waitFor(e aio.TraceEvent) string {
	if e.Reason == aio.ForSleep {
		d, err := time.ParseDuration(e.Object)
		if err != nil {
			return "sleep " + e.Object
		}
		return "sleep " + shortTime(d).String()
	}
	return strings.TrimPrefix(e.What(), "waits for ")
}

// point adds the arrow or the mark of an event.
func (t *timeline) point(i, at int, e aio.TraceEvent) {
	from := t.lane(e.By)
	switch e.Kind {
	case aio.EventCreate, aio.EventCancelRequested:
		if from >= 0 && from != i {
			t.arrows = append(t.arrows, arrow{e.Kind, from, i, at, e.Text})
		}
	case aio.EventWake:
		if !t.cancels(i, at-1) { // to be cancelled wakes, of course
			t.arrows = append(t.arrows, arrow{e.Kind, from, i, at, e.Text})
		}
	case aio.EventMark:
		t.marks = append(t.marks, arrow{e.Kind, i, i, at, e.Text})
	}
}

// cancels reports whether event at was a request to cancel lane i.
func (t *timeline) cancels(i, at int) bool {
	n := len(t.arrows)
	return n > 0 && t.arrows[n-1].kind == aio.EventCancelRequested && t.arrows[n-1].to == i && t.arrows[n-1].at == at
}

// summarize is the line that is read aloud.
func (t *timeline) summarize(left int) string {
	steps, blocked := 0, time.Duration(0)
	var blockers []string
	for _, l := range t.lanes {
		for _, s := range l.spans {
			if s.state == runs || s.state == blocks {
				steps++
			}
			if s.state == blocks {
				blocked += s.took
				blockers = append(blockers, l.name)
			}
		}
	}
	s := fmt.Sprintf("%s in %s, %s, one at a time", count(len(t.lanes), "task"), clock(t.course.span()), count(steps, "step"))
	if len(blockers) > 0 {
		slices.Sort(blockers)
		s += fmt.Sprintf("; %s blocked the loop for %s", strings.Join(slices.Compact(blockers), ", "), tenths(blocked))
	}
	if left > 0 {
		s += fmt.Sprintf("; %d later events are not shown", left)
	}
	return s
}

// shortTime rounds to three digits a time that nobody has written down, such as the rest of a second on a real clock.
func shortTime(d time.Duration) time.Duration {
	if d%time.Millisecond == 0 {
		return d
	}
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}

// tenths writes a real time only so exactly that it is likely to be the same the next time.
func tenths(d time.Duration) string { return fmt.Sprintf("%.1fs", d.Seconds()) }
