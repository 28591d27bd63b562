package worker

// This file has the advice for panics of Go's own: what a learner can do about them.

import (
	"runtime"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// panicHints go from what is particular to what is general.
func panicHints() []struct{ words, hint string } {
	return []struct{ words, hint string }{
		{"assignment to entry in nil map", "the map was declared but never made; make it first, as in m = map[string]int{}"},
		{"value method ", "a nil pointer was passed where the method needs a value"},
		{"nil pointer dereference", "a pointer, function or interface here is nil; where should it have got a value?"},
		{"with length 0", "it has no elements; look at len(...) before you index it"},
		{"index out of range", "the first element has the index 0, the last one len(...)-1"},
		{"slice bounds out of range", "in x[low:high], low must not be larger than high, nor high than cap(x) (of a string, len(x))"},
		{"integer divide by zero", "look at the divisor before you divide"},
		{"missing method", "the type of the value in the interface lacks this method; v, ok := x.(T) asks without a panic"},
		{"interface conversion: interface", "the interface holds a value of another type, or none; v, ok := x.(T) asks without a panic"},
		{"send on closed channel", "close a channel after the last send, and let the sender do it"},
		{"close of closed channel", "a channel can be closed only once; let its only sender do it"},
		{"close of nil channel", "the channel was declared but never made; make it first, as in ch = make(chan int)"},
		{"negative WaitGroup counter", "Done was called more often than Add had announced"},
		{"makeslice: ", "the length or capacity is negative, larger than memory, or they do not fit together; where do the numbers come from?"},
		{"makechan: ", "the size of the buffer is negative or too large; where does the number come from?"},
		{"negative shift amount", "the number of bits to shift by must not be negative"},
		{"hash of unhashable type", "slices, maps and functions cannot be keys of a map"},
		{"comparing uncomparable type", "slices, maps and functions cannot be compared with ==; see slices.Equal and maps.Equal"},
		{"cannot convert slice", "the slice is shorter than the array"},
		{"nil argument", "panic with something that says what is wrong"},
	}
}

// panicHint is what to do about a panic that the runtime has raised; "" for those of the learner.
func panicHint(p *rt.Panic) string {
	_, ofRuntime := p.Value.(runtime.Error)
	text := p.Error()
	if !ofRuntime && !strings.HasPrefix(text, "sync: ") {
		return ""
	}
	for _, h := range panicHints() {
		if strings.Contains(text, h.words) {
			return h.hint
		}
	}
	return ""
}

// fatalHint is what to do about a fatal error that has ended only the cell.
func fatalHint(f *rt.Fatal) string {
	if f.Hint != "" {
		return f.Hint
	}
	return (&death{words: f.Text}).hint()
}
