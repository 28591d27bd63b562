package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

func numbered(id string) *wire.Message { return &wire.Message{Header: wire.Header{MsgID: id}} }

func TestInboxMakesClientsWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(100)
		b.put(numbered("huge"), 1000) // alone, so it gets in
		entered := make(chan string, 2)
		go func() { b.put(numbered("second"), 60); entered <- "second" }()
		synctest.Wait()
		if len(entered) != 0 {
			t.Error("there is no room, and something was put")
		}
		if m, _ := b.take(t.Context()); m.Header.MsgID != "huge" {
			t.Errorf("took %v", m.Header)
		}
		<-entered
		go func() { b.put(numbered("third"), 60); entered <- "third" }()
		synctest.Wait()
		b.end() // whoever waits is let go
		<-entered
		if m, err := b.take(t.Context()); err != nil || m.Header.MsgID != "second" {
			t.Errorf("took %v, %v", m, err)
		}
		if _, err := b.take(t.Context()); err != io.EOF {
			t.Errorf("at the end: %v", err)
		}
	})
}

func TestInboxServesManyReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(0)
		taken := make(chan *wire.Message)
		for range 5 {
			go func() {
				m, err := b.take(t.Context())
				if err != nil {
					t.Error(err)
				}
				taken <- m
			}()
		}
		synctest.Wait()
		for range 5 {
			b.put(numbered("x"), 1)
		}
		for range 5 {
			<-taken
		}
	})
}

func TestDroppedInboxIsEmpty(t *testing.T) {
	b := newInbox(0)
	b.put(numbered("x"), 1)
	b.drop()
	b.put(numbered("y"), 1)
	if m, err := b.take(t.Context()); err != io.EOF {
		t.Errorf("took %v, %v", m, err)
	}
}

// slowWriter writes when it is told to.
type slowWriter struct {
	bytes.Buffer
	turn chan error
}

func (w *slowWriter) Write(p []byte) (int, error) {
	if err := <-w.turn; err != nil {
		return 0, err
	}
	return w.Buffer.Write(p)
}

func TestOutboxIsBoundedInBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOutbox(10)
		w := &slowWriter{turn: make(chan error)}
		done := make(chan error)
		go func() { done <- o.run(w) }()
		for _, step := range []struct {
			push string
			want error
		}{
			{"a message above the limit|", nil}, // alone
			{"x", errOverflow},                  // it is still being written
		} {
			if err := o.push([]byte(step.push)); err != step.want {
				t.Errorf("pushing %q: %v", step.push, err)
			}
			synctest.Wait()
		}
		w.turn <- nil
		synctest.Wait()
		for _, text := range []string{"12345", "67890"} {
			if err := o.push([]byte(text)); err != nil {
				t.Errorf("pushing %q: %v", text, err)
			}
			synctest.Wait()
		}
		o.finish()
		if err := o.push([]byte("too late")); err != nil {
			t.Error(err)
		}
		w.turn <- nil
		w.turn <- nil
		if err := <-done; err != nil || w.String() != "a message above the limit|1234567890" {
			t.Errorf("wrote %q, %v", w.String(), err)
		}
	})
}

func TestOutboxEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken")
		o, w := newOutbox(10), &slowWriter{turn: make(chan error)}
		done := make(chan error)
		go func() { done <- o.run(w) }()
		o.push([]byte("x"))
		w.turn <- broken
		if err := <-done; err != broken {
			t.Errorf("run: %v", err)
		}
		o = newOutbox(10)
		go func() { done <- o.run(w) }()
		synctest.Wait()
		o.abort()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
}

// The twin in memory must work in a synctest bubble: that is where sessions are tested.
func TestMemoryInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kernel, client := NewMemory()
		defer kernel.Close()
		f := wire.NewFactory("test", wire.Version)
		go func() {
			m, err := kernel.Receive(context.Background(), wire.Shell)
			if err != nil {
				t.Error(err)
				return
			}
			kernel.Send(wire.Shell, f.Reply(m, nil))
		}()
		synctest.Wait()
		if err := client.Send(wire.Shell, f.New(wire.KernelInfoRequest, nil, nil)); err != nil {
			t.Fatal(err)
		}
		if m, err := client.Receive(t.Context(), wire.Shell); err != nil || m.Header.MsgType != wire.KernelInfoReply {
			t.Errorf("%v, %v", m, err)
		}
	})
}

func TestMemoryTopics(t *testing.T) {
	kernel, all := NewMemory()
	f := wire.NewFactory("test", wire.Version)
	some := kernel.Connect("stream", "status")
	kernel.Welcome(func(topic string) *wire.Message {
		return f.New(wire.IOPubWelcome, nil, wire.IOPubWelcomeContent{Subscription: topic})
	})
	for _, topic := range []string{"status", "execute_input", "stream.stdout"} {
		kernel.Publish(topic, f.New(wire.Status, nil, nil))
	}
	kernel.Close()
	for client, want := range map[*MemoryClient][]string{
		all:  {"", "status", "execute_input", "stream.stdout"},
		some: {"stream", "status", "status", "stream.stdout"},
	} {
		for _, topic := range want {
			m, err := client.Receive(t.Context(), wire.IOPub)
			if err != nil || string(m.Identities[0]) != topic {
				t.Errorf("got %v, %v instead of %q", m, err, topic)
			}
		}
	}
	if late := kernel.Connect(); late.Send(wire.Shell, f.New(wire.KernelInfoRequest, nil, nil)) != ErrClosed {
		t.Error("a closed kernel takes requests")
	}
}
