package transport

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// Memory is the twin of [ZMQ] without sockets: what a session needs from a
// transport, inside one process and one synctest bubble. Messages are encoded,
// signed and decoded as on the wire, so that a test sees what a client would see.
type Memory struct {
	signer *wire.Signer
	inbox  map[wire.Channel]*inbox // Shell, Control, Stdin

	mu      sync.Mutex
	clients []*MemoryClient
	count   int // clients ever made, for their identities
	welcome func(string) *wire.Message
	closed  bool
}

var _ Channels = (*Memory)(nil)

// memoryKey signs all messages in memory; there is nobody to keep it from.
const memoryKey = "in memory"

func memorySigner() *wire.Signer {
	s, err := wire.NewSigner("hmac-sha256", []byte(memoryKey))
	if err != nil {
		panic(err) // not reached: the scheme is known
	}
	return s
}

// NewMemory returns the kernel's end and one client that hears everything.
func NewMemory() (*Memory, *MemoryClient) {
	m := &Memory{signer: memorySigner(), inbox: make(map[wire.Channel]*inbox)}
	for _, ch := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		m.inbox[ch] = newInbox(0)
	}
	return m, m.Connect()
}

// Connect returns another client of the kernel. It hears what is published under
// the given topics, or everything if none is given.
func (m *Memory) Connect(topics ...string) *MemoryClient {
	if len(topics) == 0 {
		topics = []string{""}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.count++
	c := &MemoryClient{
		kernel: m, signer: memorySigner(), topics: slices.Clone(topics),
		identity: fmt.Appendf(nil, "client-%d", m.count),
		inbox:    make(map[wire.Channel]*inbox),
	}
	for _, ch := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin, wire.IOPub} {
		c.inbox[ch] = newInbox(0)
	}
	if m.closed {
		c.end()
		return c
	}
	m.clients = append(m.clients, c)
	m.greet(c)
	return c
}

// greet sends the welcomes of a client. The caller holds m.mu.
func (m *Memory) greet(c *MemoryClient) {
	if m.welcome == nil {
		return
	}
	for _, topic := range c.topics {
		if !utf8.ValidString(topic) {
			continue
		}
		if answer := m.welcome(topic); answer != nil {
			if frames, err := m.signer.Encode(published(topic, answer)); err == nil {
				c.deliver(wire.IOPub, frames)
			}
		}
	}
}

// Receive implements [Channels].
func (m *Memory) Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error) {
	if err := checkRequestChannel(ch); err != nil {
		return nil, err
	}
	return m.inbox[ch].take(ctx)
}

// Send implements [Channels].
func (m *Memory) Send(ch wire.Channel, msg *wire.Message) error {
	if err := checkRequestChannel(ch); err != nil {
		return err
	}
	if len(msg.Identities) == 0 {
		return errNobody
	}
	frames, err := m.signer.Encode(msg)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return ErrClosed
	}
	for _, c := range m.clients {
		if string(c.identity) == string(frames[0]) {
			c.deliver(ch, frames[1:])
		}
	}
	return nil
}

// Publish implements [Channels].
func (m *Memory) Publish(topic string, msg *wire.Message) error {
	frames, err := m.signer.Encode(published(topic, msg))
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return ErrClosed
	}
	for _, c := range m.clients {
		if c.subscribed(topic) {
			c.deliver(wire.IOPub, frames)
		}
	}
	return nil
}

// Welcome implements [Channels].
func (m *Memory) Welcome(answer func(topic string) *wire.Message) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.welcome = answer
	for _, c := range m.clients {
		m.greet(c)
	}
}

// Close implements [Channels]. Clients can still receive what was sent.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	for _, b := range m.inbox {
		b.drop()
	}
	for _, c := range m.clients {
		c.end()
	}
	m.clients = nil
	return nil
}

func (m *Memory) remove(c *MemoryClient) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.clients = slices.DeleteFunc(m.clients, func(other *MemoryClient) bool { return other == c })
}

// A MemoryClient is a front end of a [Memory] kernel. It has the methods of [Client].
type MemoryClient struct {
	kernel   *Memory
	signer   *wire.Signer
	identity []byte
	topics   []string
	inbox    map[wire.Channel]*inbox // Shell, Control, Stdin, IOPub
}

func (c *MemoryClient) subscribed(topic string) bool {
	return slices.ContainsFunc(c.topics, func(prefix string) bool { return strings.HasPrefix(topic, prefix) })
}

func (c *MemoryClient) deliver(ch wire.Channel, frames [][]byte) {
	if m, err := c.signer.Decode(frames); err == nil {
		c.inbox[ch].put(m, 0)
	}
}

func (c *MemoryClient) end() {
	for _, b := range c.inbox {
		b.end()
	}
}

// Send sends m to the kernel on Shell, Control or Stdin.
func (c *MemoryClient) Send(ch wire.Channel, m *wire.Message) error {
	if err := checkRequestChannel(ch); err != nil {
		return err
	}
	frames, err := c.signer.Encode(m)
	if err != nil {
		return err
	}
	return c.SendFrames(ch, frames)
}

// SendFrames sends frames as they are, which need not be a message. It is for
// tests of what a kernel does with bad input.
func (c *MemoryClient) SendFrames(ch wire.Channel, frames [][]byte) error {
	k := c.kernel
	k.mu.Lock()
	defer k.mu.Unlock()
	if !slices.Contains(k.clients, c) {
		return ErrClosed
	}
	if m, err := k.signer.Decode(slices.Concat([][]byte{c.identity}, frames)); err == nil {
		k.inbox[ch].put(m, 0)
	}
	return nil
}

// Receive returns the next message from the kernel on Shell, Control, Stdin or
// IOPub. It returns io.EOF once either end is closed and everything was received.
func (c *MemoryClient) Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error) {
	b, ok := c.inbox[ch]
	if !ok {
		return nil, fmt.Errorf("%v carries no messages", ch)
	}
	return b.take(ctx)
}

// Close disconnects the client.
func (c *MemoryClient) Close() error {
	c.kernel.remove(c)
	c.end()
	return nil
}
