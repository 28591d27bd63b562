package session

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// Whoever adds a message to the specification's table must decide here what the
// kernel does with it.
func TestTableCoversWire(t *testing.T) {
	var want []string
	for _, row := range wire.Types() {
		asked := row.From == wire.FrontEnd || row.From == wire.Either
		if asked && (slices.Contains(row.On, wire.Shell) || slices.Contains(row.On, wire.Control)) {
			want = append(want, row.Name)
		}
	}
	slices.Sort(want)
	got := slices.Sorted(maps.Keys(handlers()))
	if !slices.Equal(got, want) {
		t.Errorf("handlers exist for\n%v\nclients may send\n%v", got, want)
	}
}

func TestRunWithoutWorker(t *testing.T) {
	channels, _ := transport.NewMemory()
	no := errors.New("no memory")
	s := New(channels, func(context.Context, worker.Handler) (worker.Worker, error) { return nil, no }, Options{})
	if err := s.Run(t.Context()); !errors.Is(err, no) {
		t.Errorf("Run: %v, want %v", err, no)
	}
}

// Run ends without an error when its context or its channels do.
func TestRunEnds(t *testing.T) {
	ends := map[string]func(cancel func(), channels *transport.Memory){
		"cancelled":       func(cancel func(), _ *transport.Memory) { cancel() },
		"channels closed": func(_ func(), channels *transport.Memory) { channels.Close() },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				channels, _ := transport.NewMemory()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				ended := make(chan error, 1)
				go func() { ended <- New(channels, idleWorker, Options{}).Run(ctx) }()
				synctest.Wait()
				end(cancel, channels)
				if err := <-ended; err != nil {
					t.Errorf("Run: %v", err)
				}
			})
		})
	}
}

func idleWorker(_ context.Context, h worker.Handler) (worker.Worker, error) {
	return newScriptedWorker(h, "")
}

// Requests that find the queue full of bytes are answered, not forgotten.
func TestFullQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channels, client := transport.NewMemory()
		start := func(_ context.Context, h worker.Handler) (worker.Worker, error) {
			return newScriptedWorker(h, "run: loop\n    gate never\n")
		}
		s := New(channels, start, Options{})
		s.shell.limit = 10_000
		ended := make(chan error, 1)
		go func() { ended <- s.Run(t.Context()) }()

		factory := wire.NewFactory("test", wire.Version)
		big := strings.Repeat("x", 9_000)
		for _, code := range []string{"loop", big, big} {
			if err := client.Send(wire.Shell, factory.New(wire.ExecuteRequest, nil, wire.ExecuteRequestContent{Code: code})); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		m, err := client.Receive(t.Context(), wire.Shell)
		if err != nil || !strings.Contains(string(m.Content), "QueueFull") {
			t.Errorf("the third request got %s, %v; want QueueFull", m.Content, err)
		}
		s.Shutdown(false)
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

// Two cells may have one id, and a cell that keeps speaking is remembered longer
// than silent ones.
func TestOrigins(t *testing.T) {
	o := newOrigins()
	if got := o.of("nobody"); got.parent != nil {
		t.Errorf("before the first cell, output has the parent %v", got.parent)
	}
	chatty := &origin{cell: "chatty"}
	o.add(&origin{cell: "chatty"})
	o.add(chatty)
	o.add(&origin{cell: "silent"})
	for i := range originLimit {
		if o.of("chatty") != chatty {
			t.Fatalf("forgotten after %d cells", i)
		}
		o.add(&origin{cell: fmt.Sprint(i)})
	}
	last := fmt.Sprint(originLimit - 1)
	if got := o.of("silent").cell; got != last {
		t.Errorf("output of a forgotten cell goes to cell %s, want %s", got, last)
	}
	if len(o.byCell) != originLimit || o.recent.Len() != originLimit {
		t.Errorf("%d and %d cells are remembered, want %d", len(o.byCell), o.recent.Len(), originLimit)
	}
}

func TestRecordsAreBounded(t *testing.T) {
	var b recordBook
	for line := 1; line <= historyLimit+5; line++ {
		b.add(record{line: line})
	}
	all := b.tail(nil)
	if len(all) != historyLimit || all[0].line != 6 {
		t.Errorf("%d records from line %d, want %d from 6", len(all), all[0].line, historyLimit)
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"*", "", true}, {"?", "", false},
		{"a*c", "abc", true}, {"a*c", "ac", true}, {"a*c", "abcd", false},
		{"*b*b", "abab", true}, {"a*a*a", "aa", false}, {"?ö?", "äöü", true},
		{"a*z", "a\nz", true}, {"[a]", "a", false}, {"[a]", "[a]", true},
		{strings.Repeat("*a", 50) + "b", strings.Repeat("a", 5000), false}, // must not take exponential time
	} {
		if got := matchGlob(c.pattern, c.text); got != c.want {
			t.Errorf("matchGlob(%.20q, %.20q) = %v", c.pattern, c.text, got)
		}
	}
}

// A stopped cell gets no input, neither the goroutine that has asked nor the one
// that waits for its turn.
func TestInputStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		channels, _ := transport.NewMemory()
		s := New(channels, idleWorker, Options{})
		s.origins.add(&origin{cell: "c", parent: &wire.Message{Identities: [][]byte{[]byte("client")}}, allowStdin: true})
		_, done := s.running.begin(t.Context(), "c")
		defer done()
		failures := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := s.Input(t.Context(), "c", "name? ", false)
				failures <- err
			}()
		}
		synctest.Wait()
		if n := len(s.outbox.deliveries); n != 1 {
			t.Errorf("%d questions are asked at a time", n)
		}
		s.Interrupt()
		for range 2 {
			if err := <-failures; !errors.Is(err, errStopped) {
				t.Errorf("Input: %v", err)
			}
		}
	})
}

// Text of a bundle that came through a pipe is still JSON.
func TestPlainText(t *testing.T) {
	for _, v := range []any{"42", json.RawMessage(`"42"`), 42} {
		data, _ := sendable(worker.Bundle{Data: map[string]any{"text/plain": v}})
		if got := plainText(data); got != "42" {
			t.Errorf("plainText of %T is %q", v, got)
		}
	}
}
