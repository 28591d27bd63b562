package notebook

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// fakeKernel is a kernel for a language of one directive per line:
//
//	print TEXT, warn TEXT   stdout and stderr, with a newline
//	result TEXT             the value of the cell
//	display ID TEXT         a display, and "update ID TEXT" changes it
//	html TEXT               a display without text/plain
//	clear, clear wait       clear_output
//	ask PROMPT              prints what the user answers
//	late TEXT               prints for the cell before this one
//	hang                    waits for an interrupt
//	fail TEXT               ends the cell with an error
//	die                     the kernel goes away
type fakeKernel struct {
	channels *transport.Memory
	factory  *wire.Factory
	count    int
	last     *wire.Message // the request before the current one
	current  *wire.Message
}

// startFake runs a fake kernel until stop is called.
func startFake() (c *Client, stop func()) {
	server, client := transport.NewMemory()
	k := &fakeKernel{channels: server, factory: wire.NewFactory("fake", wire.Version)}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { k.serve(ctx) })
	c = NewClient(client)
	return c, func() {
		c.Close()
		cancel()
		running.Wait()
		server.Close()
	}
}

func (k *fakeKernel) serve(ctx context.Context) {
	for {
		m, err := k.channels.Receive(ctx, wire.Shell)
		if err != nil {
			return
		}
		k.last, k.current = k.current, m
		k.status("busy")
		switch m.Header.MsgType {
		case wire.KernelInfoRequest:
			k.channels.Send(wire.Shell, k.factory.Reply(m, wire.KernelInfoReplyContent{
				Status: wire.StatusOK, LanguageInfo: wire.LanguageInfo{Name: "fake", FileExtension: ".fake"},
			}))
		case wire.ExecuteRequest:
			if !k.execute(ctx, m) {
				k.channels.Close()
				return
			}
		}
		k.status("idle")
	}
}

func (k *fakeKernel) execute(ctx context.Context, m *wire.Message) (alive bool) {
	var content wire.ExecuteRequestContent
	if err := m.ReadContent(&content); err != nil {
		panic(err)
	}
	k.count++
	reply := wire.ExecuteReplyContent{Status: wire.StatusOK, ExecutionCount: k.count}
	k.publish(wire.ExecuteInput, wire.ExecuteInputContent{Code: content.Code, ExecutionCount: k.count})
	for _, line := range strings.Split(content.Code, "\n") {
		if line == "die" {
			return false
		}
		if failure := k.directive(ctx, line); failure != nil {
			k.publish(wire.Error, failure)
			reply.Status, reply.ErrorContent = wire.StatusError, failure
			break
		}
	}
	k.channels.Send(wire.Shell, k.factory.Reply(m, reply))
	return true
}

func (k *fakeKernel) directive(ctx context.Context, line string) *wire.ErrorContent {
	verb, rest, _ := strings.Cut(line, " ")
	id, text, _ := strings.Cut(rest, " ")
	shown := wire.DisplayDataContent{Data: wire.Object{"text/plain": text}, Transient: wire.Transient{DisplayID: id}}
	switch verb {
	case "print":
		k.publish(wire.Stream, wire.StreamContent{Name: "stdout", Text: rest + "\n"})
	case "warn":
		k.publish(wire.Stream, wire.StreamContent{Name: "stderr", Text: rest + "\n"})
	case "result":
		k.publish(wire.ExecuteResult, wire.ExecuteResultContent{ExecutionCount: k.count, Data: wire.Object{"text/plain": rest}})
	case "display":
		k.publish(wire.DisplayData, shown)
	case "update":
		k.publish(wire.UpdateDisplayData, shown)
	case "html":
		k.publish(wire.DisplayData, wire.DisplayDataContent{Data: wire.Object{"text/html": rest, "application/json": map[string]any{"n": 1.5}}})
	case "clear":
		k.publish(wire.ClearOutput, wire.ClearOutputContent{Wait: rest == "wait"})
	case "late":
		k.channels.Publish("stream", k.factory.New(wire.Stream, k.last, wire.StreamContent{Name: "stdout", Text: rest + "\n"}))
	case "ask":
		k.ask(ctx, rest)
	case "hang":
		k.waitForInterrupt(ctx)
		return &wire.ErrorContent{EName: "interrupted", EValue: "stopped", Traceback: []string{"interrupted"}}
	case "fail":
		return &wire.ErrorContent{EName: "panic", EValue: rest, Traceback: []string{"\x1b[31mpanic: " + rest + "\x1b[0m", "line 1"}}
	default:
		panic("no such directive: " + line)
	}
	return nil
}

func (k *fakeKernel) ask(ctx context.Context, prompt string) {
	question := k.factory.New(wire.InputRequest, k.current, wire.InputRequestContent{Prompt: prompt})
	question.Identities = k.current.Identities
	k.channels.Send(wire.Stdin, question)
	m, err := k.channels.Receive(ctx, wire.Stdin)
	if err != nil {
		return
	}
	var content wire.InputReplyContent
	if err := m.ReadContent(&content); err != nil {
		panic(err)
	}
	k.publish(wire.Stream, wire.StreamContent{Name: "stdout", Text: fmt.Sprintf("answer %q\n", content.Value)})
}

func (k *fakeKernel) waitForInterrupt(ctx context.Context) {
	for {
		m, err := k.channels.Receive(ctx, wire.Control)
		if err != nil || m.Header.MsgType == wire.InterruptRequest {
			return
		}
	}
}

func (k *fakeKernel) status(state string) {
	k.publish(wire.Status, wire.StatusContent{ExecutionState: state})
}

func (k *fakeKernel) publish(msgType string, content any) {
	k.channels.Publish(msgType, k.factory.New(msgType, k.current, content))
}
