package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// A host is the Handler of the child: it forwards to the front's.
type host struct{ *server }

// Event implements [Handler].
func (h *host) Event(e Event) {
	err := h.link.sendOrdered(&frame{Event: &e})
	if errors.Is(err, errEncoding) {
		_ = h.link.sendOrdered(&frame{Event: &Event{
			Cell: e.Cell, Kind: Stream, Name: Stderr, Text: fmt.Sprintf("this cannot be shown: %v\n", err),
		}})
	}
	// Any other error means that the front has gone, which readFrames notices.
}

var errNoInput = errors.New("nobody can be asked for input here: the cell was run without stdin (allow_stdin is false), or has ended")

// Input implements [Handler].
func (h *host) Input(ctx context.Context, cell, text string, password bool) (string, error) {
	h.mu.Lock()
	if h.asking != cell {
		h.mu.Unlock()
		return "", errNoInput
	}
	h.nextAsk++
	id := h.nextAsk
	reply := make(chan *line, 1)
	h.lines[id] = reply
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.lines, id)
	}()
	if err := h.link.sendOrdered(&frame{ID: id, Prompt: &prompt{Cell: cell, Text: text, Password: password}}); err != nil {
		return "", err
	}
	select {
	case l := <-reply:
		return l.result()
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

func (l *line) result() (string, error) {
	switch {
	case l.EOF:
		return "", io.EOF
	case l.Error != "":
		return "", errors.New(l.Error)
	}
	return l.Text, nil
}

// deliver hands the user's line to whoever has asked.
func (s *server) deliver(id uint64, l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if reply := s.lines[id]; reply != nil {
		reply <- l // has room for one, and gets only one
		delete(s.lines, id)
	}
}
