package transport

import (
	"context"
	"io"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// An inbox is the queue of received messages of one channel. It holds any number
// of messages but, if limit is set, only so many bytes: beyond that put waits, and
// with it the clients. Any number of goroutines may put and take.
type inbox struct {
	limit int           // bytes; 0 is no limit
	some  chan struct{} // has a token when there may be something to take
	room  chan struct{} // has a token when there may be room again
	done  chan struct{} // closed when nothing more will come

	mu      sync.Mutex
	queue   []letter
	size    int
	dropped bool // nothing is taken any more
	ended   bool
}

type letter struct {
	message *wire.Message
	size    int
}

func newInbox(limit int) *inbox {
	return &inbox{
		limit: limit,
		some:  make(chan struct{}, 1), room: make(chan struct{}, 1), done: make(chan struct{}),
	}
}

// put adds m, which takes size bytes. It waits while the inbox is full and does
// nothing once the inbox has ended. A message larger than the limit has the inbox
// for itself.
func (b *inbox) put(m *wire.Message, size int) {
	for !b.tryPut(letter{m, size}) {
		select {
		case <-b.room:
		case <-b.done:
		}
	}
}

// tryPut reports whether the letter is dealt with.
func (b *inbox) tryPut(l letter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ended {
		return true
	}
	if b.limit > 0 && b.size > 0 && b.size+l.size > b.limit {
		return false
	}
	b.queue = append(b.queue, l)
	b.size += l.size
	signal(b.some)
	return true
}

// take returns the oldest message. It waits for one until ctx ends, and returns
// io.EOF when the inbox has ended and is empty.
func (b *inbox) take(ctx context.Context) (*wire.Message, error) {
	for {
		if m := b.tryTake(); m != nil {
			return m, nil
		}
		select {
		case <-b.some:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-b.done:
			if m := b.tryTake(); m != nil {
				return m, nil
			}
			return nil, io.EOF
		}
	}
}

func (b *inbox) tryTake() *wire.Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dropped || len(b.queue) == 0 {
		return nil
	}
	l := b.queue[0]
	b.queue[0] = letter{}
	b.queue = b.queue[1:]
	b.size -= l.size
	signal(b.room)
	if len(b.queue) > 0 {
		signal(b.some) // another goroutine may be waiting for the next one
	}
	return l.message
}

// end says that nothing more comes; what is in the inbox can still be taken.
func (b *inbox) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ended {
		b.ended = true
		close(b.done)
	}
}

// drop ends the inbox and throws away what is in it.
func (b *inbox) drop() {
	b.end()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.dropped, b.queue = true, nil
}

// signal leaves a token, unless there is one already.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
