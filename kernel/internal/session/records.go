package session

import (
	"slices"
	"sync"
)

// historyLimit bounds the inputs that a session remembers; the oldest go first.
const historyLimit = 10000

// currentSession is the number of this session in history rows. History lives
// in memory, so there is never another one.
const currentSession = 1

// A record is one executed input.
type record struct {
	line   int // its execution count
	input  string
	output *string // text/plain of what it showed, nil if it showed nothing
}

// A record book holds the inputs of this session, oldest first. It answers the
// three questions of history_request. It may be used by several goroutines.
type recordBook struct {
	mu      sync.Mutex
	records []record
}

// add appends an input. Lines are numbered by the caller, upwards.
func (b *recordBook) add(r record) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.records = append(b.records, r)
	if extra := len(b.records) - historyLimit; extra > 0 {
		b.records = slices.Clone(b.records[extra:])
	}
}

// setOutput notes what the input numbered line has shown.
func (b *recordBook) setOutput(line int, output string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := len(b.records) - 1; i >= 0; i-- {
		if b.records[i].line == line {
			b.records[i].output = &output
			return
		}
	}
}

// tail returns the newest n inputs, oldest first. A nil n means all.
func (b *recordBook) tail(n *int) []record {
	b.mu.Lock()
	defer b.mu.Unlock()
	return newest(b.records, n)
}

// between returns the inputs numbered start up to, but not including, stop. A
// nil stop means up to the last one.
func (b *recordBook) between(start int, stop *int) []record {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []record
	for _, r := range b.records {
		if r.line >= start && (stop == nil || r.line < *stop) {
			found = append(found, r)
		}
	}
	return found
}

// search returns the newest n inputs that match the pattern, oldest first. With
// unique, of equal inputs only the newest counts. A nil n means all.
func (b *recordBook) search(pattern string, n *int, unique bool) []record {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []record
	for _, r := range b.records {
		if matchGlob(pattern, r.input) {
			found = append(found, r)
		}
	}
	if unique {
		found = withoutRepeats(found)
	}
	return newest(found, n)
}

// newest returns a copy of the last n records, none if n is not positive, all if
// it is nil.
func newest(records []record, n *int) []record {
	first := 0
	if n != nil {
		first = len(records) - min(max(*n, 0), len(records))
	}
	return slices.Clone(records[first:])
}

// withoutRepeats keeps the last record of each input, in order.
func withoutRepeats(records []record) []record {
	last := make(map[string]int, len(records))
	for i, r := range records {
		last[r.input] = i
	}
	var kept []record
	for i, r := range records {
		if last[r.input] == i {
			kept = append(kept, r)
		}
	}
	return kept
}
