package worker

// This file words what goroutines do, for the learner: what they wait for, where they stand, and who
// created them.

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// deadlock words that no goroutine can go on, as Go does, and where each of them stands.
func (t cellTexts) deadlock(d *rt.Deadlock) *CellError {
	e := &CellError{Name: "fatal error", Value: d.Error(), Traceback: []string{red("fatal error: " + d.Error())}}
	e.Traceback = append(e.Traceback, t.goroutines(d.Waiting)...)
	e.Traceback = append(e.Traceback, "hint: each goroutine waits for another one, and none is left that could wake them; look for the send, close, Unlock or Done that never comes")
	return e
}

// goroutines is a line for each goroutine; those that stand at the same place share one.
func (t cellTexts) goroutines(all []rt.ThreadStatus) []string {
	var rows []string
	ids := map[string][]string{}
	for _, g := range all {
		row := t.standing(g)
		if ids[row] == nil {
			rows = append(rows, row)
		}
		ids[row] = append(ids[row], fmt.Sprint(g.ID))
	}
	shown := rows[:min(len(rows), mostRows)]
	var lines []string
	for _, row := range shown {
		lines = append(lines, numbered(ids[row])+" "+row)
	}
	if more := len(rows) - len(shown); more > 0 {
		lines = append(lines, fmt.Sprintf("... and at %d more places", more))
	}
	return lines
}

const (
	mostRows    = 30 // lines that goroutines take
	mostNumbers = 5  // numbers of goroutines in one of them
)

// numbered names goroutines: "goroutine 7", "3 goroutines (7, 8, 9)".
func numbered(ids []string) string {
	if len(ids) == 1 {
		return "goroutine " + ids[0]
	}
	list := strings.Join(ids[:min(len(ids), mostNumbers)], ", ")
	if len(ids) > mostNumbers {
		list += ", ..."
	}
	return fmt.Sprintf("%d goroutines (%s)", len(ids), list)
}

// standing is what a goroutine does: "[chan receive]: cell 3, line 9, in collect, created in cell 3, line 4".
func (t cellTexts) standing(g rt.ThreadStatus) string {
	state, where := "running", g.Cell
	if g.Wait != nil {
		state = g.Wait.What
		if f, ok := t.innermost(g.Trace); ok {
			where = place(f.Pos) + t.function(f)
		}
	}
	return fmt.Sprintf("[%s]: %s%s", state, where, created(g.Origin))
}

// innermost is the innermost frame of a cell.
func (t cellTexts) innermost(trace []rt.Frame) (f rt.Frame, ok bool) {
	for _, f := range trace {
		if t.own(f) {
			return f, true
		}
	}
	return f, false
}

// created says where a goroutine was started: ", created in cell 3, line 5".
func created(o rt.Origin) string {
	if !o.Known() {
		return ""
	}
	return ", created in " + place(o.Pos)
}
