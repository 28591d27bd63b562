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
	"unicode/utf8"
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

// Read gives zmq4 its next bytes. When it asks for more than the preface, it has
// registered the connection: only then anything is read from the network.
func (l *link) Read(p []byte) (int, error) {
	for len(l.unread) == 0 {
		if err := l.receive(); err != nil {
			l.complain(err)
			l.readOnce.Do(func() { close(l.readEnded) })
			return 0, io.EOF // zmq4 forgets a connection only for this error
		}
	}
	n := copy(p, l.unread[0])
	if l.unread[0] = l.unread[0][n:]; len(l.unread[0]) == 0 {
		l.unread = l.unread[1:]
	}
	return n, nil
}

// receive reads one frame from the network and deals with it.
func (l *link) receive() error {
	f, err := readFrame(l.in, l.role.limit-l.size)
	switch {
	case err != nil:
		return err
	case f.command():
		return l.obey(f.body)
	case l.role.publishes:
		return l.subscription(f)
	}
	l.size += len(f.body) + frameCost
	if l.size > l.role.limit {
		return errors.New("the message is too large")
	}
	if !f.more() {
		l.size = 0
	}
	l.unread = append(l.unread[:0], appendHead(nil, f.flags&flagMore, len(f.body)))
	if len(f.body) > 0 {
		l.unread = append(l.unread, f.body)
	}
	return nil
}

// obey does what a command asks for. Unknown commands are ignored, so that later
// versions of the protocol may have some.
func (l *link) obey(body []byte) error {
	name, data, err := splitCommand(body)
	if err != nil {
		return err
	}
	switch name {
	case cmdPing:
		return l.out.push(pong(data))
	case cmdError:
		return fmt.Errorf("the other side says %q", data)
	case cmdSubscribe:
		return l.subscribe(string(data))
	case cmdCancel:
		l.unsubscribe(string(data))
	}
	return nil
}

// subscription reads a message to a publisher: 1 and a topic subscribes, 0 and a
// topic takes it back. Anything else has no meaning and is ignored.
func (l *link) subscription(f frame) error {
	if f.more() || len(f.body) == 0 {
		return nil
	}
	switch topic := string(f.body[1:]); f.body[0] {
	case 0:
		l.unsubscribe(topic)
	case 1:
		return l.subscribe(topic)
	}
	return nil
}

// subscribe notes the topic and puts its welcome into the outbox, as one step: what
// is published later comes after the welcome.
func (l *link) subscribe(topic string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.topics[topic]; !known {
		l.stored += len(topic) + frameCost
	}
	if l.stored > maxSmall {
		return errors.New("too many subscriptions")
	}
	l.topics[topic] = false
	return l.greet(topic)
}

// greet welcomes a subscription, if there is an answer yet. The caller holds l.mu.
func (l *link) greet(topic string) error {
	if l.answer == nil || !utf8.ValidString(topic) {
		return nil
	}
	welcome := l.answer(topic)
	if welcome == nil {
		return nil
	}
	l.topics[topic] = true
	return l.out.push(welcome)
}

// greetAll welcomes the subscriptions that were made before there was an answer.
func (l *link) greetAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for topic, welcomed := range l.topics {
		if welcomed {
			continue
		}
		if err := l.greet(topic); err != nil {
			l.fail(err)
			return
		}
	}
}

func (l *link) unsubscribe(topic string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.topics[topic]; known {
		l.stored -= len(topic) + frameCost
		delete(l.topics, topic)
	}
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
