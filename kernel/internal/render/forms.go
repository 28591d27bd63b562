package render

// This file asks values for the forms they offer.

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// forms are the methods that give one form each.
var forms = []struct{ method, mime string }{
	{"HTML", "text/html"},
	{"Markdown", "text/markdown"},
	{"LaTeX", "text/latex"},
	{"SVG", "image/svg+xml"},
	{"PNG", "image/png"},
	{"JPEG", "image/jpeg"},
	{"JSON", "application/json"},
}

// addForms adds what the value's methods give. MIMEBundle comes first, so that a
// method of its own for a type wins.
func (b *Bundle) addForms(v any) {
	if out, ok := b.ask(v, "MIMEBundle"); ok {
		b.addBundle(out)
	}
	for _, f := range forms {
		if out, ok := b.ask(v, f.method); ok {
			b.add(f.mime, out[0].Interface())
		}
	}
	if _, ok := b.Data["image/png"]; !ok {
		b.addImage(v)
	}
}

// addBundle takes the results of MIMEBundle: data, and metadata if there is any.
func (b *Bundle) addBundle(out []reflect.Value) {
	data, ok := out[0].Interface().(map[string]any)
	if !ok {
		b.problem("MIMEBundle", errors.New("it should return a map[string]any"))
	}
	for mime, content := range data {
		b.add(mime, content)
	}
	if len(out) > 1 {
		metadata, _ := out[1].Interface().(map[string]any)
		b.addMetadata(metadata)
	}
}

func (b *Bundle) addMetadata(metadata map[string]any) {
	for mime, content := range metadata {
		text, err := b.marshal(content)
		if err != nil {
			b.problem("metadata of "+mime, err)
			continue
		}
		if b.Metadata == nil {
			b.Metadata = map[string]any{}
		}
		b.Metadata[mime] = text
	}
}

// ask calls a method without parameters, if v has it. The results come without
// the error, if that is the last one; there is at least one other.
func (b *Bundle) ask(v any, method string) (out []reflect.Value, ok bool) {
	if !offers(v, method) {
		return nil, false
	}
	defer func() {
		if r := recover(); r != nil {
			b.problem(method, fmt.Errorf("panic: %s", rt.PanicText(rt.PanicValue(r))))
			out, ok = nil, false
		}
	}()
	out = rt.CallMethod(v, method, "", nil)
	last := out[len(out)-1]
	if last.Type() == errorType {
		if err, failed := last.Interface().(error); failed {
			b.problem(method, err)
			return nil, false
		}
		out = out[:len(out)-1]
	}
	return out, len(out) > 0
}

var errorType = reflect.TypeFor[error]()

// offers reports whether v has a method with this name, without parameters and
// with results.
func offers(v any, method string) bool {
	var f reflect.Type
	receivers := 0
	if box, ok := v.(rt.Box); ok {
		m := box.T.Method(method, "")
		if m == nil {
			return false
		}
		f, receivers = m.Fn.Type(), 1
	} else if v != nil {
		m := reflect.ValueOf(v).MethodByName(method)
		if !m.IsValid() {
			return false
		}
		f = m.Type()
	}
	return f != nil && f.NumIn() == receivers && f.NumOut() > 0
}

// encode gives content the form that its MIME type has in a message.
func (b *Bundle) encode(mime string, content any) (any, error) {
	if mime == "application/json" || strings.HasSuffix(mime, "+json") {
		return b.marshal(content)
	}
	content = rt.Raw(content)
	v := reflect.ValueOf(content)
	switch {
	case v.Kind() == reflect.String:
		return v.String(), nil
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		if isText(mime) {
			return string(v.Bytes()), nil
		}
		return base64.StdEncoding.EncodeToString(v.Bytes()), nil
	}
	return nil, fmt.Errorf("a %T cannot be shown as %s; it should be a string or []byte", content, mime)
}

// marshal is json.Marshal for values of cells, whose methods may panic.
func (b *Bundle) marshal(content any) (text json.RawMessage, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %s", rt.PanicText(rt.PanicValue(r)))
		}
	}()
	if box, ok := b.of.(rt.Box); ok {
		content = box.T.ViewOf(content)
	}
	return json.Marshal(content)
}

func isText(mime string) bool {
	return strings.HasPrefix(mime, "text/") || strings.HasSuffix(mime, "+xml") || mime == "application/javascript"
}
