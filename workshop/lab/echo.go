package lab

import (
	"fmt"
	"io"
	"net"
	"sync"
)

// An Echo is a TCP server on this computer that sends back whatever it is sent, until the client has
// nothing more to say. Its methods may be called from any goroutine.
type Echo struct {
	listener net.Listener
	serving  sync.WaitGroup

	mu     sync.Mutex
	conns  map[net.Conn]bool
	count  int
	closed bool
}

// NewEcho starts a server. Close it.
func NewEcho() (*Echo, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("lab: starting an echo server: %w", err)
	}
	e := &Echo{listener: l, conns: map[net.Conn]bool{}}
	e.serving.Go(e.accept)
	return e, nil
}

// Addr is where to connect to: "127.0.0.1:40123". The port differs from run to run.
func (e *Echo) Addr() string { return e.listener.Addr().String() }

// Connections returns how many connections there have been.
func (e *Echo) Connections() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.count
}

// Close stops the server, closes its connections, and waits until that is done.
func (e *Echo) Close() error {
	e.mu.Lock()
	e.closed = true
	err := e.listener.Close()
	for c := range e.conns {
		c.Close()
	}
	e.mu.Unlock()
	e.serving.Wait()
	return err
}

func (e *Echo) accept() {
	for {
		c, err := e.listener.Accept()
		if err != nil {
			return
		}
		if e.add(c) {
			e.serving.Go(func() { e.echo(c) })
		} else {
			c.Close()
		}
	}
}

func (e *Echo) add(c net.Conn) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return false
	}
	e.count++
	e.conns[c] = true
	return true
}

func (e *Echo) echo(c net.Conn) {
	io.Copy(c, c)
	c.Close()
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.conns, c)
}
