package display

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"math"
	"strings"
	"testing"
)

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWordsOfAPage(t *testing.T) {
	for page, text := range map[string]string{
		"":                              "",
		"plain":                         "plain",
		"a <b>bold</b> word":            "a bold word",
		"a<b>b</b>c":                    "abc",
		"1 < 2 and 3<4":                 "1 < 2 and 3<4",
		"<p>one</p>\n <p>two</p>":       "one\ntwo",
		"x<br>y<br/>z":                  "x\ny\nz",
		"<style>b{}</style>t":           "t",
		"a<SCRIPT>if (1<2) {}</script>": "a",
		"<script>never ends":            "",
		"&lt;b&gt; &amp;":               "<b> &",
		"<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>": "1    2\n3",
		"open <b": "open <b",
		"<":       "<",
	} {
		want(t, words(page), text)
	}
}

func TestFormulasGetDollars(t *testing.T) {
	want(t, LaTeX("x^2").LaTeX(), `$\displaystyle x^2$`)
	want(t, LaTeX("$x$").LaTeX(), "$x$")
	want(t, LaTeX(`\begin{align}x\end{align}`).LaTeX(), `\begin{align}x\end{align}`)
}

func TestTextsOfForms(t *testing.T) {
	want(t, SVG("<svg><title>A &amp; B</title></svg>").String(), "drawing: A & B")
	want(t, SVG("<svg/>").String(), "drawing without a title")
	want(t, Bundle{"text/plain": "dog", "a/b": 1}.String(), "dog")
	want(t, Bundle{"text/x": "", "a/b": 1}.String(), "shown as a/b, text/x")
	want(t, JSON(math.NaN()).String(), "no JSON: json: unsupported value: NaN")
	want(t, VegaLite("{", "w").String(), "chart: w (no picture: unexpected end of JSON input)")
	want(t, PNG([]byte("not a file"), "words").String(), "picture: words")
}

func TestPictureForms(t *testing.T) {
	data, metadata := Image(image.NewGray(image.Rect(0, 0, 2, 3)), `"<>"`).Width(40).MIMEBundle()
	if html := data["text/html"].(string); !strings.HasPrefix(html, `<img alt="&#34;&lt;&gt;&#34;" width="40" src="data:image/png;base64,`) {
		t.Error(html)
	}
	want(t, fmt.Sprint(metadata), "map[image/png:map[width:40]]")
	data, _ = Image(image.NewGray(image.Rect(0, 0, 0, 0)), "nothing").MIMEBundle()
	if len(data) != 1 || !strings.HasPrefix(data["text/plain"].(string), "picture: nothing (no picture: ") {
		t.Error(data)
	}
}

func TestChartIsToldWhatItIs(t *testing.T) {
	spec := map[string]any{"mark": "bar"}
	b := VegaLite(spec, "words").MIMEBundle()
	text, err := json.Marshal(b[vegaLite])
	if err != nil {
		t.Fatal(err)
	}
	want(t, string(text), `{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","description":"words","mark":"bar"}`)
	if len(spec) != 1 {
		t.Error("the caller's map has changed")
	}
}

type inner struct{ X, Y int }
type named2 struct{ inner }
type Outer struct {
	Inner2
	Secret string `display:"-"`
	P      *int
	E      error
	A      any
}
type Inner2 struct{ X, Y int }

func TestTables(t *testing.T) {
	seven := 7
	for _, c := range []struct {
		v    any
		text string
	}{
		{nil, "\n"},
		{[]int(nil), "\n"},
		{42, "value\n-----\n   42"},
		{"text", "value\n-----\ntext"},
		{[]byte("ab"), "value\n-------\n[97 98]"},
		{[][]string{{"a", "b"}, {"c"}}, "0  1\n-  -\na  b\nc"},
		{map[int]string{10: "ten", 9: "nine"}, "key  value\n---  -----\n  9  nine\n 10  ten"},
		{map[string]Inner2{"p": {1, 2}}, "key  X  Y\n---  -  -\np    1  2"},
		{[]any{Inner2{1, 2}, map[string]int{"Z": 3}, nil}, "X  Y  Z\n-  -  -\n1  2\n      3\n"},
		{[]*Outer{{Inner2{1, 2}, "s", &seven, errors.New("bad"), 1.5}, nil}, "X  Y  P  E      A\n-  -  -  ---  ---\n1  2  7  bad  1.5\n"},
		{[]named2{{}}, "X  Y\n-  -\n0  0"},
		{[]error{errors.New("a"), nil}, "index  value\n-----  -----\n    0  a\n    1"},
		{map[any]int{"b": 1, 2: 2}, "key  value\n---  -----\n2        2\nb        1"},
		{[]string{"two\nlines", strings.Repeat("x", 70)}, "index  value\n-----  " + strings.Repeat("-", 60) + "\n    0  two⏎lines\n    1  " + strings.Repeat("x", 59) + "…"},
	} {
		got := strings.TrimRight(Table(c.v).String(), "\n")
		want(t, got, strings.TrimRight(c.text, "\n"))
	}
}

func TestTableIsEscaped(t *testing.T) {
	want(t, Table(map[string]int{"<b>": 1}).Caption("a&b").HTML(), `<table>
<caption style="text-align:left;white-space:nowrap">a&amp;b</caption>
<thead><tr><th scope="col" style="text-align:left">key</th><th scope="col" style="text-align:right">value</th></tr></thead>
<tbody>
<tr><td style="text-align:left">&lt;b&gt;</td><td style="text-align:right">1</td></tr>
</tbody>
</table>`)
}

func TestNumbers(t *testing.T) {
	for x, text := range map[float64]string{
		0: "0", 1: "1", -2.5: "-2.5", 0.1 + 0.2: "0.3", 1.0 / 3: "0.333333", 100000: "100000", 1234567: "1234567",
		1234.56789: "1234.57", 0.00012345678: "0.000123457", 1e-9: "1e-09", 1e20: "1e+20", 99999.96: "100000", math.Inf(1): "+Inf",
	} {
		want(t, float(x), text)
	}
}
