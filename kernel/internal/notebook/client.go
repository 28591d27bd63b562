package notebook

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

const (
	// askAgain is how long Ready waits before it asks once more: the kernel may not
	// be up yet, or its answer was published before our subscription arrived.
	askAgain = 200 * time.Millisecond
	// stopGrace is how long a cancelled cell may take to end.
	stopGrace = 10 * time.Second
)

// channels is what a client needs from a transport.
type channels interface {
	Send(ch wire.Channel, m *wire.Message) error
	Receive(ctx context.Context, ch wire.Channel) (*wire.Message, error)
	Close() error
}

// A Client is the front end's side of a conversation with one kernel. It sends
// one request at a time: its methods must not be called at the same time, except
// Close.
//
// Three goroutines pass on what arrives on shell, stdin and iopub. They end when
// the kernel's side closes or by Close, which waits for them.
type Client struct {
	channels channels
	factory  *wire.Factory
	shell    chan *wire.Message
	stdin    chan *wire.Message
	iopub    chan *wire.Message
	stop     context.CancelFunc
	pumps    sync.WaitGroup

	explain  func(error) error
	lost     chan struct{} // closed when the kernel is gone
	loseOnce sync.Once
	cause    error // set before lost is closed
}

// NewClient returns a client on open channels, which it will close.
func NewClient(ch channels) *Client {
	return newClient(ch, func(err error) error { return fmt.Errorf("the kernel is gone: %w", err) })
}

// newClient is NewClient with a function that explains why channels have ended.
func newClient(ch channels, explain func(error) error) *Client {
	ctx, stop := context.WithCancel(context.Background())
	c := &Client{
		channels: ch, factory: wire.NewFactory("gopherloop", wire.Version), stop: stop,
		shell: make(chan *wire.Message), stdin: make(chan *wire.Message), iopub: make(chan *wire.Message),
		explain: explain, lost: make(chan struct{}),
	}
	for ch, to := range map[wire.Channel]chan *wire.Message{wire.Shell: c.shell, wire.Stdin: c.stdin, wire.IOPub: c.iopub} {
		c.pumps.Go(func() { c.pump(ctx, ch, to) })
	}
	return c
}

func (c *Client) pump(ctx context.Context, ch wire.Channel, to chan<- *wire.Message) {
	for {
		m, err := c.channels.Receive(ctx, ch)
		if err != nil {
			c.lose(c.explain(err))
			return
		}
		select {
		case to <- m:
		case <-ctx.Done():
			return
		}
	}
}

// lose tells everybody who waits that the kernel will not answer any more. Only
// the first cause counts.
func (c *Client) lose(cause error) {
	c.loseOnce.Do(func() {
		c.cause = cause
		close(c.lost)
	})
}

// Close closes the channels. Whoever waits for the kernel gets an error.
func (c *Client) Close() error {
	c.lose(errors.New("the client was closed"))
	c.stop()
	err := c.channels.Close()
	c.pumps.Wait()
	return err
}

// Ready waits until the kernel answers and its publications reach us, and
// returns how it introduces itself.
func (c *Client) Ready(ctx context.Context) (wire.KernelInfoReplyContent, error) {
	var info wire.KernelInfoReplyContent
	again := time.NewTicker(askAgain)
	defer again.Stop()
	ask := func() error { return c.send(wire.Shell, c.factory.New(wire.KernelInfoRequest, nil, nil)) }
	if err := ask(); err != nil {
		return info, err
	}
	for answered, heard := false, false; !answered || !heard; {
		select {
		case m := <-c.shell:
			if err := m.ReadContent(&info); err != nil {
				return info, err
			}
			answered = true
		case <-c.iopub:
			heard = true
		case <-again.C:
			if err := ask(); err != nil {
				return info, err
			}
		case <-c.lost:
			return info, c.cause
		case <-ctx.Done():
			return info, fmt.Errorf("waiting for the kernel: %w", ctx.Err())
		}
	}
	return info, nil
}

func (c *Client) send(ch wire.Channel, m *wire.Message) error {
	if err := c.channels.Send(ch, m); err != nil {
		return fmt.Errorf("sending %s: %w", m.Header.MsgType, err)
	}
	return nil
}

