package worker

// This file words the calls of a traceback: the learner's with their lines, the others in a few words.

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

const (
	maxFrames = 10 // that a traceback shows at either end
	minFold   = 4  // calls of a recursion that are worth leaving out
)

// An entry is a part of a traceback, and how many calls it stands for.
type entry struct {
	lines  []string
	calls  int
	folded bool // it stands for calls that are not shown
}

// frames words a traceback: of a recursion only one round, what libraries do between two calls of the
// learner's in one line, and of what is still too long both ends.
func (t cellTexts) frames(trace []rt.Frame) []string {
	if !t.anyOwn(trace) {
		return t.allFrames(trace)
	}
	entries := t.entries(trace)
	if gone := len(entries) - 2*maxFrames; gone > 1 {
		calls := 0
		for _, e := range entries[maxFrames : maxFrames+gone] {
			calls += e.calls
		}
		rest := entries[maxFrames+gone:]
		entries = append(entries[:maxFrames:maxFrames], left(calls, ""))
		entries = append(entries, rest...)
	}
	var lines []string
	for _, e := range entries {
		lines = append(lines, e.lines...)
	}
	return lines
}

func (t cellTexts) entries(trace []rt.Frame) []entry {
	var all []entry
	for i := 0; i < len(trace); {
		all = skip(all, trace[i].Elided)
		switch r := rt.RepeatAt(trace, i); {
		case r.Frames > 0 && r.Calls-r.Period >= minFold:
			for _, f := range trace[i : i+r.Period] {
				all = append(all, entry{lines: t.frame(f), calls: 1})
			}
			all = append(all, again(r, trace[i]))
			i += r.Frames
		case t.own(trace[i]):
			all = append(all, entry{lines: t.frame(trace[i]), calls: 1})
			i++
		default:
			n := t.foreign(trace[i:])
			all = append(all, entry{lines: []string{"... through " + libraries(trace[i:i+n])}, calls: n})
			i += n
		}
	}
	return all
}

func left(calls int, of string) entry {
	return entry{[]string{fmt.Sprintf("... %s more calls%s", rt.Grouped(calls), of)}, calls, true}
}

// skip notes that calls were left out, together with others before them.
func skip(all []entry, calls int) []entry {
	last := len(all) - 1
	switch {
	case calls == 0:
		return all
	case last >= 0 && all[last].folded:
		return append(all[:last], left(all[last].calls+calls, ""))
	}
	return append(all, left(calls, ""))
}

// again stands for the rounds of a recursion after the first.
func again(r rt.Repeat, f rt.Frame) entry {
	if r.Period == 1 {
		return left(r.Calls-1, " of "+rt.ShortName(f.Name))
	}
	return left(r.Calls-r.Period, fmt.Sprintf(", the same %d again and again", r.Period))
}

// own reports whether a call is one of the learner's.
func (t cellTexts) own(f rt.Frame) bool {
	_, ok := t[f.Pos.Filename]
	return ok
}

func (t cellTexts) anyOwn(trace []rt.Frame) bool {
	for _, f := range trace {
		if t.own(f) {
			return true
		}
	}
	return false
}

// foreign counts the calls of libraries that a traceback begins with.
func (t cellTexts) foreign(trace []rt.Frame) int {
	n := 1
	for n < len(trace) && !t.own(trace[n]) && trace[n].Elided == 0 {
		n++
	}
	return n
}

// libraries names the functions through which a call went, one for each package: the outermost, which is the
// one that somebody has called.
func libraries(trace []rt.Frame) string {
	var names []string
	last := ""
	for i := len(trace) - 1; i >= 0; i-- {
		name := plainName(trace[i].Name, false)
		if pkg, _, _ := strings.Cut(name, "."); pkg != last {
			last = pkg
			names = append(names, strings.TrimSuffix(name, ".func1"))
		}
	}
	return strings.Join(names, ", ")
}

// allFrames words every call there is.
func (t cellTexts) allFrames(trace []rt.Frame) []string {
	var lines []string
	for _, f := range trace {
		if f.Elided > 0 {
			lines = append(lines, left(f.Elided, "").lines...)
		}
		lines = append(lines, t.frame(f)...)
	}
	return lines
}

func (t cellTexts) frame(f rt.Frame) []string {
	return append([]string{bold(place(f.Pos)) + t.function(f)}, t.excerpt(f.Pos)...)
}

// function names that of a call: ", in fetch"; nothing for what a cell does itself.
func (t cellTexts) function(f rt.Frame) string {
	name := rt.ShortName(f.Name)
	if inner, literal := strings.CutPrefix(name, f.Pos.Filename+"."); literal && t.own(f) {
		name = inner // func1: the cell is named already
	}
	if name == f.Pos.Filename {
		return ""
	}
	return ", in " + name
}
