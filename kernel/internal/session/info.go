package session

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/wire"
)

// kernelInfo introduces the kernel, on shell and on control, at any time.
// Without file_extension nbconvert would write .txt files, and by
// codemirror_mode and mimetype the front ends find their colours.
func (s *Session) kernelInfo(context.Context, *request) any {
	return wire.KernelInfoReplyContent{
		ProtocolVersion:       wire.Version,
		Implementation:        s.opts.Implementation,
		ImplementationVersion: s.opts.Version,
		Banner:                s.opts.Banner,
		HelpLinks:             s.opts.HelpLinks,
		LanguageInfo: wire.LanguageInfo{
			Name:           "go",
			Version:        s.opts.LanguageVersion,
			Mimetype:       "text/x-go",
			FileExtension:  ".go",
			PygmentsLexer:  "go",
			CodemirrorMode: "go",
		},
	}
}

// welcome makes the message from which on a subscriber misses nothing.
func (s *Session) welcome(topic string) *wire.Message {
	return s.outbox.factory.New(wire.IOPubWelcome, nil, wire.IOPubWelcomeContent{Subscription: topic})
}

// connect tells the ports. It is deprecated; the reference still answers it.
func (s *Session) connect(context.Context, *request) any {
	return s.opts.Ports
}
