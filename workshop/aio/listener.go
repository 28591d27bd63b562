package aio

import (
	"context"
	"errors"
	"net"
)

// A Listener is a TCP server's door.
type Listener struct {
	loop   *Loop
	l      net.Listener
	end    func()
	closed bool
}

// Listen opens a TCP port: "localhost:8080", or "localhost:0" for any that is free. The port is closed when Run ends, at the latest.
func Listen(ctx context.Context, addr string) (*Listener, error) {
	if _, _, err := enter(ctx, "Listen"); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return NewListener(ctx, l), nil
}

// NewListener makes a Listener of one of package net, for the loop of ctx.
func NewListener(ctx context.Context, l net.Listener) *Listener {
	ln := &Listener{loop: mustScope(ctx, "NewListener").task.loop, l: l}
	ln.end = ln.loop.keep(ln)
	return ln
}

// Addr is where to Dial.
func (l *Listener) Addr() string { return l.l.Addr().String() }

// String names the door.
func (l *Listener) String() string { return "a connection to " + l.Addr() }

// Accept waits for a connection. After Close it returns ErrClosed. If ctx is cancelled while it waits, the Listener is closed.
func (l *Listener) Accept(ctx context.Context) (*Stream, error) {
	t, s, err := enter(ctx, "Accept")
	if err != nil {
		return nil, err
	}
	var conn net.Conn
	var failed error
	o := t.io(l)
	o.abort = func() { l.Close() }
	err = o.run(s, func() { conn, failed = l.l.Accept() })
	switch {
	case err != nil && conn != nil:
		conn.Close()
		return nil, err
	case err != nil:
		return nil, err
	case l.closed && errors.Is(failed, net.ErrClosed):
		return nil, t.missed(ErrClosed)
	case failed != nil:
		return nil, failed
	}
	return NewStream(ctx, conn), nil
}

// Serve accepts connections until ctx is cancelled or the Listener is closed, and calls handle for each in a task of its own. It
// closes the connection afterwards. An error of handle ends that connection only; handle may log it. When Serve
// returns, all of its tasks have ended: they are cancelled with ctx, but not by Close.
func (l *Listener) Serve(ctx context.Context, handle func(ctx context.Context, s *Stream) error) error {
	return Group(ctx, func(ctx context.Context, g *TaskGroup) error {
		for {
			s, err := l.Accept(ctx)
			if err == ErrClosed {
				return nil
			}
			if err != nil {
				return err
			}
			g.Go("connection", func(ctx context.Context) error {
				defer s.Close()
				handle(ctx, s)
				return nil
			})
		}
	})
}

// Close closes the door. Connections that were accepted stay.
func (l *Listener) Close() error {
	if !l.closed {
		l.closed = true
		l.end()
	}
	return nil
}

func (l *Listener) shut() { l.l.Close() }
