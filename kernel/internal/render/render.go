package render

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// A Bundle is one thing to show in several forms.
type Bundle struct {
	Data     map[string]any // MIME type to string (base64 for binary types) or, for JSON types, json.RawMessage
	Metadata map[string]any // as MIMEBundle gave it; may be nil
	Problems []string       // forms that are left out, and why, for the learner

	of any // the value
}

// A Result is one of the values of a cell's last expression.
type Result struct {
	V any
	// IsError says that the static type is error; a nil V of it is not worth
	// showing.
	IsError bool
}

// Results renders the values of a cell's last expression: nil if there is nothing
// to show, several as a tuple.
func Results(rs []Result) *Bundle {
	if n := len(rs); n > 0 && rs[n-1].IsError && rs[n-1].V == nil {
		rs = rs[:n-1]
	}
	switch {
	case len(rs) == 0, len(rs) == 1 && rs[0].V == nil:
		return nil
	case len(rs) == 1:
		return Value(rs[0].V)
	}
	texts := make([]string, len(rs))
	for i, r := range rs {
		texts[i] = Text(r.V)
	}
	return &Bundle{Data: map[string]any{textPlain: "(" + strings.Join(texts, ", ") + ")"}}
}

// Value renders one value in all forms that it offers.
func Value(v any) *Bundle {
	v = rt.FromNative(v)
	b := &Bundle{Data: map[string]any{}, of: v}
	if !isError(v) {
		b.addForms(v)
	}
	if _, ok := b.Data[textPlain].(string); !ok {
		b.Data[textPlain] = Text(v)
	}
	return b
}

// Text returns what fmt.Println prints, without the line end.
func Text(v any) string { return fmt.Sprint(rt.FromNative(v)) }

// isError tells errors apart, which are shown plainly, whatever else they can do.
func isError(v any) bool {
	if _, ok := v.(error); ok {
		return true
	}
	return offers(v, "Error")
}

const textPlain = "text/plain"

var mimeType = regexp.MustCompile(`^[\w\-+.]+/[\w\-+.]+$`)

// add adds one form, unless its type is not one that clients understand.
func (b *Bundle) add(mime string, content any) {
	if !mimeType.MatchString(mime) {
		b.problem("MIMEBundle", fmt.Errorf("%q is not a MIME type", mime))
		return
	}
	encoded, err := b.encode(mime, content)
	if err != nil {
		b.problem(mime, err)
		return
	}
	b.Data[mime] = encoded
}

func (b *Bundle) problem(what string, err error) {
	b.Problems = append(b.Problems, fmt.Sprintf("%s: %v", what, err))
}
