package viz

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
)

// A Flow records how values move through a pipeline of sequences:
//
//	var flow viz.Flow
//	numbers := viz.Tap(&flow, "numbers", seq.Range(1_000_000))
//	even := viz.Tap(&flow, "even", seq.Filter(numbers, isEven))
//	squares := viz.Tap(&flow, "squares", seq.Map(even, square))
//	seq.List(seq.Take(squares, 3))
//	flow.Picture()
//
// The zero value is empty. Tap the stages from the source on.
type Flow struct {
	mu     sync.Mutex
	stages []stage
	events []flowEvent
	last   int // the stage that the last value was of
}

// A stage is a tapped sequence, and what happened to it when it was last ranged over.
type stage struct {
	name   string
	values int
	state  string // "" before anybody has asked, running, end, stopped
	busy   bool   // its consumer has the value, and has not come back for another
}

// A flowEvent is a value that a stage has handed on. It is made of the one before if that is of an earlier stage, which
// waits for it to be done.
type flowEvent struct {
	stage int
	value string
	next  bool
}

// Tap has the values of s and records in f how they are asked for. Like s it does nothing before
// somebody ranges over it.
func Tap[T any](f *Flow, name string, s iter.Seq[T]) iter.Seq[T] {
	i := f.add(name)
	return func(yield func(T) bool) {
		f.set(i, "running")
		for v := range s {
			f.pass(i, v)
			more := yield(v)
			f.back(i)
			if !more {
				f.set(i, "stopped")
				return
			}
		}
		f.set(i, "end")
	}
}

func (f *Flow) add(name string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages = append(f.stages, stage{name: name})
	return len(f.stages) - 1
}

func (f *Flow) set(i int, state string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages[i].state = state
}

// maxFlow bounds what is kept of the values: a picture shows few, and a sequence may have millions.
const maxFlow = 1000

func (f *Flow) pass(i int, v any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := f.last < i && f.stages[f.last].busy
	f.stages[i].values++
	f.stages[i].busy = true
	f.last = i
	if len(f.events) < maxFlow {
		f.events = append(f.events, flowEvent{i, clip(fmt.Sprint(v), 40), next})
	}
}

func (f *Flow) back(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages[i].busy = false
}

// Picture returns a picture of what has happened so far: a column for each stage, time goes down. In a lazy
// pipeline each value goes as far as it gets before the next one is asked for; in an eager one a stage is filled
// before the next begins.
func (f *Flow) Picture() Picture {
	f.mu.Lock()
	stages, rows := slices.Clone(f.stages), flowRows(f.events)
	f.mu.Unlock()
	title, summary := "Pipeline", flowSummary(stages)
	c := newCanvas(max(420, 2*margin+float64(len(stages))*flowColumn), summary)
	y := c.top + 4
	for i, s := range stages {
		c.stage(i, s, y)
	}
	y += 84
	shown, left := cutRows(rows)
	for i, row := range shown {
		if left > 0 && i == len(shown)-2 {
			c.text("s m dim", c.width/2, y+10, "… "+count(left, "more row"))
			y += 26
		}
		c.flowRow(row, len(stages), y)
		y += flowRowHeight
	}
	return c.picture(y+8, title, summary, flowText(stages, shown, left))
}

const (
	flowColumn, flowRowHeight = 150.0, 32.0
	flowChip                  = 88.0
	maxFlowRows               = 14
)

// flowRows puts a value beside the one that it was made of.
func flowRows(events []flowEvent) [][]flowEvent {
	var rows [][]flowEvent
	for _, e := range events {
		if len(rows) == 0 || !e.next {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
	}
	return rows
}

// cutRows leaves out rows before the last two if there are too many.
func cutRows(rows [][]flowEvent) (shown [][]flowEvent, left int) {
	if len(rows) <= maxFlowRows {
		return rows, 0
	}
	n := len(rows)
	return append(slices.Clone(rows[:maxFlowRows-2]), rows[n-2:]...), n - maxFlowRows
}

func (c *canvas) stage(i int, s stage, y float64) {
	x := margin + float64(i)*flowColumn
	c.box("r2", "b", x, y, flowColumn-28, 30, s.name)
	if i > 0 {
		c.arrow("ln", "fn", x-26, y+15, x-2, y+15)
	}
	middle := x + (flowColumn-28)/2
	c.text("s m b", middle, y+47, count(s.values, "value"))
	c.text("s m dim", middle, y+62, s.how())
}

// how says how it came to an end.
func (s stage) how() string {
	switch s.state {
	case "end":
		return "to its end"
	case "stopped":
		return "then stopped"
	case "running":
		return "not at its end"
	}
	return "never asked"
}

// flowRow draws values and how far they get.
func (c *canvas) flowRow(row []flowEvent, stages int, y float64) {
	for j, e := range row {
		x := margin + float64(e.stage)*flowColumn + (flowColumn-28-flowChip)/2
		c.rect("o2", x, y, flowChip, 22, 11)
		c.text("k m", x+flowChip/2, y+15, fitCode(e.value, flowChip-14))
		switch {
		case j < len(row)-1:
			to := margin + float64(row[j+1].stage)*flowColumn + (flowColumn-28-flowChip)/2
			c.arrow("lo", "fo", x+flowChip+3, y+11, to-2, y+11)
		case e.stage < stages-1: // it gets no further
			c.line("ln", x+flowChip+3, y+11, x+flowChip+22, y+11)
			c.line("ln", x+flowChip+22, y+4, x+flowChip+22, y+18)
		}
	}
}

func flowSummary(stages []stage) string {
	if len(stages) == 0 {
		return "no stages: Tap some"
	}
	var parts []string
	for _, s := range stages {
		parts = append(parts, fmt.Sprintf("%s: %s, %s", s.name, count(s.values, "value"), s.how()))
	}
	return strings.Join(parts, "; ")
}

func flowText(stages []stage, rows [][]flowEvent, left int) string {
	var widths []int
	var out, line strings.Builder
	for i, s := range stages {
		w := widest(20, s.name)
		for _, row := range rows {
			for _, e := range row {
				if e.stage == i {
					w = max(w, widest(20, e.value))
				}
			}
		}
		widths = append(widths, w)
		line.WriteString(pad(clip(s.name, w), w+4))
	}
	out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	for i, row := range rows {
		if left > 0 && i == len(rows)-2 {
			fmt.Fprintf(&out, "… %s\n", count(left, "more row"))
		}
		out.WriteString(flowLine(row, widths) + "\n")
	}
	return out.String()
}

func flowLine(row []flowEvent, widths []int) string {
	var line strings.Builder
	next := 0
	for i, w := range widths {
		if next == len(row) {
			if next > 0 && row[next-1].stage == i-1 {
				line.WriteString("×")
			}
			break
		}
		if row[next].stage != i {
			line.WriteString(strings.Repeat(" ", w+4))
			continue
		}
		line.WriteString(pad(clip(row[next].value, w), w))
		next++
		if next < len(row) {
			line.WriteString(" →  ")
		} else {
			line.WriteString("  ")
		}
	}
	return strings.TrimRight(line.String(), " ")
}
