package transport

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// The tests in this file are about clients that break the rules. Whatever they do,
// the kernel lives, others are served, and nobody waits for them.

var introduced = zmtpGreeting + readyCommand("Socket-Type", "DEALER")

var hostile = []struct {
	name string
	says string
	stay bool // the kernel waits for more instead of hanging up
}{
	{"says nothing", "", true},
	{"says half a greeting", zmtpGreeting[:30], true},
	{"says no READY", zmtpGreeting, true},
	{"says half a READY", introduced[:len(introduced)-3], true},
	{"says half a frame", introduced + "\x02\x00\x00", true},
	{"says half a message", introduced + short(1, "x"), true},
	{"promises a gigabyte", introduced + long(0, 1<<30-1000, "x"), true},

	{"speaks HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", false},
	{"speaks ZMTP 2", signature + "\x01\x05" + "\x00\x00", false},
	{"speaks ZMTP 2 at length", signature + "\x01" + strings.Repeat("\x00", 53), false},
	{"has a strange signature", "\xff" + strings.Repeat("\x00", 63), false},
	{"wants encryption", signature + "\x03\x00CURVE" + strings.Repeat("\x00", 15+32), false},
	{"is a PULL socket", zmtpGreeting + readyCommand("Socket-Type", "PULL"), false},
	{"is no socket", zmtpGreeting + readyCommand(), false},
	{"has an endless identity", zmtpGreeting + readyCommand("Socket-Type", "DEALER", "Identity", strings.Repeat("x", 256)), false},
	{"cuts a property's name", zmtpGreeting + short(4, "\x05READY\xffSocket"), false},
	{"cuts a property's length", zmtpGreeting + short(4, "\x05READY\x0bSocket-Type\x00"), false},
	{"cuts a property's value", zmtpGreeting + short(4, "\x05READY\x0bSocket-Type\xff\xff\xff\xffDEALER"), false},
	{"says READY of 2^40 bytes", zmtpGreeting + long(4, 1<<40, "\x05READY"), false},
	{"says ERROR instead of READY", zmtpGreeting + short(4, "\x05ERROR\x00"), false},
	{"says a message before READY", zmtpGreeting + short(0, "hello"), false},
	{"says nothing in place of READY", zmtpGreeting + short(4, ""), false},

	{"says a frame of 2^63-1 bytes", introduced + long(0, 1<<63-1, "x"), false},
	{"says a frame of 2^64-1 bytes", introduced + long(0, 1<<64-1, "x"), false},
	{"says a frame of 2^62 bytes", introduced + long(0, 1<<62, "x"), false},
	{"says a frame of 2^40 bytes", introduced + long(1, 1<<40, "x"), false},
	{"says a second frame above the limit", introduced + short(1, "x") + long(0, 1<<30, "x"), false},
	{"uses unknown flags", introduced + short(0xf8, "x"), false},
	{"says a command in parts", introduced + short(5, "\x04PING"), false},
	{"says an empty command", introduced + short(4, ""), false},
	{"cuts a command's name", introduced + short(4, "\xffPING"), false},
	{"says ERROR", introduced + short(4, "\x05ERROR\x03bye"), false},
}

func TestHostileClients(t *testing.T) {
	kernel, info := listen(t, Options{Handshake: time.Hour, Linger: 50 * time.Millisecond})
	for _, client := range hostile {
		for _, ch := range portOrder {
			says := client.says
			if ch == wire.IOPub {
				says = strings.Replace(says, readyCommand("Socket-Type", "DEALER"), readyCommand("Socket-Type", "SUB"), 1)
			}
			if ch == wire.IOPub || ch == wire.Heartbeat {
				says = strings.Replace(says, long(0, 1<<30-1000, "x"), long(0, 1<<20-1000, "x"), 1)
			}
			t.Run(fmt.Sprintf("%v %s", ch, client.name), func(t *testing.T) {
				s := visit(t, info, ch)
				s.say(says)
				if !client.stay {
					s.awaitHangUp()
				}
			})
			visit(t, info, ch).say(says) // this one stays to the end
		}
	}
	converse(t, kernel, info)
}

