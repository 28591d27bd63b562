package session

import (
	"context"
	"sync"
)

// running knows the shell request that is being answered, for those who come
// from elsewhere: the interrupt, and a cell that asks for input. There is at
// most one. It may be used by several goroutines.
type running struct {
	mu     sync.Mutex
	id     string // msg_id of the request, "" when the shell is idle
	ended  <-chan struct{}
	cancel context.CancelFunc
}

// begin says that a request is being answered until done is called or ctx is
// done. The returned context is what interrupt cancels.
func (r *running) begin(ctx context.Context, id string) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.id, r.ended, r.cancel = id, ctx.Done(), cancel
	return ctx, func() {
		cancel()
		r.mu.Lock()
		defer r.mu.Unlock()
		r.id, r.cancel = "", nil
	}
}

// interrupt stops the request that is being answered, if any. It does not wait.
func (r *running) interrupt() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel != nil {
		r.cancel()
	}
}

// end returns a channel that is closed when the request id has been stopped or
// answered, and false if it is not the one being answered.
func (r *running) end(id string) (<-chan struct{}, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ended, r.id == id && id != ""
}
