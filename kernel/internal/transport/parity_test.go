package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// The tests in this file say what Channels promises, and run on both
// implementations of it.

// frontEnd is what Client and MemoryClient have in common.
type frontEnd interface {
	Send(wire.Channel, *wire.Message) error
	Receive(context.Context, wire.Channel) (*wire.Message, error)
	Close() error
}

// A pair is a kernel with as many clients as a test wants.
type pair struct {
	t        *testing.T
	ctx      context.Context
	kernel   Channels
	join     func() frontEnd
	sendRaw  func(c frontEnd, ch wire.Channel, frames [][]byte) error
	signer   *wire.Signer // with the kernel's key
	messages *wire.Factory
}

func TestParity(t *testing.T) {
	for name, start := range map[string]func(*testing.T) *pair{"memory": memoryPair, "zmq": zmqPair} {
		for _, test := range parityTests {
			t.Run(name+"/"+test.name, func(t *testing.T) { test.run(start(t)) })
		}
	}
}

func memoryPair(t *testing.T) *pair {
	kernel, first := NewMemory()
	first.Close()
	return newPair(t, &pair{
		kernel: kernel,
		join:   func() frontEnd { return kernel.Connect() },
		signer: memorySigner(),
		sendRaw: func(c frontEnd, ch wire.Channel, frames [][]byte) error {
			return c.(*MemoryClient).SendFrames(ch, frames)
		},
	})
}

func zmqPair(t *testing.T) *pair {
	kernel, info := listen(t, Options{})
	signer, err := info.signer()
	if err != nil {
		t.Fatal(err)
	}
	return newPair(t, &pair{
		kernel: kernel,
		join:   func() frontEnd { return dial(t, info, Options{}) },
		signer: signer,
		sendRaw: func(c frontEnd, ch wire.Channel, frames [][]byte) error {
			return c.(*Client).send(ch, frames)
		},
	})
}

func newPair(t *testing.T, p *pair) *pair {
	p.t, p.ctx = t, testContext(t)
	p.messages = wire.NewFactory("test", wire.Version)
	p.kernel.Welcome(p.welcome)
	t.Cleanup(func() { p.kernel.Close() })
	return p
}

