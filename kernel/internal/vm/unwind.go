package vm

import "github.com/gopherloop/gopherloop/kernel/internal/rt"

// This file lets panics through frames.

// deferred is a deferred call of a frame.
type deferred struct{ next *deferred }

// unwind drops the frames of a segment that a panic leaves, and lets the panic go
// on. p is nil when the goroutine is ending. The result is the frame to go on in, if a deferred
// call has recovered.
func (t *thread) unwind(s *segment, p *rt.Panic) *frame {
	if p != nil {
		panic(p)
	}
	return nil
}
