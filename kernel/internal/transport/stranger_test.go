package transport

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// A stranger is somebody who connected to a port of the kernel and writes bytes by
// hand. It shares no code with the transport, so that a mistake shows.
type stranger struct {
	t *testing.T
	net.Conn
}

const strangersPatience = 30 * time.Second

func visit(t *testing.T, info ConnectionInfo, ch wire.Channel) *stranger {
	t.Helper()
	conn, err := net.Dial(info.network(), info.address(*info.port(ch)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(strangersPatience))
	return &stranger{t, conn}
}

// say writes bytes. A kernel that has hung up already is fine here.
func (s *stranger) say(parts ...string) {
	s.t.Helper()
	_, err := s.Write([]byte(strings.Join(parts, "")))
	if err != nil && !hungUp(err) {
		s.t.Fatal(err)
	}
}

func hungUp(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET)
}

// introduce does the whole handshake.
func (s *stranger) introduce(socketType, identity string) {
	s.t.Helper()
	s.say(zmtpGreeting, readyCommand("Socket-Type", socketType, "Identity", identity))
	theirs := make([]byte, 64)
	if _, err := io.ReadFull(s, theirs); err != nil || theirs[0] != 0xff || theirs[9] != 0x7f || theirs[10] != 3 {
		s.t.Fatalf("greeting %x, %v", theirs, err)
	}
	if flags, body := s.frame(); flags != 4 || !strings.HasPrefix(body, "\x05READY\x0bSocket-Type") {
		s.t.Fatalf("instead of READY: %#x %q", flags, body)
	}
}

// frame reads one frame.
func (s *stranger) frame() (flags byte, body string) {
	s.t.Helper()
	head := make([]byte, 2)
	if _, err := io.ReadFull(s, head); err != nil {
		s.t.Fatalf("reading a frame: %v", err)
	}
	size := uint64(head[1])
	if head[0]&2 != 0 {
		long := make([]byte, 7)
		if _, err := io.ReadFull(s, long); err != nil {
			s.t.Fatalf("reading a frame: %v", err)
		}
		size = binary.BigEndian.Uint64(append([]byte{head[1]}, long...))
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(s, data); err != nil {
		s.t.Fatalf("reading a frame: %v", err)
	}
	return head[0] &^ 2, string(data)
}

// message reads one message.
func (s *stranger) message() []string {
	s.t.Helper()
	var frames []string
	for {
		flags, body := s.frame()
		if flags&4 != 0 {
			s.t.Fatalf("a command in the place of a message: %q", body)
		}
		frames = append(frames, body)
		if flags&1 == 0 {
			return frames
		}
	}
}

// messageType reads one message and returns its type.
func (s *stranger) messageType() string {
	s.t.Helper()
	m := s.message()
	_, after, _ := bytes.Cut([]byte(strings.Join(m, " ")), []byte(`"msg_type":"`))
	name, _, _ := bytes.Cut(after, []byte(`"`))
	return string(name)
}

// awaitHangUp reads until the kernel closes the connection.
func (s *stranger) awaitHangUp() {
	s.t.Helper()
	if _, err := io.Copy(io.Discard, s); err != nil && !hungUp(err) {
		s.t.Fatalf("waiting for the kernel to hang up: %v", err)
	}
}

var (
	signature    = "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f"
	zmtpGreeting = signature + "\x03\x00" + "NULL" + strings.Repeat("\x00", 16+32)
)

func short(flags byte, body string) string { return string([]byte{flags, byte(len(body))}) + body }

func long(flags byte, size uint64, body string) string {
	return string(binary.BigEndian.AppendUint64([]byte{flags | 2}, size)) + body
}

func property(name, value string) string {
	return string([]byte{byte(len(name))}) + name +
		string(binary.BigEndian.AppendUint32(nil, uint32(len(value)))) + value
}

func readyCommand(namesAndValues ...string) string {
	body := "\x05READY"
	for pair := range slices.Chunk(namesAndValues, 2) {
		body += property(pair[0], pair[1])
	}
	if len(body) > 255 {
		return long(4, uint64(len(body)), body)
	}
	return short(4, body)
}

// frames writes a message as the frames of one text each.
func frames(bodies ...string) string {
	var all strings.Builder
	for i, body := range bodies {
		flags := byte(1)
		if i == len(bodies)-1 {
			flags = 0
		}
		if len(body) > 255 {
			all.WriteString(long(flags, uint64(len(body)), body))
		} else {
			all.WriteString(short(flags, body))
		}
	}
	return all.String()
}
