package viz

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGolden compares every kind of picture with the one in testdata, as a drawing and as text. Look at
// pictures that have changed before you write them with -update.
func TestGolden(t *testing.T) {
	all := samples(t, "")
	for name, p := range all {
		golden(t, name+".svg", p.SVG())
		golden(t, name+".txt", p.String()+"\n")
	}
	files, err := filepath.Glob("testdata/*")
	if err != nil || len(files) != 2*len(all) {
		t.Errorf("%d files in testdata for %d pictures, %v", len(files), len(all), err)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed; it is now\n%s", name, got)
	}
}

func TestSameBytesEveryTime(t *testing.T) {
	again := samples(t, nasty)
	for name, p := range samples(t, nasty) {
		if p.HTML() != again[name].HTML() || p.String() != again[name].String() {
			t.Errorf("%s differs", name)
		}
	}
}

// TestPicturesAreSound looks at what every picture has to have: well-formed XML, a title and a
// description that are its name, text inside of its edges, and no names that it does not define.
func TestPicturesAreSound(t *testing.T) {
	for _, suffix := range []string{"", nasty, strings.Repeat("very long ", 30)} {
		for name, p := range samples(t, suffix) {
			t.Run(name, func(t *testing.T) { checkPicture(t, p) })
		}
	}
}

func TestPicturesOfNothing(t *testing.T) {
	var many aio.Trace
	for name, p := range map[string]Picture{
		"bars": Bars("", ""), "bars of 0": Bars("", "s", Bar{}, Bar{"minus", -1}, Bar{"inf", math.Inf(1)}, Bar{"nan", math.NaN()}),
		"line": Line("", Axis{}, Axis{}), "line of 1": Line("", Axis{}, Axis{Log: true}, Series{}, Series{"a", []Point{{1, 1}, {2, math.NaN()}, {0, 0}}}),
		"calls": (&Calls{}).Picture(), "stack": Stack(), "flow": (&Flow{}).Picture(), "lanes": (&Lanes{}).Picture(),
		"depth": (&Depth{}).Picture(), "dates": Dates(""), "states": States("", ""), "chain": Chain(""), "loop": loopPicture("", nil, nil, ""),
		"timeline": Timeline(&many), "tasks": Tasks(&many), "one state": States("", "a", Transition{"a", "a", "stay"}),
		"delegation": Delegation(gen.New[int, int, int](nil)), "zero": {},
	} {
		t.Run(name, func(t *testing.T) { checkPicture(t, p) })
	}
}

func TestPicturesOfMuch(t *testing.T) {
	var lanes Lanes
	var flow Flow
	var bars []Bar
	var ready []string
	tap := Tap(&flow, "x", func(yield func(int) bool) {
		for i := range 2000 {
			yield(i)
		}
	})
	for i := range tap {
		lanes.Add(fmt.Sprint("lane ", i%100), "", time.Duration(i)*time.Second, time.Duration(i+50)*time.Second)
	}
	for i := range 60 {
		bars = append(bars, Bar{fmt.Sprint(i), math.Pow(10, float64(i-30))})
		ready = append(ready, "task")
	}
	for name, p := range map[string]Picture{"lanes": lanes.Picture(), "flow": flow.Picture(), "bars": Bars("", "bytes", bars...), "loop": loopPicture("a", ready, nil, "")} {
		t.Run(name, func(t *testing.T) { checkPicture(t, p) })
		if n := len(p.HTML()); n > 150_000 {
			t.Errorf("%s has %d bytes", name, n)
		}
	}
}

// A shape is an element of a picture as the test sees it.
type shape struct {
	name, class, text string
	at                map[string]string
}

func checkPicture(t *testing.T, p Picture) {
	t.Helper()
	shapes := parse(t, p.SVG())
	if page := p.HTML(); parse(t, page) == nil || strings.Contains(page, "<svg") {
		t.Errorf("the page has inline SVG, which is not shown unless a notebook is trusted:\n%s", page)
	}
	svg, title, desc := shapes[0], shapes[1], shapes[2]
	if svg.name != "svg" || svg.at["role"] != "img" || svg.at["aria-labelledby"] != title.at["id"]+" "+desc.at["id"] {
		t.Errorf("the drawing is not named by its title and description: %v", svg)
	}
	if title.name != "title" || title.text != p.Title() || desc.name != "desc" || desc.text != p.Summary() {
		t.Errorf("%v and %v come first", title, desc)
	}
	ids := map[string]bool{}
	for _, s := range shapes {
		if id := s.at["id"]; id != "" && ids[id] {
			t.Errorf("two elements are called %s", id)
		} else {
			ids[id] = true
		}
	}
	for _, s := range shapes {
		if ref, ok := strings.CutPrefix(s.at["fill"], "url(#"); ok && !ids[strings.TrimSuffix(ref, ")")] {
			t.Errorf("no pattern %s", ref)
		}
	}
	checkEdges(t, p, shapes)
	if strings.ContainsAny(p.String(), "\x00\x1b") || strings.Contains(p.HTML(), "\x00") {
		t.Error("control characters have come through")
	}
	for line := range strings.SplitSeq(p.String(), "\n") {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("spaces at the end of line %q", line)
		}
	}
}

