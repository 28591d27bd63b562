package nb13

import (
	"errors"
	"strings"
)

var (
	errFull  = errors.New("no space left on disk")
	errClose = errors.New("the disk was pulled out")
	errRead  = errors.New("the disk has a scratch")
)

// A disk is where answers write to: it counts, and it fails when it is told to.
type disk struct {
	text   strings.Builder
	full   bool  // nothing can be written
	broken error // what Close returns
	writes int
	closed int
	late   bool // something was written after Close
}

// Write writes, unless the disk is full.
func (d *disk) Write(p []byte) (int, error) {
	d.writes++
	d.late = d.late || d.closed > 0
	if d.full {
		return 0, errFull
	}
	return d.text.Write(p)
}

// Close counts.
func (d *disk) Close() error {
	d.closed++
	return d.broken
}

// scratched is a reader that fails after its text.
type scratched struct{ text *strings.Reader }

func (s scratched) Read(p []byte) (int, error) {
	if s.text.Len() == 0 {
		return 0, errRead
	}
	return s.text.Read(p)
}
