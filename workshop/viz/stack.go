package viz

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Stack shows where generators are now: each has a stack of its own, beside that of the code that
// calls it, and keeps it while it is suspended. A generator that delegates has the one it delegates to on top of
// it. It draws at most four generators.
func Stack(generators ...Framer) Picture {
	more := max(0, len(generators)-4)
	generators = generators[:len(generators)-more]
	stacks := make([][]gen.Frame, len(generators))
	for i, g := range generators {
		stacks[i] = g.Frames()
	}
	return stackPicture("Call stacks", stacks, more)
}

const (
	frameWidth, frameHeight = 168.0, 64.0
	frameGap                = 20.0
)

func stackPicture(title string, stacks [][]gen.Frame, more int) Picture {
	summary := stackSummary(stacks)
	if more > 0 {
		summary += fmt.Sprintf("; %s not shown", count(more, "more generator"))
	}
	deepest := 1
	for _, s := range stacks {
		deepest = max(deepest, len(s))
	}
	columns := float64(len(stacks) + 1)
	c := newCanvas(max(420, 2*margin+columns*frameWidth+(columns-1)*frameGap), summary)
	ground := c.top + float64(deepest)*(frameHeight+4) + 6
	c.stack(margin, ground, []frameBox{{"your code", "runs", "", "running"}})
	for i, s := range stacks {
		c.stack(margin+float64(i+1)*(frameWidth+frameGap), ground, frameBoxes(s))
	}
	return c.picture(ground+34, title, summary, stackText(stacks))
}

// A frameBox is a frame as it is drawn.
type frameBox struct{ name, state, line, look string }

// frameBoxes are those of a generator, the outermost first. One that delegates waits for the next.
func frameBoxes(frames []gen.Frame) []frameBox {
	var boxes []frameBox
	for i, f := range frames {
		b := frameBox{nameOr(f.Name, "generator"), f.State.String(), f.Line, f.State.String()}
		if i < len(frames)-1 && f.State == gen.Suspended {
			b.state = "delegates"
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// stack draws frames that stand on the ground, the first at the bottom.
func (c *canvas) stack(x, ground float64, frames []frameBox) {
	c.line("ln", x-4, ground, x+frameWidth+4, ground)
	for i, f := range frames {
		c.frame(x, ground-float64(i+1)*(frameHeight+4), frameWidth, f)
	}
	c.text("s m dim", x+frameWidth/2, ground+17, fit("stack of "+frames[0].name, smallSize, frameWidth))
}

// frame draws one frame. States differ in their borders and patterns as well as in their colours.
func (c *canvas) frame(x, y, w float64, f frameBox) {
	switch f.look {
	case "running":
		c.rect("fr", x, y, w, frameHeight, 6)
	case "suspended":
		c.rect("fs", x, y, w, frameHeight, 6)
		c.pattern(hatched, x, y, w, frameHeight, 6)
		c.rect("lr da", x, y, w, frameHeight, 6)
	case "created":
		c.rect("ln do", x, y, w, frameHeight, 6)
	default:
		c.rect("ln", x, y, w, frameHeight, 6)
		c.path("ln", "M", x+w-18, y+8, "L", x+w-8, y+18, "M", x+w-8, y+8, "L", x+w-18, y+18)
	}
	on := ""
	if f.look == "running" {
		on = " on"
	}
	c.spot("b"+on, x+9, y+20, f.name, textSize*1.08, w-30)
	c.spot("s"+on, x+9, y+38, f.state, smallSize, w-18)
	if f.line != "" {
		c.spot("s dim", x+9, y+54, "at "+f.line, smallSize, w-18)
	}
}

// spot writes text on paper, unless it is on dark ground: patterns are hard to read on.
func (c *canvas) spot(class string, x, y float64, s string, size, width float64) {
	s = fit(s, size, width)
	if !strings.HasSuffix(class, "on") {
		c.rect("bg", x-4, y-12, textWidth(s, size)+8, 16, 3)
	}
	c.text(class, x, y, s)
}

func stackSummary(stacks [][]gen.Frame) string {
	parts := []string{"your code runs"}
	for _, s := range stacks {
		boxes := frameBoxes(s)
		last := boxes[len(boxes)-1]
		text := boxes[0].name + " is " + boxes[0].look
		if len(boxes) > 1 {
			text = boxes[0].name + " is suspended in " + last.name
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

func stackText(stacks [][]gen.Frame) string {
	rows := [][2]string{{"your code", "runs"}}
	for _, s := range stacks {
		for i, b := range frameBoxes(s) {
			state := b.state
			if b.line != "" {
				state += " at " + b.line
			}
			rows = append(rows, [2]string{strings.Repeat("  ", i) + clip(b.name, 40), state})
		}
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, widest(60, r[0]))
	}
	var out strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&out, "%s  %s\n", pad(r[0], wide), r[1])
	}
	return out.String()
}
