package viz

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Lanes records what goroutines do at the same time, for a picture like [Timeline] with one lane for
// each name. The legend has what they do:
//
//	var lanes viz.Lanes
//	for _, name := range []string{"A", "B"} {
//		all.Go(func() { lanes.Do(name, "crunch", crunch) })
//	}
//	all.Wait()
//	lanes.Picture()
//
// The zero value is empty. Its methods may be called from any goroutine.
type Lanes struct {
	mu    sync.Mutex
	start time.Time
	names []string
	works []work
}

// A work is something that a lane has done.
type work struct {
	lane     int
	what     string
	from, to time.Duration
}

// Do calls f and records how long that took.
func (l *Lanes) Do(name, what string, f func()) {
	from := l.clock()
	defer func() { l.Add(name, what, from, l.clock()) }()
	f()
}

// clock is the time since the first Do has begun.
func (l *Lanes) clock() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.start.IsZero() {
		l.start = time.Now()
	}
	return time.Since(l.start)
}

// Add records that a lane did something between two times, for instance those of a virtual clock.
func (l *Lanes) Add(name, what string, from, to time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.names, name)
	if i < 0 {
		i = len(l.names)
		l.names = append(l.names, name)
	}
	l.works = append(l.works, work{i, what, from, max(from, to)})
}

// Picture returns a picture of what has been recorded.
func (l *Lanes) Picture() Picture {
	l.mu.Lock()
	names, works := slices.Clone(l.names), slices.Clone(l.works)
	l.mu.Unlock()
	t := &timeline{title: "Timeline", solid: whatIsDone(works)}
	for _, name := range names {
		t.lanes = append(t.lanes, lane{name: name, from: -1})
	}
	t.work(works)
	t.summary = fmt.Sprintf("%s in %s; at most %d at the same time", count(len(names), "lane"), clock(t.course.span()), mostAtOnce(works))
	return t.picture()
}

// whatIsDone says for the legend what the works are, as only those who have recorded them know: a work may as well be
// a wait.
func whatIsDone(works []work) string {
	var all []string
	for _, w := range works {
		if what := clip(w.what, 30); what != "" && !slices.Contains(all, what) {
			all = append(all, what)
		}
	}
	switch {
	case len(all) == 0:
		return "goes on"
	case len(all) > 3:
		all = append(all[:3], "…")
	}
	return strings.Join(all, ", ")
}

// work makes spans of works, whose beginnings and ends have to be in order for that.
func (t *timeline) work(works []work) {
	type edge struct {
		at   time.Duration
		work int
		end  bool
	}
	var edges []edge
	for i, w := range works {
		edges = append(edges, edge{w.from, i, false}, edge{w.to, i, true})
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	begun := make([]int, len(works))
	for _, e := range edges {
		i := t.course.add(e.at, 0)
		if !e.end {
			begun[e.work] = i
			continue
		}
		w := works[e.work]
		t.lanes[w.lane].add(span{state: runs, from: begun[e.work], to: i, text: w.what})
	}
}

func mostAtOnce(works []work) int {
	type edge struct {
		at    time.Duration
		delta int
	}
	var edges []edge
	for _, w := range works {
		edges = append(edges, edge{w.from, 1}, edge{w.to, -1})
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.delta, b.delta)) // ends first
	})
	now, most := 0, 0
	for _, e := range edges {
		now += e.delta
		most = max(most, now)
	}
	return most
}
