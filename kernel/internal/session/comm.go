package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// Comms are conversations between a widget in the notebook and an object in the
// kernel. This kernel offers no targets, so no comm is ever open; what remains
// is to say so in the way that clients expect.

// commOpen closes the comm at once, because its target is unknown here.
func (s *Session) commOpen(_ context.Context, r *request) any {
	c, err := content[wire.CommOpenContent](r)
	if err != nil {
		s.log.Warn("a comm cannot be opened", "error", err)
		return nil
	}
	s.outbox.publish(wire.CommClose, r.Message, wire.CommContent{CommID: c.CommID})
	return nil
}

// commMsg drops a message to a comm that is not open.
func (s *Session) commMsg(context.Context, *request) any { return nil }

// commClose has nothing to close.
func (s *Session) commClose(context.Context, *request) any { return nil }

// commInfo lists the open comms.
func (s *Session) commInfo(context.Context, *request) any {
	return wire.CommInfoReplyContent{}
}
