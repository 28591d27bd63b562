package viz

import (
	"fmt"
	"math"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Steps calls Next n times, six at most, and shows what happens to the stacks: while the generator runs, it stands on
// top of your code; when it yields, it is taken off, as it is, and put aside until the next call. The pictures
// stand beside each other, so that one can look back and forth.
func Steps[Out, In, Ret any](g *gen.Generator[Out, In, Ret], n int) Picture {
	name := nameOr(g.Frames()[0].Name, "generator")
	film := []shot{{"before", frameBoxes(g.Frames()), nil}}
	for i := range min(max(n, 0), 6) {
		v, err := g.Next()
		frames := g.Frames()
		film = append(film, shot{fmt.Sprintf("call %d: Next() runs the body", i+1), nil, onTop(frames)})
		what := fmt.Sprintf("call %d: it yields %v", i+1, v)
		if err != nil {
			what = fmt.Sprintf("call %d: it has ended, %v", i+1, err)
		}
		film = append(film, shot{what, frameBoxes(frames), nil})
		if err != nil {
			break
		}
	}
	return filmPicture(name, film)
}

// A shot is one of the pictures: frames that are put aside, or on top of the caller's.
type shot struct {
	caption      string
	aside, onTop []frameBox
}

// onTop are the frames while they run. Those that have ended by now ran as well.
func onTop(frames []gen.Frame) []frameBox {
	boxes := frameBoxes(frames)
	for i := range boxes {
		boxes[i].state, boxes[i].line, boxes[i].look = "runs", "", "running"
		if i < len(boxes)-1 {
			boxes[i].state, boxes[i].look = "delegates", "suspended"
		}
	}
	return boxes
}

const (
	shotColumns = 3
	shotWidth   = 292.0
	shotFrame   = 130.0
)

func filmPicture(name string, film []shot) Picture {
	title := "Step by step: " + name
	summary := fmt.Sprintf("%s: %s", count(len(film), "picture"), film[len(film)-1].caption)
	deepest := 2
	for _, s := range film {
		deepest = max(deepest, len(s.onTop)+1, len(s.aside))
	}
	height := float64(deepest)*(frameHeight+4) + 52
	columns := min(shotColumns, len(film))
	c := newCanvas(2*margin+float64(columns)*(shotWidth+12)-12, summary)
	for i, s := range film {
		x := margin + float64(i%columns)*(shotWidth+12)
		y := c.top + 4 + float64(i/columns)*(height+12)
		c.shot(s, x, y, height)
	}
	rows := math.Ceil(float64(len(film)) / float64(columns))
	return c.picture(c.top+rows*(height+12)+10, title, summary, filmText(film))
}

// shot draws one picture: to the left the stack of the caller, to the right what is put aside.
func (c *canvas) shot(s shot, x, y, height float64) {
	c.rect("l", x, y, shotWidth, height, 6)
	c.text("s b", x+10, y+19, fit(s.caption, smallSize*1.08, shotWidth-20))
	ground := y + height - 14
	left, right := x+12, x+shotWidth-12-shotFrame
	c.line("ln", left-4, ground, left+shotFrame+4, ground)
	below := frameBox{"your code", "runs", "", "running"}
	if s.onTop != nil {
		below = frameBox{"your code", "waits in Next", "", "waiting"}
	}
	c.small(left, ground-frameHeight-4, below)
	for i, f := range s.onTop {
		c.small(left, ground-float64(i+2)*(frameHeight+4), f)
	}
	for i, f := range s.aside {
		c.small(right, ground-float64(i+1)*(frameHeight+4), f)
	}
}

// small draws a frame that is less wide. A caller that waits is not suspended: it keeps its place.
func (c *canvas) small(x, y float64, f frameBox) {
	if f.look == "waiting" {
		c.rect("r2", x, y, shotFrame, frameHeight, 6)
		c.text("b", x+9, y+20, fit(f.name, textSize*1.08, shotFrame-16))
		c.text("s", x+9, y+39, fit(f.state, smallSize, shotFrame-16))
		return
	}
	c.frame(x, y, shotFrame, f)
}

func filmText(film []shot) string {
	var out strings.Builder
	for i, s := range film {
		fmt.Fprintf(&out, "%2d  %s\n", i+1, oneLine(s.caption))
		if s.onTop == nil {
			fmt.Fprintf(&out, "      stack: your code; aside: %s\n", boxesText(s.aside))
			continue
		}
		fmt.Fprintf(&out, "      stack: your code, %s\n", boxesText(s.onTop))
	}
	return out.String()
}

func boxesText(boxes []frameBox) string {
	var parts []string
	for _, b := range boxes {
		text := oneLine(b.name) + " (" + b.state
		if b.line != "" {
			text += " at " + b.line
		}
		parts = append(parts, text+")")
	}
	return strings.Join(parts, ", ")
}
