package transport

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	zmqtransport "github.com/go-zeromq/zmq4/transport"
)

// This file makes zmq4 use our connections instead of its own.
//
// Zmq4 looks transports up in a table of the whole process, by the scheme of the
// endpoint. To keep kernels in one process apart, the transport registered there
// has no state at all: each socket carries its listener or connection in its own
// context, which zmq4 hands to the transport. The only thing that is shared is the
// fact that the scheme is registered, and that is the same for everybody.

const scheme = "gopherloop"

var registerScheme = sync.OnceValue(func() error {
	return zmq4.RegisterTransport(scheme, fromContext{})
})

// endKey is where a socket's context has its net.Listener or net.Conn.
type endKey struct{}

// fromContext is a transport of zmq4.
type fromContext struct{}

var _ zmqtransport.Transport = fromContext{}

func (fromContext) Listen(ctx context.Context, _ string) (net.Listener, error) {
	if l, ok := ctx.Value(endKey{}).(net.Listener); ok {
		return l, nil
	}
	return nil, errors.New("the socket was made without a listener")
}

func (fromContext) Dial(ctx context.Context, _ zmqtransport.Dialer, _ string) (net.Conn, error) {
	if c, ok := ctx.Value(endKey{}).(net.Conn); ok {
		return c, nil
	}
	return nil, errors.New("the socket was made without a connection")
}

func (fromContext) Addr(endpoint string) (string, error) { return endpoint, nil }

// newSocket makes a socket of zmq4.
type newSocket func(context.Context, ...zmq4.Option) zmq4.Socket

// listenOn returns a socket that accepts its connections from l.
func listenOn(l net.Listener, create newSocket) (zmq4.Socket, error) {
	s, err := socketWith(l, create)
	if err != nil {
		return nil, err
	}
	return s, s.Listen(scheme + "://guard")
}

// dialOver returns a socket that uses the connection c. Subscribers hear everything.
func dialOver(c net.Conn, create newSocket) (zmq4.Socket, error) {
	s, err := socketWith(c, create)
	if err != nil {
		return nil, err
	}
	if s.Type() == zmq4.Sub {
		if err := s.SetOption(zmq4.OptionSubscribe, ""); err != nil {
			return nil, err
		}
	}
	return s, s.Dial(scheme + "://kernel")
}

// socketWith makes a socket that ends when it is closed, and only then: the order
// of closing matters, and a context that ends on its own would upset it.
func socketWith(end any, create newSocket) (zmq4.Socket, error) {
	if err := registerScheme(); err != nil {
		return nil, err
	}
	ctx := context.WithValue(context.Background(), endKey{}, end)
	quiet := log.New(io.Discard, "", 0) // it would write to the server's log
	return create(ctx, zmq4.WithLogger(quiet), zmq4.WithDialerMaxRetries(0), zmq4.WithTimeout(time.Second)), nil
}
