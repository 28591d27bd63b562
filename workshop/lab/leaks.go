package lab

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"
)

// ErrLeak is what NoLeaks returns, with the details, when goroutines are left.
var ErrLeak = errors.New("lab: goroutines are left")

// NoLeaks calls f, and returns an error if goroutines that f has started are still there a moment after it has
// returned, with what they wait for:
//
//	lab: goroutines are left: 2 wait in chan send, 1 in select
//
// In a cell those that wait for a channel all are in select. A suspended generator of package gen is in coroutine.
// Goroutines that others start meanwhile are taken for f's; NoLeaks returns nil at once when none are left.
func NoLeaks(f func()) error {
	before := goroutines()
	f()
	var left map[string]int
	for wait := 50 * time.Microsecond; wait < 200*time.Millisecond || wait < time.Second && busy(left); wait *= 2 {
		if left = newSince(before); len(left) == 0 {
			return nil
		}
		time.Sleep(wait) // those that have just been told to end need a moment
	}
	return fmt.Errorf("%w: %s", ErrLeak, states(left))
}

// busy reports whether some of them are at work: then they may come to their end yet.
func busy(left map[string]int) bool { return left["running"]+left["runnable"] > 0 }

// states is for instance "2 wait in chan send, 1 in select".
func states(counts map[string]int) string {
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		switch {
		case s == "running" || s == "runnable":
			parts = append(parts, fmt.Sprintf("%d still run", counts[s]))
		default:
			parts = append(parts, fmt.Sprintf("%d in %s", counts[s], s))
		}
	}
	return strings.Join(parts, ", ")
}

// newSince counts goroutines that there were not before, by what they wait for.
func newSince(before map[string]string) map[string]int {
	left := map[string]int{}
	for id, state := range goroutines() {
		if before[id] == "" {
			left[state]++
		}
	}
	return left
}

// goroutines returns what all goroutines do, by number. The runtime has no other way to learn it than from the text
// of a traceback, which has a line "goroutine 7 [chan send, 2 minutes]:" for each.
func goroutines() map[string]string {
	all := map[string]string{}
	for line := range bytes.Lines(stacks()) {
		id, state, ok := header(string(line))
		if ok {
			all[id] = state
		}
	}
	return all
}

func header(line string) (id, state string, ok bool) {
	rest, ok := strings.CutPrefix(line, "goroutine ")
	if !ok {
		return "", "", false
	}
	id, rest, ok = strings.Cut(rest, " ")
	if !ok {
		return "", "", false
	}
	_, rest, ok = strings.Cut(rest, "[")
	state, _, _ = strings.Cut(rest, "]")
	state, _, _ = strings.Cut(state, ",")
	return id, state, ok
}

func stacks() []byte {
	for size := 1 << 16; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size || size >= 1<<26 {
			return buf[:n]
		}
	}
}
