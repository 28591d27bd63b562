package session

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// Text is gathered before it is sent: a loop that prints a million lines would
// otherwise make a million messages, and jupyter_server drops what comes faster
// than 1000 messages or 1 MB a second.
const (
	textDelay = 50 * time.Millisecond // the longest that text waits to be sent
	textSize  = 64 << 10              // bytes that are sent without waiting longer
	textLimit = 10 << 20              // bytes that one cell may print: `for { fmt.Println() }` has no end
)

// A textBuffer gathers the text that one cell prints on one stream. Text of
// another cell or stream needs another buffer; because the outbox has only one
// and flushes it in between, stdout and stderr keep their mutual order.
type textBuffer struct {
	from *origin
	name string // stdout or stderr
	text strings.Builder
}

// accepts reports whether the text can be added without changing the order.
func (b *textBuffer) accepts(from *origin, name string) bool {
	return b.text.Len() == 0 || b.from == from && b.name == name
}

func (b *textBuffer) add(from *origin, name, text string) {
	b.from, b.name = from, name
	b.text.WriteString(text)
}

// take empties the buffer and returns the content of a stream message.
func (b *textBuffer) take() wire.StreamContent {
	c := wire.StreamContent{Name: b.name, Text: b.text.String()}
	b.text.Reset()
	return c
}

// write adds text to the buffer, sending what must go first or cannot wait. It
// runs on the goroutine of the outbox.
func (o *outbox) write(from *origin, name, text string) {
	text, over := allowance(from, strings.ToValidUTF8(text, "\uFFFD"))
	o.gather(from, name, text)
	if over {
		o.gather(from, worker.Stderr, fmt.Sprintf(
			"\n[this cell has printed more than %d MB: the rest is not shown]\n", textLimit>>20))
	}
}

func (o *outbox) gather(from *origin, name, text string) {
	if text == "" {
		return
	}
	if !o.pending.accepts(from, name) {
		o.flush()
	}
	if o.pending.text.Len() == 0 {
		o.timer.Reset(textDelay)
	}
	o.pending.add(from, name, text)
	if o.pending.text.Len() >= textSize {
		o.flush()
	}
}

// flush sends the gathered text, if there is any.
func (o *outbox) flush() {
	o.timer.Stop()
	if o.pending.text.Len() == 0 {
		return
	}
	from := o.pending.from
	content := o.pending.take()
	o.hand(wire.IOPub, "stream."+content.Name, o.factory.New(wire.Stream, from.parent, content))
}

// allowance cuts text down to what its cell may still print. It reports true
// once, when the cell has come to the end of it.
func allowance(from *origin, text string) (rest string, over bool) {
	left := textLimit - from.printed
	if left < 0 {
		return "", false
	}
	from.printed += len(text)
	if len(text) <= left {
		return text, false
	}
	for left > 0 && !utf8.RuneStart(text[left]) {
		left--
	}
	return text[:left], true
}
