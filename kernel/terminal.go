package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// A terminal answers the questions of cells from our standard input. Its
// goroutine starts with the first question and ends with the process, because a
// read from a terminal cannot be called off.
type terminal struct {
	in    io.Reader
	out   io.Writer
	start sync.Once
	lines chan string // closed at the end of the input
}

func newTerminal(std streams) *terminal {
	return &terminal{in: std.in, out: std.out, lines: make(chan string)}
}

// ask shows the prompt and returns the next line without its end, or io.EOF.
// A password is read like anything else, but its prompt says that it can be seen.
func (t *terminal) ask(ctx context.Context, prompt string, password bool) (string, error) {
	if password {
		prompt += "(what you type can be seen) "
	}
	fmt.Fprint(t.out, prompt)
	t.start.Do(func() { go t.read() })
	select {
	case line, ok := <-t.lines:
		if !ok {
			return "", io.EOF
		}
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (t *terminal) read() {
	defer close(t.lines)
	for r := bufio.NewReader(t.in); ; {
		line, err := r.ReadString('\n')
		if line != "" {
			t.lines <- strings.TrimRight(line, "\r\n")
		}
		if err != nil {
			return
		}
	}
}

// isTerminal tells whether colours make sense on f. NO_COLOR is a wide-spread
// way to say that they do not.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
}