// converse checks that a well-behaved client is served on all channels.
func converse(t *testing.T, kernel *ZMQ, info ConnectionInfo) {
	t.Helper()
	p := newPair(t, &pair{kernel: kernel, join: func() frontEnd { return dial(t, info, Options{}) }})
	c := p.client()
	p.ask(c, wire.Shell, "hello")
	p.must(kernel.Send(wire.Shell, p.messages.Reply(p.request(wire.Shell), nil)))
	p.hear(c, wire.Shell)
	p.say("output")
	if got := textOf(p.hear(c, wire.IOPub)); got != "output" {
		t.Errorf("published output, heard %q", got)
	}
	p.must(c.(*Client).Ping(p.ctx))
}

func TestRandomBytes(t *testing.T) {
	kernel, info := listen(t, Options{Handshake: time.Hour, Linger: 50 * time.Millisecond})
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 200 {
		noise := make([]byte, random.IntN(300))
		for i := range noise {
			noise[i] = byte(random.Uint32())
		}
		start := []string{"", signature, zmtpGreeting, introduced}[i%4]
		visit(t, info, portOrder[i%len(portOrder)]).say(start, string(noise))
	}
	converse(t, kernel, info)
}

func TestEndlessMessage(t *testing.T) {
	kernel, info := listen(t, Options{})
	s := visit(t, info, wire.Heartbeat)
	s.introduce("DEALER", "")
	go func() { // until the kernel hangs up
		for empty := strings.Repeat(short(1, ""), 1000); ; {
			if _, err := io.WriteString(s, empty); err != nil {
				return
			}
		}
	}()
	s.awaitHangUp()
	converse(t, kernel, info)
}

func TestEndlessSubscriptions(t *testing.T) {
	kernel, info := listen(t, Options{})
	s := visit(t, info, wire.IOPub)
	s.introduce("SUB", "")
	go func() {
		for i := 0; ; i++ {
			if _, err := io.WriteString(s, frames(fmt.Sprintf("\x01topic %d", i))); err != nil {
				return
			}
		}
	}()
	s.awaitHangUp()
	converse(t, kernel, info)
}

func TestSilentConnectionIsClosed(t *testing.T) {
	_, info := listen(t, Options{Handshake: 20 * time.Millisecond})
	for _, says := range []string{"", zmtpGreeting} {
		s := visit(t, info, wire.Shell)
		s.say(says)
		s.awaitHangUp()
	}
}

func TestHandshakeDeadlineEndsWithHandshake(t *testing.T) {
	kernel, info := listen(t, Options{Handshake: 50 * time.Millisecond})
	s := visit(t, info, wire.IOPub)
	s.introduce("SUB", "")
	visit(t, info, wire.IOPub).awaitHangUp() // the deadline has passed for s as well
	kernel.Welcome(pairlessWelcome)
	s.say(frames("\x01"))
	if got := s.messageType(); got != wire.IOPubWelcome {
		t.Errorf("got %q", got)
	}
}

func pairlessWelcome(topic string) *wire.Message {
	return wire.NewFactory("test", wire.Version).New(wire.IOPubWelcome, nil, wire.IOPubWelcomeContent{Subscription: topic})
}

