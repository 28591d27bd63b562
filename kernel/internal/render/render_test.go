package render

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

func TestTextIsWhatPrintlnPrints(t *testing.T) {
	for want, v := range map[string]any{
		"1":                             1,
		"two":                           "two",
		"[1 2]":                         []int{1, 2},
		"map[a:1 b:2]":                  map[string]int{"b": 2, "a": 1},
		"<nil>":                         (*int)(nil),
		"1.5s":                          1500 * time.Millisecond,
		"boom":                          errors.New("boom"),
		"+Inf":                          math.Inf(1),
		"{1 x}":                         struct{ A, B any }{1, "x"},
		"0001-01-01 00:00:00 +0000 UTC": time.Time{},
	} {
		b := Value(v)
		if len(b.Data) != 1 || b.Data["text/plain"] != want || b.Problems != nil {
			t.Errorf("got %+v, want %q", b, want)
		}
	}
}

func TestResultsOfACell(t *testing.T) {
	fail := errors.New("fail")
	for _, c := range []struct {
		rs   []Result
		want string
	}{
		{nil, "-"},
		{[]Result{{V: 1}}, "1"},
		{[]Result{{V: nil}}, "-"},
		{[]Result{{V: nil, IsError: true}}, "-"},
		{[]Result{{V: 1}, {V: "two"}}, "(1, two)"},
		{[]Result{{V: 1}, {V: nil, IsError: true}}, "1"},
		{[]Result{{V: 1}, {V: fail, IsError: true}}, "(1, fail)"},
		{[]Result{{V: 1}, {V: nil}}, "(1, <nil>)"},
		{[]Result{{V: 1}, {V: "a"}, {V: nil, IsError: true}}, "(1, a)"},
		{[]Result{{V: nil}, {V: nil, IsError: true}}, "-"},
	} {
		got := "-"
		if b := Results(c.rs); b != nil {
			got = b.Data["text/plain"].(string)
		}
		if got != c.want {
			t.Errorf("%v: got %q, want %q", c.rs, got, c.want)
		}
	}
}

// rich offers everything.
type rich struct{ err error }

func (rich) String() string              { return "plain" }
func (rich) HTML() string                { return "<b>" }
func (r rich) Markdown() (string, error) { return "*md*", r.err }
func (rich) LaTeX() string               { return "$x$" }
func (rich) SVG() []byte                 { return []byte("<svg/>") }
func (rich) PNG() []byte                 { return []byte{0, 1, 2} }
func (rich) JPEG() []byte                { panic("no camera") }
func (rich) JSON() any                   { return map[string]any{"n": 1} }

func TestCompiledMethods(t *testing.T) {
	want := map[string]any{
		"text/plain": "plain", "text/html": "<b>", "text/markdown": "*md*", "text/latex": "$x$",
		"image/svg+xml": "<svg/>", "image/png": "AAEC", "application/json": json.RawMessage(`{"n":1}`),
	}
	b := Value(rich{})
	if !reflect.DeepEqual(b.Data, want) {
		t.Errorf("got %v, want %v", b.Data, want)
	}
	wantProblems(t, b, "JPEG: panic: no camera")
	delete(want, "text/markdown")
	b = Value(rich{errors.New("no ink")})
	if !reflect.DeepEqual(b.Data, want) {
		t.Errorf("got %v, want %v", b.Data, want)
	}
	wantProblems(t, b, "Markdown: no ink", "JPEG: panic: no camera")
}

func wantProblems(t *testing.T, b *Bundle, want ...string) {
	t.Helper()
	if !reflect.DeepEqual(b.Problems, want) {
		t.Errorf("problems %q, want %q", b.Problems, want)
	}
}

type bundler struct{}

func (bundler) MIMEBundle() (map[string]any, map[string]any) {
	return map[string]any{
		"application/vnd.x+json": map[string]int{"a": 1},
		"application/json":       math.NaN(),
		"image/gif":              []byte("GIF"),
		"text/html":              []byte("<i>"),
		"text/x; charset=utf-8":  "x",
	}, map[string]any{"m": 1}
}

func TestMIMEBundle(t *testing.T) {
	b := Value(bundler{})
	want := map[string]any{
		"text/plain": "{}", "text/html": "<i>", "image/gif": base64.StdEncoding.EncodeToString([]byte("GIF")),
		"application/vnd.x+json": json.RawMessage(`{"a":1}`),
	}
	if !reflect.DeepEqual(b.Data, want) || !reflect.DeepEqual(b.Metadata, map[string]any{"m": json.RawMessage("1")}) || len(b.Problems) != 2 {
		t.Errorf("got %+v", b)
	}
}

type richError struct{ rich }

func (richError) Error() string { return "an error" }

func TestErrorsArePlain(t *testing.T) {
	if b := Value(richError{}); len(b.Data) != 1 || b.Data["text/plain"] != "an error" {
		t.Errorf("got %+v", b)
	}
}

type lookalike struct{}

