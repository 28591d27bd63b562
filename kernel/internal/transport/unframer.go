package transport

import (
	"encoding/binary"
	"slices"
)

// An unframer cuts the byte stream that zmq4 writes into whole messages, so that
// nothing of ours gets between two frames of one message. It trusts the stream: it
// comes from zmq4, not from the network. The zero value is ready.
type unframer struct {
	greeted  int    // bytes of the greeting seen
	head     []byte // head of the current frame, incomplete
	body     int    // bytes of the current frame still to come
	inBody   bool
	flags    byte
	raw      []byte // the message so far, as it travels
	topicEnd int    // where the first frame's body ends in raw; 0 while it is incomplete
	topicAt  int
}

// An outgoing is one message of zmq4.
type outgoing struct {
	raw   []byte // as it travels; the receiver may keep it
	topic []byte // body of the first frame, part of raw
}

// write takes the next bytes and calls emit for every message that they complete.
// Commands are left out: zmq4's READY has been said already.
func (u *unframer) write(p []byte, emit func(outgoing)) {
	skip := min(greetingSize-u.greeted, len(p))
	u.greeted += skip
	p = p[skip:]
	for len(p) > 0 {
		if !u.inBody {
			p = u.readHead(p)
		} else {
			n := min(u.body, len(p))
			u.raw = append(u.raw, p[:n]...)
			u.body -= n
			p = p[n:]
		}
		if u.inBody && u.body == 0 {
			u.endFrame(emit)
		}
	}
}

// readHead takes bytes until the head of the frame is complete.
func (u *unframer) readHead(p []byte) []byte {
	want := 2
	if len(u.head) > 0 && u.head[0]&flagLong != 0 || len(u.head) == 0 && p[0]&flagLong != 0 {
		want = 9
	}
	n := min(want-len(u.head), len(p))
	u.head = append(u.head, p[:n]...)
	if len(u.head) < want {
		return p[n:]
	}
	u.flags, u.inBody = u.head[0], true
	u.body = int(u.head[1])
	if want == 9 {
		u.body = int(binary.BigEndian.Uint64(u.head[1:]))
	}
	u.raw = append(slices.Grow(u.raw, want+u.body), u.head...)
	if u.topicAt == 0 {
		u.topicAt = len(u.raw)
	}
	u.head = u.head[:0]
	return p[n:]
}

func (u *unframer) endFrame(emit func(outgoing)) {
	u.inBody = false
	if u.topicEnd == 0 {
		u.topicEnd = len(u.raw)
	}
	if u.flags&flagMore != 0 {
		return
	}
	if u.flags&flagCommand == 0 {
		emit(outgoing{u.raw, u.raw[u.topicAt:u.topicEnd]})
	}
	u.raw, u.topicAt, u.topicEnd = nil, 0, 0
}
