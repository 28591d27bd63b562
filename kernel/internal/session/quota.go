package session

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// DefaultTextLimit is how many bytes of text one cell shows if nobody says otherwise.
// `for { fmt.Println() }` has no end; a notebook that is to be opened again has to have one.
const DefaultTextLimit = 1 << 20

// A quota is the account of what one cell has printed. The beginning, its head, is shown at once. What
// comes then is held back: its end is shown when the cell has ended, and what lies between is only
// counted. A quota belongs to the goroutine of the outbox.
type quota struct {
	limit   int64 // bytes
	printed int64
	over    bool // the cell has ended: nothing is held back any more
	told    bool // that not all is shown

	tail  []piece
	held  int64 // bytes in tail
	lost  int64 // bytes that are not shown
	lines int64 // newlines among them
}

// A piece is text of one stream.
type piece struct{ name, text string }

// The tail is a small part of the limit: as long as there is less text than the limit,
// a cell that prints a line a second should not look as if it stood still.
const (
	tailShare = 16
	tailMost  = 64 << 10
	longLine  = 4 << 10 // shorter ones are not cut in two
)

func (q *quota) tailRoom() int64 { return min(q.limit/tailShare, tailMost) }

// take takes text and returns what is to be shown now.
func (q *quota) take(name, text string) []piece {
	room := max(q.limit-q.tailRoom()-q.printed, 0)
	q.printed += int64(len(text))
	if int64(len(text)) <= room {
		return []piece{{name, text}}
	}
	now, rest := cut(text, int(room))
	if i := strings.LastIndexByte(now, '\n') + 1; i > 0 && len(now)-i < longLine {
		now, rest = text[:i], text[i:]
	}
	if q.over {
		return append(pieceOf(name, now), q.drop(piece{name, rest})...)
	}
	return append(pieceOf(name, now), q.hold(piece{name, rest})...)
}

func pieceOf(name, text string) []piece {
	if text == "" {
		return nil
	}
	return []piece{{name, text}}
}

// cut splits text, not inside of a character.
func cut(text string, at int) (before, after string) {
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return text[:at], text[at:]
}

// hold adds a piece to the tail, which loses its beginning when it is too long.
func (q *quota) hold(p piece) (now []piece) {
	q.tail = append(q.tail, p)
	q.held += int64(len(p.text))
	for q.held > q.tailRoom() {
		first := &q.tail[0]
		gone, rest := first.text, ""
		if excess := int(q.held - q.tailRoom()); excess < len(gone) {
			rest = gone[excess:]
			for len(rest) > 0 && !utf8.RuneStart(rest[0]) {
				rest = rest[1:]
			}
			gone = gone[:len(gone)-len(rest)]
		}
		q.held -= int64(len(gone))
		now = append(now, q.drop(piece{first.name, gone})...)
		if first.text = strings.Clone(rest); rest == "" {
			q.tail = q.tail[1:]
		}
	}
	return now
}

// drop counts a piece that is not shown, and says so the first time.
func (q *quota) drop(p piece) []piece {
	q.lost += int64(len(p.text))
	q.lines += int64(strings.Count(p.text, "\n"))
	if q.told || p.text == "" {
		return nil
	}
	q.told = true
	text := fmt.Sprintf("\n[this cell has printed more than %s: what follows is counted, and its end is shown when the cell has ended]\n", worker.SizeText(q.limit))
	if q.over {
		text = fmt.Sprintf("\n[this cell has printed more than %s: the rest is not shown]\n", worker.SizeText(q.limit))
	}
	return []piece{{worker.Stderr, text}}
}

// end is called when the cell has ended, and returns what was held back. Of the first line only
// a part may be left, which means nothing.
func (q *quota) end() []piece {
	tail := q.tail
	q.over, q.tail, q.held = true, nil, 0
	if q.lost == 0 || len(tail) == 0 {
		return tail
	}
	if i := strings.IndexByte(tail[0].text, '\n'); i >= 0 && i < len(tail[0].text)-1 {
		q.drop(piece{text: tail[0].text[:i+1]})
		tail[0].text = tail[0].text[i+1:]
	}
	return append([]piece{{worker.Stderr, q.account()}}, tail...)
}

// account says how much is missing.
func (q *quota) account() string {
	what := worker.SizeText(q.lost)
	switch {
	case q.lines == 1:
		what += " (1 line)"
	case q.lines > 1:
		what += fmt.Sprintf(" (%s lines)", worker.Grouped(q.lines))
	}
	return fmt.Sprintf("[%s not shown; %%output %s shows more]\n", what, worker.SizeText(10*q.limit))
}
