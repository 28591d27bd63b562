package transport

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"syscall"
	"time"
)

// A link stands between one network connection and one socket of zmq4. It speaks
// ZMTP with the network and shows zmq4 a connection on which nothing can go wrong:
// the handshake is already over, frames are complete before their length is told,
// there are no commands, and writing succeeds at once.
//
// Three goroutines use a link. Its owner (a guard, or a client) does the handshake
// and later drains it. Zmq4's reader calls Read, which reads from the network and
// answers pings and subscriptions on the way. The writer, started by the owner,
// sends what the outbox holds. Whichever of them sees the connection break shuts
// the link, and then the others end too.
type link struct {
	net.Conn // to the network
	role     role
	answer   func(topic string) []byte // welcome of a subscription, or nil; only for publishers
	shutDown func()                    // told once that the link is closed
	log      *slog.Logger

	peer   ready // who is at the other end
	in     *bufio.Reader
	unread [][]byte // for zmq4's reader, before anything else of the network
	size   int      // bytes of the message that is being read

	writing sync.Mutex // zmq4 may write from different goroutines
	frames  unframer

	mu     sync.Mutex
	topics map[string]bool // subscriptions; false: not welcomed yet
	stored int             // bytes of topics

	out *outbox

	shutOnce   sync.Once
	readOnce   sync.Once
	zmqOnce    sync.Once
	readEnded  chan struct{} // the other side will send nothing more
	wroteAll   chan struct{} // the writer has returned
	zmqClosed  chan struct{} // zmq4 has let go of the link
	isShutDown chan struct{}
}

func newLink(conn net.Conn, r role, opts Options) *link {
	return &link{
		Conn: conn, role: r, log: opts.Log,
		in: bufio.NewReader(conn), out: newOutbox(opts.SendLimit),
		topics:    make(map[string]bool),
		readEnded: make(chan struct{}), wroteAll: make(chan struct{}),
		zmqClosed: make(chan struct{}), isShutDown: make(chan struct{}),
	}
}

// handshake introduces both sides to each other within the given time.
func (l *link) handshake(limit time.Duration, identity string) error {
	if err := l.Conn.SetDeadline(time.Now().Add(limit)); err != nil {
		return err
	}
	if _, err := l.Conn.Write(greeting); err != nil {
		return err
	}
	if err := readGreeting(l.in); err != nil {
		return fmt.Errorf("reading greeting: %w", err)
	}
	if _, err := l.Conn.Write(ready{l.role.socketType, identity}.encode()); err != nil {
		return err
	}
	if err := l.readReady(); err != nil {
		return fmt.Errorf("reading READY: %w", err)
	}
	l.unread = l.preface()
	return l.Conn.SetDeadline(time.Time{})
}

func (l *link) readReady() error {
	f, err := readFrame(l.in, maxCommand)
	if err != nil {
		return err
	}
	if !f.command() {
		return errors.New("a message before READY")
	}
	name, data, err := splitCommand(f.body)
	if err != nil {
		return err
	}
	if name != cmdReady {
		return fmt.Errorf("command %q before READY", name)
	}
	if l.peer, err = parseReady(data); err != nil {
		return err
	}
	if !l.role.accepts(l.peer.socketType) {
		return fmt.Errorf("a %s socket cannot talk to a %q socket", l.role.socketType, l.peer.socketType)
	}
	return nil
}

// preface is what zmq4 reads first: a handshake without surprises, and towards a
// publisher a subscription to everything. Choosing by topic is done here, in
// forward, because only so can a welcome be the first message and the next one
// not be lost.
func (l *link) preface() [][]byte {
	about := ready{l.role.towards, l.peer.identity}.encode()
	if l.role.publishes {
		about = appendFrame(about, 0, []byte{1})
	}
	return [][]byte{greeting, about}
}

// Write takes bytes from zmq4. It never waits and never fails: a client that has
// gone, or that is cut off because it does not read, is no concern of the others.
func (l *link) Write(p []byte) (int, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.frames.write(p, l.forward)
	return len(p), nil
}

// forward puts a message into the outbox, if the other side wants it.
func (l *link) forward(m outgoing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.role.publishes && !l.wants(m.topic) {
		return
	}
	if err := l.out.push(m.raw); err != nil {
		l.fail(err)
	}
}

// wants reports whether there is a subscription for topic. The caller holds l.mu.
func (l *link) wants(topic []byte) bool {
	for prefix := range l.topics {
		if bytes.HasPrefix(topic, []byte(prefix)) {
			return true
		}
	}
	return false
}

// write is the writer: it sends the outbox until the link is shut or drained.
func (l *link) write() {
	defer close(l.wroteAll)
	if err := l.out.run(l.Conn); err != nil {
		l.fail(err)
	}
}

// drain lets the other side have what is in the outbox, waits until it has hung
// up, and shuts the link; at the latest when ctx ends. Waiting matters: closing a
// connection with unread input resets it, and the last messages may be lost.
func (l *link) drain(ctx context.Context) {
	defer l.shut()
	l.out.finish()
	if !l.await(ctx, l.wroteAll) {
		return
	}
	if half, ok := l.Conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		l.await(ctx, l.readEnded)
	}
}

// await waits for done; it reports false if the link is shut or ctx ends before.
func (l *link) await(ctx context.Context, done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	case <-l.isShutDown:
	case <-ctx.Done():
	}
	return false
}

// complain logs why a link ends, unless the other side just left.
func (l *link) complain(err error) {
	gone := errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
	if !gone {
		l.log.Warn("closing a connection", "client", l.Conn.RemoteAddr(), "reason", err)
	}
}

// fail shuts the link and says why.
func (l *link) fail(err error) {
	l.complain(err)
	l.shut()
}

// shut closes the connection at once. It may be called any number of times.
func (l *link) shut() {
	l.shutOnce.Do(func() {
		close(l.isShutDown)
		l.Conn.Close()
		l.out.abort()
		if l.shutDown != nil {
			l.shutDown()
		}
	})
}

// Close is called by zmq4's reader when it ends.
func (l *link) Close() error {
	l.zmqOnce.Do(func() { close(l.zmqClosed) })
	l.shut()
	return nil
}
