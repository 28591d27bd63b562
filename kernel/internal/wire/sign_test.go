package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const testKey = "a0436f6c-1916-498b-8eb9-e81ab9368e84"

// signedParts and their signatures were computed with Python's hmac module, which
// is what the reference implementation uses.
var signedParts = []string{
	`{"msg_id":"1","msg_type":"kernel_info_request"}`, `{}`, `{"m":1}`, `{"code":"fmt.Println(\"héllo\")"}`,
}

var signatures = map[string]string{
	"hmac-md5":    "ce624b387107b024d3addb6b7a58678d",
	"hmac-sha1":   "4f70d88f9c1034e2ce5cbc89433f22b7b4a25620",
	"hmac-sha224": "4c95cc2181dc86c7f71d482b4f72570332f24a3e260dc13bb54dad67",
	"hmac-sha256": "b6f7a0fdc3a797601b4794c073776603bae0aa45a3cf532ac67b0756a3b1ba9c",
	"":            "b6f7a0fdc3a797601b4794c073776603bae0aa45a3cf532ac67b0756a3b1ba9c",
	"hmac-sha384": "92dbc7d19d60a8fc247973a9768209cd265cc03da2a85eaab84c83ce827295e89ab6d68bf1d01553dd7689686fed5193",
	"hmac-sha512": "afeebe67f9e25cb2ba8f3ca9a7caffc54504535605b1bbc2dce1ef5400ffdc45b3e727398092c41a17e3ec56103512f5d24d87348ce351cdbc6417311c2400cd",
}

func signer(t testing.TB, scheme, key string) *Signer {
	t.Helper()
	s, err := NewSigner(scheme, []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func frames(parts ...string) [][]byte {
	var all [][]byte
	for _, p := range parts {
		all = append(all, []byte(p))
	}
	return all
}

func TestFixedSignatures(t *testing.T) {
	for scheme, want := range signatures {
		in := frames(append([]string{"someone", delimiter, want}, signedParts...)...)
		m, err := signer(t, scheme, testKey).Decode(in)
		if err != nil {
			t.Errorf("%q: %v", scheme, err)
			continue
		}
		out, err := signer(t, scheme, testKey).Encode(m)
		if err != nil || !slices.EqualFunc(in, out, bytes.Equal) {
			t.Errorf("%q: encoded again: %q, %v", scheme, out, err)
		}
	}
}

func TestUnknownScheme(t *testing.T) {
	for _, scheme := range []string{"none", "hmac-", "hmac-sha3", "sha-256"} {
		if _, err := NewSigner(scheme, nil); err == nil {
			t.Errorf("%q is accepted", scheme)
		}
	}
}

func TestDecodeRejects(t *testing.T) {
	valid := append([]string{"id", delimiter, signatures["hmac-sha256"]}, signedParts...)
	for name, test := range map[string]struct {
		change func(parts []string) []string
		want   error
	}{
		"no frames":          {func(p []string) []string { return nil }, ErrFrames},
		"no delimiter":       {func(p []string) []string { return p[2:] }, ErrFrames},
		"too few frames":     {func(p []string) []string { return p[:6] }, ErrFrames},
		"only a delimiter":   {func(p []string) []string { return p[1:2] }, ErrFrames},
		"another signature":  {func(p []string) []string { p[2] = strings.Repeat("0", 64); return p }, ErrSignature},
		"no signature":       {func(p []string) []string { p[2] = ""; return p }, ErrSignature},
		"half a signature":   {func(p []string) []string { p[2] = p[2][:32]; return p }, ErrSignature},
		"another content":    {func(p []string) []string { p[6] = "{}"; return p }, ErrSignature},
		"exchanged parts":    {func(p []string) []string { p[4], p[5] = p[5], p[4]; return p }, ErrSignature},
		"an early delimiter": {func(p []string) []string { p[0] = delimiter; return p }, ErrSignature},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := signer(t, "", testKey).Decode(frames(test.change(slices.Clone(valid))...))
			if !errors.Is(err, test.want) {
				t.Errorf("error %v, not %v", err, test.want)
			}
		})
	}
}

func TestDecodeRejectsParts(t *testing.T) {
	for _, bad := range []string{"[]", "{", "1", `{"a":}`, "{}{}", "\"{}\"", "nul", "\xff"} {
		for part := range 4 {
			parts := []string{delimiter, "", `{"msg_type":"x"}`, "{}", "{}", "{}"}
			parts[2+part] = bad
			if _, err := signer(t, "", "").Decode(frames(parts...)); !errors.Is(err, ErrFrames) {
				t.Errorf("%s %q: %v", partNames[part], bad, err)
			}
		}
	}
	for _, header := range []string{"{}", "null", `{"msg_type":1}`, `{"msg_type":""}`, `{"msg_type":"x","msg_id":[]}`} {
		if _, err := signer(t, "", "").Decode(frames(delimiter, "", header, "{}", "{}", "{}")); !errors.Is(err, ErrFrames) {
			t.Errorf("header %s: %v", header, err)
		}
	}
}

