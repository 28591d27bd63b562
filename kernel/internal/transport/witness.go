package transport

import (
	"io"
	"net"
	"runtime"
	"sync"

	"github.com/google/uuid"
)

// A witness is the first subscriber of zmq4's publisher, and it is us. Zmq4 queues
// what is published, and neither tells when the queue is empty nor ends the
// goroutine that empties it. As the witness is served first, it knows: when it gets
// the farewell, everything published before has reached all clients' outboxes.
type witness struct {
	net.Conn // nil: zmq4 uses the three methods below only

	unread   []byte
	farewell []byte // unguessable, so that no message is mistaken for it

	ready     chan struct{} // zmq4 has registered the subscription
	parted    chan struct{} // the farewell has arrived
	closed    chan struct{}
	readyOnce sync.Once
	closeOnce sync.Once
}

func newWitness() *witness {
	about := ready{publishRole.towards, ""}.encode()
	return &witness{
		unread:   appendFrame(append([]byte(nil), append(greeting, about...)...), 0, []byte{1}),
		farewell: []byte("farewell " + uuid.NewString()),
		ready:    make(chan struct{}), parted: make(chan struct{}), closed: make(chan struct{}),
	}
}

// Read gives zmq4 a handshake and a subscription to everything, and then waits.
func (w *witness) Read(p []byte) (int, error) {
	if len(w.unread) > 0 {
		n := copy(p, w.unread)
		w.unread = w.unread[n:]
		return n, nil
	}
	w.readyOnce.Do(func() { close(w.ready) })
	<-w.closed
	return 0, io.EOF
}

// Write looks for the farewell. It runs in the goroutine of zmq4's publisher, which
// would otherwise wait for messages as long as the process lives: the farewell
// ends it. Its deferred calls run, which unlock what it holds.
func (w *witness) Write(p []byte) (int, error) {
	if string(p) == string(w.farewell) {
		close(w.parted)
		runtime.Goexit()
	}
	return len(p), nil
}

func (w *witness) Close() error {
	w.closeOnce.Do(func() { close(w.closed) })
	return nil
}
