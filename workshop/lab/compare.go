package lab

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/display"
	"github.com/gopherloop/gopherloop/workshop/viz"
)

// A Comparison shows what was measured, as a table and as bars. It shows itself as the last expression of a cell; as
// text it is the table.
type Comparison struct {
	title string
	rows  []Row
}

// Compare compares measurements:
//
//	lab.Compare("Three pages",
//		lab.Timed("one after the other", oneByOne),
//		lab.Timed("all at once", atOnce))
//
// The arguments of a call are computed in their order, so one is measured after the other.
func Compare(title string, rows ...Row) Comparison { return Comparison{title, rows} }

// Rows returns what is compared.
func (c Comparison) Rows() []Row { return append([]Row(nil), c.rows...) }

// Times says how many times as long a row took as another one, by their names: 2 is twice as long. It is 0 if
// there is no such row, or if its time was not measured.
func (c Comparison) Times(name, than string) float64 {
	if t := c.row(than).Time; t > 0 {
		return float64(c.row(name).Time) / float64(t)
	}
	return 0
}

func (c Comparison) row(name string) Row {
	for _, r := range c.rows {
		if r.Name == name {
			return r
		}
	}
	return Row{}
}

// column is a column of the table: it is left out where all cells are empty.
type column struct {
	name string
	cell func(Row) string
}

var columns = []column{
	{"time", func(r Row) string {
		if r.Time == 0 && !r.Virtual {
			return ""
		}
		return inWords(r.Time, r.Virtual)
	}},
	{"peak", memory(func(m Memory) Bytes { return m.Peak })},
	{"allocated", memory(func(m Memory) Bytes { return m.Allocated })},
	{"live", memory(func(m Memory) Bytes { return m.Live })},
	{"goroutines", func(r Row) string {
		if r.Goroutines == 0 {
			return ""
		}
		return fmt.Sprint(r.Goroutines)
	}},
	{"error", func(r Row) string {
		if r.Err == nil {
			return ""
		}
		return r.Err.Error()
	}},
}

func memory(f func(Memory) Bytes) func(Row) string {
	return func(r Row) string {
		if r.Memory == (Memory{}) {
			return ""
		}
		return f(r.Memory).String()
	}
}

// Table returns the measurements as a table.
func (c Comparison) Table() display.Grid {
	names := []string{"what"}
	records := make([]map[string]any, len(c.rows))
	for i, r := range c.rows {
		records[i] = map[string]any{"what": r.Name}
	}
	for _, col := range columns {
		used := false
		for i, r := range c.rows {
			text := col.cell(r)
			records[i][col.name] = text
			used = used || text != ""
		}
		if used {
			names = append(names, col.name)
		}
	}
	return display.Table(records).Columns(names...).Caption(c.title).Limit(-1)
}

// Pictures returns bars of the times and of the peaks of memory, as far as they were measured.
func (c Comparison) Pictures() []viz.Picture {
	var all []viz.Picture
	if p, ok := c.bars("time", "s", func(r Row) float64 { return r.Time.Seconds() }); ok {
		all = append(all, p)
	}
	if p, ok := c.bars("memory at its peak", "bytes", func(r Row) float64 { return float64(r.Memory.Peak) }); ok {
		all = append(all, p)
	}
	return all
}

func (c Comparison) bars(what, unit string, value func(Row) float64) (p viz.Picture, ok bool) {
	bars := make([]viz.Bar, len(c.rows))
	for i, r := range c.rows {
		bars[i] = viz.Bar{Label: r.Name, Value: value(r)}
		ok = ok || bars[i].Value > 0
	}
	return viz.Bars(c.title+": "+what, unit, bars...), ok
}

// String returns the table, and whether its numbers will be others in the next run.
func (c Comparison) String() string {
	s := c.Table().String()
	if note := c.note(); note != "" {
		s = strings.TrimRight(s, "\n") + "\n" + note
	}
	return s
}

// HTML returns the table and the bars as part of a page.
func (c Comparison) HTML() string {
	var b strings.Builder
	b.WriteString(c.Table().HTML())
	for _, p := range c.Pictures() {
		b.WriteString(p.HTML())
	}
	if note := c.note(); note != "" {
		b.WriteString("<p><small>" + note + "</small></p>\n")
	}
	return b.String()
}

// note says what varies.
func (c Comparison) note() string {
	for _, r := range c.rows {
		if r.Memory != (Memory{}) || r.Time > 0 && !r.Virtual {
			return varies
		}
	}
	return ""
}

const varies = "(Measured on this computer: the next run gives other numbers.)"
