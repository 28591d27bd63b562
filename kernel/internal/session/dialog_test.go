package session

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/gopherloop/gopherloop/kernel/internal/transport"
	"github.com/gopherloop/gopherloop/kernel/internal/wire"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

var update = flag.Bool("update", false, "write what the kernel says into the dialogs")

// TestDialogs plays the conversations in testdata. Each file is prose and then
// parts, in the order in which things happen:
//
//	-- worker --   what the worker does when it is asked: see scriptedWorker
//	-- client --   what the client sends or does, one line each
//	-- kernel --   all that the kernel says to that, one line each, in order
//
// A line of the client is one of
//
//	NAME: CHANNEL TYPE JSON       send a message; the kernel part refers to it by NAME
//	stdin input_reply [to=qN] JSON  answer a question; qN is the Nth one
//	forge CHANNEL TYPE JSON       send a message with a wrong signature
//	connect                       a second client subscribes
//	release GATE                  open a gate of the worker
//	wait DURATION                 let time pass
//	interrupt | terminate         what main does on SIGINT and on SIGTERM
//
// and a line of the kernel is CHANNEL PARENT TYPE CONTENT, where the parent is
// the NAME of a request, or - for none. Messages on different channels stand in
// the order in which the kernel sent them. When Run returns, the line is "end of
// session". Run with -update to write the kernel parts.
func TestDialogs(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dialogs found: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			playFile(t, file)
		})
	}
}

func playFile(t *testing.T, file string) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(want)
	var d *dialog
	synctest.Test(t, func(t *testing.T) {
		d = newDialog(t, archive)
		d.play(archive)
	})
	got := txtar.Format(archive)
	if bytes.Equal(got, want) {
		return
	}
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s has become\n%s\n%s\nthe kernel's log:\n%s", file, got, firstDifference(want, got), d.log.String())
}

func firstDifference(want, got []byte) string {
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("first difference in line %d:\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return "one is the beginning of the other"
}

// A dialog is a session, its client and its worker in one bubble.
type dialog struct {
	t       *testing.T
	session *Session
	worker  *scriptedWorker
	kernel  *recorder
	client  *transport.MemoryClient
	log     bytes.Buffer
	ended   chan error

	names     map[string]string // msg_id of a request -> its name
	questions []*wire.Message   // input requests of the kernel
	inbox     *mailbox
}

func newDialog(t *testing.T, archive *txtar.Archive) *dialog {
	d := &dialog{t: t, names: make(map[string]string), ended: make(chan error, 1)}
	kernel, client := transport.NewMemory()
	d.kernel, d.client = &recorder{Memory: kernel}, client
	start := func(_ context.Context, h worker.Handler) (w worker.Worker, err error) {
		d.worker, err = newScriptedWorker(h, part(archive, "worker"))
		return d.worker, err
	}
	d.session = New(d.kernel, start, Options{
		Log:            slog.New(slog.NewTextHandler(&d.log, nil)),
		Implementation: "gopherloop", Version: "1.0", LanguageVersion: "1.26.0", Banner: "hello",
		HelpLinks: []wire.HelpLink{{Text: "Go", URL: "https://go.dev"}},
		Ports:     wire.ConnectReplyContent{Shell: 1, IOPub: 2, Stdin: 3, HB: 4, Control: 5},
	})
	d.inbox = listen(client)
	go func() { d.ended <- d.session.Run(t.Context()) }()
	synctest.Wait()
	return d
}

func part(archive *txtar.Archive, name string) string {
	for _, f := range archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// play goes through the parts and replaces the kernel's by what it really said.
func (d *dialog) play(archive *txtar.Archive) {
	said := d.heard()
	begun := false
	for i, f := range archive.Files {
		switch f.Name {
		case "client":
			if !begun {
				begun, said = true, "" // how every session begins; one dialog shows it
			}
			for line := range strings.Lines(string(f.Data)) {
				if err := d.do(strings.TrimSpace(line)); err != nil {
					d.t.Fatalf("%s: %v", line, err)
				}
			}
			synctest.Wait()
			said += d.heard()
		case "kernel":
			archive.Files[i].Data = []byte(said)
			begun, said = true, ""
		}
	}
	if said != "" {
		d.t.Errorf("the kernel said more than the dialog has parts for:\n%s", said)
	}
	d.finish()
}

// finish ends the session, if the dialog has not.
func (d *dialog) finish() {
	d.session.Shutdown(false)
	synctest.Wait()
	d.kernel.Close()
	if d.ended != nil {
		if err := <-d.ended; err != nil {
			d.t.Errorf("Run: %v", err)
		}
	}
	d.inbox.readers.Wait()
}

// do obeys one line of the client.
func (d *dialog) do(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "":
		return nil
	case "release":
		d.worker.release(rest)
	case "wait":
		delay, err := time.ParseDuration(rest)
		time.Sleep(delay) // of the bubble: no time passes outside
		return err
	case "interrupt":
		d.session.Interrupt()
	case "terminate":
		d.session.Shutdown(false)
	case "connect":
		return d.connect()
	default:
		return d.send(line)
	}
	return nil
}

// connect lets a second client say what it hears first.
func (d *dialog) connect() error {
	second := d.kernel.Connect()
	defer second.Close()
	m, err := second.Receive(d.t.Context(), wire.IOPub)
	if err != nil {
		return err
	}
	d.kernel.extra("second client: " + d.line(wire.IOPub, m))
	return nil
}

func (d *dialog) send(line string) error {
	name, forged := "", false
	if before, after, ok := strings.Cut(line, ": "); ok && !strings.Contains(before, " ") {
		name, line = before, after
	}
	line, forged = strings.CutPrefix(line, "forge ")
	channel, rest, _ := strings.Cut(line, " ")
	msgType, rest, _ := strings.Cut(rest, " ")
	id := fmt.Sprintf("message %d", len(d.names)+1)
	m := &wire.Message{
		Header: wire.Header{MsgID: id, Session: "client", MsgType: msgType, Version: wire.Version},
		Parent: d.answered(&rest),
	}
	m.Content = json.RawMessage(rest)
	d.names[id] = name
	return d.deliver(channelNamed(channel), m, forged)
}

// channelNamed returns the channel of that name, 0 if there is none.
func channelNamed(name string) wire.Channel {
	for _, ch := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin} {
		if ch.String() == name {
			return ch
		}
	}
	return 0
}

