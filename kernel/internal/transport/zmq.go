package transport

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/go-zeromq/zmq4"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// ZMQ is the kernel's end of the five channels over ZeroMQ sockets.
//
// Each socket is one of zmq4's behind a [guard] of ours. Goroutines: one per request
// channel receives, checks and queues requests; one echoes heartbeats; the guards
// have theirs. Close ends and awaits all of them.
type ZMQ struct {
	opts    Options
	signer  *wire.Signer
	guards  map[wire.Channel]*guard
	sockets map[wire.Channel]zmq4.Socket
	inbox   map[wire.Channel]*inbox
	witness *witness
	welcome atomic.Pointer[func(topic string) *wire.Message]
	invalid atomic.Uint64 // messages dropped
	pumps   sync.WaitGroup

	mu     sync.RWMutex // held for reading while something is sent
	closed bool
	done   chan struct{} // Close has finished
}

var _ Channels = (*ZMQ)(nil)

// Listen opens the five channels of info, all or none, and returns them with the
// ports that were really opened. The caller writes these to the connection file if
// some had to be chosen. ctx is for opening only: the channels live until Close.
func Listen(ctx context.Context, info ConnectionInfo, opts Options) (*ZMQ, ConnectionInfo, error) {
	signer, err := info.signer()
	if err != nil {
		return nil, info, err
	}
	ports, info, err := bind(ctx, info)
	if err != nil {
		return nil, info, err
	}
	z := &ZMQ{
		opts: opts.withDefaults(), signer: signer, witness: newWitness(),
		guards: make(map[wire.Channel]*guard), sockets: make(map[wire.Channel]zmq4.Socket),
		inbox: make(map[wire.Channel]*inbox), done: make(chan struct{}),
	}
	for _, ch := range portOrder {
		z.guards[ch] = newGuard(ch, kernelRole(ch), ports[ch], z.opts)
		if isRequestChannel(ch) {
			z.inbox[ch] = newInbox(z.opts.ReceiveLimit)
		}
	}
	z.guards[wire.IOPub].answer = z.answer
	if err := z.start(); err != nil {
		z.Close()
		return nil, info, err
	}
	return z, info, nil
}

func kernelRole(ch wire.Channel) role {
	switch ch {
	case wire.IOPub:
		return publishRole
	case wire.Heartbeat:
		return heartbeatRole
	default:
		return requestRole
	}
}

// start makes the sockets and lets clients in.
func (z *ZMQ) start() error {
	for _, ch := range portOrder {
		create := newSocket(zmq4.NewRouter)
		if ch == wire.IOPub {
			create = zmq4.NewPub
		}
		socket, err := listenOn(z.guards[ch], create)
		if err != nil {
			return fmt.Errorf("starting %v: %w", ch, err)
		}
		z.sockets[ch] = socket
	}
	z.guards[wire.IOPub].ready <- z.witness
	<-z.witness.ready
	for _, ch := range portOrder {
		z.guards[ch].start()
	}
	for ch := range z.inbox {
		z.pumps.Go(func() { z.receive(ch) })
	}
	z.pumps.Go(z.echo)
	return nil
}

// receive moves requests from a socket to the inbox, as fast as they come: the
// session may be busy with a cell for hours.
func (z *ZMQ) receive(ch wire.Channel) {
	for {
		raw, err := z.sockets[ch].Recv()
		if err != nil {
			return
		}
		m, err := z.signer.Decode(raw.Frames)
		if err != nil {
			z.drop(ch, err)
			continue
		}
		z.inbox[ch].put(m, sizeOf(raw.Frames))
	}
}

func sizeOf(frames [][]byte) int {
	size := 0
	for _, f := range frames {
		size += len(f) + frameCost
	}
	return size
}

// drop logs the 1st, 2nd, 4th, 8th ... invalid message, so that nobody can fill the log.
func (z *ZMQ) drop(ch wire.Channel, reason error) {
	if n := z.invalid.Add(1); n&(n-1) == 0 {
		z.opts.Log.Warn("dropping a message", "channel", ch, "reason", reason, "dropped so far", n)
	}
}

