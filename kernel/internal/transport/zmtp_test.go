package transport

import (
	"bytes"
	"errors"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestGreetingAndReadyAreZMTP(t *testing.T) {
	if got := string(greeting); got != zmtpGreeting {
		t.Errorf("greeting %q", got)
	}
	for _, identity := range []string{"", "me", strings.Repeat("x", 255)} {
		want := readyCommand("Socket-Type", "DEALER", "Identity", identity)
		if identity == "" {
			want = readyCommand("Socket-Type", "DEALER")
		}
		if got := string(ready{"DEALER", identity}.encode()); got != want {
			t.Errorf("READY %q", got)
		}
	}
}

func TestParseReady(t *testing.T) {
	r, err := parseReady([]byte(property("X-Unknown", "?") + property("socket-TYPE", "SUB") + property("identity", "\x00\xff") + property("", "")))
	if err != nil || r.socketType != "SUB" || r.identity != "\x00\xff" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestFramesOfAllSizes(t *testing.T) {
	for _, size := range []int{0, 1, 255, 256, 70_000, bodyStep, bodyStep + 1, 3*bodyStep - 1, 1 << 20} {
		body := bytes.Repeat([]byte{byte(size)}, size)
		raw := appendFrame(nil, flagMore, body)
		f, err := readFrame(bytes.NewReader(raw), size)
		if err != nil || !f.more() || !bytes.Equal(f.body, body) {
			t.Errorf("%d bytes: %d came back, %v", size, len(f.body), err)
		}
		if _, err := readFrame(bytes.NewReader(raw), size-1); err == nil && size > 0 {
			t.Errorf("%d bytes are within a limit of %d", size, size-1)
		}
		for cut := range min(len(raw), 20) {
			_, err := readFrame(bytes.NewReader(raw[:len(raw)-1-cut]), size)
			if !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
				t.Errorf("%d bytes without the last %d: %v", size, cut+1, err)
			}
		}
	}
}

// A length costs nothing until the bytes are there.
func TestPromisesAreNotBelieved(t *testing.T) {
	promise := []byte(long(0, 1<<30, "x"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 10 {
		if _, err := readFrame(bytes.NewReader(promise), 1<<30); err == nil {
			t.Fatal("a frame that is not there was read")
		}
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 10<<20 {
		t.Errorf("ten promises took %d bytes", took)
	}
}

// scriptedConn is a network connection whose other side says one thing and leaves.
type scriptedConn struct {
	net.Conn
	io.Reader
}

func (scriptedConn) Write(p []byte) (int, error)      { return len(p), nil }
func (s scriptedConn) Read(p []byte) (int, error)     { return s.Reader.Read(p) }
func (scriptedConn) Close() error                     { return nil }
func (scriptedConn) SetDeadline(time.Time) error      { return nil }
func (scriptedConn) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (scriptedConn) SetWriteDeadline(time.Time) error { return nil }

// FuzzLink: whatever a client says, zmq4 reads a proper handshake, then whole frames
// of a sane size, then the end.
func FuzzLink(f *testing.F) {
	for _, client := range hostile {
		f.Add([]byte(client.says), uint8(0))
	}
	sub := zmtpGreeting + readyCommand("Socket-Type", "SUB")
	f.Add([]byte(sub+frames("\x01topic")+frames("\x00topic")+short(4, "\x09SUBSCRIBEx")), uint8(1))
	f.Add([]byte(introduced+frames("a", "b", strings.Repeat("c", 300))+short(4, "\x04PING\x00\x00x")), uint8(2))
	f.Add([]byte(zmtpGreeting+readyCommand("Socket-Type", "ROUTER")+frames("reply")), uint8(3))
	roles := []role{requestRole, publishRole, heartbeatRole, dealerRole, subRole}
	f.Fuzz(func(t *testing.T, says []byte, which uint8) {
		r := roles[int(which)%len(roles)]
		l := newLink(scriptedConn{Reader: bytes.NewReader(says)}, r, Options{}.withDefaults())
		if l.handshake(time.Second, "") != nil {
			return
		}
		heard, err := io.ReadAll(l)
		if err != nil {
			t.Fatal(err)
		}
		rest := bytes.NewReader(heard)
		if err := readGreeting(rest); err != nil {
			t.Fatalf("zmq4 hears a greeting that is none: %v", err)
		}
		if about, err := readFrame(rest, maxCommand); err != nil || !about.command() {
			t.Fatalf("zmq4 hears no READY: %v", err)
		}
		checkFrames(t, rest, r, len(says))
		select {
		case <-l.readEnded:
		default:
			t.Error("nobody knows that the client has left")
		}
	})
}

// checkFrames reads what zmq4 reads after the handshake.
func checkFrames(t *testing.T, heard *bytes.Reader, r role, most int) {
	t.Helper()
	count := 0
	for heard.Len() > 0 {
		frame, err := readFrame(heard, most)
		if err != nil || frame.command() {
			t.Fatalf("zmq4 hears a bad frame or a command: %+v, %v", frame, err)
		}
		count++
	}
	if r.publishes && count != 1 {
		t.Fatalf("zmq4's publisher hears %d frames, not just one subscription", count)
	}
}

// FuzzUnframer: however the bytes are divided, the same messages come out.
func FuzzUnframer(f *testing.F) {
	f.Add("topic", "body", uint16(1), uint16(3))
	f.Add("", "", uint16(0), uint16(100))
	f.Add(strings.Repeat("t", 300), strings.Repeat("b", 70_000), uint16(7), uint16(9))
	f.Fuzz(func(t *testing.T, topic, body string, first, step uint16) {
		message := frames(topic, body, "")
		stream := zmtpGreeting + readyCommand("Socket-Type", "PUB") + message + short(4, "\x04PONG") + frames(body) + message
		var u unframer
		var got, topics []string
		emit := func(m outgoing) {
			got = append(got, string(m.raw))
			topics = append(topics, string(m.topic))
		}
		cut := min(int(first), len(stream))
		u.write([]byte(stream[:cut]), emit)
		for chunk := range slices.Chunk([]byte(stream[cut:]), int(step)+1) {
			u.write(chunk, emit)
		}
		if want := []string{message, frames(body), message}; !slices.Equal(got, want) {
			t.Errorf("got %q\nwant %q", got, want)
		}
		if want := []string{topic, body, topic}; !slices.Equal(topics, want) {
			t.Errorf("topics %q, not %q", topics, want)
		}
	})
}
