package worker

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

func TestFramesComeThrough(t *testing.T) {
	frames := []frame{
		{ID: 1, Execute: &Request{Cell: "m", Code: "fmt.Println(\"<ä>\")\n", Count: 3, AllowStdin: true, UserExpressions: map[string]string{"a": "b"}}},
		{ID: 1, Cancel: true},
		{Marks: 3, Event: &Event{Cell: "m", Kind: Display, Bundle: Bundle{Data: map[string]any{"text/plain": "x", "application/json": json.RawMessage(`{"n":12345678901234567890}`)}}}},
		{ID: 1, Marks: 3, Result: &Result{Status: StatusError, Error: &CellError{Name: "n", Value: "v", Traceback: []string{"a", "b"}}, Died: true}},
		{ID: 2, Answer: &answer{Inspection: &Inspection{Found: true, Bundle: text("doc")}}},
	}
	var pipe bytes.Buffer
	for _, f := range frames {
		b, err := f.encode()
		if err != nil {
			t.Fatal(err)
		}
		pipe.Write(b)
	}
	r := bufio.NewReader(iotest.OneByteReader(&pipe))
	for _, f := range frames {
		got, err := readFrame(r)
		if err != nil || !reflect.DeepEqual(*got, f) {
			t.Errorf("got %+v, %v, want %+v", got, err, f)
		}
	}
	if _, err := readFrame(r); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
}

func TestBrokenFrames(t *testing.T) {
	for name, in := range map[string]string{
		"half a length":  "\x00\x00",
		"half a frame":   "\x00\x00\x00\x09{\"id\"",
		"a huge length":  "\xff\xff\xff\xff{}",
		"not JSON":       "\x00\x00\x00\x02{]",
		"another shape":  "\x00\x00\x00\x08{\"id\":\"\"",
		"a bundle array": "\x00\x00\x00\x1f" + `{"result":{"shown":{"data":[]}}`,
	} {
		f, err := readFrame(bufio.NewReader(strings.NewReader(in)))
		if err == nil || err == io.EOF {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

func TestWhatJSONCannotSayIsAnError(t *testing.T) {
	f := frame{Event: &Event{Bundle: Bundle{Data: map[string]any{"x": func() {}}}}}
	if _, err := f.encode(); !errors.Is(err, errEncoding) {
		t.Errorf("err = %v", err)
	}
}

func FuzzReadFrame(f *testing.F) {
	good, _ := (&frame{ID: 7, Result: &Result{Status: StatusOK, Shown: &Bundle{Data: map[string]any{"a": "b"}}}}).encode()
	f.Add(good)
	f.Add([]byte("\x00\x00\x00\x02{}"))
	f.Add(binary.BigEndian.AppendUint32(nil, maxFrame))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := bufio.NewReader(bytes.NewReader(in))
		for {
			fr, err := readFrame(r)
			if err != nil {
				return
			}
			// What could be read can be written, and read again as the same.
			b, err := fr.encode()
			if err != nil {
				t.Fatalf("%+v: %v", fr, err)
			}
			again, err := readFrame(bufio.NewReader(bytes.NewReader(b)))
			if err != nil || !sameJSON(fr, again) {
				t.Fatalf("%+v became %+v, %v", fr, again, err)
			}
		}
	})
}

func sameJSON(a, b *frame) bool {
	x, _ := a.encode()
	y, _ := b.encode()
	return bytes.Equal(x, y)
}
