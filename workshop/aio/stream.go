package aio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// A Stream is a connection: bytes come in and go out. One task may read while another one writes.
// Waiting for bytes does not keep other tasks from running; a virtual clock goes as fast as a real one meanwhile.
type Stream struct {
	loop *Loop
	conn net.Conn
	end  func()

	in      []byte // has come, and was not read yet
	inErr   error  // nothing more will come
	reading bool

	out     []byte // was written, and is not on its way yet
	outErr  error
	writing bool
	drained line
	closed  bool
}

// NewStream makes a Stream of a connection, for the loop of ctx. It is closed when Run ends, at the latest.
func NewStream(ctx context.Context, conn net.Conn) *Stream {
	s := &Stream{loop: mustScope(ctx, "NewStream").task.loop, conn: conn}
	s.end = s.loop.keep(s)
	return s
}

// Dial connects to a TCP server: "localhost:8080".
func Dial(ctx context.Context, addr string) (*Stream, error) {
	t, s, err := enter(ctx, "Dial")
	if err != nil {
		return nil, err
	}
	var conn net.Conn
	var failed error
	o := t.io(text("connection to " + addr))
	o.abort = func() {} // Dial hears of the end of ctx by itself
	err = o.run(s, func() { conn, failed = (&net.Dialer{}).DialContext(ctx, "tcp", addr) })
	if err != nil {
		if conn != nil {
			conn.Close()
		}
		return nil, err
	}
	if failed != nil {
		return nil, failed
	}
	return NewStream(ctx, conn), nil
}

// io is an operation on bytes or connections.
func (t *task) io(on awaited) *outside {
	return &outside{task: t, count: &t.loop.open, why: ForIO, on: on}
}

// text is something to wait for that has no type of its own.
type text string

func (s text) String() string { return string(s) }

// longest is how long a line may be.
const longest = 1 << 20

// ReadLine reads up to the next end of a line, and returns the line without it. After the last line it returns io.EOF.
func (s *Stream) ReadLine(ctx context.Context) (string, error) {
	for from := 0; ; {
		if i := bytes.IndexByte(s.in[from:], '\n'); i >= 0 {
			return withoutEnd(s.take(from + i + 1)), nil
		}
		from = len(s.in)
		if from > longest {
			return "", fmt.Errorf("aio.ReadLine: a line is longer than %d bytes", longest)
		}
		if err := s.fill(ctx, "ReadLine"); err != nil {
			if err == io.EOF && len(s.in) > 0 {
				return withoutEnd(s.take(len(s.in))), nil
			}
			return "", err
		}
	}
}

// ReadN reads n bytes. If fewer come before the end, it returns these and io.ErrUnexpectedEOF, or io.EOF for none at all.
func (s *Stream) ReadN(ctx context.Context, n int) ([]byte, error) {
	for len(s.in) < n {
		if err := s.fill(ctx, "ReadN"); err != nil {
			if err == io.EOF && len(s.in) > 0 {
				return s.take(len(s.in)), io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
	return s.take(n), nil
}

// ReadAll reads all that comes until the other side closes the connection.
func (s *Stream) ReadAll(ctx context.Context) ([]byte, error) {
	for {
		if err := s.fill(ctx, "ReadAll"); err == io.EOF {
			return s.take(len(s.in)), nil
		} else if err != nil {
			return nil, err
		}
	}
}

// Lines yields the lines that come.
func (s *Stream) Lines(ctx context.Context) Seq[string] {
	return func(yield func(string, error) bool) {
		for {
			line, err := s.ReadLine(ctx)
			if err == io.EOF || !yield(line, err) || err != nil {
				return
			}
		}
	}
}

// take takes n bytes from what has come.
func (s *Stream) take(n int) []byte {
	b := bytes.Clone(s.in[:n])
	s.in = s.in[n:]
	return b
}

// fill waits until more has come. What has come when ctx is cancelled is not lost.
func (s *Stream) fill(ctx context.Context, op string) error {
	t, sc, err := enter(ctx, op)
	switch {
	case err != nil:
		return err
	case s.inErr != nil:
		return t.missed(s.inErr)
	case s.reading:
		return fmt.Errorf("aio.%s: another task is reading from this stream", op)
	}
	s.reading = true
	defer func() { s.reading = false }()
	b := make([]byte, 16<<10)
	var n int
	var failed error
	o := t.io(s)
	o.abort = func() { s.conn.SetReadDeadline(time.Unix(1, 0)) }
	err = o.run(sc, func() { n, failed = s.conn.Read(b) })
	s.in = append(s.in, b[:n]...)
	if err != nil {
		s.conn.SetReadDeadline(time.Time{})
		return err
	}
	if failed != nil {
		s.inErr = s.why(failed)
	}
	if n > 0 {
		return nil
	}
	return s.inErr
}

// why words the error of a connection that was closed on this side.
func (s *Stream) why(err error) error {
	if s.closed && (errors.Is(err, net.ErrClosed) || errors.Is(err, io.ErrClosedPipe)) {
		return ErrClosed
	}
	return err
}

// Write has p sent, in the background, and does not wait: see Drain. It makes a Stream an io.Writer.
func (s *Stream) Write(p []byte) (int, error) {
	switch {
	case s.closed:
		return 0, ErrClosed
	case s.outErr != nil:
		return 0, s.outErr
	}
	s.out = append(s.out, p...)
	s.flush()
	return len(p), nil
}

// flush sends what was written, on a goroutine, as long as there is something.
func (s *Stream) flush() {
	if s.writing || len(s.out) == 0 {
		return
	}
	b := s.out
	s.out, s.writing = nil, true
	s.loop.open++
	go func() {
		_, err := s.conn.Write(b)
		s.loop.Post(func() { s.flushed(err) })
	}()
}

func (s *Stream) flushed(err error) {
	s.loop.open--
	s.writing = false
	if err != nil {
		s.out, s.outErr = nil, s.why(err)
	}
	if s.flush(); s.writing {
		return
	}
	if s.closed {
		s.conn.Close()
	}
	s.drained.wakeAll(nil, "sent")
}

// Drain waits until everything that was written is on its way, and returns what has gone wrong with it.
func (s *Stream) Drain(ctx context.Context) error {
	t, sc, err := enter(ctx, "Drain")
	if err != nil {
		return err
	}
	if s.writing {
		s.drained.add(t)
		if err := t.park(sc, ForIO, s); err != nil {
			return err
		}
	}
	return s.outErr
}

// CloseWrite tells the other side that nothing more will come. What was written must have been drained.
func (s *Stream) CloseWrite() error {
	if c, ok := s.conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return fmt.Errorf("aio.CloseWrite: %T can only be closed as a whole", s.conn)
}

// Close closes the connection, when what was written is on its way. Tasks that read get ErrClosed.
func (s *Stream) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	s.end()
	return nil
}

// shut closes the connection, with what is written lost if the loop is at its end.
func (s *Stream) shut() {
	last := !s.closed
	s.closed = true
	if last || !s.writing {
		s.conn.Close()
	}
}

// String names the other side.
func (s *Stream) String() string {
	if a := s.conn.RemoteAddr(); a != nil && a.Network() != "pipe" {
		return "bytes from " + a.String()
	}
	return "bytes from a pipe"
}
