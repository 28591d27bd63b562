package transport

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// This file reads and writes the pieces of ZMTP 3.0, the protocol of ZeroMQ
// connections (https://rfc.zeromq.org/spec/23/). Everything that is read comes
// from whoever managed to connect: no length is believed before it is checked, and
// no memory is allocated for bytes that have not arrived.

// The greeting opens a connection in both directions: 10 bytes of signature, two
// of version, 20 of security mechanism, one that says who is the server, filler.
const (
	greetingSize = 64
	versionEnd   = 11
)

// The version is 3.0 on purpose: libzmq then sends subscriptions as messages, and
// none of the commands that later versions brought.
var greeting = func() []byte {
	g := make([]byte, greetingSize)
	g[0], g[8], g[9], g[10] = 0xFF, 1, 0x7F, 3
	copy(g[12:], "NULL")
	return g
}()

// readGreeting reads and checks the greeting of the other side.
func readGreeting(r io.Reader) error {
	var g [greetingSize]byte
	if _, err := io.ReadFull(r, g[:1]); err != nil {
		return err
	}
	if g[0] != 0xFF { // HTTP, for example: no need to wait for the rest
		return errors.New("not a ZeroMQ client")
	}
	if _, err := io.ReadFull(r, g[1:versionEnd]); err != nil {
		return err
	}
	if g[9] != 0x7F || g[10] < 3 { // older ones wait here for us to be older, too
		return errors.New("not a ZMTP 3 client")
	}
	if _, err := io.ReadFull(r, g[versionEnd:]); err != nil {
		return err
	}
	if mechanism := string(bytes.TrimRight(g[12:32], "\x00")); mechanism != "NULL" {
		return fmt.Errorf("security mechanism %q is not supported", mechanism)
	}
	return nil
}

// The flags of a frame.
const (
	flagMore    = 1 << iota // more frames of this message follow
	flagLong                // the length takes 8 bytes instead of 1
	flagCommand             // a command, not part of a message
)

// A frame is one frame of a message, or a command.
type frame struct {
	flags byte
	body  []byte
}

func (f frame) more() bool    { return f.flags&flagMore != 0 }
func (f frame) command() bool { return f.flags&flagCommand != 0 }

// appendHead appends what stands before the body of a frame on the wire.
func appendHead(b []byte, flags byte, size int) []byte {
	if size <= 255 {
		return append(b, flags&^flagLong, byte(size))
	}
	return binary.BigEndian.AppendUint64(append(b, flags|flagLong), uint64(size))
}

func appendFrame(b []byte, flags byte, body []byte) []byte {
	return append(appendHead(b, flags, len(body)), body...)
}

// readFrame reads one frame of at most limit bytes.
func readFrame(r io.Reader, limit int) (frame, error) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:2]); err != nil {
		return frame{}, err
	}
	flags, size := head[0], uint64(head[1])
	if flags&^(flagMore|flagLong|flagCommand) != 0 || flags&flagCommand != 0 && flags&flagMore != 0 {
		return frame{}, fmt.Errorf("a frame has the flags %#x", flags)
	}
	if flags&flagLong != 0 {
		head[0] = head[1]
		if _, err := io.ReadFull(r, head[1:]); err != nil {
			return frame{}, noEOF(err)
		}
		size = binary.BigEndian.Uint64(head[:])
	}
	if size > uint64(max(limit, 0)) {
		return frame{}, fmt.Errorf("a frame of %d bytes is larger than %d", size, limit)
	}
	body, err := readBody(r, int(size))
	return frame{flags, body}, err
}

// bodyStep is how much memory a frame gets before its bytes have arrived.
const bodyStep = 64 << 10

// readBody reads n bytes. Its memory doubles as they come in, so that a length
// alone costs nothing.
func readBody(r io.Reader, n int) ([]byte, error) {
	body := make([]byte, 0, min(n, bodyStep))
	for len(body) < n {
		if len(body) == cap(body) {
			body = slices.Grow(body, min(n-len(body), len(body)))
		}
		from := len(body)
		body = body[:min(n, cap(body))]
		if _, err := io.ReadFull(r, body[from:]); err != nil {
			return nil, noEOF(err)
		}
	}
	return body, nil
}

// noEOF makes an end in the middle of a frame an error of its own.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// The commands that are understood.
const (
	cmdReady     = "READY"
	cmdError     = "ERROR"
	cmdPing      = "PING"
	cmdPong      = "PONG"
	cmdSubscribe = "SUBSCRIBE"
	cmdCancel    = "CANCEL"
)

// maxCommand bounds commands; real ones have a few dozen bytes.
const maxCommand = 8 << 10

// splitCommand splits the body of a command frame into name and data.
func splitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || int(body[0]) > len(body)-1 {
		return "", nil, errors.New("a command without a name")
	}
	n := int(body[0])
	return string(body[1 : 1+n]), body[1+n:], nil
}

// command returns the frame of a command as it travels.
func command(name string, data []byte) []byte {
	body := append(append([]byte{byte(len(name))}, name...), data...)
	return appendFrame(nil, flagCommand, body)
}

// pong returns the answer to the data of a PING: two bytes of time to live, which
// only matter to those who send PINGs, and up to 16 bytes of context to send back.
func pong(ping []byte) []byte {
	context := ping[min(2, len(ping)):]
	return command(cmdPong, context[:min(16, len(context))])
}

// ready is what a peer says about itself in its READY command.
type ready struct {
	socketType string
	identity   string
}

const (
	propSocketType = "Socket-Type"
	propIdentity   = "Identity"
	maxIdentity    = 255
)

// encode returns the READY command.
func (r ready) encode() []byte {
	data := appendProperty(nil, propSocketType, r.socketType)
	if r.identity != "" {
		data = appendProperty(data, propIdentity, r.identity)
	}
	return command(cmdReady, data)
}

func appendProperty(b []byte, name, value string) []byte {
	b = append(append(b, byte(len(name))), name...)
	return append(binary.BigEndian.AppendUint32(b, uint32(len(value))), value...)
}

// parseReady reads the properties of a READY command; unknown ones are skipped.
func parseReady(data []byte) (ready, error) {
	var r ready
	for len(data) > 0 {
		name, value, rest, err := cutProperty(data)
		if err != nil {
			return ready{}, err
		}
		switch {
		case strings.EqualFold(name, propSocketType):
			r.socketType = value
		case strings.EqualFold(name, propIdentity):
			r.identity = value
		}
		data = rest
	}
	if len(r.identity) > maxIdentity {
		return ready{}, errors.New("the identity is too long")
	}
	return r, nil
}

// cutProperty takes one property from the front of data, which is not empty.
func cutProperty(data []byte) (name, value string, rest []byte, err error) {
	n := int(data[0])
	if len(data) < 1+n+4 {
		return "", "", nil, errors.New("a property is cut off")
	}
	name, data = string(data[1:1+n]), data[1+n:]
	size := uint64(binary.BigEndian.Uint32(data))
	if data = data[4:]; size > uint64(len(data)) {
		return "", "", nil, fmt.Errorf("property %q is cut off", name)
	}
	return name, string(data[:size]), data[size:], nil
}
