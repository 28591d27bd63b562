package session

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// "Run all" sends its cells at once, but a browser's messages reach the kernel
// one by one, and a cell can fail faster than that. So the reply of a failed cell
// waits until for togetherTime nothing has come, at most togetherRounds times:
// whatever comes before the reply was sent without knowing it, and is aborted.
// jupyter_kernel_test allows 100 ms between two messages.
const (
	togetherTime   = 20 * time.Millisecond
	togetherRounds = 4
)

// stuckAfter is how long an interrupted cell may go on until the user is told.
// The worker replaces a child that does not stop after 2 s, so this is for a
// worker that cannot.
const stuckAfter = 5 * time.Second

// An execution is one execute_request while it is being answered.
type execution struct {
	*request
	wire.ExecuteRequestContent
	number int // shown to the user; of a cell that is not counted, the next number
	from   *origin
}

// execute runs a cell. The count goes up with every cell that is stored in the
// history; the others are shown with the number that the next one will have,
// but are answered with that of the last one.
func (s *Session) execute(ctx context.Context, r *request) any {
	e, err := s.newExecution(r)
	if err != nil {
		return badRequest(err)
	}
	if !e.Silent {
		s.outbox.publish(wire.ExecuteInput, r.Message, wire.ExecuteInputContent{Code: e.Code, ExecutionCount: e.number})
	}
	result := s.runCell(ctx, e)
	if result.Error != nil {
		return s.failed(ctx, e, result)
	}
	s.showResult(e, result.Shown)
	s.showFooter(e, result.Footer)
	return wire.ExecuteReplyContent{
		ExecutionCount:  s.count,
		UserExpressions: userExpressions(result.UserExpressions),
		Payload:         result.Payload,
	}
}

// newExecution reads the request, counts it and makes its origin known.
func (s *Session) newExecution(r *request) (*execution, error) {
	c, err := content[wire.ExecuteRequestContent](r)
	if err != nil {
		return nil, err
	}
	if given, err := content[struct{ Code *string }](r); err != nil || given.Code == nil {
		return nil, errors.New("execute_request has no code")
	}
	c.StoreHistory = c.StoreHistory && !c.Silent
	e := &execution{request: r, ExecuteRequestContent: c, number: s.count + 1}
	if c.StoreHistory {
		s.count++
		s.records.add(record{line: s.count, input: c.Code})
	}
	e.from = &origin{
		cell:       r.Header.MsgID,
		parent:     &wire.Message{Header: r.Header, RawHeader: r.RawHeader, Identities: r.Identities},
		allowStdin: c.AllowStdin,
		quota:      quota{limit: s.textLimit.Load()},
	}
	s.origins.add(e.from)
	return e, nil
}

// runCell hands the cell to the worker. The result has an error exactly if its
// status is not "ok".
func (s *Session) runCell(ctx context.Context, e *execution) worker.Result {
	ended := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() { s.watchStop(ctx, ended, e.from) })
	defer watch.Wait()
	defer close(ended)
	result := s.worker.Execute(ctx, worker.Request{
		Cell:            e.from.cell,
		Code:            e.Code,
		Count:           e.number,
		Silent:          e.Silent,
		StoreHistory:    e.StoreHistory,
		AllowStdin:      e.AllowStdin,
		UserExpressions: e.UserExpressions,
	})
	s.outbox.ended(e.from)
	if result.Status == worker.StatusOK {
		result.Error = nil
	} else {
		result.Error = explained(result)
	}
	return result
}

// explained returns why the cell failed; there is always something to read, and
// a user whose variables are gone is told so.
func explained(r worker.Result) *worker.CellError {
	e := worker.CellError{Name: "error", Value: "the cell ended for an unknown reason"}
	if r.Error != nil {
		e = *r.Error
	}
	if len(e.Traceback) > 0 {
		return &e
	}
	e.Traceback = []string{e.Name + ": " + e.Value}
	if r.Died {
		e.Traceback = append(e.Traceback, "", "The process that ran the cells was replaced: all variables are gone.")
	}
	return &e
}

// watchStop tells the user when an interrupted cell does not stop.
func (s *Session) watchStop(ctx context.Context, ended <-chan struct{}, from *origin) {
	select {
	case <-ended:
		return
	case <-ctx.Done():
	}
	select {
	case <-ended:
	case <-time.After(stuckAfter):
		s.outbox.print(from, worker.Stderr, "\n[this cell cannot be stopped: restart the kernel]\n")
	}
}

// showResult publishes the value of the last expression.
func (s *Session) showResult(e *execution, shown *worker.Bundle) {
	if shown == nil || e.Silent {
		return
	}
	data, metadata := sendable(*shown)
	s.outbox.publish(wire.ExecuteResult, e.Message, wire.ExecuteResultContent{
		ExecutionCount: e.number,
		Data:           data,
		Metadata:       metadata,
	})
	if e.StoreHistory {
		s.records.setOutput(e.number, plainText(data))
	}
}

// showFooter publishes what the worker says below the output of a cell. It is no result of it.
func (s *Session) showFooter(e *execution, footer *worker.Bundle) {
	if footer != nil && !e.Silent {
		s.outbox.publish(wire.DisplayData, e.Message, display(worker.Event{Bundle: *footer}))
	}
}

// failed publishes why the cell failed and returns the reply. Unless the client
// says otherwise, cells that were sent in the belief that it would succeed do
// not run: all that have come before the reply.
func (s *Session) failed(ctx context.Context, e *execution, result worker.Result) wire.ExecuteReplyContent {
	content := errorContent(result.Error)
	if result.Died {
		s.log.Error("the worker died and was replaced", "reason", content.EValue)
	}
	s.outbox.publish(wire.Error, e.Message, content)
	if e.StopOnError && !e.Silent {
		s.abortThrough = s.lastTogether(ctx)
	}
	return wire.ExecuteReplyContent{
		Status:         wire.StatusError,
		ExecutionCount: s.count,
		Payload:        result.Payload,
		ErrorContent:   &content,
	}
}

// lastTogether waits for the requests that were sent together with the one that
// has failed, and returns the number of the last. An interrupt comes so much later
// than they do that it ends the wait.
func (s *Session) lastTogether(ctx context.Context) uint64 {
	for range togetherRounds {
		last := s.shell.last()
		select {
		case <-time.After(togetherTime):
		case <-ctx.Done():
		}
		if s.shell.last() == last {
			break
		}
	}
	return s.shell.last()
}

func errorContent(e *worker.CellError) wire.ErrorContent {
	return wire.ErrorContent{EName: e.Name, EValue: e.Value, Traceback: e.Traceback}
}

// userExpressions translates the outcomes. One that failed does not make the
// cell fail.
func userExpressions(outcomes map[string]worker.UserExpression) wire.Dict[wire.UserExpression] {
	out := make(wire.Dict[wire.UserExpression], len(outcomes))
	for name, o := range outcomes {
		switch {
		case o.Error != nil:
			content := errorContent(o.Error)
			out[name] = wire.UserExpression{Status: wire.StatusError, ErrorContent: &content}
		case o.Bundle != nil:
			data, metadata := sendable(*o.Bundle)
			out[name] = wire.UserExpression{Data: data, Metadata: metadata}
		}
	}
	return out
}