// A listener is told what happens while a request runs.
type listener interface {
	published(m *wire.Message) error
	input(ctx context.Context, prompt string, password bool) (string, error)
}

// await sends a request on shell and returns its reply once the kernel is idle
// again. When ctx is cancelled the kernel is asked to stop, and the reply is
// still waited for, for some seconds.
func (c *Client) await(ctx context.Context, request *wire.Message, l listener) (*wire.Message, error) {
	if err := c.send(wire.Shell, request); err != nil {
		return nil, err
	}
	asked := newQuestions(ctx, l)
	defer asked.end()
	var reply *wire.Message
	var tooLate <-chan time.Time
	cancelled := ctx.Done()
	for idle := false; reply == nil || !idle; {
		select {
		case m := <-c.shell:
			if parentID(m) == request.Header.MsgID {
				reply = m
			}
		case m := <-c.iopub:
			if isIdle(m) && parentID(m) == request.Header.MsgID {
				idle = true
			} else if err := l.published(m); err != nil {
				return nil, err
			}
		case m := <-c.stdin:
			asked.put(m)
		case a := <-asked.answers:
			reply := c.factory.New(wire.InputReply, a.question, wire.InputReplyContent{Value: a.value})
			if err := c.send(wire.Stdin, reply); err != nil {
				return nil, err
			}
		case <-cancelled:
			cancelled, tooLate = nil, time.After(stopGrace)
			if err := c.Interrupt(); err != nil {
				return nil, err
			}
		case <-tooLate:
			return nil, ctx.Err()
		case <-c.lost:
			return nil, c.cause
		}
	}
	return reply, nil
}

// Interrupt asks the kernel to stop the running cell and does not wait.
func (c *Client) Interrupt() error {
	return c.send(wire.Control, c.factory.New(wire.InterruptRequest, nil, nil))
}

// Shutdown asks the kernel to end and does not wait.
func (c *Client) Shutdown() error {
	return c.send(wire.Control, c.factory.New(wire.ShutdownRequest, nil, wire.ShutdownRequestContent{}))
}

// questions asks the user in the background, so that the conversation with the
// kernel goes on meanwhile.
type questions struct {
	listener listener
	ctx      context.Context
	cancel   context.CancelFunc
	answers  chan answer
	pending  sync.WaitGroup
}

type answer struct {
	question *wire.Message
	value    string
}

func newQuestions(ctx context.Context, l listener) *questions {
	ctx, cancel := context.WithCancel(ctx)
	return &questions{listener: l, ctx: ctx, cancel: cancel, answers: make(chan answer)}
}

// put starts to ask what an input_request asks. Without an answer the kernel
// gets the end of the input.
func (q *questions) put(m *wire.Message) {
	var content wire.InputRequestContent
	if m.Header.MsgType != wire.InputRequest || m.ReadContent(&content) != nil {
		return
	}
	q.pending.Go(func() {
		value, err := q.listener.input(q.ctx, content.Prompt, content.Password)
		if q.ctx.Err() != nil {
			return // withdrawn
		}
		if err != nil {
			value = wire.EndOfInput
		}
		select {
		case q.answers <- answer{m, value}:
		case <-q.ctx.Done():
		}
	})
}

// end withdraws the questions that nobody answered.
func (q *questions) end() {
	q.cancel()
	q.pending.Wait()
}

func parentID(m *wire.Message) string {
	var parent struct {
		MsgID string `json:"msg_id"`
	}
	if json.Unmarshal(m.Parent, &parent) != nil {
		return ""
	}
	return parent.MsgID
}

func isIdle(m *wire.Message) bool {
	var content wire.StatusContent
	return m.Header.MsgType == wire.Status && m.ReadContent(&content) == nil && content.ExecutionState == wire.StateIdle
}

// readTree reads a message's content and keeps numbers as they are written,
// since they may end up in a notebook.
func readTree(m *wire.Message, into any) error {
	d := json.NewDecoder(bytes.NewReader(m.Content))
	d.UseNumber()
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading %s: %w", m.Header.MsgType, err)
	}
	return nil
}
