package transport

import (
	"errors"
	"io"
	"net"
	"sync"
)

// errOverflow says that a client does not read what is sent to it.
var errOverflow = errors.New("the client does not read: too much is waiting for it")

// An outbox is the queue of bytes for one connection. Adding never waits; one
// goroutine, in run, writes. It is what keeps zmq4, which writes to all clients in
// turn while it holds a lock, from ever waiting for one of them.
type outbox struct {
	limit int

	mu       sync.Mutex
	changed  sync.Cond
	queue    net.Buffers
	size     int  // bytes in queue and in the batch that is being written
	finished bool // run returns when the queue is empty
	aborted  bool // run returns at once
}

func newOutbox(limit int) *outbox {
	o := &outbox{limit: limit}
	o.changed.L = &o.mu
	return o
}

// push adds one whole message, which the outbox keeps. What comes after finish or
// abort is ignored. A message above the limit is only accepted by an empty outbox.
func (o *outbox) push(message []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.finished || o.aborted {
		return nil
	}
	if o.size > 0 && o.size+len(message) > o.limit {
		return errOverflow
	}
	o.queue = append(o.queue, message)
	o.size += len(message)
	o.changed.Signal()
	return nil
}

// finish lets run return once everything is written.
func (o *outbox) finish() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.finished = true
	o.changed.Signal()
}

// abort lets run return. A write that is under way ends when w is closed.
func (o *outbox) abort() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.aborted, o.queue, o.size = true, nil, 0
	o.changed.Signal()
}

// run writes to w what is pushed, many messages with one system call, until finish,
// abort or an error.
func (o *outbox) run(w io.Writer) error {
	for {
		batch, size := o.batch()
		if batch == nil {
			return nil
		}
		if _, err := batch.WriteTo(w); err != nil {
			return err
		}
		o.written(size)
	}
}

// batch waits for something to write; nil says that nothing more will come.
func (o *outbox) batch() (net.Buffers, int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.queue) == 0 && !o.finished && !o.aborted {
		o.changed.Wait()
	}
	batch := o.queue
	o.queue = nil
	if len(batch) == 0 {
		return nil, 0
	}
	return batch, o.size // all that was written before has been subtracted
}

func (o *outbox) written(size int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.aborted {
		o.size -= size
	}
}