// echo sends heartbeats back. It is a ROUTER and not a REP, which would serve one
// client at a time and wait for it.
func (z *ZMQ) echo() {
	socket := z.sockets[wire.Heartbeat]
	for {
		beat, err := socket.Recv()
		if err != nil {
			return
		}
		z.route(wire.Heartbeat, beat.Frames)
	}
}

// route sends frames to the client that the first one names. Errors of zmq4 are of
// no use: a client that has gone is none, and the outbox takes everything else.
func (z *ZMQ) route(ch wire.Channel, frames [][]byte) {
	if len(frames) > 1 && z.guards[ch].knows(frames[0]) {
		_ = z.sockets[ch].Send(zmq4.NewMsgFrom(frames...))
	}
}

// Receive implements [Channels].
func (z *ZMQ) Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error) {
	if err := checkRequestChannel(ch); err != nil {
		return nil, err
	}
	return z.inbox[ch].take(ctx)
}

// Send implements [Channels].
func (z *ZMQ) Send(ch wire.Channel, m *wire.Message) error {
	if err := checkRequestChannel(ch); err != nil {
		return err
	}
	if len(m.Identities) == 0 {
		return errNobody
	}
	frames, err := z.signer.Encode(m)
	if err != nil {
		return err
	}
	z.mu.RLock()
	defer z.mu.RUnlock()
	if z.closed {
		return ErrClosed
	}
	z.route(ch, frames)
	return nil
}

// Publish implements [Channels].
func (z *ZMQ) Publish(topic string, m *wire.Message) error {
	frames, err := z.signer.Encode(published(topic, m))
	if err != nil {
		return err
	}
	z.mu.RLock()
	defer z.mu.RUnlock()
	if z.closed {
		return ErrClosed
	}
	return z.sockets[wire.IOPub].Send(zmq4.NewMsgFrom(frames...))
}

// Welcome implements [Channels].
func (z *ZMQ) Welcome(answer func(topic string) *wire.Message) {
	z.welcome.Store(&answer)
	for _, l := range z.guards[wire.IOPub].all(true) {
		l.greetAll()
	}
}

// answer returns the welcome of a subscription as it travels, or nil.
func (z *ZMQ) answer(topic string) []byte {
	welcome := z.welcome.Load()
	if welcome == nil {
		return nil
	}
	m := (*welcome)(topic)
	if m == nil {
		return nil
	}
	frames, err := z.signer.Encode(published(topic, m))
	if err != nil {
		z.opts.Log.Error("making a welcome", "reason", err)
		return nil
	}
	return joinFrames(frames)
}

// joinFrames returns a message as it travels.
func joinFrames(frames [][]byte) []byte {
	var raw []byte
	for i, f := range frames {
		var flags byte
		if i < len(frames)-1 {
			flags = flagMore
		}
		raw = appendFrame(raw, flags, f)
	}
	return raw
}

// Close implements [Channels]. The order matters: first nothing new is sent or
// received, then what zmq4's publisher has queued reaches the outboxes, then the
// clients get it, and only then zmq4 may close its sockets, which drops the rest.
func (z *ZMQ) Close() error {
	z.mu.Lock()
	first := !z.closed
	z.closed = true
	z.mu.Unlock()
	if !first {
		<-z.done
		return nil
	}
	defer close(z.done)
	for _, b := range z.inbox {
		b.drop()
	}
	ctx, cancel := context.WithTimeout(context.Background(), z.opts.Linger)
	defer cancel()
	z.part(ctx)
	z.closeGuards(ctx)
	z.witness.Close()
	for _, s := range z.sockets {
		s.Close()
	}
	z.pumps.Wait()
	return nil
}

// part waits until everything that was published is in the outboxes, and ends
// zmq4's publisher.
func (z *ZMQ) part(ctx context.Context) {
	socket, ok := z.sockets[wire.IOPub]
	if !ok {
		return
	}
	if socket.Send(zmq4.NewMsg(z.witness.farewell)) != nil {
		return
	}
	select {
	case <-z.witness.parted:
	case <-ctx.Done():
	}
}

func (z *ZMQ) closeGuards(ctx context.Context) {
	var closing sync.WaitGroup
	for _, g := range z.guards {
		closing.Go(func() { g.close(ctx) })
	}
	closing.Wait()
}
