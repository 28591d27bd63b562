package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/google/uuid"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A Client is the front end's end of the five channels over ZeroMQ sockets. It hears
// everything that is published. When the kernel has answered on iopub with
// iopub_welcome, nothing published from then on is missed.
//
// Goroutines: one per channel receives, and one per channel writes. Close ends and
// awaits them.
type Client struct {
	opts   Options
	signer *wire.Signer
	lines  map[wire.Channel]*line
	inbox  map[wire.Channel]*inbox // Shell, Control, Stdin, IOPub
	pumps  sync.WaitGroup

	beating  sync.Mutex    // one heartbeat at a time
	beats    chan struct{} // has a token when lastBeat is new
	mu       sync.RWMutex
	lastBeat string
	closed   bool
}

// A line is one channel's socket with the link that it uses.
type line struct {
	link   *link
	socket zmq4.Socket
}

// Dial connects to the kernel that listens at info. A kernel that is only just
// starting refuses connections: Dial tries again until ctx ends, so ctx should
// have a deadline.
func Dial(ctx context.Context, info ConnectionInfo, opts Options) (*Client, error) {
	signer, err := info.signer()
	if err != nil {
		return nil, err
	}
	c := &Client{
		opts: opts.withDefaults(), signer: signer, beats: make(chan struct{}, 1),
		lines: make(map[wire.Channel]*line), inbox: make(map[wire.Channel]*inbox),
	}
	for _, ch := range portOrder {
		if ch != wire.Heartbeat {
			c.inbox[ch] = newInbox(c.opts.ReceiveLimit)
		}
	}
	identity := uuid.NewString() // one for all: the kernel asks on stdin who runs a cell on shell
	for _, ch := range portOrder {
		if err := c.connect(ctx, info, ch, identity); err != nil {
			c.Close()
			return nil, fmt.Errorf("connecting to the kernel's %v port: %w", ch, err)
		}
	}
	return c, nil
}

// connect opens one channel.
func (c *Client) connect(ctx context.Context, info ConnectionInfo, ch wire.Channel, identity string) error {
	conn, err := dialNet(ctx, info.network(), info.address(*info.port(ch)))
	if err != nil {
		return err
	}
	r, create := dealerRole, newSocket(zmq4.NewDealer)
	if ch == wire.IOPub {
		r, create = subRole, zmq4.NewSub
	}
	l := newLink(conn, r, c.opts)
	stop := context.AfterFunc(ctx, l.shut)
	err = l.handshake(c.opts.Handshake, identity)
	if !stop() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		l.shut()
		return err
	}
	c.pumps.Go(l.write)
	socket, err := dialOver(l, create)
	if err != nil {
		l.Close()
		return err
	}
	c.lines[ch] = &line{l, socket}
	c.pumps.Go(func() { c.receive(ch, socket) })
	return nil
}

// dialPause is the time between two attempts to connect.
const dialPause = 50 * time.Millisecond

// dialNet connects, and waits for somebody to listen until ctx ends.
func dialNet(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	for {
		conn, err := dialer.DialContext(ctx, network, address)
		if err == nil {
			return conn, nil
		}
		if !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, syscall.ENOENT) {
			return nil, err
		}
		select {
		case <-time.After(dialPause):
		case <-ctx.Done():
			return nil, fmt.Errorf("%w (%w)", err, ctx.Err())
		}
	}
}

// receive moves messages from a socket to its inbox until the connection ends.
func (c *Client) receive(ch wire.Channel, socket zmq4.Socket) {
	b := c.inbox[ch]
	if b != nil {
		defer b.end()
	}
	for {
		raw, err := socket.Recv()
		if err != nil {
			return
		}
		if b == nil {
			c.beat(raw.Frames)
			continue
		}
		m, err := c.signer.Decode(raw.Frames)
		if err != nil {
			c.opts.Log.Warn("dropping a message", "channel", ch, "reason", err)
			continue
		}
		b.put(m, sizeOf(raw.Frames))
	}
}

// Send sends m to the kernel on Shell, Control or Stdin; identities are not needed.
// It never waits. It returns ErrClosed after Close and when the connection is lost.
func (c *Client) Send(ch wire.Channel, m *wire.Message) error {
	if err := checkRequestChannel(ch); err != nil {
		return err
	}
	frames, err := c.signer.Encode(m)
	if err != nil {
		return err
	}
	return c.send(ch, frames)
}

func (c *Client) send(ch wire.Channel, frames [][]byte) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	line := c.lines[ch]
	select {
	case <-line.link.isShutDown:
		return ErrClosed
	default:
	}
	if c.closed {
		return ErrClosed
	}
	return line.socket.Send(zmq4.NewMsgFrom(frames...))
}

// Receive returns the next message of the kernel on Shell, Control, Stdin or IOPub.
// It returns ctx.Err() when ctx ends, and io.EOF when the connection is closed by
// either side and everything was received.
func (c *Client) Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error) {
	b, ok := c.inbox[ch]
	if !ok {
		return nil, fmt.Errorf("%v carries no messages", ch)
	}
	return b.take(ctx)
}

// Ping sends a heartbeat and waits until it comes back: the kernel's process lives
// and is not stuck.
func (c *Client) Ping(ctx context.Context) error {
	c.beating.Lock()
	defer c.beating.Unlock()
	mine := uuid.NewString() // an older beat may still be on its way
	if err := c.send(wire.Heartbeat, [][]byte{nil, []byte(mine)}); err != nil {
		return err
	}
	for c.latestBeat() != mine {
		select {
		case <-c.beats:
		case <-c.lines[wire.Heartbeat].link.isShutDown:
			return ErrClosed
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (c *Client) beat(frames [][]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastBeat = string(frames[len(frames)-1])
	signal(c.beats)
}

func (c *Client) latestBeat() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.lastBeat
}

// Close waits up to a second until the kernel has what was sent, and disconnects.
func (c *Client) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	for _, b := range c.inbox {
		b.end()
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.opts.Linger)
	defer cancel()
	var closing sync.WaitGroup
	for _, l := range c.lines {
		closing.Go(func() {
			l.link.drain(ctx)
			<-l.link.zmqClosed
			l.socket.Close()
		})
	}
	closing.Wait()
	c.pumps.Wait()
	return nil
}
