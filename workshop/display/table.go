package display

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Grid is a table, see [Table]. Its methods return a changed copy. It reads the rows when it is
// shown, not before.
type Grid struct {
	rows    any
	caption string
	columns []string
	limit   int
}

// maxRows is how many rows are shown if nobody says otherwise.
const maxRows = 100

// Table is a table of what v holds:
//
//	[]City, []*City           a row for each, a column for each exported field
//	[]map[string]any          a row for each, a column for each key
//	map[string]City, Counts   a row for each key, in order
//	[][]string, []float64     a row for each
//	City                      one row
//
// A column is called as its field, or as the field's tag display:"..." says; display:"-" leaves it
// out. Values are written as fmt.Print does, except that numbers have at most six digits that
// count. The first 100 rows are shown.
func Table(v any) Grid { return Grid{rows: v, limit: maxRows} }

// Caption returns the table with a title.
func (g Grid) Caption(text string) Grid {
	g.caption = text
	return g
}

// Columns returns the table with these columns only, in this order.
func (g Grid) Columns(names ...string) Grid {
	g.columns = slices.Clone(names)
	return g
}

// Limit returns the table with at most n rows shown; all of them if n is negative.
func (g Grid) Limit(n int) Grid {
	g.limit = n
	return g
}

// String returns the table with its columns one below the other.
func (g Grid) String() string {
	s := g.sheet()
	var b strings.Builder
	if g.caption != "" {
		b.WriteString(g.caption + "\n")
	}
	widths := s.widths()
	s.writeRow(&b, widths, s.heads())
	rules := make([]entry, len(widths))
	for i, w := range widths {
		rules[i] = entry{text: strings.Repeat("-", w)}
	}
	s.writeRow(&b, widths, rules)
	for _, row := range s.rows {
		s.writeRow(&b, widths, row)
	}
	if s.more > 0 {
		fmt.Fprintf(&b, "(%d more rows)\n", s.more)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (s *sheet) heads() []entry {
	heads := make([]entry, len(s.columns))
	for i, name := range s.columns {
		heads[i] = entry{text: name}
	}
	return heads
}

func (s *sheet) widths() []int {
	widths := make([]int, len(s.columns))
	for _, row := range append(s.rows, s.heads()) {
		for i, e := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(e.line()))
		}
	}
	return widths
}

func (s *sheet) writeRow(b *strings.Builder, widths []int, row []entry) {
	var line strings.Builder
	for i, e := range row {
		if i > 0 {
			line.WriteString("  ")
		}
		text := e.line()
		space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
		if s.numbers[i] {
			line.WriteString(space + text)
		} else {
			line.WriteString(text + space)
		}
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// maxWidth is the width of a column of text, above which entries are cut.
const maxWidth = 60

// line returns the entry as it fits on one line.
func (e entry) line() string {
	text := strings.NewReplacer("\n", "⏎", "\t", " ").Replace(e.text)
	if utf8.RuneCountInString(text) > maxWidth {
		text = string([]rune(text)[:maxWidth-1]) + "…"
	}
	return text
}

// HTML returns the table as part of a page.
func (g Grid) HTML() string {
	s := g.sheet()
	var b strings.Builder
	b.WriteString("<table>\n")
	if g.caption != "" {
		b.WriteString("<caption style=\"text-align:left;white-space:nowrap\">" + html.EscapeString(g.caption) + "</caption>\n")
	}
	b.WriteString("<thead><tr>")
	for i, name := range s.columns {
		fmt.Fprintf(&b, `<th scope="col"%s>%s</th>`, s.align(i), html.EscapeString(name))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range s.rows {
		b.WriteString("<tr>")
		for i, e := range row {
			fmt.Fprintf(&b, "<td%s>%s</td>", s.align(i), html.EscapeString(e.text))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>")
	if s.more > 0 {
		fmt.Fprintf(&b, "\n<p>%d more rows</p>", s.more)
	}
	return b.String()
}

func (s *sheet) align(column int) string {
	if s.numbers[column] {
		return ` style="text-align:right"`
	}
	return ` style="text-align:left"`
}
