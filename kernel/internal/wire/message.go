package wire

import (
	"encoding/json"
	"fmt"
)

// A Header says what a message is, who wrote it and when.
type Header struct {
	MsgID      string `json:"msg_id"`
	Session    string `json:"session"`
	Username   string `json:"username"`
	Date       string `json:"date"`
	MsgType    string `json:"msg_type"`
	Version    string `json:"version"`
	SubshellID string `json:"subshell_id,omitempty"`
}

// UnmarshalJSON reads a header. Only msg_id and msg_type have to be strings;
// any other field that is missing, null or of a wrong type is left empty, because
// clients in the field differ and the kernel needs none of them to answer.
func (h *Header) UnmarshalJSON(data []byte) error {
	var in struct {
		MsgID      string `json:"msg_id"`
		MsgType    string `json:"msg_type"`
		Session    any    `json:"session"`
		Username   any    `json:"username"`
		Date       any    `json:"date"`
		Version    any    `json:"version"`
		SubshellID any    `json:"subshell_id"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	text := func(v any) string { s, _ := v.(string); return s }
	*h = Header{
		MsgID: in.MsgID, MsgType: in.MsgType,
		Session: text(in.Session), Username: text(in.Username), Date: text(in.Date),
		Version: text(in.Version), SubshellID: text(in.SubshellID),
	}
	return nil
}

// A Message is one message of the Jupyter protocol, signed or not.
//
// The four JSON parts are kept as they travel. A received message keeps them byte
// for byte, so that fields which this package does not know survive when the
// header becomes the parent_header of an answer. A message must not be changed
// after it was handed to a transport; the transport keeps its slices.
type Message struct {
	Identities [][]byte        // routing frames: the client's identity, or the topic on iopub
	Header     Header          // decoded form of RawHeader
	RawHeader  json.RawMessage // as received; nil on a new message: Header is encoded instead
	Parent     json.RawMessage // RawHeader of the request that caused it; "{}" when there is none
	Metadata   json.RawMessage
	Content    json.RawMessage
	Buffers    [][]byte // binary attachments; not signed, as the specification has it
}

// ReadContent decodes the content into v, one of the content types of this package.
// Missing and null content is the same as an empty object.
func (m *Message) ReadContent(v any) error {
	data := m.Content
	if isNull(data) {
		data = json.RawMessage("{}")
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("reading content of %s: %w", m.Header.MsgType, err)
	}
	return nil
}

// ParentHeader decodes the header of the request that caused m. It is the zero
// Header when m has no parent, or one that is no header.
func (m *Message) ParentHeader() Header {
	var h Header
	if isNull(m.Parent) || json.Unmarshal(m.Parent, &h) != nil {
		return Header{}
	}
	return h
}
