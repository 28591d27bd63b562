package worker

import (
	"fmt"
	"io"
	"sync"
)

// A link is the child's end of the pipes to the front. Its methods may be called
// from any goroutine.
type link struct {
	mu      sync.Mutex
	frames  io.Writer
	text    [textPipes]io.Writer // nil once it has failed
	markers [textPipes]markers
}

func newLink(frames io.Writer, text [textPipes]io.Writer, seed []byte) *link {
	l := &link{frames: frames, text: text}
	for i := range l.markers {
		l.markers[i] = newMarkers(seed, i)
	}
	return l
}

// send sends a frame that has no place in the order of output.
func (l *link) send(f *frame) error {
	b, err := f.encode()
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.write(b)
}

// sendOrdered sends a frame that the front handles after all text that has been
// written before and before all text that is written later. If it cannot be
// encoded, nothing is sent.
func (l *link) sendOrdered(f *frame) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	f.Marks = l.open()
	b, err := f.encode()
	if err != nil {
		return err
	}
	for i, w := range l.text {
		if w == nil {
			continue
		}
		if _, err := w.Write(l.markers[i].next()); err != nil {
			l.text[i] = nil
		}
	}
	if l.open() != f.Marks { // a pipe is no more
		f.Marks = l.open()
		if b, err = f.encode(); err != nil {
			return err
		}
	}
	return l.write(b)
}

// open tells which text pipes can still carry a marker.
func (l *link) open() (marks uint8) {
	for i, w := range l.text {
		if w != nil {
			marks |= 1 << i
		}
	}
	return marks
}

func (l *link) write(b []byte) error {
	if _, err := l.frames.Write(b); err != nil {
		return fmt.Errorf("writing to the front: %w", err)
	}
	return nil
}
