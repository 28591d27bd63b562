package viz

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Delegation shows a generator that delegates with gen.From as what it is: a channel from the caller
// through to the innermost generator. What is sent or thrown goes all the way in, what is yielded
// comes all the way out, and only what a body returns stops one generator further out.
func Delegation(g Framer) Picture {
	frames := g.Frames()
	more := max(0, len(frames)-5)
	shown := append(frames[:min(len(frames), 4):min(len(frames), 4)], frames[min(len(frames), 4)+more:]...)
	title, summary := "Delegation", delegationSummary(frames)
	if more > 0 {
		summary += fmt.Sprintf(" (%s not shown)", count(more, "generator"))
	}
	columns := float64(len(shown) + 1)
	c := newCanvas(max(460, 2*margin+columns*stationWidth+(columns-1)*stationGap), summary)
	y := c.top + 4
	for i := range int(columns) {
		c.station(i, shown, y)
	}
	c.channel(len(shown), y)
	return c.picture(y+stationHeight+34, title, summary, delegationText(frames))
}

const (
	stationWidth, stationHeight = 140.0, 158.0
	stationGap                  = 44.0
)

func stationAt(i int) float64 { return margin + float64(i)*(stationWidth+stationGap) }

// station draws the caller or the i-th generator, with room for the channel in its middle.
func (c *canvas) station(i int, frames []gen.Frame, y float64) {
	x := stationAt(i)
	if i == 0 {
		c.rect("fs", x, y, stationWidth, stationHeight, 8)
		c.text("m b", x+stationWidth/2, y+24, "caller")
		return
	}
	f := frames[i-1]
	c.rect("r2", x, y, stationWidth, stationHeight, 8)
	c.text("m b", x+stationWidth/2, y+24, fit(nameOr(f.Name, "generator"), textSize*1.08, stationWidth-12))
	first, second := f.State.String(), ""
	if i < len(frames) {
		first, second = "delegates", "with From"
	} else if f.Line != "" {
		first, second = "yields", "at "+f.Line
	}
	c.text("s m", x+stationWidth/2, y+stationHeight-27, fit(first, smallSize, stationWidth-8))
	c.text("s m dim", x+stationWidth/2, y+stationHeight-11, fit(second, smallSize, stationWidth-8))
}

// channel draws the way in and the way out, and the returns from each to the next.
func (c *canvas) channel(n int, y float64) {
	left, right := margin+stationWidth-26, stationAt(n)+26
	in, out := y+54, y+92
	c.rect("bg", left, in-15, right-left, out-in+30, 6)
	c.rect("ln", left, in-15, right-left, out-in+30, 6)
	c.arrow("lw", "fw", left+8, in+4, right-8, in+4)
	c.arrow("lo", "fo", right-8, out+4, left+8, out+4)
	middle := (left + right) / 2
	room := right - left - 30
	c.badge("tw", middle, in-2, "Send, Throw, Close go in", room)
	c.badge("to", middle, out-2, "yielded values come out", room)
	for i := n; i > 1; i-- {
		from, to := stationAt(i)+stationWidth/2, stationAt(i-1)+stationWidth/2
		low := y + stationHeight
		c.path("lp da", "M", from, low, "C", from, low+22, to, low+22, to, low+7)
		c.head("fp", to, low+1, 0, -1)
		c.badge("tn", (from+to)/2, low+19, "returns", stationGap+40)
	}
}

func delegationSummary(frames []gen.Frame) string {
	names := []string{"caller"}
	for _, f := range frames {
		names = append(names, nameOr(f.Name, "generator"))
	}
	inner := frames[len(frames)-1]
	s := strings.Join(names, " ↔ ")
	if len(frames) == 1 {
		return s + ": it does not delegate now"
	}
	return s + ": " + nameOr(inner.Name, "the innermost generator") + " talks to the caller"
}

func delegationText(frames []gen.Frame) string {
	var out strings.Builder
	out.WriteString("caller\n")
	for i, f := range frames {
		state := f.State.String()
		if i < len(frames)-1 {
			state = "delegates with From"
		} else if f.Line != "" {
			state = "yields at " + f.Line
		}
		fmt.Fprintf(&out, "%s└▶ %s (%s)\n", strings.Repeat("   ", i), clip(nameOr(f.Name, "generator"), 40), state)
	}
	out.WriteString("what is sent, thrown or closed goes down to the last; what it yields goes up to the caller;\nwhat it returns goes to the one above\n")
	return out.String()
}