// parse returns the elements of a piece of XML.
func parse(t *testing.T, text string) []shape {
	t.Helper()
	var shapes []shape
	var open []int
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return shapes
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			s := shape{name: tok.Name.Local, at: map[string]string{}}
			for _, a := range tok.Attr {
				s.at[a.Name.Local] = a.Value
			}
			s.class = " " + s.at["class"] + " "
			open = append(open, len(shapes))
			shapes = append(shapes, s)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				shapes[open[len(open)-1]].text += string(tok)
			}
		}
	}
}

// checkEdges looks whether all text and all areas are inside of the picture, and text does not lie on other text.
func checkEdges(t *testing.T, p Picture, shapes []shape) {
	t.Helper()
	var texts []box
	for _, s := range shapes {
		var b box
		switch s.name {
		case "text":
			b = s.textBox()
			for _, other := range texts {
				if b.overlaps(other) {
					t.Errorf("%q lies on %q", b.text, other.text)
				}
			}
			texts = append(texts, b)
		case "rect":
			b = box{"a rectangle", s.num("x"), s.num("y"), s.num("x") + s.num("width"), s.num("y") + s.num("height")}
		default:
			continue
		}
		if b.x1 < -0.1 || b.y1 < -0.1 || b.x2 > p.width+0.1 || b.y2 > p.height+0.1 {
			if !strings.HasPrefix(s.at["id"], "glv") && !(s.name == "text" && p.width == 0) {
				t.Errorf("%q reaches from %.0f, %.0f to %.0f, %.0f in a picture of %.0f x %.0f", b.text, b.x1, b.y1, b.x2, b.y2, p.width, p.height)
			}
		}
	}
}

type box struct {
	text           string
	x1, y1, x2, y2 float64
}

func (b box) overlaps(o box) bool {
	return b.x1 < o.x2-1 && o.x1 < b.x2-1 && b.y1 < o.y2-1 && o.y1 < b.y2-1
}

func (s shape) num(name string) float64 {
	x, _ := strconv.ParseFloat(s.at[name], 64)
	return x
}

// textBox is the room of a text, as measure.go estimates it.
func (s shape) textBox() box {
	size, width := textSize, 0.0
	switch {
	case strings.Contains(s.class, " h "):
		size = headSize
	case strings.Contains(s.class, " s "):
		size = smallSize
	case strings.Contains(s.class, " k "):
		size = codeSize
	}
	width = textWidth(s.text, size)
	if size == codeSize {
		width = codeWidth(s.text)
	}
	x := s.num("x")
	switch {
	case strings.Contains(s.class, " m "):
		x -= width / 2
	case strings.Contains(s.class, " e "):
		x -= width
	}
	return box{s.text, x, s.num("y") - size*0.75, x + width, s.num("y") + size*0.2}
}

func TestTheTextIsTheSummaryAndMore(t *testing.T) {
	for name, p := range samples(t, "") {
		if p.Title() == "" || p.Summary() == "" || !strings.HasPrefix(p.String(), p.Title()+"\n"+p.Summary()+"\n\n") {
			t.Errorf("%s: %q, %q", name, p.Title(), p.Summary())
		}
	}
	p := Bars("a", "").Titled("b <c>")
	if p.Title() != "b <c>" || !strings.Contains(p.SVG(), "<title id=\"") || !strings.Contains(p.SVG(), "b &lt;c&gt;</text>") {
		t.Error(p.SVG())
	}
}

// TestColoursCanBeRead computes the contrast of every colour of text with the paper, in both themes.
func TestColoursCanBeRead(t *testing.T) {
	for name, theme := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]string{}
		for part := range strings.SplitSeq(theme, ";") {
			key, value, _ := strings.Cut(part, ":")
			colours[key] = value
		}
		for _, ink := range []string{"--ink", "--dim", "--run", "--rdy", "--ok", "--bad", "--new"} {
			for _, paper := range []string{"--bg", "--soft"} {
				if c := contrast(t, colours[ink], colours[paper]); c < 4.5 {
					t.Errorf("%s: contrast of %s to %s is %.1f", name, ink, paper, c)
				}
			}
		}
		if c := contrast(t, colours["--on"], colours["--run"]); c < 4.5 {
			t.Errorf("%s: contrast in running bars is %.1f", name, c)
		}
		for _, paper := range slices.DeleteFunc(slices.Sorted(maps.Keys(colours)), func(k string) bool { return !strings.HasSuffix(k, "2") }) {
			if c := contrast(t, colours["--ink"], colours[paper]); c < 4.5 {
				t.Errorf("%s: contrast of ink to %s is %.1f", name, paper, c)
			}
		}
	}
}

// contrast is that of the Web Content Accessibility Guidelines.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, weight := range []float64{0.0722, 0.7152, 0.2126} {
		c := float64(n>>(8*i)&255) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
