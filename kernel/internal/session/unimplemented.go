package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// This file holds the messages of the specification that this kernel does not
// support, and what the specification says about that.

// debug refuses in the words of the Debug Adapter Protocol. JupyterLab waits
// for this reply after every request, so there must be one.
func (s *Session) debug(_ context.Context, r *request) any {
	c, err := content[wire.DebugRequestContent](r)
	if err != nil {
		return badRequest(err)
	}
	return wire.DebugReplyContent{
		Type:       "response",
		RequestSeq: c.Seq,
		Command:    c.Command,
		Message:    "this kernel has no debugger",
	}
}

// unsupported gives no reply: a client must look into supported_features before
// it asks for subshells, and gets nothing if it does not. usage_request is an
// extension of one kernel, unknown to all others.
func (s *Session) unsupported(_ context.Context, r *request) any {
	s.log.Debug("a request that is not supported", "type", r.Header.MsgType)
	return nil
}
