package wire

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

const (
	// Version is the protocol version of a kernel that sends iopub_welcome.
	Version = "5.5"
	// VersionWithoutWelcome is the version of one that does not.
	VersionWithoutWelcome = "5.4"
)

// dateLayout has six fractional digits: jupyter_client reads at most as many, and
// keeps the date as a string when there are more.
const dateLayout = "2006-01-02T15:04:05.000000Z"

// A Factory makes outgoing messages. One factory serves one process (a kernel, or
// a client), because front ends throw away every message whose session differs
// from that in kernel_info_reply. It may be used from several goroutines.
type Factory struct {
	session  string
	username string
	version  string
}

// NewFactory returns a factory with a session id of its own. version is [Version]
// or [VersionWithoutWelcome].
func NewFactory(username, version string) *Factory {
	return &Factory{session: uuid.NewString(), username: username, version: version}
}

// Session returns the session id of all messages of this factory.
func (f *Factory) Session() string { return f.session }

// New returns a message caused by parent, which may be nil. Content is one of the
// content types of this package or anything that is a JSON object; nil is {}.
// The message has no identities: the transport adds the topic to published ones.
func (f *Factory) New(msgType string, parent *Message, content any) *Message {
	m := &Message{
		Header: Header{
			MsgID: uuid.NewString(), Session: f.session, Username: f.username,
			Date: time.Now().UTC().Format(dateLayout), MsgType: msgType, Version: f.version,
		},
		Parent:   json.RawMessage("{}"),
		Metadata: json.RawMessage("{}"),
		Content:  json.RawMessage("{}"),
	}
	if content != nil {
		m.Content = Marshal(content)
	}
	if parent != nil {
		m.Parent = parent.header()
	}
	return m
}

// Reply returns the answer to request, addressed to whom it came from. Its type
// is the one that the table names; for an unknown x_request it is x_reply.
func (f *Factory) Reply(request *Message, content any) *Message {
	m := f.New(replyType(request.Header.MsgType), request, content)
	m.Identities = slices.Clone(request.Identities)
	return m
}

func replyType(request string) string {
	if row, ok := Lookup(request); ok && row.Reply != "" {
		return row.Reply
	}
	return strings.TrimSuffix(request, "_request") + "_reply"
}

// header returns the header as it travels.
func (m *Message) header() json.RawMessage {
	if m.RawHeader != nil {
		return m.RawHeader
	}
	return Marshal(m.Header)
}
