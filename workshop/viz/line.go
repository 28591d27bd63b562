package viz

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Series is one of the lines of [Line].
type Series struct {
	Name   string
	Points []Point
}

// A Point is one measurement: Y at X.
type Point struct{ X, Y float64 }

// An Axis says what the numbers along one side mean. Log gives every power of ten the same room, for
// numbers above 0; others are then left out.
type Axis struct {
	Name string
	Unit string // as for [Bars]
	Log  bool
}

// Line shows how measurements grow, for instance the memory that is needed for n values. The lines
// have their names at their ends, and points of different shapes.
func Line(title string, x, y Axis, series ...Series) Picture {
	series = usable(x, y, series)
	summary := lineSummary(x, y, series)
	p := &plot{canvas: newCanvas(lineWidth, summary), x: x, y: y, series: series}
	p.measure()
	p.axes()
	for i, s := range series {
		p.draw(i, s)
	}
	p.labels()
	return p.picture(p.bottom+46, title, summary, lineText(x, y, series))
}

const (
	lineWidth  = 640.0
	plotHeight = 240.0
)

// A plot is a line chart that is being drawn. Its area is between left, right, up and bottom.
type plot struct {
	*canvas
	x, y                    Axis
	series                  []Series
	left, right, up, bottom float64
	xTicks, yTicks          []float64
}

// usable returns the series with points that can be drawn, ordered by X.
func usable(x, y Axis, series []Series) []Series {
	out := make([]Series, len(series))
	for i, s := range series {
		out[i].Name = s.Name
		for _, p := range s.Points {
			if ok(x, p.X) && ok(y, p.Y) {
				out[i].Points = append(out[i].Points, p)
			}
		}
		slices.SortStableFunc(out[i].Points, func(a, b Point) int { return cmp.Compare(a.X, b.X) })
	}
	return out
}

func ok(a Axis, v float64) bool {
	return !math.IsNaN(v) && !math.IsInf(v, 0) && v >= 0 && (!a.Log || v > 0)
}

func (p *plot) measure() {
	p.xTicks = p.x.ticks(p.series, func(q Point) float64 { return q.X }, 6)
	p.yTicks = p.y.ticks(p.series, func(q Point) float64 { return q.Y }, 5)
	wide := 0.0
	for _, t := range p.yTicks {
		wide = max(wide, textWidth(quantity(t, p.y.Unit), smallSize))
	}
	names := 0.0
	for _, s := range p.series {
		names = max(names, textWidth(oneLine(s.Name), textSize))
	}
	p.left = margin + wide + 10
	p.right = p.width - margin - min(names, 150) - 24
	p.up = p.top + 24
	p.bottom = p.up + plotHeight
}

// ticks returns the numbers that are written along the axis. All points are between the first and
// the last.
func (a Axis) ticks(series []Series, of func(Point) float64, n int) []float64 {
	low, high := math.Inf(1), 0.0
	for _, s := range series {
		for _, p := range s.Points {
			low, high = min(low, of(p)), max(high, of(p))
		}
	}
	if !a.Log || high == 0 {
		return ticks(high, n)
	}
	first, last := math.Floor(math.Log10(low)+1e-9), math.Ceil(math.Log10(high)-1e-9)
	last = max(last, first+1)
	every := math.Ceil((last - first) / float64(n))
	var ts []float64
	for e := first; ; e += every {
		ts = append(ts, math.Pow(10, e))
		if e >= last {
			return ts
		}
	}
}

// share says where between its first and last tick an axis has a value.
func (a Axis) share(v float64, ticks []float64) float64 {
	low, high := ticks[0], ticks[len(ticks)-1]
	if a.Log && low > 0 {
		v, low, high = math.Log10(v), math.Log10(low), math.Log10(high)
	}
	return (v - low) / (high - low)
}

func (p *plot) at(q Point) (x, y float64) {
	return p.left + p.x.share(q.X, p.xTicks)*(p.right-p.left), p.bottom - p.y.share(q.Y, p.yTicks)*plotHeight
}

func (p *plot) axes() {
	for _, t := range p.yTicks {
		_, y := p.at(Point{p.xTicks[0], t})
		p.line("l", p.left, y, p.right, y)
		p.text("s e dim", p.left-8, y+4, quantity(t, p.y.Unit))
	}
	until := math.Inf(-1)
	for _, t := range p.xTicks {
		x, _ := p.at(Point{t, p.yTicks[0]})
		p.line("ln", x, p.bottom, x, p.bottom+4)
		label := quantity(t, p.x.Unit)
		if half := textWidth(label, smallSize) / 2; x-half > until {
			p.text("s m dim", x, p.bottom+18, label)
			until = x + half + 4
		}
	}
	p.line("ln", p.left, p.bottom, p.right, p.bottom)
	p.text("s b", margin, p.up-12, fit(p.y.Name, smallSize*1.08, p.width-2*margin))
	p.text("s b e", p.right, p.bottom+36, fit(p.x.Name, smallSize*1.08, p.right-margin))
}

