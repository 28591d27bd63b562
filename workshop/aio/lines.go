package aio

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
)

// batch is how many bytes Lines has read at a time.
const batch = 64 << 10

// Lines yields the lines of r, without their ends. Reading happens outside of the loop, as with Blocking, but not
// line by line: one hop brings all the lines that have come. A line may be up to 64 KB long.
//
//	f, err := os.Open(name)
//	…
//	defer f.Close()
//	for line, err := range aio.Lines(ctx, f) {
func Lines(ctx context.Context, r io.Reader) Seq[string] {
	return func(yield func(string, error) bool) {
		in := bufio.NewReaderSize(r, batch)
		for {
			some, err := Blocking(ctx, func() (someLines, error) { return readLines(in), nil })
			for _, line := range some.lines {
				if !yield(line, nil) {
					return
				}
			}
			if err == nil {
				err = some.err
			}
			if err != nil {
				if err != io.EOF {
					yield("", err)
				}
				return
			}
		}
	}
}

// someLines are lines that were read together, and why there are no more.
type someLines struct {
	lines []string
	err   error
}

// readLines reads a line, and then what the reader has without waiting.
func readLines(in *bufio.Reader) (some someLines) {
	for {
		line, err := in.ReadSlice('\n')
		if err == nil || err == io.EOF && len(line) > 0 {
			some.lines = append(some.lines, withoutEnd(line))
		}
		if err == bufio.ErrBufferFull {
			err = fmt.Errorf("reading lines: one is longer than %d bytes", batch)
		}
		if some.err = err; err != nil {
			return some
		}
		ready, err := in.Peek(in.Buffered())
		if err != nil || bytes.IndexByte(ready, '\n') < 0 {
			return some
		}
	}
}

func withoutEnd(line []byte) string {
	return strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
}