func (lookalike) HTML(int) string { return "" }
func (lookalike) JSON()           {}
func (lookalike) PNG() int        { return 1 }

func TestOtherSignaturesAreOtherMethods(t *testing.T) {
	b := Value(lookalike{})
	if len(b.Data) != 1 {
		t.Errorf("got %+v", b)
	}
	wantProblems(t, b, "image/png: a int cannot be shown as image/png; it should be a string or []byte")
}

func TestPictures(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 3, 2))
	b := Value(m)
	if b.Data["text/plain"] != "*image.Gray of 3 x 2 pixels" {
		t.Errorf("text %q", b.Data["text/plain"])
	}
	wantPicture(t, b, m)
	if b := Value(image.White); b.Data["image/png"] != nil || len(b.Problems) != 1 {
		t.Errorf("an endless picture: %+v", b)
	}
	if b := Value((*image.Gray)(nil)); len(b.Data) != 1 {
		t.Errorf("a nil picture: %+v", b)
	}
}

func wantPicture(t *testing.T, b *Bundle, want image.Image) {
	t.Helper()
	encoded, _ := b.Data["image/png"].(string)
	m, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(encoded)))
	if err != nil {
		t.Fatalf("%+v: %v", b, err)
	}
	if m.Bounds() != want.Bounds() {
		t.Errorf("bounds %v, want %v", m.Bounds(), want.Bounds())
	}
}

// declared makes a type `type name string` as a cell declares it.
func declared(name string, methods map[string]any) *rt.Type {
	under := &ir.Type{ID: 1, Name: "string", Kind: ir.String}
	under.Under = under
	typ := rt.NewTypes(nil).Of(&ir.Type{ID: 2, Name: "main." + name, Pkg: "main", Sym: name, Kind: ir.String, Under: under, Boxed: true})
	for method, f := range methods {
		typ.SetMethod(method, "", reflect.ValueOf(f))
	}
	return typ
}

func TestMethodsOfACellsType(t *testing.T) {
	card := declared("Card", map[string]any{
		"HTML":   func(c string) string { return "<b>" + c + "</b>" },
		"PNG":    func(c string) ([]byte, error) { return nil, errors.New("no " + c) },
		"SVG":    func(c string, _ int) string { return "not this one" },
		"String": func(c string) string { return "card " + c },
	})
	b := Value(card.Box(reflect.ValueOf("ace")))
	want := map[string]any{"text/plain": "card ace", "text/html": "<b>ace</b>"}
	if !reflect.DeepEqual(b.Data, want) {
		t.Errorf("got %v, want %v", b.Data, want)
	}
	wantProblems(t, b, "PNG: no ace")
}

// Values of a cell's types may be inside of what JSON methods give.
func TestDataOfACellsType(t *testing.T) {
	var card *rt.Type
	named := func(s string) any { return card.Box(reflect.ValueOf(s)) }
	card = declared("Card", map[string]any{
		"JSON": func(c string) any { return []any{named(c), 1} },
		"MIMEBundle": func(c string) (map[string]any, map[string]any) {
			return map[string]any{"application/x+json": map[string]any{"in": named(c)}}, map[string]any{"a/b": named(c), "c": math.NaN()}
		},
	})
	b := Value(named("ace"))
	want := map[string]any{
		"text/plain": "ace", "application/json": json.RawMessage(`["ace",1]`),
		"application/x+json": json.RawMessage(`{"in":"ace"}`),
	}
	if !reflect.DeepEqual(b.Data, want) || !reflect.DeepEqual(b.Metadata, map[string]any{"a/b": json.RawMessage(`"ace"`)}) {
		t.Errorf("got %s, %s", b.Data, b.Metadata)
	}
	wantProblems(t, b, "metadata of c: json: unsupported value: NaN")
}

func TestErrorsOfACellsTypeArePlain(t *testing.T) {
	oops := declared("Oops", map[string]any{
		"HTML":  func(string) string { return "<b>" },
		"Error": func(s string) string { return "oops " + s },
	})
	box := oops.Box(reflect.ValueOf("x")).(rt.Box)
	for _, v := range []any{box, rt.Error(box)} {
		if b := Value(v); len(b.Data) != 1 || b.Data["text/plain"] != "oops x" {
			t.Errorf("got %+v", b)
		}
	}
}

func TestAPictureOfACellsType(t *testing.T) {
	picture := declared("Picture", map[string]any{
		"ColorModel": func(string) color.Model { return color.RGBAModel },
		"Bounds":     func(s string) image.Rectangle { return image.Rect(0, 0, len(s), 1) },
		"At":         func(s string, x, y int) color.Color { return color.Gray{s[x]} },
	})
	b := Value(picture.Box(reflect.ValueOf("abcd")))
	wantPicture(t, b, image.NewGray(image.Rect(0, 0, 4, 1)))
	if b.Data["text/plain"] != "main.Picture of 4 x 1 pixels" {
		t.Errorf("text %q", b.Data["text/plain"])
	}
}
