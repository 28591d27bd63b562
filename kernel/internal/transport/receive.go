package transport

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// This file is the half of a link that reads: zmq4's reader comes for messages, and
// on the way to the next one everything is dealt with that zmq4 must not see.

// Read gives zmq4 its next bytes. When it asks for more than the preface, it has
// registered the connection: only then anything is read from the network.
func (l *link) Read(p []byte) (int, error) {
	for len(l.unread) == 0 {
		if err := l.receive(); err != nil {
			l.complain(err)
			l.readOnce.Do(func() { close(l.readEnded) })
			return 0, io.EOF // zmq4 forgets a connection only for this error
		}
	}
	n := copy(p, l.unread[0])
	if l.unread[0] = l.unread[0][n:]; len(l.unread[0]) == 0 {
		l.unread = l.unread[1:]
	}
	return n, nil
}

// receive reads one frame from the network and deals with it.
func (l *link) receive() error {
	f, err := readFrame(l.in, l.role.limit-l.size)
	switch {
	case err != nil:
		return err
	case f.command():
		return l.obey(f.body)
	case l.role.publishes:
		return l.subscription(f)
	}
	l.size += len(f.body) + frameCost
	if l.size > l.role.limit {
		return errors.New("the message is too large")
	}
	if !f.more() {
		l.size = 0
	}
	l.unread = append(l.unread[:0], appendHead(nil, f.flags&flagMore, len(f.body)))
	if len(f.body) > 0 {
		l.unread = append(l.unread, f.body)
	}
	return nil
}

// obey does what a command asks for. Unknown commands are ignored, so that later
// versions of the protocol may have some.
func (l *link) obey(body []byte) error {
	name, data, err := splitCommand(body)
	if err != nil {
		return err
	}
	switch name {
	case cmdPing:
		return l.out.push(pong(data))
	case cmdError:
		return fmt.Errorf("the other side says %q", data)
	case cmdSubscribe:
		return l.subscribe(string(data))
	case cmdCancel:
		l.unsubscribe(string(data))
	}
	return nil
}

// subscription reads a message to a publisher: 1 and a topic subscribes, 0 and a
// topic takes it back. Anything else has no meaning and is ignored.
func (l *link) subscription(f frame) error {
	if f.more() || len(f.body) == 0 {
		return nil
	}
	switch topic := string(f.body[1:]); f.body[0] {
	case 0:
		l.unsubscribe(topic)
	case 1:
		return l.subscribe(topic)
	}
	return nil
}

// subscribe notes the topic and puts its welcome into the outbox, as one step: what
// is published later comes after the welcome.
func (l *link) subscribe(topic string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.topics[topic]; !known {
		l.stored += len(topic) + frameCost
	}
	if l.stored > maxSmall {
		return errors.New("too many subscriptions")
	}
	l.topics[topic] = false
	return l.greet(topic)
}

// greet welcomes a subscription, if there is an answer yet. The caller holds l.mu.
func (l *link) greet(topic string) error {
	if l.answer == nil || !utf8.ValidString(topic) {
		return nil
	}
	welcome := l.answer(topic)
	if welcome == nil {
		return nil
	}
	l.topics[topic] = true
	return l.out.push(welcome)
}

// greetAll welcomes the subscriptions that were made before there was an answer.
func (l *link) greetAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for topic, welcomed := range l.topics {
		if welcomed {
			continue
		}
		if err := l.greet(topic); err != nil {
			l.fail(err)
			return
		}
	}
}

func (l *link) unsubscribe(topic string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.topics[topic]; known {
		l.stored -= len(topic) + frameCost
		delete(l.topics, topic)
	}
}
