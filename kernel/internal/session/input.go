package session

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

var (
	errNoStdin = errors.New("this cell cannot ask for input: the client that runs it does not allow it (allow_stdin is false)")
	errNotNow  = errors.New("only a cell that is running can ask for input")
	errStopped = errors.New("the cell was stopped while it waited for input")
)

// A prompt is the question that is put to the user. Cells and their goroutines
// take turns, since a client shows one question at a time; a reply that comes
// when nobody has asked, or that answers an earlier question, is dropped.
type prompt struct {
	turn chan struct{} // holds one token: who has it may ask

	mu       sync.Mutex
	question string      // msg_id of the input_request that waits, or ""
	answer   chan string // has room for one
}

func newPrompt() *prompt {
	p := &prompt{turn: make(chan struct{}, 1)}
	p.turn <- struct{}{}
	return p
}

// open expects an answer to a question; only the holder of the turn may.
func (p *prompt) open(question string) <-chan string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.question, p.answer = question, make(chan string, 1)
	return p.answer
}

func (p *prompt) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.question, p.answer = "", nil
}

// reply hands over an answer. Only a reply whose parent is another question is
// certainly stale: many clients send no parent at all. It reports whether
// somebody was waiting for it.
func (p *prompt) reply(parent wire.Header, value string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.answer == nil || parent.MsgType == wire.InputRequest && parent.MsgID != p.question {
		return false
	}
	p.answer <- value
	p.answer = nil
	return true
}

// Input implements [worker.Handler]: it asks the client that runs the cell for
// a line. It fails at once if the client does not allow that or if the cell is
// not running any more, and when the cell is stopped.
func (s *Session) Input(ctx context.Context, cell, text string, password bool) (string, error) {
	ended, ok := s.running.end(cell)
	if !ok {
		return "", errNotNow
	}
	from := s.origins.of(cell)
	if !from.allowStdin {
		return "", errNoStdin
	}
	select {
	case <-s.prompt.turn:
		defer func() { s.prompt.turn <- struct{}{} }()
	case <-ended:
		return "", errStopped
	case <-ctx.Done():
		return "", errStopped
	}
	return s.ask(ctx, from, ended, wire.InputRequestContent{Prompt: text, Password: password})
}

// ask sends the question and waits for its answer.
func (s *Session) ask(ctx context.Context, from *origin, ended <-chan struct{}, q wire.InputRequestContent) (string, error) {
	m := s.outbox.factory.New(wire.InputRequest, from.parent, q)
	m.Identities = from.parent.Identities
	answer := s.prompt.open(m.Header.MsgID)
	defer s.prompt.close()
	s.outbox.post(delivery{channel: wire.Stdin, message: m})
	select {
	case value := <-answer:
		if value == wire.EndOfInput {
			return "", io.EOF
		}
		return value, nil
	case <-ended:
		return "", errStopped
	case <-ctx.Done():
		return "", errStopped
	}
}

// takeInput handles a message of the stdin channel.
func (s *Session) takeInput(r *request) {
	if r.Header.MsgType != wire.InputReply {
		s.log.Warn("a message of unknown type", "type", r.Header.MsgType, "channel", r.channel)
		return
	}
	c, err := content[wire.InputReplyContent](r)
	if err != nil {
		s.log.Warn("an input reply cannot be read", "error", err)
		return
	}
	if !s.prompt.reply(r.ParentHeader(), c.Value) {
		s.log.Debug("an input reply that nobody waits for")
	}
}
