package worker

// This file turns the bytes that come out of the text pipes into stream events:
// few large ones instead of many small ones, valid UTF-8, in order with all
// other events.

import (
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	flushAfter = 50 * time.Millisecond // after the first byte: what an eye takes for "at once"
	flushSize  = 64 << 10
	maxPrompt  = 1 << 10 // the longest question that is recognised as printed
)

// The text pipes, as indices.
const (
	stdout = iota
	stderr
	textPipes
)

var streamNames = [textPipes]string{Stdout, Stderr}

// An output hands the events of one child to the Handler, one at a time. Its
// methods may be called from any goroutine; they block as long as the handler
// does, and with them the readers of the pipes, and with those the cell: that
// is what keeps the front's memory flat when a cell prints for ever.
//
// Its timer's goroutine lives until finish.
type output struct {
	handler Handler
	log     *slog.Logger

	mu      sync.Mutex
	cell    string // to which text belongs; "" before the first cell
	stream  int    // the pipe that pending came from
	pending []byte
	tails   [textPipes][]byte // the beginning of a character of which the rest is not there yet
	last    string            // the end of what has been handed on from stdout
	watch   obituary
	timer   *time.Timer // nil if nothing waits for it
	done    bool
}

// begin makes cell the owner of the text from now on.
func (o *output) begin(cell string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushAll()
	o.cell = cell
	o.last = ""
}

// write takes text of one pipe.
func (o *output) write(stream int, p []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if stream != o.stream {
		o.flush()
		o.stream = stream
	}
	if tail := o.tails[stream]; len(tail) > 0 {
		p = append(tail, p...)
	}
	whole := len(p) - partial(p)
	o.tails[stream] = append([]byte(nil), p[whole:]...)
	o.pending = appendValid(o.pending, p[:whole])
	if len(o.pending) >= flushSize {
		o.flush()
	}
	o.arm()
}

// event hands on an event, after all text that came before it.
func (o *output) event(e Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushAll()
	o.hand(e)
}

// end is called when the cell has ended: nothing of its text is held back.
func (o *output) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushTails()
	o.flushAll()
}

// prompt hands on all text before a question to the user, and returns how the
// question should be put. A program prints its question before it reads the
// answer, so that it is both text and prompt; clients show both, so it should be
// only one of them: the prompt, unless it has been shown as text already.
func (o *output) prompt(question string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushTails()
	if question == "" {
		o.flushAll()
		return ""
	}
	if o.stream == stdout {
		if before, ok := strings.CutSuffix(string(o.pending), question); ok {
			o.pending = append(o.pending[:0], before...)
			o.flushAll()
			return question
		}
	}
	o.flushAll()
	if strings.HasSuffix(o.last, question) {
		return ""
	}
	return question
}

// finish is called when the child is gone and its pipes have been read to the
// end. What Go said about the reason is not shown as text but returned.
func (o *output) finish() (lastWords string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.flushTails()
	o.flush()
	o.done = true
	if o.timer != nil {
		o.timer.Stop()
	}
	return o.watch.take()
}

func (o *output) flushTails() {
	for i, tail := range o.tails {
		if len(tail) == 0 {
			continue
		}
		if i != o.stream {
			o.flush()
			o.stream = i
		}
		o.pending = appendValid(o.pending, tail)
		o.tails[i] = nil
	}
}

// flush hands on pending text, except what may be Go's last words.
func (o *output) flush() {
	text := o.pending
	if o.stream == stderr {
		text = o.watch.filter(text)
	}
	o.hand(Event{Kind: Stream, Cell: o.cell, Name: streamNames[o.stream], Text: string(text)})
	o.pending = o.pending[:0]
}

// flushAll hands on everything: the child lives, so those were not its last words.
func (o *output) flushAll() {
	o.flush()
	o.hand(Event{Kind: Stream, Cell: o.cell, Name: Stderr, Text: o.watch.take()})
}

func (o *output) hand(e Event) {
	switch {
	case e.Kind == Stream && e.Text == "":
	case e.Cell == "":
		o.log.Warn("output outside of any cell", "name", e.Name, "text", e.Text)
	default:
		if e.Kind == Stream && e.Name == Stdout {
			o.last = o.last + e.Text
			o.last = o.last[max(0, len(o.last)-maxPrompt):]
		}
		o.handler.Event(e)
	}
}

// arm makes sure that waiting text will be flushed.
func (o *output) arm() {
	if o.timer == nil && !o.done && (len(o.pending) > 0 || o.watch.holds()) {
		o.timer = time.AfterFunc(flushAfter, o.expire)
	}
}

func (o *output) expire() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return
	}
	o.timer = nil
	o.flush()
	if o.watch.holds() && o.watch.overdue() {
		o.flushAll()
	}
	o.arm()
}

// partial returns the length of an incomplete character at the end of p.
func partial(p []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(p); n++ {
		if b := p[len(p)-n]; utf8.RuneStart(b) {
			if utf8.FullRune(p[len(p)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// appendValid appends p with one U+FFFD for every byte that is not UTF-8.
func appendValid(text, p []byte) []byte {
	if utf8.Valid(p) {
		return append(text, p...)
	}
	for _, r := range string(p) {
		text = utf8.AppendRune(text, r)
	}
	return text
}
