package engine

import (
	"fmt"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file is the engine's part of package workshop/host: what the workshop's packages
// want of the kernel and cannot do themselves.

const hostPath = "github.com/gopherloop/gopherloop/workshop/host"

func (e *Engine) hostSymbols() map[string]any {
	return map[string]any{
		hostPath + ".OnStop": func(f func()) func() { return e.threads.Current().Cell().OnStop(f) },
		hostPath + ".Where":  func() string { return places(e.threads.Current().Traceback()) },
		hostPath + ".Panicked": func() string {
			if p := e.threads.Current().Recovered(); p != nil {
				return places(p.Trace)
			}
			return ""
		},
	}
}

// places are the frames of cells: a line each, with the position, a tab and the function. Those of
// packages are left out, and where a coroutine begins they end, as they do in compiled Go: who has
// resumed it is not part of where it is.
func places(frames []rt.Frame) string {
	var lines []string
	for _, f := range frames {
		if beginsCoroutine(f) {
			break
		}
		if name, own := cellFunc(f); own && f.Pos.IsValid() {
			lines = append(lines, fmt.Sprintf("%s, line %d\t%s", f.Pos.Filename, f.Pos.Line, name))
		}
	}
	return strings.Join(lines, "\n")
}

// beginsCoroutine reports whether a frame is that of the function from which iter.Pull and iter.Pull2 of package lib
// call the sequence.
func beginsCoroutine(f rt.Frame) bool {
	return strings.HasPrefix(f.Name, "iter.Pull") && strings.HasSuffix(f.Name, ".func1")
}

// cellFunc is the name of a function of a cell, and whether it is one. What a cell does itself is named after the cell.
func cellFunc(f rt.Frame) (string, bool) {
	if name, declared := strings.CutPrefix(f.Name, "main."); declared {
		return name, true
	}
	name, inBody := strings.CutPrefix(f.Name, f.Pos.Filename)
	if name == "" {
		return f.Name, inBody
	}
	return strings.TrimPrefix(name, "."), inBody
}

// grace is how long a cell that was asked to end has to do so. With what follows if it
// does not, a stop takes less than half a second.
const grace = 250 * time.Millisecond

// ask lets a cell end by itself that has arranged for that, and reports whether it has.
func (e *Engine) ask(cell *rt.Cell) bool {
	asked := make(chan bool, 1)
	go func() { asked <- cell.Ask() }()
	limit := time.NewTimer(grace)
	defer limit.Stop()
	select {
	case any := <-asked:
		if !any {
			return false
		}
	case <-limit.C:
		return false
	}
	select {
	case <-cell.Done():
		return true
	case <-limit.C:
		return false
	}
}
