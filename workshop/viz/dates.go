package viz

import (
	"fmt"
	"slices"
	"strings"
)

// A Date is one entry of [Dates]. When is written as it is: "2001", "Go 1.23, August 2024".
type Date struct{ When, Side, Text string }

// Dates tells a history, from above: the entries of the first side that is named on the left, all others
// on the right.
func Dates(title string, dates ...Date) Picture {
	var sides []string
	for _, d := range dates {
		if !slices.Contains(sides, d.Side) {
			sides = append(sides, d.Side)
		}
	}
	summary := "nothing happened"
	if n := len(dates); n > 0 {
		summary = fmt.Sprintf("%d events from %s to %s: %s", n, dates[0].When, dates[n-1].When, strings.Join(sides, ", "))
	}
	c := newCanvas(datesWidth, summary)
	y := c.top + 8
	if len(sides) > 0 {
		c.text("b e", datesWidth/2-60, y+8, fit(sides[0], textSize*1.08, datesWidth/2-90))
		c.text("b", datesWidth/2+60, y+8, fit(strings.Join(sides[1:], ", "), textSize*1.08, datesWidth/2-90))
	}
	y += 26
	start := y
	axis := c.b
	c.b = &strings.Builder{}
	for _, d := range dates {
		y += c.date(d, d.Side == sides[0], y)
	}
	entries := c.b.String()
	c.b = axis
	c.line("ln", datesWidth/2, start-8, datesWidth/2, y)
	c.b.WriteString(entries)
	return c.picture(y+12, title, summary, datesText(dates, sides))
}

const datesWidth = 680.0

// date draws an entry and returns its height.
func (c *canvas) date(d Date, left bool, y float64) float64 {
	lines := wrap(d.Text, textSize, datesWidth/2-margin-66, 3)
	height := float64(len(lines))*17 + 14
	c.badge("b", datesWidth/2, y+13, d.When, 92)
	for i, line := range lines {
		at := y + 13 + float64(i)*17
		if left {
			c.text("e", datesWidth/2-60, at, line)
		} else {
			c.text("", datesWidth/2+60, at, line)
		}
	}
	return height
}

func datesText(dates []Date, sides []string) string {
	var when, side []string
	for _, d := range dates {
		when, side = append(when, clip(d.When, 30)), append(side, clip(d.Side, 20))
	}
	a, b := widest(30, when...), widest(20, side...)
	var out strings.Builder
	for i, d := range dates {
		fmt.Fprintf(&out, "%s  %s  %s\n", pad(when[i], a), pad(side[i], b), oneLine(d.Text))
	}
	return out.String()
}
