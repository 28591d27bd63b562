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
// Stages are joined by an arrow where one asks the other. So loops that have nothing to do with each other stay
// apart, and so do stages with a list between them: who fills the list does not know who will read it. Of goroutines that run at
// the same time it cannot be known who asks; use a Flow for each.
//
// The zero value is empty. Tap the stages from the source on.
type Flow struct {
	mu     sync.Mutex
	stages []stage
	events []flowEvent
	last   int   // the stage that the last value was of
	asking []int // stages that have asked for a value, each but the first to answer the one before
}

// A stage is a tapped sequence, and what happened to it when it was last ranged over.
type stage struct {
	name   string
	column int
	values int
	state  string // "" before anybody has asked, running, end, stopped
	busy   bool   // its consumer has the value, and has not come back for another
	to     []int  // the stages that have asked it
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
		f.ask(i)
		defer f.leave(i)
		for v := range s {
			f.pass(i, v)
			if !yield(v) {
				f.set(i, "stopped")
				return
			}
			f.ask(i)
		}
		f.set(i, "end")
	}
}

func (f *Flow) add(name string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages = append(f.stages, stage{name: name, column: len(f.stages)})
	return len(f.stages) - 1
}

func (f *Flow) set(i int, state string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages[i].state = state
}

// ask says that stage i is asked for a value now, by the one that has to answer.
func (f *Flow) ask(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages[i].busy = false
	if n := len(f.asking); n > 0 && f.asking[n-1] != i && !f.joined(i, f.asking[n-1]) {
		f.stages[i].to = append(f.stages[i].to, f.asking[n-1])
	}
	f.asking = append(f.asking, i)
}

// leave says that nobody will ask stage i any more.
func (f *Flow) leave(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.stages[i].busy = false
	f.answered(i)
}

func (f *Flow) answered(i int) {
	for k := len(f.asking) - 1; k >= 0; k-- {
		if f.asking[k] == i {
			f.asking = slices.Delete(f.asking, k, k+1)
			return
		}
	}
}

// joined reports whether values of stage i go to stage j.
func (f *Flow) joined(i, j int) bool { return f.stages[i].goesTo(j) }

func (s stage) goesTo(j int) bool { return slices.Contains(s.to, j) }

// maxFlow bounds what is kept of the values: a picture shows few, and a sequence may have millions.
const maxFlow = 1000

func (f *Flow) pass(i int, v any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answered(i)
	next := f.last < i && f.stages[f.last].busy && (f.joined(f.last, i) || f.meet(f.last, i))
	f.stages[i].values++
	f.stages[i].busy = true
	f.last = i
	if len(f.events) < maxFlow {
		f.events = append(f.events, flowEvent{i, clip(fmt.Sprint(v), 40), next})
	}
}

// meet reports whether values of both stages go to the same one, as those that are zipped do.
func (f *Flow) meet(i, j int) bool {
	return slices.ContainsFunc(f.stages[i].to, func(to int) bool { return f.joined(j, to) })
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
	if slices.ContainsFunc(stages, stage.goesFar) {
		y += 14
	}
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
		c.flowRow(row, stages, y)
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

// goesFar reports whether values go to a stage that is not the next.
func (s stage) goesFar() bool {
	return slices.ContainsFunc(s.to, func(to int) bool { return to != s.column+1 })
}

func (c *canvas) stage(i int, s stage, y float64) {
	x := margin + float64(i)*flowColumn
	c.box("r2", "b", x, y, flowColumn-28, 30, s.name)
	middle := x + (flowColumn-28)/2
	for _, to := range s.to {
		if to == i+1 {
			c.arrow("ln", "fn", x+flowColumn-26, y+15, x+flowColumn-2, y+15)
			continue
		}
		end := middle + float64(to-i)*flowColumn // over the others
		c.path("ln", "M", middle, y, "V", y-10, "H", end, "V", y-6)
		c.head("fn", end, y-1, 0, 1)
	}
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
func (c *canvas) flowRow(row []flowEvent, stages []stage, y float64) {
	for j, e := range row {
		x := margin + float64(e.stage)*flowColumn + (flowColumn-28-flowChip)/2
		c.rect("o2", x, y, flowChip, 22, 11)
		c.text("k m", x+flowChip/2, y+15, fitCode(e.value, flowChip-14))
		switch {
		case j < len(row)-1:
			if !stages[e.stage].goesTo(row[j+1].stage) {
				continue
			}
			to := margin + float64(row[j+1].stage)*flowColumn + (flowColumn-28-flowChip)/2
			c.arrow("lo", "fo", x+flowChip+3, y+11, to-2, y+11)
		case len(stages[e.stage].to) > 0: // it gets no further
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
		out.WriteString(flowLine(row, stages, widths) + "\n")
	}
	return out.String()
}

func flowLine(row []flowEvent, stages []stage, widths []int) string {
	var line strings.Builder
	next := 0
	for i, w := range widths {
		if next == len(row) {
			if next > 0 && row[next-1].stage == i-1 && len(stages[i-1].to) > 0 {
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
		switch {
		case next == len(row):
			line.WriteString("  ")
		case stages[i].goesTo(row[next].stage):
			line.WriteString(" →  ")
		default:
			line.WriteString("    ")
		}
	}
	return strings.TrimRight(line.String(), " ")
}
