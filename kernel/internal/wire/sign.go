package wire

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
)

// The reasons why [Signer.Decode] rejects frames. A rejected message is dropped
// without any answer; answering would tell an attacker what was wrong.
var (
	ErrSignature = errors.New("the signature does not match the key")
	ErrReplayed  = errors.New("the message was seen before")
	ErrFrames    = errors.New("the frames are no Jupyter message")
)

// delimiter stands between the identities and the signature.
const delimiter = "<IDS|MSG>"

// A Signer encodes messages to frames and decodes frames to messages, with the key
// of one connection file. It may be used from several goroutines.
type Signer struct {
	newHash func() hash.Hash // nil: unsigned
	key     []byte
	seen    replaySet
}

// NewSigner returns a signer for a scheme of JEP 106: hmac-sha256 (also the
// meaning of ""), hmac-md5, hmac-sha1, hmac-sha224, hmac-sha384, hmac-sha512. With
// an empty key nothing is signed and everything is accepted, as the specification
// has it; the scheme must still be a known one.
func NewSigner(scheme string, key []byte) (*Signer, error) {
	newHash, err := hashOf(scheme)
	if err != nil {
		return nil, err
	}
	s := &Signer{key: append([]byte(nil), key...)}
	if len(key) > 0 {
		s.newHash = newHash
	}
	return s, nil
}

func hashOf(scheme string) (func() hash.Hash, error) {
	switch scheme {
	case "hmac-sha256", "":
		return sha256.New, nil
	case "hmac-md5":
		return md5.New, nil
	case "hmac-sha1":
		return sha1.New, nil
	case "hmac-sha224":
		return sha256.New224, nil
	case "hmac-sha384":
		return sha512.New384, nil
	case "hmac-sha512":
		return sha512.New, nil
	}
	return nil, fmt.Errorf("unknown signature scheme %q (hmac-sha256 is the usual one)", scheme)
}

// sum returns the MAC of the four signed frames, and nil when nothing is signed.
func (s *Signer) sum(signed [][]byte) []byte {
	if s.newHash == nil {
		return nil
	}
	mac := hmac.New(s.newHash, s.key)
	for _, frame := range signed {
		mac.Write(frame)
	}
	return mac.Sum(nil)
}

// Encode returns the frames of m. They share memory with m. It fails when one of
// the message's parts does not even look like a JSON object, which no client would
// accept; that it is valid JSON is up to [Marshal], which made it.
func (s *Signer) Encode(m *Message) ([][]byte, error) {
	signed := [][]byte{m.header(), orEmpty(m.Parent), orEmpty(m.Metadata), orEmpty(m.Content)}
	for i, part := range signed {
		if !looksLikeObject(part) {
			return nil, fmt.Errorf("encoding %s: %s is not a JSON object", m.Header.MsgType, partNames[i])
		}
	}
	frames := make([][]byte, 0, len(m.Identities)+6+len(m.Buffers))
	frames = append(frames, m.Identities...)
	frames = append(frames, []byte(delimiter), hex.AppendEncode(nil, s.sum(signed)))
	frames = append(frames, signed...)
	return append(frames, m.Buffers...), nil
}

// partNames are the names of the four signed frames, for error messages.
var partNames = [4]string{"header", "parent_header", "metadata", "content"}

func orEmpty(part json.RawMessage) json.RawMessage {
	if isNull(part) {
		return json.RawMessage("{}")
	}
	return part
}

// Decode returns the message in frames, whatever bytes they hold. The message
// shares memory with frames. The error is [ErrFrames], [ErrSignature] or
// [ErrReplayed], perhaps wrapped.
func (s *Signer) Decode(frames [][]byte) (*Message, error) {
	at := indexDelimiter(frames)
	if at < 0 {
		return nil, fmt.Errorf("%w: no delimiter", ErrFrames)
	}
	identities, rest := frames[:at], frames[at+1:]
	if len(rest) < 5 {
		return nil, fmt.Errorf("%w: %d after the delimiter, not 5 or more", ErrFrames, len(rest))
	}
	signature, signed, buffers := rest[0], rest[1:5], rest[5:]
	if err := s.verify(signature, signed); err != nil {
		return nil, err
	}
	m, err := parse(signed)
	if err != nil {
		return nil, err
	}
	m.Identities, m.Buffers = identities, buffers
	return m, nil
}

func indexDelimiter(frames [][]byte) int {
	for i, frame := range frames {
		if string(frame) == delimiter {
			return i
		}
	}
	return -1
}

// verify checks the signature before anything looks inside the frames. Only a
// message with a good signature is remembered, so that nobody without the key can
// push others out of the replay set.
func (s *Signer) verify(signature []byte, signed [][]byte) error {
	if s.newHash == nil {
		return nil
	}
	mac := s.sum(signed)
	if !hmac.Equal(signature, hex.AppendEncode(nil, mac)) {
		return ErrSignature
	}
	if !s.seen.add(mac) {
		return ErrReplayed
	}
	return nil
}

func parse(signed [][]byte) (*Message, error) {
	parts := [4]json.RawMessage{}
	for i, frame := range signed {
		parts[i] = orEmpty(frame)
		if !isObject(parts[i]) {
			return nil, fmt.Errorf("%w: %s is not a JSON object", ErrFrames, partNames[i])
		}
	}
	m := &Message{RawHeader: parts[0], Parent: parts[1], Metadata: parts[2], Content: parts[3]}
	if err := json.Unmarshal(m.RawHeader, &m.Header); err != nil {
		return nil, fmt.Errorf("%w: reading header: %w", ErrFrames, err)
	}
	if m.Header.MsgType == "" {
		return nil, fmt.Errorf("%w: header has no msg_type", ErrFrames)
	}
	return m, nil
}
