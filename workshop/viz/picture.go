package viz

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/display"
)

// A Picture is a drawing with words. It shows itself as the last expression of a cell or with
// [Picture.Show]; it never changes.
type Picture struct {
	title, summary string
	text           string // the alternative, without the title
	body           string // SVG, with idMark where the name of the picture belongs
	width, height  float64
}

// idMark stands for the name of a picture in its body. Escaped text never contains it.
const idMark = "\x00"

// Show shows the picture at once; outside of a notebook it prints its text.
func (p Picture) Show() { display.Show(p) }

// Titled returns the picture with another title: say what the reader is to look for.
func (p Picture) Titled(title string) Picture {
	p.title = oneLine(title)
	return p
}

// Title is what the picture is called.
func (p Picture) Title() string { return p.title }

// Summary says in one line what is to be seen.
func (p Picture) Summary() string { return p.summary }

// SVG returns the drawing as a file of its own. Its colours follow the reader's light or dark setting.
func (p Picture) SVG() string {
	id := p.id()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="glv" role="img" aria-labelledby="%s-t %[1]s-d" width="%s" height="%s" viewBox="0 0 %[2]s %[3]s">`,
		id, num(p.width), num(p.height))
	fmt.Fprintf(&b, "\n<title id=\"%s-t\">%s</title>\n<desc id=\"%[1]s-d\">%[3]s</desc>\n", id, escape(p.title), escape(p.summary))
	b.WriteString("<style>" + style + "</style>\n")
	if strings.Contains(p.body, "url(#"+idMark) {
		b.WriteString(strings.ReplaceAll(patterns, idMark, id))
	}
	c := &canvas{b: &b}
	c.rect("bg", 0, 0, p.width, p.height, 8)
	c.text("h", margin, 26, fit(p.title, headSize*1.06, p.width-2*margin))
	b.WriteString(strings.ReplaceAll(p.body, idMark, id))
	b.WriteString("</svg>\n")
	return b.String()
}

// id is a name for the picture on a page with others. It depends on nothing but the picture.
func (p Picture) id() string {
	h := fnv.New32a()
	h.Write([]byte(p.title + p.summary + p.body))
	return fmt.Sprintf("glv%08x", h.Sum32())
}

// HTML returns the drawing for a page, with its text to be unfolded below. It is an image: JupyterLab shows
// outputs that somebody else has made without their inline SVG, and would leave nothing but its words. Its colours
// follow the page's light or dark setting, and its description is read aloud. The classes keep MathJax from
// taking a $ for a formula.
func (p Picture) HTML() string {
	data := base64.StdEncoding.EncodeToString([]byte(p.SVG()))
	return `<figure class="glv-figure mathjax_ignore tex2jax_ignore" style="margin:0;max-width:` + num(p.width) + "px\">\n" +
		fmt.Sprintf(`<img alt="%s" width="%s" height="%s" style="max-width:100%%;height:auto;display:block" src="data:image/svg+xml;base64,%s"/>`,
			escape(p.title+": "+p.summary), num(p.width), num(p.height), data) + "\n" +
		"<details style=\"font-size:85%\"><summary>as text</summary>\n<pre>" + escape(p.String()) + "</pre></details>\n</figure>\n"
}

// String returns the picture in letters: title, summary, and a drawing or table.
func (p Picture) String() string {
	s := strings.TrimRight(p.title, " ") + "\n" + p.summary
	if p.text != "" {
		s += "\n\n" + p.text
	}
	return s
}
