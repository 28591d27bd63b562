package session

import (
	"context"
	"sync"
)

// An inbox holds the requests of one channel that wait for their turn, so that
// the goroutine which receives them never waits for a cell. Each gets the next
// receive sequence number. It has room for any number of requests, but not for
// any number of bytes: see put.
//
// One goroutine puts, one takes, and any may ask for last.
type inbox struct {
	limit int // bytes

	mu      sync.Mutex
	waiting []*request
	bytes   int
	seq     uint64
	arrived chan struct{} // has room for one: something may be waiting
}

func newInbox(limit int) *inbox {
	return &inbox{limit: limit, arrived: make(chan struct{}, 1)}
}

// put numbers a request and appends it. It reports false, and takes nothing, if
// other requests already wait and the bytes of all would exceed the limit.
func (q *inbox) put(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.seq++
	r.seq = q.seq
	size := r.size()
	if len(q.waiting) > 0 && q.bytes+size > q.limit {
		return false
	}
	q.waiting = append(q.waiting, r)
	q.bytes += size
	select {
	case q.arrived <- struct{}{}:
	default:
	}
	return true
}

// take removes the oldest request, waiting for one if need be. It fails only
// when ctx is done, and then at once, whatever is still waiting.
func (q *inbox) take(ctx context.Context) (*request, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if r := q.poll(); r != nil {
			return r, nil
		}
		select {
		case <-q.arrived:
		case <-ctx.Done():
		}
	}
}

// poll removes the oldest request, nil if none waits.
func (q *inbox) poll() *request {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil
	}
	r := q.waiting[0]
	q.waiting[0] = nil
	q.waiting = q.waiting[1:]
	q.bytes -= r.size()
	return r
}

// last returns the sequence number of the newest request received.
func (q *inbox) last() uint64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.seq
}