// lineStyles differ in hue, in their dashes and in their points.
var lineStyles = []struct{ line, area string }{{"lr", "fr"}, {"lw da", "fw"}, {"lo do", "fo"}, {"lp", "fp"}}

func (p *plot) draw(i int, s Series) {
	style := lineStyles[i%len(lineStyles)]
	var d []any
	for j, q := range s.Points {
		x, y := p.at(q)
		d = append(d, map[bool]string{true: "M", false: "L"}[j == 0], x, y)
	}
	if len(d) > 0 {
		p.path(style.line, d...)
	}
	for _, q := range s.Points {
		x, y := p.at(q)
		p.group(fmt.Sprintf("%s: %s at %s", s.Name, quantity(q.Y, p.y.Unit), quantity(q.X, p.x.Unit)), func() { p.point(i, style.area, x, y) })
	}
}

// point draws a point in the shape of series i.
func (p *plot) point(i int, class string, x, y float64) {
	switch i % len(lineStyles) {
	case 0:
		p.circle(class, x, y, 3.6)
	case 1:
		p.rect(class, x-3.4, y-3.4, 6.8, 6.8, 0)
	case 2:
		p.path(class, "M", x, y-4.6, "L", x+4.4, y+3.6, "L", x-4.4, y+3.6, "Z")
	default:
		p.path(class, "M", x, y-4.8, "L", x+4.8, y, "L", x, y+4.8, "L", x-4.8, y, "Z")
	}
}

// labels writes the names beside the ends of the lines, and apart from each other.
func (p *plot) labels() {
	type label struct {
		series int
		y      float64
	}
	var ls []label
	for i, s := range p.series {
		if n := len(s.Points); n > 0 {
			_, y := p.at(s.Points[n-1])
			ls = append(ls, label{i, y})
		}
	}
	slices.SortStableFunc(ls, func(a, b label) int { return cmp.Compare(b.y, a.y) })
	free := p.bottom + 8
	for _, l := range ls {
		y := min(l.y+4.5, free)
		free = y - 16
		p.point(l.series, lineStyles[l.series%len(lineStyles)].area, p.right+10, y-4.5)
		p.text("", p.right+20, y, fit(p.series[l.series].Name, textSize, p.width-margin-p.right-20))
	}
}

func lineSummary(x, y Axis, series []Series) string {
	var parts []string
	for _, s := range series {
		if len(s.Points) == 0 {
			parts = append(parts, s.Name+": no measurements")
			continue
		}
		first, last := s.Points[0], s.Points[len(s.Points)-1]
		parts = append(parts, fmt.Sprintf("%s: from %s at %s to %s at %s", s.Name,
			quantity(first.Y, y.Unit), quantity(first.X, x.Unit), quantity(last.Y, y.Unit), quantity(last.X, x.Unit)))
	}
	return strings.Join(parts, "; ")
}

// lineText is a table: a row for each x, a column for each series.
func lineText(x, y Axis, series []Series) string {
	var xs []float64
	for _, s := range series {
		for _, p := range s.Points {
			xs = append(xs, p.X)
		}
	}
	slices.Sort(xs)
	xs = slices.Compact(xs)
	head := []string{clip(x.Name, 24)}
	for _, s := range series {
		head = append(head, clip(s.Name, 24))
	}
	rows := [][]string{head}
	for _, at := range xs {
		row := []string{quantity(at, x.Unit)}
		for _, s := range series {
			row = append(row, s.value(at, y.Unit))
		}
		rows = append(rows, row)
	}
	return oneLine(y.Name) + "\n" + columns(rows)
}

func (s Series) value(x float64, unit string) string {
	for _, p := range s.Points {
		if p.X == x {
			return quantity(p.Y, unit)
		}
	}
	return ""
}

// columns writes rows as a table with its columns to the right.
func columns(rows [][]string) string {
	var out strings.Builder
	var widths []int
	for i := range rows[0] {
		var texts []string
		for _, row := range rows {
			texts = append(texts, row[i])
		}
		widths = append(widths, widest(40, texts...))
	}
	for _, row := range rows {
		for i, text := range row {
			row[i] = padLeft(text, widths[i])
		}
		out.WriteString(strings.TrimRight(strings.Join(row, "  "), " ") + "\n")
	}
	return out.String()
}
