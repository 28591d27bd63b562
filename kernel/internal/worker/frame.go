package worker

// This file holds what travels between front and child: frames, each four bytes
// of length (big endian) and a JSON object.

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxFrame bounds a frame in both directions. The largest honest one is a
// picture; Jupyter itself sets no limit.
const maxFrame = 256 << 20

// A frame is one message. Exactly one of the fields after Marks is set.
type frame struct {
	ID uint64 `json:"id,omitempty"` // joins a request with its answer

	// Marks says which text pipes carry a marker for this frame: bit 0 for
	// stdout, bit 1 for stderr. The frame is handled when both have been read
	// as far as that.
	Marks uint8 `json:"marks,omitempty"`

	// From the front.
	Hello   *hello   `json:"hello,omitempty"`   // the first frame
	Execute *Request `json:"execute,omitempty"` // answered by Result
	Cancel  bool     `json:"cancel,omitempty"`  // stops the cell ID
	Query   *query   `json:"query,omitempty"`   // answered by Answer
	Line    *line    `json:"line,omitempty"`    // answers Prompt

	// From the child.
	Ready  bool    `json:"ready,omitempty"`  // the first frame: requests can be handled
	Notice string  `json:"notice,omitempty"` // with Ready: what is to be logged, see LevelNotice
	Event  *Event  `json:"event,omitempty"`
	Prompt *prompt `json:"prompt,omitempty"` // answered by Line
	Result *Result `json:"result,omitempty"`
	Answer *answer `json:"answer,omitempty"`
}

type hello struct {
	Seed []byte `json:"seed"` // of the markers, seedLen bytes
}

// A query asks about code without running it. Exactly one of the three is meant.
type query struct {
	What   string `json:"what"` // askComplete, askInspect or askIsComplete
	Code   string `json:"code"`
	Cursor int    `json:"cursor,omitempty"`
	Detail int    `json:"detail,omitempty"`
}

const (
	askComplete   = "complete"
	askInspect    = "inspect"
	askIsComplete = "is_complete"
)

type answer struct {
	Error        string        `json:"error,omitempty"`
	Completion   *Completion   `json:"completion,omitempty"`
	Inspection   *Inspection   `json:"inspection,omitempty"`
	Completeness *Completeness `json:"completeness,omitempty"`
}

type prompt struct {
	Cell     string `json:"cell"`
	Text     string `json:"text"`
	Password bool   `json:"password,omitempty"`
}

type line struct {
	Text  string `json:"text"`
	EOF   bool   `json:"eof,omitempty"`
	Error string `json:"error,omitempty"`
}

// errEncoding is wrapped by every error of encode.
var errEncoding = errors.New("encoding a frame")

// encode returns the bytes of a frame. It fails if a bundle holds something that
// JSON has no form for, or if the frame would be too large.
func (f *frame) encode() ([]byte, error) {
	var b bytes.Buffer
	b.Write(make([]byte, 4))
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the session does its own encoding
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("%w: %w", errEncoding, err)
	}
	n := b.Len() - 4
	if n > maxFrame {
		return nil, fmt.Errorf("%w: %d MB are more than the %d MB that fit", errEncoding, n>>20, maxFrame>>20)
	}
	binary.BigEndian.PutUint32(b.Bytes(), uint32(n))
	return b.Bytes(), nil
}

// readFrame reads the next frame. It returns io.EOF only between two frames.
func readFrame(r *bufio.Reader) (*frame, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		if err == io.EOF {
			return nil, err
		}
		return nil, fmt.Errorf("reading the length of a frame: %w", err)
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > maxFrame {
		return nil, fmt.Errorf("reading a frame: length %d is out of bounds", n)
	}
	body, err := readBody(r, int64(n))
	if err != nil {
		return nil, fmt.Errorf("reading a frame of %d bytes: %w", n, err)
	}
	f := new(frame)
	if err := json.Unmarshal(body, f); err != nil {
		return nil, fmt.Errorf("decoding a frame: %w", err)
	}
	return f, nil
}

// readBody trusts a length only as far as bytes really arrive.
func readBody(r io.Reader, n int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(n, 64<<10)))
	_, err := io.CopyN(&b, r, n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

// UnmarshalJSON keeps strings as strings and everything else in the form in
// which it came, so that numbers lose no digits on the way to the client.
func (b *Bundle) UnmarshalJSON(data []byte) error {
	var raw struct{ Data, Metadata map[string]json.RawMessage }
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	b.Data, b.Metadata = unpack(raw.Data), unpack(raw.Metadata)
	return nil
}

// UnmarshalJSON is there because the one of Bundle would be taken otherwise.
func (i *Inspection) UnmarshalJSON(data []byte) error {
	var found struct{ Found bool }
	if err := json.Unmarshal(data, &found); err != nil {
		return err
	}
	i.Found = found.Found
	return i.Bundle.UnmarshalJSON(data)
}

func unpack(raw map[string]json.RawMessage) map[string]any {
	if raw == nil {
		return nil
	}
	m := make(map[string]any, len(raw))
	for k, v := range raw {
		var s string
		if len(v) > 0 && v[0] == '"' && json.Unmarshal(v, &s) == nil {
			m[k] = s
		} else {
			m[k] = v
		}
	}
	return m
}
