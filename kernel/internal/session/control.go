package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// interrupt stops the running cell, if any. The reply does not wait until the
// cell has ended: that is told by the cell's own reply, which comes later.
func (s *Session) interrupt(_ context.Context, r *request) any {
	r.after = s.Interrupt
	return wire.StatusReplyContent{}
}

// shutdown tells all clients, and ends the session when the answer is complete.
func (s *Session) shutdown(_ context.Context, r *request) any {
	c, err := content[wire.ShutdownRequestContent](r)
	if err != nil {
		return badRequest(err)
	}
	reply := wire.ShutdownReplyContent{Restart: c.Restart}
	s.outbox.publish(wire.ShutdownReply, r.Message, reply)
	r.after = s.stop
	return reply
}