// answered takes to=qN off the text and returns the header of that question.
func (d *dialog) answered(text *string) json.RawMessage {
	if !strings.HasPrefix(*text, "to=q") {
		return nil
	}
	var n int
	var rest string
	to, rest, _ := strings.Cut(*text, " ")
	if _, err := fmt.Sscanf(to, "to=q%d", &n); err != nil || n < 1 || n > len(d.questions) {
		d.t.Fatalf("no question %s", to)
	}
	*text = rest
	return d.questions[n-1].RawHeader
}

func (d *dialog) deliver(ch wire.Channel, m *wire.Message, forged bool) error {
	if !forged {
		return d.client.Send(ch, m)
	}
	signer, err := wire.NewSigner("hmac-sha256", []byte("a wrong key"))
	if err != nil {
		return err
	}
	frames, err := signer.Encode(m)
	if err != nil {
		return err
	}
	return d.client.SendFrames(ch, frames)
}

// heard returns, and forgets, what the client has received.
func (d *dialog) heard() string {
	var out strings.Builder
	var lines []string
	for _, h := range d.kernel.inOrder(d.inbox.take()) {
		lines = append(lines, d.line(h.channel, h.message))
	}
	out.WriteString(folded(lines))
	out.WriteString(d.kernel.extras())
	select {
	case err := <-d.ended:
		d.ended = nil
		out.WriteString("end of session\n")
		if err != nil {
			out.WriteString(err.Error() + "\n")
		}
	default:
	}
	return out.String()
}

// line is a message as the dialogs show it.
func (d *dialog) line(ch wire.Channel, m *wire.Message) string {
	parent := "-"
	if id := m.ParentHeader().MsgID; id != "" {
		parent = d.names[id]
	}
	if m.Header.MsgType == wire.InputRequest {
		d.questions = append(d.questions, m)
	}
	return fmt.Sprintf("%v %s %s %s\n", ch, parent, m.Header.MsgType, shortened(string(m.Content)))
}

// folded joins lines, writing those that repeat only once.
func folded(lines []string) string {
	var out strings.Builder
	for i := 0; i < len(lines); {
		n := 1
		for i+n < len(lines) && lines[i+n] == lines[i] {
			n++
		}
		out.WriteString(lines[i])
		if n > 1 {
			fmt.Fprintf(&out, "(%d times)\n", n)
		}
		i += n
	}
	return out.String()
}

// shortened cuts the long text of a flood.
func shortened(content string) string {
	return strings.ReplaceAll(content, strings.Repeat("x", textSize), fmt.Sprintf("x * %d", textSize))
}

// A heardMessage is a message with the channel that it came on.
type heardMessage struct {
	channel wire.Channel
	message *wire.Message
}

// A mailbox collects all that a client receives.
type mailbox struct {
	readers sync.WaitGroup
	mu      sync.Mutex
	heard   []heardMessage
}

func listen(c *transport.MemoryClient) *mailbox {
	box := &mailbox{}
	for _, ch := range []wire.Channel{wire.Shell, wire.Control, wire.Stdin, wire.IOPub} {
		box.readers.Go(func() {
			for {
				m, err := c.Receive(context.Background(), ch)
				if errors.Is(err, io.EOF) {
					return
				}
				box.mu.Lock()
				box.heard = append(box.heard, heardMessage{ch, m})
				box.mu.Unlock()
			}
		})
	}
	return box
}

func (b *mailbox) take() []heardMessage {
	b.mu.Lock()
	defer b.mu.Unlock()
	heard := b.heard
	b.heard = nil
	return heard
}

// A recorder notes the order in which the kernel sends its messages, over all
// channels; a client that reads several channels cannot see it.
type recorder struct {
	*transport.Memory
	mu    sync.Mutex
	order []string // msg_ids
	notes string
}

func (r *recorder) Send(ch wire.Channel, m *wire.Message) error {
	r.note(m)
	return r.Memory.Send(ch, m)
}

func (r *recorder) Publish(topic string, m *wire.Message) error {
	r.note(m)
	return r.Memory.Publish(topic, m)
}

func (r *recorder) note(m *wire.Message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.order = append(r.order, m.Header.MsgID)
}

// inOrder sorts messages as they were sent. A welcome, which the transport
// sends, comes first.
func (r *recorder) inOrder(heard []heardMessage) []heardMessage {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.SortStableFunc(heard, func(a, b heardMessage) int {
		return slices.Index(r.order, a.message.Header.MsgID) - slices.Index(r.order, b.message.Header.MsgID)
	})
	return heard
}

// extra notes a line for the kernel part that comes from elsewhere.
func (r *recorder) extra(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notes += line
}

func (r *recorder) extras() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	notes := r.notes
	r.notes = ""
	return notes
}
