package worker

// This file holds the markers on the text pipes: how the two processes draw
// them, and how the front finds and removes them.

import (
	"bytes"
	"math/rand/v2"
)

const (
	seedLen   = 32
	markerLen = 18
)

// markers draws the markers of one text pipe. Front and child draw the same
// ones, because the front has sent the seed; ChaCha8 makes the next one
// unpredictable even for somebody who has seen all earlier ones.
type markers struct{ rng *rand.ChaCha8 }

// newMarkers starts the markers of text pipe i. The seed has seedLen bytes.
func newMarkers(seed []byte, i int) markers {
	var key [seedLen]byte
	copy(key[:], seed)
	key[0] ^= byte(i)
	return markers{rand.NewChaCha8(key)}
}

// next draws a marker. It begins with a byte that UTF-8 never contains, and the
// other bytes are never that byte: text rarely ends like the start of a marker,
// so it need not be held back, and markers cannot overlap.
func (m markers) next() []byte {
	b := make([]byte, markerLen)
	m.rng.Read(b)
	for i := range b {
		if b[i] == 0xff {
			b[i] = 0xfe
		}
	}
	b[0] = 0xff
	return b
}

// A splitter separates the text of one pipe from its markers, however the reads
// cut them.
type splitter struct {
	markers markers
	want    []byte // the next marker
	held    []byte // bytes that may be its beginning
	text    func([]byte)
	mark    func()
}

func newSplitter(m markers, text func([]byte), mark func()) *splitter {
	return &splitter{markers: m, want: m.next(), text: text, mark: mark}
}

// feed takes the next bytes of the pipe. It calls text with what is text, never
// with nothing, and mark for every marker.
func (s *splitter) feed(p []byte) {
	if len(s.held) > 0 {
		p = append(s.held, p...)
		s.held = nil
	}
	for {
		i := bytes.Index(p, s.want)
		if i < 0 {
			break
		}
		s.emit(p[:i])
		p = p[i+markerLen:]
		s.want = s.markers.next()
		s.mark()
	}
	keep := overlap(p, s.want)
	s.emit(p[:len(p)-keep])
	s.held = append([]byte(nil), p[len(p)-keep:]...)
}

// end gives out what was held back: no marker follows any more.
func (s *splitter) end() {
	s.emit(s.held)
	s.held = nil
}

func (s *splitter) emit(p []byte) {
	if len(p) > 0 {
		s.text(p)
	}
}

// overlap returns the length of the longest proper prefix of marker that ends p.
// The first byte of a marker occurs nowhere else in it, so there is one place to
// look at.
func overlap(p, marker []byte) int {
	i := bytes.LastIndexByte(p, marker[0])
	if i < 0 || !bytes.HasPrefix(marker, p[i:]) {
		return 0
	}
	return len(p) - i
}
