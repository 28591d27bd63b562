package viz

import (
	"fmt"
	"math"
	"strings"
)

// A canvas collects the shapes of a picture. Classes are those of style.go.
type canvas struct {
	b     *strings.Builder
	width float64
	top   float64 // where the picture begins below its title
}

const margin = 16.0

// newCanvas begins a picture with its summary, below room for the title.
func newCanvas(width float64, summary string) *canvas {
	c := &canvas{b: &strings.Builder{}, width: width}
	for i, line := range wrap(summary, smallSize, width-2*margin, 2) {
		c.text("s dim", margin, 45+15*float64(i), line)
		c.top = 58 + 15*float64(i)
	}
	return c
}

// wrap breaks text into lines, the last of which may be shortened.
func wrap(s string, size, width float64, lines int) []string {
	s = oneLine(s)
	var out []string
	for len(out) < lines-1 && textWidth(s, size) > width {
		n := strings.LastIndex(fit(s, size, width), " ")
		if n <= 0 {
			break
		}
		out = append(out, s[:n])
		s = s[n+1:]
	}
	return append(out, fit(s, size, width))
}

// picture ends the picture.
func (c *canvas) picture(height float64, title, summary, text string) Picture {
	return Picture{title: oneLine(title), summary: strings.TrimSpace(oneLine(summary)), text: tidy(text), body: c.b.String(), width: c.width, height: height}
}

// tidy takes away the spaces at the ends of lines, and what cannot be printed.
func tidy(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.TrimRight(oneLine(line), " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func (c *canvas) rect(class string, x, y, w, h, r float64) {
	fmt.Fprintf(c.b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"`, class, num(x), num(y), num(max(w, 0)), num(max(h, 0)))
	if r > 0 {
		fmt.Fprintf(c.b, ` rx="%s"`, num(r))
	}
	c.b.WriteString("/>\n")
}

// pattern fills a rectangle with one of the patterns.
func (c *canvas) pattern(fill string, x, y, w, h, r float64) {
	fmt.Fprintf(c.b, `<rect fill="%s" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`+"\n", fill, num(x), num(y), num(max(w, 0)), num(max(h, 0)), num(r))
}

func (c *canvas) circle(class string, x, y, r float64) {
	fmt.Fprintf(c.b, `<circle class="%s" cx="%s" cy="%s" r="%s"/>`+"\n", class, num(x), num(y), num(r))
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.path(class, "M", x1, y1, "L", x2, y2)
}

// path draws what the commands of a path and their coordinates say.
func (c *canvas) path(class string, d ...any) {
	fmt.Fprintf(c.b, `<path class="%s" d="%s"/>`+"\n", class, pathData(d))
}

func pathData(d []any) string {
	var b strings.Builder
	for i, part := range d {
		switch part := part.(type) {
		case string:
			b.WriteString(part)
		case float64:
			if i > 0 {
				if _, ok := d[i-1].(float64); ok {
					b.WriteByte(' ')
				}
			}
			b.WriteString(num(part))
		}
	}
	return b.String()
}

func (c *canvas) text(class string, x, y float64, s string) {
	if class != "" {
		class = ` class="` + class + `"`
	}
	fmt.Fprintf(c.b, `<text%s x="%s" y="%s">%s</text>`+"\n", class, num(x), num(y), escape(s))
}

// group draws what f draws, with text that a mouse finds.
func (c *canvas) group(tip string, f func()) {
	c.b.WriteString("<g><title>" + escape(tip) + "</title>\n")
	f()
	c.b.WriteString("</g>\n")
}

// arrow draws a line with a head. A class of a line and one of an area go together: lr and fr.
func (c *canvas) arrow(line, head string, x1, y1, x2, y2 float64) {
	length := math.Hypot(x2-x1, y2-y1)
	if length < 1 {
		return
	}
	ux, uy := (x2-x1)/length, (y2-y1)/length
	c.line(line, x1, y1, x2-5*ux, y2-5*uy)
	c.head(head, x2, y2, ux, uy)
}

// head draws the head of an arrow that ends in x, y and goes along the unit vector ux, uy.
func (c *canvas) head(class string, x, y, ux, uy float64) {
	const long, half = 7.5, 3.8
	bx, by := x-long*ux, y-long*uy
	c.path(class, "M", x, y, "L", bx-half*uy, by+half*ux, "L", bx+half*uy, by-half*ux, "Z")
}

// box draws a box with a line of text in its middle.
func (c *canvas) box(class, textClass string, x, y, w, h float64, s string) {
	c.rect(class, x, y, w, h, 6)
	c.text("m "+textClass, x+w/2, y+h/2+4.5, fit(s, textSize, w-10))
}

// badge draws small text on a spot of paper, so that lines behind do not cross it. x is its middle.
func (c *canvas) badge(class string, x, y float64, s string, width float64) {
	s = fit(s, smallSize, width)
	w := textWidth(s, smallSize)
	c.rect("bg", x-w/2-3, y-11, w+6, 15, 3)
	c.text("s m "+class, x, y, s)
}