func TestDecodeTolerates(t *testing.T) {
	header := `{"msg_type":"x","msg_id":"1","date":{"$date":5},"session":null,"future":[1]}`
	m, err := signer(t, "", "").Decode(frames("a", "b", delimiter, "any signature", header, "null", "", " null ", "buf", ""))
	if err != nil {
		t.Fatal(err)
	}
	if m.Header != (Header{MsgID: "1", MsgType: "x"}) || string(m.RawHeader) != header {
		t.Errorf("header %+v from %s", m.Header, m.RawHeader)
	}
	if string(m.Parent)+string(m.Metadata)+string(m.Content) != "{}{}{}" {
		t.Errorf("parts %s %s %s", m.Parent, m.Metadata, m.Content)
	}
	if len(m.Identities) != 2 || len(m.Buffers) != 2 || string(m.Buffers[0]) != "buf" {
		t.Errorf("identities %q, buffers %q", m.Identities, m.Buffers)
	}
	if got := m.ParentHeader(); got != (Header{}) {
		t.Errorf("parent %+v", got)
	}
}

func TestReplay(t *testing.T) {
	s := signer(t, "", testKey)
	message := func(i int) [][]byte {
		m := &Message{Header: Header{MsgType: "x", MsgID: fmt.Sprint(i)}}
		f, err := s.Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	first := message(0)
	if _, err := s.Decode(first); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Decode(first); !errors.Is(err, ErrReplayed) {
		t.Errorf("second time: %v", err)
	}
	forged := message(1)
	forged[1] = []byte(strings.Repeat("0", 64))
	for range 3 {
		if _, err := s.Decode(forged); !errors.Is(err, ErrSignature) {
			t.Errorf("forged: %v", err)
		}
	}
	// As many others push the first one out, and not one earlier.
	for i := range replayLimit - 1 {
		if !s.seen.add(fmt.Appendf(nil, "filler %d", i)) {
			t.Fatalf("filler %d is known", i)
		}
	}
	if _, err := s.Decode(first); !errors.Is(err, ErrReplayed) {
		t.Errorf("after %d others: %v", replayLimit-1, err)
	}
	s.seen.add([]byte("one more"))
	if _, err := s.Decode(first); err != nil {
		t.Errorf("after %d others: %v", replayLimit, err)
	}
	if len(s.seen.known) != replayLimit || len(s.seen.order) != replayLimit {
		t.Errorf("%d digests are kept", len(s.seen.known))
	}
}

func TestUnsignedMessagesMayRepeat(t *testing.T) {
	s := signer(t, "", "")
	out, err := s.Encode(&Message{Header: Header{MsgType: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	if string(out[1]) != "" {
		t.Errorf("signature %q", out[1])
	}
	for range 2 {
		if _, err := s.Decode(out); err != nil {
			t.Error(err)
		}
	}
}

func TestEncodeRejects(t *testing.T) {
	for _, bad := range []string{"[]", "{", "1"} {
		m := &Message{Header: Header{MsgType: "x"}, Content: json.RawMessage(bad)}
		if _, err := signer(t, "", "").Encode(m); err == nil {
			t.Errorf("content %s is sent", bad)
		}
	}
}

// FuzzDecode: whatever arrives, there is an error or a message, and the message is
// encoded to what was decoded.
func FuzzDecode(f *testing.F) {
	const separator = "\n--\n"
	f.Add(strings.Join(append([]string{"id", delimiter, ""}, signedParts...), separator))
	f.Add(strings.Join([]string{delimiter, "", `{"msg_type":"a","msg_type":null}`, "null", "", "{}", "buffer", ""}, separator))
	f.Add(strings.Join([]string{delimiter, delimiter, "{}", "{}", "{}"}, separator))
	f.Fuzz(func(t *testing.T, text string) {
		in := frames(strings.Split(text, separator)...)
		if m, err := signer(t, "", "key").Decode(in); err == nil {
			t.Fatalf("signed by chance: %+v", m)
		}
		s := signer(t, "", "")
		m, err := s.Decode(in)
		if err != nil {
			return
		}
		var content ExecuteRequestContent
		_ = m.ReadContent(&content)
		m.ParentHeader()
		out, err := s.Encode(m)
		if err != nil {
			t.Fatalf("decoded but not encoded: %v", err)
		}
		again, err := s.Decode(out)
		if err != nil || again.Header != m.Header || string(again.RawHeader) != string(m.RawHeader) {
			t.Fatalf("%+v became %+v, %v", m, again, err)
		}
	})
}
