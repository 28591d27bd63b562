package transport

import (
	"log/slog"
	"time"
)

// Options changes how [Listen] and [Dial] behave. The zero value is what a kernel
// wants; tests make the limits small.
type Options struct {
	// Log gets a line for what a client did wrong; nil logs nothing.
	Log *slog.Logger
	// SendLimit is how many bytes may wait for one client that does not read. Its
	// connection is closed when there are more, because dropping single messages
	// would leave it with cells that never end. Default 256 MiB.
	SendLimit int
	// ReceiveLimit is how many bytes of requests may wait on one channel until
	// Receive takes them; beyond that, clients have to wait. Default 512 MiB.
	ReceiveLimit int
	// Handshake is how long a new connection may take to introduce itself.
	// Default 10 s.
	Handshake time.Duration
	// Linger is how long Close waits for clients to take what was sent. Default 1 s.
	Linger time.Duration
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.SendLimit <= 0 {
		o.SendLimit = 256 << 20
	}
	if o.ReceiveLimit <= 0 {
		o.ReceiveLimit = 512 << 20
	}
	if o.Handshake <= 0 {
		o.Handshake = 10 * time.Second
	}
	if o.Linger <= 0 {
		o.Linger = time.Second
	}
	return o
}
