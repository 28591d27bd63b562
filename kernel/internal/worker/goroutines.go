package worker

// This file words what goroutines do, for the learner: what they wait for, where they stand, and who
// created them.

import (
	"fmt"
	"html"
	"slices"
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

// Goroutines implements [Language].
func (g *golang) Goroutines() string {
	_, e := g.parts()
	g.mu.Lock()
	defer g.mu.Unlock()
	var b strings.Builder
	for _, line := range g.texts.goroutines(e.Threads().Live()) {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// noteLeft makes the footer about goroutines that are left when their cell ends. Those that a
// library has started are its own affair.
func (g *golang) noteLeft(left []rt.ThreadStatus) {
	g.mu.Lock()
	defer g.mu.Unlock()
	var places []string
	for _, st := range left {
		if st.Origin.Known() && g.texts.own(st.Origin.Frame) {
			places = append(places, place(st.Origin.Pos))
		}
	}
	g.footer = nil
	if len(places) > 0 {
		g.footer = footer(stillRunning(places))
	}
}

// stillRunning counts goroutines: "2 goroutines still running (cell 5, line 3; cell 5, line 9)".
func stillRunning(places []string) string {
	what := "goroutines"
	if len(places) == 1 {
		what = "goroutine"
	}
	var distinct []string
	for _, p := range places {
		if !slices.Contains(distinct, p) {
			distinct = append(distinct, p)
		}
	}
	list := strings.Join(distinct[:min(len(distinct), mostNumbers)], "; ")
	if len(distinct) > mostNumbers {
		list += "; ..."
	}
	return fmt.Sprintf("%d %s still running (%s)", len(places), what, list)
}

// footer is a line that is easy to overlook. Its metadata tells programs that it is not the cell's own.
func footer(text string) *Bundle {
	return &Bundle{
		Data: map[string]any{
			"text/plain": text,
			"text/html":  `<span style="color: gray; font-size: smaller">` + html.EscapeString(text) + `</span>`,
		},
		Metadata: map[string]any{"gopherloop": map[string]any{"footer": true}},
	}
}

// Footer implements [Language].
func (g *golang) Footer() *Bundle {
	g.mu.Lock()
	defer g.mu.Unlock()
	f := g.footer
	g.footer = nil
	return f
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
