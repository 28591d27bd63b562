package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// This file is the life of a request: received, queued, answered.

// receive hands each request of a channel to take until ctx is done or the
// channel is closed. A closed channel ends the session.
func (s *Session) receive(ctx context.Context, ch wire.Channel, take func(*request)) {
	for {
		m, err := s.channels.Receive(ctx, ch)
		switch {
		case err == nil:
			take(&request{Message: m, channel: ch})
		case ctx.Err() != nil:
			return
		case errors.Is(err, io.EOF):
			s.stop()
			return
		default:
			s.log.Error("a channel has failed", "channel", ch, "error", err)
			s.stop()
			return
		}
	}
}

// enqueue puts a request into the shell queue, or turns it away at once if the
// queue is full of bytes.
func (s *Session) enqueue(r *request) {
	if s.shell.put(r) {
		return
	}
	s.log.Error("the shell queue is full: a request is turned away", "type", r.Header.MsgType)
	s.busy(r)
	s.finish(r, wire.NewErrorReply("QueueFull", "too many requests are waiting for the running cell"))
}

// serveShell answers the requests of the shell queue one after the other. When
// ctx is done, those still waiting are aborted.
func (s *Session) serveShell(ctx context.Context) {
	for {
		r, err := s.shell.take(ctx)
		if err != nil {
			break
		}
		if r.Header.MsgType == wire.ExecuteRequest && r.seq <= s.abortThrough {
			s.abort(r)
			continue
		}
		s.serveOne(ctx, r)
	}
	for r := s.shell.poll(); r != nil; r = s.shell.poll() {
		s.abort(r)
	}
}

// serveOne answers a shell request in such a way that Interrupt can stop it.
func (s *Session) serveOne(ctx context.Context, r *request) {
	ctx, done := s.running.begin(ctx, r.Header.MsgID)
	defer done()
	s.serve(ctx, r)
}

// serve answers one request.
func (s *Session) serve(ctx context.Context, r *request) {
	s.busy(r)
	s.finish(r, s.answer(ctx, r))
	if r.after != nil {
		r.after()
	}
}

// abort answers a request without handling it. The reply has nothing but its
// status: with an execution count, JupyterLab would number the cell.
func (s *Session) abort(r *request) {
	s.busy(r)
	s.finish(r, wire.StatusReplyContent{Status: wire.StatusAborted})
}

// answer runs the handler of the request. A panic in it becomes an error reply.
func (s *Session) answer(ctx context.Context, r *request) (reply any) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("a handler panicked", "type", r.Header.MsgType, "panic", p, "stack", string(debug.Stack()))
			reply = s.brokenDown(r, p)
		}
	}()
	h, known := s.handlers[r.Header.MsgType]
	if !known {
		s.log.Warn("a message of unknown type", "type", r.Header.MsgType, "channel", r.channel)
		return nil
	}
	if row, _ := wire.Lookup(r.Header.MsgType); !slices.Contains(row.On, r.channel) {
		return wire.NewErrorReply("WrongChannel", fmt.Sprintf("%s does not belong on the %v channel", r.Header.MsgType, r.channel))
	}
	return h(s, ctx, r)
}

// brokenDown is the reply of a handler that panicked. Clients show why a cell
// failed from the error message on iopub, so a cell needs that, too.
func (s *Session) brokenDown(r *request, p any) wire.ErrorReplyContent {
	text := fmt.Sprintf("the kernel could not handle %s: %v", r.Header.MsgType, p)
	reply := wire.NewErrorReply("KernelError", text, text)
	if r.Header.MsgType == wire.ExecuteRequest {
		s.outbox.publish(wire.Error, r.Message, reply.ErrorContent)
	}
	return reply
}

func (s *Session) busy(r *request) {
	s.status(r, wire.StateBusy)
}

// finish sends the reply, if there is one and the type of the request has one,
// and then says that the request is done.
func (s *Session) finish(r *request, reply any) {
	if row, ok := wire.Lookup(r.Header.MsgType); ok && row.Reply != "" && reply != nil {
		s.outbox.reply(r, reply)
	}
	s.status(r, wire.StateIdle)
}

func (s *Session) status(r *request, state string) {
	s.outbox.publish(wire.Status, r.Message, wire.StatusContent{ExecutionState: state})
}
