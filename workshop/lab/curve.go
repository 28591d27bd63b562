package lab

import (
	"strings"

	"github.com/gopherloop/gopherloop/workshop/display"
	"github.com/gopherloop/gopherloop/workshop/viz"
)

// A Metric is what Curve measures.
type Metric string

// The metrics.
const (
	PeakMemory      Metric = "memory at its peak"
	AllocatedMemory Metric = "memory allocated"
	RunTime         Metric = "time"
)

// measure calls f and returns the number for a picture, and its text.
func (m Metric) measure(f func()) (float64, string) {
	switch m {
	case PeakMemory:
		b := Mem(f).Peak
		return float64(b), b.String()
	case AllocatedMemory:
		b := Mem(f).Allocated
		return float64(b), b.String()
	}
	d := Time(f)
	return d.Seconds(), inWords(d, false)
}

func (m Metric) unit() string {
	if m == RunTime {
		return "s"
	}
	return "bytes"
}

// A Case is something whose cost grows with n, or does not.
type Case struct {
	Name string
	Run  func(n int)
}

// Curves shows how measurements grow, as lines and as a table. It shows itself as the last expression of a cell; as
// text it is the table.
type Curves struct {
	title  string
	metric Metric
	sizes  []int
	series []viz.Series
	texts  [][]string // by case, by size
}

// Curve runs each case with each of the sizes, in this order, and measures:
//
//	lab.Curve("Squares of n numbers", lab.PeakMemory, []int{1_000, 10_000, 100_000},
//		lab.Case{"list", func(n int) { use(seq.List(squares(n))) }},
//		lab.Case{"lazy", func(n int) { seq.Sum(squares(n)) }})
//
// Sizes are the X of the picture, where each power of ten gets the same room.
func Curve(title string, metric Metric, sizes []int, cases ...Case) Curves {
	c := Curves{title: title, metric: metric, sizes: sizes}
	for _, k := range cases {
		s := viz.Series{Name: k.Name}
		var texts []string
		for _, n := range sizes {
			y, text := metric.measure(func() { k.Run(n) })
			s.Points = append(s.Points, viz.Point{X: float64(n), Y: y})
			texts = append(texts, text)
		}
		c.series = append(c.series, s)
		c.texts = append(c.texts, texts)
	}
	return c
}

// Series returns the measurements.
func (c Curves) Series() []viz.Series { return c.series }

// Growth says how many times as much the last size cost as the first, for a case: 1 is a flat line.
// It is 0 if there is no such case, or if the first size cost nothing.
func (c Curves) Growth(name string) float64 {
	for _, s := range c.series {
		if n := len(s.Points); s.Name == name && n > 0 && s.Points[0].Y > 0 {
			return s.Points[n-1].Y / s.Points[0].Y
		}
	}
	return 0
}

// Picture returns the lines.
func (c Curves) Picture() viz.Picture {
	return viz.Line(c.title, viz.Axis{Name: "n", Log: true}, viz.Axis{Name: string(c.metric), Unit: c.metric.unit()}, c.series...)
}

// Table returns the measurements as a table with a row for each size.
func (c Curves) Table() display.Grid {
	rows := make([]map[string]any, len(c.sizes))
	names := []string{"n"}
	for _, s := range c.series {
		names = append(names, s.Name)
	}
	for i, n := range c.sizes {
		rows[i] = map[string]any{"n": n}
		for k, s := range c.series {
			rows[i][s.Name] = c.texts[k][i]
		}
	}
	return display.Table(rows).Columns(names...).Caption(c.title + ": " + string(c.metric)).Limit(-1)
}

// String returns the table.
func (c Curves) String() string {
	return strings.TrimRight(c.Table().String(), "\n") + "\n" + varies
}

// HTML returns the lines as part of a page.
func (c Curves) HTML() string {
	return c.Picture().HTML() + "<p><small>" + varies + "</small></p>\n"
}
