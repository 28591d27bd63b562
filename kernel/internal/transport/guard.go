package transport

import (
	"context"
	"encoding/binary"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A guard is the listener that a socket of zmq4 accepts from. It lets a connection
// through only after a complete handshake, each in a goroutine of its own, so that
// neither a silent client nor a hostile one can touch zmq4 or hold up others.
//
// Goroutines: one accepts from the network, and one per connection does the
// handshake, then writes what the connection's outbox holds, and stays until zmq4's
// reader has let go. close ends and awaits them all, and with them zmq4's readers.
type guard struct {
	channel wire.Channel
	role    role
	opts    Options
	network net.Listener
	answer  func(topic string) []byte // see link

	ready chan net.Conn // handshake done, for zmq4
	stop  chan struct{} // no more connections
	gone  chan struct{} // zmq4 has closed its listener

	running  sync.WaitGroup
	goneOnce sync.Once

	mu         sync.Mutex
	links      map[*link]admission
	byIdentity map[string]*link // newest connection of each identity
	count      uint64           // identities made
	stopped    bool
}

// An admission is what the guard knows about a connection.
type admission struct {
	admitted bool   // the handshake is over
	identity string // only if the role routes by it
}

func newGuard(channel wire.Channel, r role, network net.Listener, opts Options) *guard {
	return &guard{
		channel: channel, role: r, opts: opts, network: network,
		ready: make(chan net.Conn), stop: make(chan struct{}), gone: make(chan struct{}),
		links: make(map[*link]admission), byIdentity: make(map[string]*link),
	}
}

// start begins to accept. Until then, clients wait in the backlog of the port.
func (g *guard) start() {
	g.running.Go(g.serve)
}

func (g *guard) serve() {
	for {
		conn, err := g.network.Accept()
		if err != nil {
			if !g.pause(err) {
				return
			}
			continue
		}
		l := newLink(conn, g.role, g.opts)
		l.answer = g.answer
		l.shutDown = func() { g.retire(l) }
		if !g.add(l) {
			l.shut()
			return
		}
		g.running.Go(func() { g.attend(l) })
	}
}

// acceptPause keeps a lack of file descriptors from becoming a busy loop.
const acceptPause = 50 * time.Millisecond

// pause waits after a failed accept and reports whether to try again.
func (g *guard) pause(err error) bool {
	select {
	case <-g.stop:
		return false
	case <-time.After(acceptPause):
		g.opts.Log.Warn("accepting a connection failed", "channel", g.channel, "reason", err)
		return !errors.Is(err, net.ErrClosed)
	}
}

func (g *guard) add(l *link) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped {
		return false
	}
	g.links[l] = admission{}
	return true
}

// retire says that messages no longer go to l.
func (g *guard) retire(l *link) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if id := g.links[l].identity; g.byIdentity[id] == l {
		delete(g.byIdentity, id)
	}
}

func (g *guard) forget(l *link) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.links, l)
}

// attend looks after one connection from its handshake to its end.
func (g *guard) attend(l *link) {
	defer g.forget(l)
	defer l.shut()
	if err := l.handshake(g.opts.Handshake, ""); err != nil {
		// Not a warning: some clients connect just to see whether the port is open.
		g.opts.Log.Debug("refusing a connection", "channel", g.channel, "reason", err)
		return
	}
	older, ok := g.enroll(l)
	if !ok {
		return
	}
	if older != nil {
		older.shut()
	}
	select {
	case g.ready <- l:
	case <-l.isShutDown:
		return
	}
	l.write()
	<-l.zmqClosed
}

// enroll settles under which identity the client is known, and returns the older
// connection with the same one. A client that comes back, after a page reload or a
// lost network, is the same client: its answers belong to the new connection.
// Identities that begin with a zero byte are ours to give.
func (g *guard) enroll(l *link) (older *link, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped {
		return nil, false
	}
	if !g.role.routes {
		g.links[l] = admission{admitted: true}
		return nil, true
	}
	id := l.peer.identity
	if id == "" || id[0] == 0 {
		g.count++
		id = string(binary.BigEndian.AppendUint64([]byte{0}, g.count))
	}
	older = g.byIdentity[id]
	g.byIdentity[id] = l
	g.links[l] = admission{admitted: true, identity: id}
	l.peer.identity = id
	l.unread = l.preface() // zmq4 has to know the client by the same name
	return older, true
}

// knows reports whether a client with this identity is connected.
func (g *guard) knows(identity []byte) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.byIdentity[string(identity)] != nil
}

// all returns the connections whose handshake is over, or those for which it is not.
func (g *guard) all(admitted bool) []*link {
	g.mu.Lock()
	defer g.mu.Unlock()
	var found []*link
	for l, a := range g.links {
		if a.admitted == admitted {
			found = append(found, l)
		}
	}
	return found
}

// close stops accepting, lets clients have what waits for them until ctx ends, and
// disconnects them. When it returns, zmq4 has let go of all connections and no
// goroutine of the guard runs. Zmq4's messages must be received meanwhile.
func (g *guard) close(ctx context.Context) {
	g.mu.Lock()
	g.stopped = true // from here on nothing is added or admitted
	g.mu.Unlock()
	close(g.stop)
	g.network.Close()
	for _, l := range g.all(false) {
		l.shut()
	}
	var draining sync.WaitGroup
	for _, l := range g.all(true) {
		draining.Go(func() { l.drain(ctx) })
	}
	draining.Wait()
	g.running.Wait()
}

// Accept implements net.Listener for zmq4. It waits until Close, even when there is
// nothing to accept any more, because zmq4 tries again at once after an error.
func (g *guard) Accept() (net.Conn, error) {
	select {
	case conn := <-g.ready:
		return conn, nil
	case <-g.gone:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener; zmq4 calls it when its socket is closed.
func (g *guard) Close() error {
	g.goneOnce.Do(func() { close(g.gone) })
	return nil
}

// Addr implements net.Listener.
func (g *guard) Addr() net.Addr { return g.network.Addr() }