func TestSameIdentityTwice(t *testing.T) {
	kernel, info := listen(t, Options{})
	p := newPair(t, &pair{kernel: kernel})
	signer, err := info.signer()
	p.must(err)
	ask := func(s *stranger) *wire.Message {
		m, err := signer.Encode(p.messages.New(wire.KernelInfoRequest, nil, nil))
		p.must(err)
		s.say(string(joinFrames(m)))
		return p.request(wire.Shell)
	}
	old := visit(t, info, wire.Shell)
	old.introduce("DEALER", "me")
	request := ask(old)
	// The old connection does not read, and a lot waits for it.
	big := wire.Object{"x": strings.Repeat("x", 1<<20)}
	for range 16 {
		p.must(kernel.Send(wire.Shell, p.messages.Reply(request, big)))
	}
	fresh := visit(t, info, wire.Shell)
	fresh.introduce("DEALER", "me")
	again := ask(fresh)
	for range 4 {
		p.must(kernel.Send(wire.Shell, p.messages.Reply(again, big)))
	}
	for range 4 {
		if got := fresh.messageType(); got != wire.KernelInfoReply {
			t.Fatalf("got %q", got)
		}
	}
	old.awaitHangUp()
	if string(again.Identities[0]) != "me" {
		t.Errorf("identity %q", again.Identities[0])
	}
}

// A subscriber that is stopped (Ctrl-Z) is cut off when too much waits for it, and
// meanwhile nobody else notices.
func TestFrozenSubscriber(t *testing.T) {
	kernel, info := listen(t, Options{SendLimit: 4 << 20})
	p := newPair(t, &pair{kernel: kernel, join: func() frontEnd { return dial(t, info, Options{}) }})
	frozen := visit(t, info, wire.IOPub)
	frozen.introduce("SUB", "")
	frozen.say(frames("\x01"))
	if got := frozen.messageType(); got != wire.IOPubWelcome {
		t.Fatalf("got %q", got)
	}
	healthy := p.client()
	text := strings.Repeat("x", 1<<20)
	for range 32 {
		p.say(text)
		if got := textOf(p.hear(healthy, wire.IOPub)); got != text {
			t.Fatalf("heard %d bytes", len(got))
		}
	}
	frozen.awaitHangUp()
	p.client() // new ones are let in
}

func TestClientThatDoesNotReadReplies(t *testing.T) {
	kernel, info := listen(t, Options{SendLimit: 4 << 20})
	p := newPair(t, &pair{kernel: kernel, join: func() frontEnd { return dial(t, info, Options{}) }})
	signer, err := info.signer()
	p.must(err)
	frozen := visit(t, info, wire.Shell)
	frozen.introduce("DEALER", "")
	m, err := signer.Encode(p.messages.New(wire.KernelInfoRequest, nil, nil))
	p.must(err)
	frozen.say(string(joinFrames(m)))
	request := p.request(wire.Shell)
	healthy := p.client()
	for range 32 {
		p.must(kernel.Send(wire.Shell, p.messages.Reply(request, wire.Object{"x": strings.Repeat("x", 1<<20)})))
		p.ask(healthy, wire.Shell, "")
		p.must(kernel.Send(wire.Shell, p.messages.Reply(p.request(wire.Shell), nil)))
		p.hear(healthy, wire.Shell)
	}
	frozen.awaitHangUp()
}

func TestCloseWithFrozenClients(t *testing.T) {
	kernel, info := listen(t, Options{Linger: 50 * time.Millisecond, Handshake: time.Hour})
	p := newPair(t, &pair{kernel: kernel})
	frozen := visit(t, info, wire.IOPub)
	frozen.introduce("SUB", "")
	frozen.say(frames("\x01"))
	frozen.messageType()
	visit(t, info, wire.Shell)                   // silent
	visit(t, info, wire.Control).say(introduced) // says nothing more
	for range 32 {
		p.say(strings.Repeat("x", 1<<20))
	}
	start := time.Now()
	p.must(kernel.Close())
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("Close took %v", took)
	}
}

