package session

import (
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// Text is gathered before it is sent: a loop that prints a million lines would
// otherwise make a million messages, and jupyter_server drops what comes faster
// than 1000 messages or 1 MB a second.
const (
	textDelay = 50 * time.Millisecond // the longest that text waits to be sent
	textSize  = 64 << 10              // bytes that are sent without waiting longer
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

// write adds text to the buffer, as far as the cell's quota allows, sending what must go first or
// cannot wait. It runs on the goroutine of the outbox.
func (o *outbox) write(from *origin, name, text string) {
	o.gatherAll(from, from.quota.take(name, strings.ToValidUTF8(text, "\uFFFD")))
}

func (o *outbox) gatherAll(from *origin, pieces []piece) {
	for _, p := range pieces {
		o.gather(from, p.name, p.text)
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
