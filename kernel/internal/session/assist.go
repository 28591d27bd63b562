package session

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// This file holds the questions about code that has not been run. They are
// asked while somebody types, so an answer that takes long is worth nothing.
const (
	assistTime = 5 * time.Second
	// jupyter console asks never again after one second without an answer.
	isCompleteTime = 900 * time.Millisecond
)

func (s *Session) complete(ctx context.Context, r *request) any {
	c, err := content[wire.CompleteRequestContent](r)
	if err != nil {
		return badRequest(err)
	}
	ctx, cancel := context.WithTimeout(ctx, assistTime)
	defer cancel()
	found, err := s.worker.Complete(ctx, c.Code, c.CursorPos)
	if err != nil {
		return wire.NewErrorReply("CompletionError", err.Error())
	}
	return wire.CompleteReplyContent{
		Matches:     found.Matches,
		CursorStart: found.Start,
		CursorEnd:   found.End,
		Metadata:    completionTypes(found),
	}
}

// completionTypes tells JupyterLab what each match is, if that is known.
func completionTypes(c worker.Completion) wire.Object {
	if len(c.Types) == 0 || len(c.Types) != len(c.Matches) {
		return nil
	}
	types := make(wire.List[wire.CompletionType], len(c.Types))
	for i, t := range c.Types {
		types[i] = wire.CompletionType{
			Start: c.Start, End: c.End, Text: c.Matches[i], Type: t.Type, Signature: t.Signature,
		}
	}
	return wire.Object{wire.CompletionTypesKey: types}
}

func (s *Session) inspect(ctx context.Context, r *request) any {
	c, err := content[wire.InspectRequestContent](r)
	if err != nil {
		return badRequest(err)
	}
	ctx, cancel := context.WithTimeout(ctx, assistTime)
	defer cancel()
	found, err := s.worker.Inspect(ctx, c.Code, c.CursorPos, c.DetailLevel)
	if err != nil {
		return wire.NewErrorReply("InspectionError", err.Error())
	}
	if !found.Found {
		return wire.InspectReplyContent{}
	}
	data, metadata := sendable(found.Bundle)
	return wire.InspectReplyContent{Found: true, Data: data, Metadata: metadata}
}

// isComplete answers "unknown" when there is no better answer in time; the
// client then decides by rules of its own.
func (s *Session) isComplete(ctx context.Context, r *request) any {
	c, err := content[wire.IsCompleteRequestContent](r)
	if err != nil {
		return wire.IsCompleteReplyContent{Status: wire.CodeUnknown}
	}
	ctx, cancel := context.WithTimeout(ctx, isCompleteTime)
	defer cancel()
	found, err := s.worker.IsComplete(ctx, c.Code)
	if err != nil {
		s.log.Warn("is_complete has no answer", "error", err)
		return wire.IsCompleteReplyContent{Status: wire.CodeUnknown}
	}
	reply := wire.IsCompleteReplyContent{Status: found.Status}
	if found.Status == worker.Incomplete {
		reply.Indent = &found.Indent
	}
	return reply
}
