package transport

import (
	"context"
	"errors"
	"fmt"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// ErrClosed is returned when something is sent after Close.
var ErrClosed = errors.New("the channels are closed")

// errNobody is the answer to a Send without identities.
var errNobody = errors.New("the message has no identity to send it to")

// Channels is the kernel's end of the five channels, as package session sees it.
// There are two implementations: [ZMQ] and, for tests, [Memory]. All methods may
// be called from several goroutines.
//
// Messages that are handed over belong to the transport: neither they nor their
// slices may be changed afterwards.
type Channels interface {
	// Receive returns the next valid request on Shell, Control or Stdin. Requests
	// with a bad signature, replayed ones and those that are no message are dropped
	// and never seen here. Identities says whom to answer. The error is ctx.Err()
	// when ctx ends (nothing is lost then) and io.EOF after Close; any other
	// channel is an error.
	Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error)

	// Send sends m to the client that m.Identities names, on Shell, Control or
	// Stdin. It never waits for that client. A client that has gone is no error,
	// because clients come and go while their replies are made.
	Send(ch wire.Channel, m *wire.Message) error

	// Publish sends m on iopub to every client that subscribed to a prefix of
	// topic. m.Identities is not used. It never waits for a client. Messages of one
	// goroutine arrive in the order in which they were published.
	Publish(topic string, m *wire.Message) error

	// Welcome asks for iopub_welcome. From now on answer is called for each
	// subscription of each client, and its result is sent to that client only.
	// It gets every message published after its welcome, and with its first
	// subscription nothing before it. Subscriptions from before the call are
	// answered at once, so calling Welcome before the first Publish covers every
	// client. answer must be quick and must not call into Channels; it may be called
	// from several goroutines, and for topics that are any valid UTF-8. It may
	// return nil to send nothing.
	Welcome(answer func(topic string) *wire.Message)

	// Close stops accepting, waits up to a second until clients have what was sent
	// and published, and closes all connections. Receive returns io.EOF, Send and
	// Publish return ErrClosed. Calling it again does nothing.
	Close() error
}

// isRequestChannel reports whether ch carries messages from clients to a kernel.
func isRequestChannel(ch wire.Channel) bool {
	return ch == wire.Shell || ch == wire.Control || ch == wire.Stdin
}

// checkRequestChannel returns an error unless ch carries messages both ways.
func checkRequestChannel(ch wire.Channel) error {
	if !isRequestChannel(ch) {
		return fmt.Errorf("%v carries no requests", ch)
	}
	return nil
}

// published returns m as it travels on iopub: the topic stands where requests
// have the client's identity.
func published(topic string, m *wire.Message) *wire.Message {
	out := *m
	out.Identities = [][]byte{[]byte(topic)}
	return &out
}
