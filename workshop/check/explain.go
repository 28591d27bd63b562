package check

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/host"
)

// notImplemented is what stubs panic with.
const notImplemented = "not implemented"

// panicked records a panic of an answer. It is called by the function that has recovered it.
func (t *T) panicked(v any) {
	at, _, _ := strings.Cut(host.Panicked(), "\n")
	at, _, _ = strings.Cut(at, "\t")
	if at != "" {
		at = " (" + at + ")"
	}
	t.panickedAt(v, at)
}

func (t *T) panickedAt(v any, at string) {
	text := fmt.Sprint(v)
	if strings.Contains(text, notImplemented) {
		t.record(NotAttempted, "", "")
		return
	}
	t.record(NotRight, "the answer panics: "+text+at, reason(text))
}

// reasons are the likely mistakes behind panics, by a part of their texts.
var reasons = []struct{ text, says string }{
	{"range function continued iteration after function for loop body returned false",
		"yield returned false, and you went on: the loop was left, so write if !yield(v) { return }"},
	{"range function continued iteration after whole loop exit",
		"yield was called after the loop had ended: a sequence must not keep yield for later"},
	{"range function continued iteration after loop body panic", "the function goes on after a panic of the loop's body: do not recover it"},
	{"assignment to entry in nil map", "a map must be made before something is put in: m := map[string]int{}"},
	{"nil pointer dereference", "a pointer, an interface or a function is nil here: was it ever set?"},
	{"index out of range", "the index is not in the slice: count from 0 up to len(s)-1, and think of empty slices"},
	{"slice bounds out of range", "the part is not in the slice: is one of its ends beyond len(s), or before the other?"},
	{"integer divide by zero", "the number that is divided by is 0: what is to happen then?"},
	{"close of closed channel", "a channel is closed twice: only one goroutine, the one that sends, should close it, and once"},
	{"close of nil channel", "the channel was never made: make(chan int)"},
	{"send on closed channel", "something is still sent after the channel was closed: close it when all senders are done"},
	{"negative WaitGroup counter", "Done is called more often than Add: use wg.Go, which does both"},
	{"unlock of unlocked mutex", "Unlock without Lock before: write defer mu.Unlock() right behind mu.Lock()"},
	{"interface conversion", "the value has another type than the one that is asserted: use v, ok := x.(T)"},
	{"makeslice: len out of range", "the length for make is negative or much too large"},
}

func reason(text string) string {
	for _, r := range reasons {
		if strings.Contains(text, r.text) {
			return r.says
		}
	}
	return ""
}

// explain says what an error that an answer has returned means: that of a task that panicked, or that waits for ever.
func explain(err error) string {
	var p *aio.PanicError
	if errors.As(err, &p) {
		return reason(fmt.Sprint(p.Value))
	}
	if errors.Is(err, aio.ErrDeadlock) {
		return "a deadlock: each of these tasks waits for something that only another one could do"
	}
	return ""
}

// isNil reports whether there is no answer: nil, or a nil function, pointer, map and so on.
func isNil(answer any) bool {
	v := reflect.ValueOf(answer)
	switch v.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Func, reflect.Pointer, reflect.Map, reflect.Slice, reflect.Chan, reflect.Interface:
		return v.IsNil()
	}
	return false
}

// currentGoroutine is the number of the goroutine that it is called on.
func currentGoroutine() string {
	buf := make([]byte, 64)
	number, _, _ := strings.Cut(strings.TrimPrefix(string(buf[:runtime.Stack(buf, false)]), "goroutine "), " ")
	return number
}

// waits reports whether a goroutine waits, rather than computes. The text of tracebacks is the only way to learn that.
func waits(goroutine string) bool {
	buf := make([]byte, 1<<20)
	text := string(buf[:runtime.Stack(buf, true)])
	_, rest, found := strings.Cut("\n"+text, "\ngoroutine "+goroutine+" ")
	if !found {
		return false
	}
	line, _, _ := strings.Cut(rest, "\n")
	for _, busy := range []string{"[running", "[runnable", "[sleep", "[GC"} {
		if strings.Contains(line, busy) {
			return false
		}
	}
	return true
}