func TestPings(t *testing.T) {
	kernel, info := listen(t, Options{})
	p := newPair(t, &pair{kernel: kernel})
	for _, ch := range portOrder {
		s := visit(t, info, ch)
		s.introduce(map[bool]string{true: "SUB", false: "DEALER"}[ch == wire.IOPub], "")
		for _, context := range []string{"", "x", "sixteen bytes ok"} {
			s.say(short(4, "\x04PING\x00\x0a"+context))
			if flags, body := s.frame(); flags != 4 || body != "\x04PONG"+context {
				t.Errorf("%v answered %#x %q", ch, flags, body)
			}
		}
		s.say(short(4, "\x04PING"), short(4, "\x04PING\x00\x0a"+"seventeen bytes!?"))
		if _, body := s.frame(); body != "\x04PONG" {
			t.Errorf("%v answered %q", ch, body)
		}
		if _, body := s.frame(); body != "\x04PONGseventeen bytes!" {
			t.Errorf("%v answered %q", ch, body)
		}
	}
	// Pongs never stand between the frames of a message.
	s := visit(t, info, wire.IOPub)
	s.introduce("SUB", "")
	s.say(frames("\x01stream"))
	if got := s.messageType(); got != wire.IOPubWelcome {
		t.Fatal(got)
	}
	for range 100 {
		s.say(short(4, "\x04PING\x00\x0a"))
		p.say("text")
	}
	pongs, messages, inside := 0, 0, false
	for pongs < 100 || messages < 100 {
		flags, _ := s.frame()
		switch {
		case flags&4 != 0 && inside:
			t.Fatal("a pong inside a message")
		case flags&4 != 0:
			pongs++
		case flags&1 == 0:
			messages++
		}
		inside = flags&1 != 0
	}
}

func TestSubscriptions(t *testing.T) {
	kernel, info := listen(t, Options{})
	p := &pair{t: t, ctx: testContext(t), kernel: kernel, messages: wire.NewFactory("test", wire.Version)}
	s := visit(t, info, wire.IOPub)
	s.introduce("XSUB", "")
	s.say(frames("\x01early"), short(4, "\x04PING\x00\x0a"))
	s.frame()                 // the pong: the subscription has been seen
	kernel.Welcome(p.welcome) // late, and still answered
	expect := func(topic string) {
		t.Helper()
		m := s.message()
		if m[0] != topic || m[6] != fmt.Sprintf(`{"subscription":%q}`, topic) || m[4] != "{}" {
			t.Errorf("instead of a welcome for %q: %q", topic, m)
		}
	}
	expect("early")
	for _, again := range []string{frames("\x01early"), short(4, "\x09SUBSCRIBEearly")} {
		s.say(again)
		expect("early")
	}
	s.say(frames("\x01\xff\xfe"), frames("\x01str"), frames("\x02what"), frames(""), frames("\x01two", "frames"))
	expect("str")
	publish := func(topic string) { p.must(kernel.Publish(topic, p.messages.New(wire.Status, nil, nil))) }
	publish("other")
	publish("\xff\xfe and more")
	publish("stream")
	if m := s.message(); m[0] != "\xff\xfe and more" {
		t.Errorf("got %q", m[0])
	}
	if m := s.message(); m[0] != "stream" {
		t.Errorf("got %q", m[0])
	}
	s.say(frames("\x00str"), short(4, "\x06CANCELearly"), short(4, "\x04PING\x00\x0a"))
	s.frame()
	publish("stream")
	publish("early")
	publish("\xff\xfe")
	if m := s.message(); m[0] != "\xff\xfe" {
		t.Errorf("got %q", m[0])
	}
}

func TestProblemsAreLogged(t *testing.T) {
	var text strings.Builder // the log has a lock for writing; it is read after Close
	kernel, info := listen(t, Options{Log: slog.New(slog.NewTextHandler(&text, nil))})
	s := visit(t, info, wire.Shell)
	s.introduce("DEALER", "")
	s.say(long(0, 1<<40, ""))
	s.awaitHangUp()
	kernel.Close()
	if want := "a frame of 1099511627776 bytes is larger"; !strings.Contains(text.String(), want) {
		t.Errorf("no %q in the log:\n%s", want, text.String())
	}
}