// testContext ends when the test takes far too long.
func testContext(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func listen(t *testing.T, opts Options) (*ZMQ, ConnectionInfo) {
	t.Helper()
	kernel, info, err := Listen(t.Context(), NewConnectionInfo(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kernel.Close() })
	return kernel, info
}

func dial(t *testing.T, info ConnectionInfo, opts Options) *Client {
	t.Helper()
	c, err := Dial(testContext(t), info, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func (p *pair) welcome(topic string) *wire.Message {
	return p.messages.New(wire.IOPubWelcome, nil, wire.IOPubWelcomeContent{Subscription: topic})
}

// client returns a client that has got its welcome.
func (p *pair) client() frontEnd {
	p.t.Helper()
	c := p.join()
	p.t.Cleanup(func() { c.Close() })
	if m := p.hear(c, wire.IOPub); m.Header.MsgType != wire.IOPubWelcome {
		p.t.Fatalf("the first message is %s, not a welcome", m.Header.MsgType)
	}
	return c
}

func (p *pair) hear(c frontEnd, ch wire.Channel) *wire.Message {
	p.t.Helper()
	m, err := c.Receive(p.ctx, ch)
	if err != nil {
		p.t.Fatalf("client on %v: %v", ch, err)
	}
	return m
}

func (p *pair) request(ch wire.Channel) *wire.Message {
	p.t.Helper()
	m, err := p.kernel.Receive(p.ctx, ch)
	if err != nil {
		p.t.Fatalf("kernel on %v: %v", ch, err)
	}
	return m
}

// ask sends a request with the given code.
func (p *pair) ask(c frontEnd, ch wire.Channel, code string) *wire.Message {
	p.t.Helper()
	m := p.messages.New(wire.IsCompleteRequest, nil, wire.IsCompleteRequestContent{Code: code})
	p.must(c.Send(ch, m))
	return m
}

func (p *pair) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// say publishes text.
func (p *pair) say(text string) {
	p.t.Helper()
	p.must(p.kernel.Publish("stream.stdout", p.messages.New(wire.Stream, nil, wire.StreamContent{Name: wire.Stdout, Text: text})))
}

func codeOf(m *wire.Message) string {
	var c wire.IsCompleteRequestContent
	if m.ReadContent(&c) != nil {
		return "unreadable"
	}
	return c.Code
}

func textOf(m *wire.Message) string {
	var c wire.StreamContent
	if m.ReadContent(&c) != nil {
		return "unreadable"
	}
	return c.Text
}

var parityTests = []struct {
	name string
	run  func(p *pair)
}{
	{"a reply reaches the client that asked, and no other", func(p *pair) {
		one, two := p.client(), p.client()
		p.ask(one, wire.Shell, "one")
		first := p.request(wire.Shell)
		p.ask(two, wire.Shell, "two")
		second := p.request(wire.Shell)
		p.must(p.kernel.Send(wire.Shell, p.messages.Reply(second, wire.IsCompleteReplyContent{Status: "two"})))
		p.must(p.kernel.Send(wire.Shell, p.messages.Reply(first, wire.IsCompleteReplyContent{Status: "one"})))
		for client, want := range map[frontEnd]string{one: "one", two: "two"} {
			var got wire.IsCompleteReplyContent
			reply := p.hear(client, wire.Shell)
			p.must(reply.ReadContent(&got))
			if got.Status != want || reply.Header.MsgType != wire.IsCompleteReply {
				p.t.Errorf("client %s got %s for %s", want, reply.Header.MsgType, got.Status)
			}
		}
	}},
	{"the parent of a reply is the header of the request", func(p *pair) {
		c := p.client()
		asked := p.ask(c, wire.Control, "x")
		p.must(p.kernel.Send(wire.Control, p.messages.Reply(p.request(wire.Control), nil)))
		if got := p.hear(c, wire.Control).ParentHeader(); got.MsgID != asked.Header.MsgID {
			p.t.Errorf("parent is %+v", got)
		}
	}},
	{"a question on stdin reaches the client that runs the cell", func(p *pair) {
		c, other := p.client(), p.client()
		p.ask(other, wire.Shell, "")
		p.request(wire.Shell)
		p.ask(c, wire.Shell, "")
		cell := p.request(wire.Shell)
		question := p.messages.New(wire.InputRequest, cell, wire.InputRequestContent{Prompt: "name?"})
		question.Identities = cell.Identities
		p.must(p.kernel.Send(wire.Stdin, question))
		if m := p.hear(c, wire.Stdin); m.Header.MsgType != wire.InputRequest {
			p.t.Errorf("got %s", m.Header.MsgType)
		}
		p.must(c.Send(wire.Stdin, p.messages.New(wire.InputReply, nil, wire.InputReplyContent{Value: "Ada"})))
		var answer wire.InputReplyContent
		p.must(p.request(wire.Stdin).ReadContent(&answer))
		if answer.Value != "Ada" {
			p.t.Errorf("answer %q", answer.Value)
		}
	}},
	{"buffers travel both ways", func(p *pair) {
		c := p.client()
		big := []byte(strings.Repeat("0123456789", 600_000))
		m := p.messages.New(wire.CommMsg, nil, wire.CommContent{CommID: "1"})
		m.Buffers = [][]byte{{}, {0, 1, 2}, big}
		p.must(c.Send(wire.Shell, m))
		got := p.request(wire.Shell)
		back := p.messages.New(wire.CommMsg, got, wire.CommContent{CommID: "1"})
		back.Buffers = got.Buffers
		p.must(p.kernel.Publish("comm", back))
		if echo := p.hear(c, wire.IOPub).Buffers; !slices.EqualFunc(echo, m.Buffers, slices.Equal) {
			p.t.Errorf("%d buffers came back, or changed ones", len(echo))
		}
	}},
	{"publications arrive at every client, in order", func(p *pair) {
		clients := []frontEnd{p.client(), p.client(), p.client()}
		const n = 10_000
		for i := range n {
			p.say(fmt.Sprint(i))
		}
		for _, c := range clients {
			for i := range n {
				if got := textOf(p.hear(c, wire.IOPub)); got != fmt.Sprint(i) {
					p.t.Fatalf("message %d is %q", i, got)
				}
			}
		}
	}},
	{"requests arrive in order", func(p *pair) {
		c := p.client()
		const n = 2000
		for i := range n {
			p.ask(c, wire.Shell, fmt.Sprint(i))
		}
		for i := range n {
			if got := codeOf(p.request(wire.Shell)); got != fmt.Sprint(i) {
				p.t.Fatalf("request %d is %q", i, got)
			}
		}
	}},
	{"a late client hears nothing of before its welcome", func(p *pair) {
		p.client()
		p.say("before")
		late := p.client()
		p.say("after")
		if got := textOf(p.hear(late, wire.IOPub)); got != "after" {
			p.t.Errorf("the late client heard %q", got)
		}
	}},
	{"a welcome is for the new client only", func(p *pair) {
		old := p.client()
		p.client()
		p.say("hello")
		if m := p.hear(old, wire.IOPub); m.Header.MsgType != wire.Stream {
			p.t.Errorf("the old client got %s", m.Header.MsgType)
		}
	}},
	{"an invalid message is dropped and the next one is served", func(p *pair) {
		c := p.client()
		m := p.messages.New(wire.KernelInfoRequest, nil, nil)
		frames, err := p.signer.Encode(m)
		p.must(err)
		forged := slices.Clone(frames)
		forged[1] = []byte(strings.Repeat("0", 64))
		for _, bad := range [][][]byte{forged, frames[:3], {[]byte("hello")}, {{}}, frames[1:]} {
			p.must(p.sendRaw(c, wire.Shell, bad))
		}
		p.must(p.sendRaw(c, wire.Shell, frames))
		p.must(p.sendRaw(c, wire.Shell, frames)) // a replay
		p.ask(c, wire.Shell, "next")
		if got := p.request(wire.Shell); got.Header.MsgID != m.Header.MsgID {
			p.t.Errorf("first came %+v", got.Header)
		}
		if got := codeOf(p.request(wire.Shell)); got != "next" {
			p.t.Errorf("then came %q", got)
		}
	}},
	{"a reply to a client that has gone is no error", func(p *pair) {
		gone, here := p.client(), p.client()
		p.ask(gone, wire.Shell, "")
		request := p.request(wire.Shell)
		p.must(gone.Close())
		p.must(p.kernel.Send(wire.Shell, p.messages.Reply(request, nil)))
		p.ask(here, wire.Shell, "here")
		if got := codeOf(p.request(wire.Shell)); got != "here" {
			p.t.Errorf("got %q", got)
		}
	}},
	{"what was sent before Close arrives", func(p *pair) {
		c := p.client()
		p.ask(c, wire.Control, "")
		bye := p.request(wire.Control)
		for i := range 500 {
			p.say(fmt.Sprint(i))
		}
		p.must(p.kernel.Send(wire.Control, p.messages.Reply(bye, nil)))
		p.must(p.kernel.Close())
		for i := range 500 {
			if got := textOf(p.hear(c, wire.IOPub)); got != fmt.Sprint(i) {
				p.t.Fatalf("message %d is %q", i, got)
			}
		}
		p.hear(c, wire.Control)
		for _, ch := range []wire.Channel{wire.IOPub, wire.Control} {
			if m, err := c.Receive(p.ctx, ch); err != io.EOF {
				p.t.Errorf("%v after the end: %v, %v", ch, m, err)
			}
		}
	}},
	{"nothing works after Close, and nothing hangs", func(p *pair) {
		c := p.client()
		p.ask(c, wire.Shell, "never received")
		p.must(p.kernel.Close())
		p.must(p.kernel.Close())
		m := p.messages.New(wire.Stream, nil, wire.StreamContent{})
		m.Identities = [][]byte{[]byte("somebody")}
		if _, err := p.kernel.Receive(p.ctx, wire.Shell); err != io.EOF {
			p.t.Errorf("Receive: %v", err)
		}
		if err := p.kernel.Send(wire.Shell, m); err != ErrClosed {
			p.t.Errorf("Send: %v", err)
		}
		if err := p.kernel.Publish("x", m); err != ErrClosed {
			p.t.Errorf("Publish: %v", err)
		}
	}},
	{"Close wakes a waiting Receive", func(p *pair) {
		done := make(chan error)
		go func() {
			_, err := p.kernel.Receive(p.ctx, wire.Stdin)
			done <- err
		}()
		p.must(p.kernel.Close())
		if err := <-done; err != io.EOF {
			p.t.Errorf("Receive: %v", err)
		}
	}},
	{"a cancelled Receive loses nothing", func(p *pair) {
		c := p.client()
		ctx, cancel := context.WithCancel(p.ctx)
		cancel()
		if _, err := p.kernel.Receive(ctx, wire.Shell); !errors.Is(err, context.Canceled) {
			p.t.Errorf("Receive: %v", err)
		}
		p.ask(c, wire.Shell, "still there")
		if got := codeOf(p.request(wire.Shell)); got != "still there" {
			p.t.Errorf("got %q", got)
		}
	}},
	{"a client's Receive ends when the client is closed", func(p *pair) {
		c := p.client()
		p.must(c.Close())
		if _, err := c.Receive(p.ctx, wire.Shell); err != io.EOF {
			p.t.Errorf("Receive: %v", err)
		}
		if err := c.Send(wire.Shell, p.messages.New(wire.KernelInfoRequest, nil, nil)); err != ErrClosed {
			p.t.Errorf("Send: %v", err)
		}
	}},
	{"channels are used for what they are", func(p *pair) {
		m := p.messages.New(wire.Status, nil, nil)
		if err := p.kernel.Send(wire.IOPub, m); err == nil {
			p.t.Error("Send on iopub works")
		}
		if err := p.kernel.Send(wire.Shell, m); err == nil {
			p.t.Error("Send to nobody works")
		}
		if _, err := p.kernel.Receive(p.ctx, wire.Heartbeat); err == nil {
			p.t.Error("Receive on the heartbeat works")
		}
	}},
}
