package viz

import (
	"fmt"
	"math"
	"strings"
)

// A Bar is one of the bars of [Bars].
type Bar struct {
	Label string
	Value float64
}

// Bars compares measurements of one kind. unit is what they are counted in: "bytes" and "s" are
// written with prefixes (8 MB, 2 ms), anything else as it is. The lengths of the bars are
// in proportion; negative values have none.
func Bars(title, unit string, bars ...Bar) Picture {
	top := 0.0
	for _, b := range bars {
		if !math.IsInf(b.Value, 0) && !math.IsNaN(b.Value) {
			top = max(top, b.Value)
		}
	}
	summary := barsSummary(unit, bars)
	c := newCanvas(barsWidth, summary)
	left := barsLeft(bars)
	right := barsWidth - margin - barsValueWidth(unit, bars)
	y := c.top + 6
	for i, b := range bars {
		c.bar(i, b, unit, left, right, y, top)
		y += barsRow
	}
	c.line("ln", left, c.top+2, left, y)
	return c.picture(y+10, title, summary, barsText(unit, bars, top))
}

const barsWidth, barsRow = 640.0, 34.0

// barClasses differ in hue and lightness; the labels tell the bars apart.
var barClasses = []string{"fr", "fw", "fo", "fp"}

func (c *canvas) bar(i int, b Bar, unit string, left, right, y, top float64) {
	width := 0.0
	if top > 0 && b.Value > 0 {
		width = max(1.5, min(b.Value/top, 1)*(right-left))
	}
	c.text("e", left-8, y+18, fit(b.Label, textSize, left-8-margin))
	c.group(b.Label+": "+quantity(b.Value, unit), func() {
		c.rect(barClasses[i%len(barClasses)], left, y+3, width, barsRow-12, 2)
	})
	c.text("b", left+width+8, y+18, quantity(b.Value, unit))
}

func barsLeft(bars []Bar) float64 {
	w := 40.0
	for _, b := range bars {
		w = max(w, textWidth(oneLine(b.Label), textSize))
	}
	return margin + min(w, 200) + 10
}

func barsValueWidth(unit string, bars []Bar) float64 {
	w := 0.0
	for _, b := range bars {
		w = max(w, textWidth(quantity(b.Value, unit), textSize*1.08))
	}
	return w + 12
}

// barsSummary names the extremes, and by how much they differ.
func barsSummary(unit string, bars []Bar) string {
	if len(bars) == 0 {
		return "nothing to compare"
	}
	low, high := bars[0], bars[0]
	for _, b := range bars {
		if b.Value < low.Value {
			low = b
		}
		if b.Value > high.Value {
			high = b
		}
	}
	if len(bars) == 1 {
		return fmt.Sprintf("%s: %s", low.Label, quantity(low.Value, unit))
	}
	s := fmt.Sprintf("%s bars from %s (%s) to %s (%s)", plainNumber(float64(len(bars))), quantity(low.Value, unit), low.Label, quantity(high.Value, unit), high.Label)
	if ratio := high.Value / low.Value; low.Value > 0 && ratio >= 1.05 && !math.IsInf(ratio, 0) {
		s += fmt.Sprintf(", %s times as much", times(ratio))
	}
	return s
}

func times(ratio float64) string {
	if ratio >= 1000 {
		return plainNumber(math.Round(ratio))
	}
	return threeDigits(ratio)
}

const textBar = 40

func barsText(unit string, bars []Bar, top float64) string {
	labels, values := make([]string, len(bars)), make([]string, len(bars))
	for i, b := range bars {
		labels[i], values[i] = clip(b.Label, 30), quantity(b.Value, unit)
	}
	wide, right := widest(30, labels...), widest(30, values...)
	var out strings.Builder
	for i, b := range bars {
		n := 0
		if top > 0 && b.Value > 0 {
			n = max(1, int(min(b.Value/top, 1)*textBar+0.5))
		}
		fmt.Fprintf(&out, "%s  %s  %s\n", pad(labels[i], wide), padLeft(values[i], right), strings.Repeat("#", n))
	}
	return out.String()
}
