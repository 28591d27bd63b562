package session

import (
	"log/slog"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// outboxRoom is how many deliveries may wait. Since neither Send nor Publish
// blocks, they wait only as long as it takes to encode them; a cell that prints
// faster than that is slowed down here.
const outboxRoom = 256

// An outbox gives everything that the session sends one order, over all
// channels: what was posted first is sent first, and gathered text is sent
// before any message that was posted after it. So "output, reply, idle" is
// simply the order of three posts.
//
// One goroutine, run, sends; any goroutine may post. After close nothing is
// accepted any more, and what was posted before has been sent.
type outbox struct {
	channels transport.Channels
	factory  *wire.Factory
	log      *slog.Logger

	deliveries chan delivery
	closing    chan struct{}
	closed     chan struct{}

	// These belong to run.
	pending textBuffer
	timer   *time.Timer // runs while text is pending
}

// A delivery is either a message or, if message is nil, a piece of text.
type delivery struct {
	channel wire.Channel // IOPub: to everyone; otherwise to message.Identities
	topic   string
	message *wire.Message

	from       *origin
	name, text string
	about      accounting
	limit      int64 // if about is newLimit
}

// An accounting is what happens to a cell's quota.
type accounting uint8

const (
	clearedOutput accounting = iota + 1 // the output of the cell starts anew
	endedCell
	newLimit
)

func newOutbox(channels transport.Channels, factory *wire.Factory, log *slog.Logger) *outbox {
	return &outbox{
		channels:   channels,
		factory:    factory,
		log:        log,
		deliveries: make(chan delivery, outboxRoom),
		closing:    make(chan struct{}),
		closed:     make(chan struct{}),
		timer:      time.NewTimer(time.Hour),
	}
}

// publish posts a message to everyone. Parent may be nil.
func (o *outbox) publish(msgType string, parent *wire.Message, content any) {
	m := o.factory.New(msgType, parent, content)
	o.post(delivery{channel: wire.IOPub, topic: msgType, message: m})
}

// reply posts the answer to a request.
func (o *outbox) reply(r *request, content any) {
	o.post(delivery{channel: r.channel, message: o.factory.Reply(r.Message, content)})
}

// print posts text that a cell has written.
func (o *outbox) print(from *origin, name, text string) {
	o.post(delivery{from: from, name: name, text: text})
}

// cleared posts that the output of a cell is empty again, and with it the
// account of how much it has printed.
func (o *outbox) cleared(from *origin) {
	o.post(delivery{from: from, about: clearedOutput})
}

// ended posts that a cell has ended: what was held back of its text is shown.
func (o *outbox) ended(from *origin) {
	o.post(delivery{from: from, about: endedCell})
}

// limited posts that a cell may show more or less text than before.
func (o *outbox) limited(from *origin, limit int64) {
	o.post(delivery{from: from, about: newLimit, limit: limit})
}

func (o *outbox) post(d delivery) {
	select {
	case o.deliveries <- d:
	case <-o.closing:
	}
}

// close sends what has been posted and ends run. It must be called once.
func (o *outbox) close() {
	close(o.closing)
	<-o.closed
}

func (o *outbox) run() {
	defer close(o.closed)
	o.timer.Stop()
	for {
		select {
		case d := <-o.deliveries:
			o.deliver(d)
		case <-o.timer.C:
			o.flush()
		case <-o.closing:
			o.drain()
			return
		}
	}
}

// drain delivers what has been posted, without waiting for more.
func (o *outbox) drain() {
	for {
		select {
		case d := <-o.deliveries:
			o.deliver(d)
		default:
			o.flush()
			return
		}
	}
}

func (o *outbox) deliver(d delivery) {
	switch {
	case d.about == clearedOutput:
		d.from.quota = quota{limit: d.from.quota.limit, over: d.from.quota.over}
	case d.about == newLimit:
		d.from.quota.limit = d.limit
	case d.about == endedCell:
		o.gatherAll(d.from, d.from.quota.end())
	case d.message == nil:
		o.write(d.from, d.name, d.text)
	default:
		o.flush()
		o.hand(d.channel, d.topic, d.message)
	}
}

// hand gives a message to the transport. A client that is gone is no error
// worth more than a debug line: browsers close sockets with replies pending.
func (o *outbox) hand(ch wire.Channel, topic string, m *wire.Message) {
	var err error
	if ch == wire.IOPub {
		err = o.channels.Publish(topic, m)
	} else {
		err = o.channels.Send(ch, m)
	}
	if err != nil {
		o.log.Debug("a message could not be sent", "type", m.Header.MsgType, "error", err)
	}
}
