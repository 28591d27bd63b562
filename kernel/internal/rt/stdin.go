package rt

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"sync"
)

// Ask asks the user for one line of input, without the newline. io.EOF ends the input.
type Ask func(ctx context.Context, prompt string) (string, error)

// Stdin returns a reader that asks for a line whenever it has nothing left to
// give. It stands for os.Stdin in cells. prompt tells what the program has printed since the
// last newline; it may be nil. ctx is asked for at each question; it may be nil too. Reads from
// several goroutines take turns. After io.EOF the next read asks again.
func Stdin(ask Ask, ctx func() context.Context, prompt func() string) io.Reader {
	if ctx == nil {
		ctx = context.Background
	}
	if prompt == nil {
		prompt = func() string { return "" }
	}
	return &stdin{ask: ask, ctx: ctx, prompt: prompt}
}

type stdin struct {
	ask    Ask
	ctx    func() context.Context
	prompt func() string

	mu   sync.Mutex
	left []byte
}

func (s *stdin) Read(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(b) == 0 {
		return 0, nil
	}
	if len(s.left) == 0 {
		line, err := s.ask(s.ctx(), s.prompt())
		if err != nil {
			return 0, err
		}
		s.left = append([]byte(line), '\n')
	}
	n := copy(b, s.left)
	s.left = s.left[n:]
	return n, nil
}

// Output passes what is written on to another writer, and remembers the line
// that is not finished yet: the prompt of the next question. It is safe for concurrent use.
type Output struct {
	w io.Writer

	mu   sync.Mutex
	line []byte
}

// NewOutput returns an Output that writes to w.
func NewOutput(w io.Writer) *Output { return &Output{w: w} }

// longestPrompt bounds what is remembered of a line.
const longestPrompt = 1 << 10

func (o *Output) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	o.mu.Lock()
	defer o.mu.Unlock()
	if i := bytes.LastIndexByte(b[:n], '\n'); i >= 0 {
		o.line = append(o.line[:0], b[i+1:n]...)
	} else {
		o.line = append(o.line, b[:n]...)
	}
	if over := len(o.line) - longestPrompt; over > 0 {
		o.line = append(o.line[:0], o.line[over:]...)
	}
	return n, err
}

// Prompt returns the unfinished line and forgets it.
func (o *Output) Prompt() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := string(o.line)
	o.line = o.line[:0]
	return p
}

// Scanner has the counterparts of package fmt's functions that read standard input.
type Scanner struct{ In io.Reader }

// Scan is fmt.Scan.
func (s *Scanner) Scan(a ...any) (int, error) { return Fscan(s.In, a...) }

// Scanln is fmt.Scanln.
func (s *Scanner) Scanln(a ...any) (int, error) { return Fscanln(s.In, a...) }

// Scanf is fmt.Scanf.
func (s *Scanner) Scanf(format string, a ...any) (int, error) { return Fscanf(s.In, format, a...) }

// Fscan is fmt.Fscan.
func Fscan(r io.Reader, a ...any) (int, error) { return fmt.Fscan(r, targets(a)...) }

// Fscanln is fmt.Fscanln.
func Fscanln(r io.Reader, a ...any) (int, error) { return fmt.Fscanln(r, targets(a)...) }

// Fscanf is fmt.Fscanf.
func Fscanf(r io.Reader, format string, a ...any) (int, error) {
	return fmt.Fscanf(r, format, targets(a)...)
}

// Sscan is fmt.Sscan.
func Sscan(str string, a ...any) (int, error) { return fmt.Sscan(str, targets(a)...) }

// Sscanln is fmt.Sscanln.
func Sscanln(str string, a ...any) (int, error) { return fmt.Sscanln(str, targets(a)...) }

// Sscanf is fmt.Sscanf.
func Sscanf(str, format string, a ...any) (int, error) {
	return fmt.Sscanf(str, format, targets(a)...)
}

// targets returns pointers that fmt can store through.
func targets(a []any) []any {
	ts := make([]any, len(a))
	for i, x := range a {
		ts[i] = x
		if b, ok := x.(Box); ok {
			ts[i] = b.target()
		}
	}
	return ts
}

func (b Box) target() any {
	if b.T.Method("Scan", "") != nil {
		return scannerBox{b}
	}
	return b.V
}

// scannerBox is the adapter for fmt.Scanner.
type scannerBox struct{ Box }

func (s scannerBox) Scan(state fmt.ScanState, verb rune) error {
	err, _ := s.Call("Scan", reflect.ValueOf(&state).Elem(), reflect.ValueOf(verb))[0].Interface().(error)
	return err
}
