package worker

// This file recognises what Go prints on stderr when it ends a process, and
// turns it into words for the learner.

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Go's last words begin with one of these, after at most a line of other text.
var fatalStarts = []string{
	"fatal error: ",
	"panic: ",
	"runtime: ",
	"unexpected fault address ",
	"SIGABRT: ", "SIGBUS: ", "SIGFPE: ", "SIGILL: ", "SIGQUIT: ", "SIGSEGV: ", "SIGTERM: ", "SIGTRAP: ",
}

// maxLastWords is far more than what is quoted. The dump of all goroutines that
// follows can be many megabytes.
const maxLastWords = 64 << 10

const (
	holdFor = time.Second
	dumpFor = 10 * time.Second
)

// An obituary holds back text on stderr that looks like Go's last words, for
// they are not a cell's output: when the child dies, they become the error that
// ends the cell. If it lives on, because a cell has printed such words itself,
// they are text like any other, a moment late.
type obituary struct {
	words   []byte
	since   time.Time
	dropped int // bytes of a goroutine dump that were not kept
}

func (o *obituary) holds() bool { return len(o.words) > 0 }

// overdue reports that the child should have been dead by now, had it meant it.
// Dumping the goroutines can take Go seconds.
func (o *obituary) overdue() bool {
	if o.dumping() {
		return time.Since(o.since) >= dumpFor
	}
	return time.Since(o.since) >= holdFor
}

func (o *obituary) dumping() bool {
	return bytes.Contains(o.words, []byte("\n\ngoroutine ")) || bytes.Contains(o.words, []byte("\n\nruntime stack:"))
}

// filter takes text from stderr and returns the part that can be shown now.
func (o *obituary) filter(text []byte) []byte {
	if !o.holds() {
		i := fatalStart(text)
		if i < 0 {
			return text
		}
		o.since = time.Now()
		o.words = append(o.words, text[i:]...)
		return text[:i]
	}
	room := maxLastWords - len(o.words)
	if len(text) <= room {
		o.words = append(o.words, text...)
		return nil
	}
	if o.dumping() {
		o.dropped += len(text)
		return nil
	}
	return append([]byte(o.take()), text...)
}

// take returns what was held back and forgets it.
func (o *obituary) take() string {
	words := string(o.words)
	if o.dropped > 0 {
		words += fmt.Sprintf("\n... (%d more bytes)\n", o.dropped)
	}
	*o = obituary{}
	return words
}

func fatalStart(text []byte) int {
	first := -1
	for _, s := range fatalStarts {
		if i := bytes.Index(text, []byte(s)); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// A death is why a child is gone.
type death struct {
	words  string // what Go printed, if anything
	exit   string // what the system says: "exit status 2", "signal: killed"
	stuck  bool   // we have killed it, because a cell did not stop
	closed bool   // we have ended it
	ready  bool   // it had got as far as handling requests
}

// fatal errors with an explanation that a learner can act upon.
var fatalHints = []struct{ words, hint string }{
	{"concurrent map", "two goroutines used the same map at the same time; guard it with a sync.Mutex"},
	{"stack overflow", "a function calls itself without end; check the condition that should stop it"},
	{"all goroutines are asleep", "every goroutine waits for another one; who should send, receive, or unlock?"},
	{"out of memory", "the program asked for more memory than there is"},
	{"RUnlock of unlocked", "RUnlock was called without an RLock before it"},
	{"nlock of unlocked", "Unlock was called without a Lock before it"},
	{"SIGSEGV", "something read or wrote memory that is not its own; package unsafe or native code can do that"},
}

// explain returns the error that ends the cell which lost its child.
func (d *death) explain() *CellError {
	e := &CellError{Name: "worker lost"}
	switch {
	case d.closed:
		e.Value = "the kernel was shut down"
		e.Traceback = []string{e.Value}
		return e
	case d.stuck:
		e.Name = "stopped"
		e.Value = "the cell did not stop when asked, so its process was ended"
	case !d.ready:
		e.Value = "the process that runs the cells could not start: " + d.reason()
		e.Traceback = append([]string{red(e.Name + ": " + e.Value)}, d.quote()...)
		return e
	case d.words != "":
		e.Name = "fatal error"
		e.Value = d.reason()
	default:
		e.Value = "the process that runs the cells ended (" + d.reason() + ")"
	}
	e.Traceback = append([]string{red(headline(e))}, d.quote()...)
	e.Traceback = append(e.Traceback, "", aftermath)
	if hint := d.hint(); hint != "" {
		e.Traceback = append(e.Traceback, "hint: "+hint)
	}
	return e
}

const aftermath = "The process that ran the cells was replaced, so all variables, functions and imports are gone: run the cells that define them again."

// headline joins name and value, unless the value says it already.
func headline(e *CellError) string {
	if strings.HasPrefix(e.Value, e.Name) || strings.HasPrefix(e.Value, "panic: ") {
		return e.Value
	}
	return e.Name + ": " + e.Value
}

// reason is the one line that says most.
func (d *death) reason() string {
	lines := strings.Split(d.words, "\n")
	for _, start := range []string{"fatal error: ", "panic: ", "SIG"} {
		for _, l := range lines {
			if strings.HasPrefix(l, start) {
				return l
			}
		}
	}
	if d.words != "" {
		return lines[0]
	}
	if d.exit == "signal: killed" {
		return d.exit + "; systems do that when memory runs out"
	}
	return d.exit
}

// quote returns the other lines before the goroutines, which belong to the
// interpreter and tell a learner nothing.
func (d *death) quote() []string {
	var quoted []string
	for l := range strings.Lines(d.words) {
		l = strings.TrimRight(l, "\n")
		if l == "" || len(quoted) == 6 {
			break
		}
		if l != d.reason() && !strings.HasPrefix(l, "runtime: sp=") {
			quoted = append(quoted, l)
		}
	}
	return quoted
}

func (d *death) hint() string {
	for _, h := range fatalHints {
		if strings.Contains(d.words, h.words) {
			return h.hint
		}
	}
	return ""
}

func red(s string) string { return "\x1b[31m" + s + "\x1b[0m" }
