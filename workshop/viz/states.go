package viz

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// A Transition is an arrow between two states.
type Transition struct{ From, To, Label string }

// States draws a state machine: its states in the order in which they are first named, with the
// arrows to later ones above and those back below. current is the state that it is in now, or "".
func States(title, current string, transitions ...Transition) Picture {
	m := &machine{transitions: transitions, current: current}
	for _, t := range transitions {
		m.know(t.From)
		m.know(t.To)
	}
	summary := fmt.Sprintf("%s, %s", count(len(m.names), "state"), count(len(transitions), "transition"))
	if current != "" {
		summary += "; now: " + current
	}
	m.canvas = newCanvas(max(380, 2*margin+float64(len(m.names))*stateStep-stateGap), summary)
	m.row = m.top + m.room(true) + 8
	for i, name := range m.names {
		m.state(i, name)
	}
	for _, t := range transitions {
		m.arc(t)
	}
	return m.picture(m.row+stateHeight+m.room(false)+16, title, summary, m.asText())
}

// Life is the state machine of generators, and which state g is in.
func Life(g Framer) Picture {
	f := g.Frames()[0]
	return States("Life of "+nameOr(f.Name, "a generator"), f.State.String(),
		Transition{"created", "running", "Next"},
		Transition{"running", "suspended", "Yield"},
		Transition{"suspended", "running", "Next, Send, Throw, Close"},
		Transition{"running", "closed", "return"},
		Transition{"created", "closed", "Close, Throw"},
	)
}

var _ Framer = (*gen.Generator[int, int, int])(nil)

const (
	stateWidth, stateHeight = 112.0, 40.0
	stateGap                = 76.0
	stateStep               = stateWidth + stateGap
	arcLevel                = 34.0
)

// A machine is a picture of states that is being drawn. row is the upper edge of the states.
type machine struct {
	*canvas
	names       []string
	transitions []Transition
	current     string
	row         float64
}

func (m *machine) know(name string) {
	if !slices.Contains(m.names, name) {
		m.names = append(m.names, name)
	}
}

func (m *machine) index(name string) int { return slices.Index(m.names, name) }

// direct reports whether an arrow goes straight from a state to the one beside it.
func (m *machine) direct(t Transition) bool { return m.index(t.To)-m.index(t.From) == 1 }

// room is the height that arrows need above or below the states.
func (m *machine) room(above bool) float64 {
	far := 0
	for _, t := range m.transitions {
		d := m.index(t.To) - m.index(t.From)
		if above == (d >= 0) && !m.direct(t) {
			far = max(far, max(d, -d), 1)
		}
	}
	return float64(far)*arcLevel + 12
}

func (m *machine) state(i int, name string) {
	x := margin + float64(i)*stateStep
	class, text := "fs", "b"
	if name == m.current {
		class, text = "fr", "b on"
		m.text("s tr", x+3, m.row+stateHeight+14, "▲ now")
	}
	m.box(class, text, x, m.row, stateWidth, stateHeight, name)
}

// arc draws an arrow: straight to the next state, above to others, below backwards.
func (m *machine) arc(t Transition) {
	from, to := m.index(t.From), m.index(t.To)
	x1, x2 := margin+float64(from)*stateStep, margin+float64(to)*stateStep
	if m.direct(t) {
		y := m.row + stateHeight/2
		m.arrow("ln", "fn", x1+stateWidth+2, y, x2-2, y)
		m.text("s m", x1+stateWidth+stateGap/2, y-7, fit(t.Label, smallSize, stateGap-8))
		return
	}
	span := math.Abs(float64(to - from))
	edge, side := m.row, -1.0
	if to < from {
		edge, side = m.row+stateHeight, 1
	}
	a, b := x1+stateWidth*0.62, x2+stateWidth*0.38
	if to < from {
		a, b = x1+stateWidth*0.38, x2+stateWidth*0.62
	}
	top := edge + side*max(span, 1)*arcLevel
	m.path("ln", "M", a, edge+side, "C", a, top, a, top, (a+b)/2, top, "S", b, top, b, edge+side*6)
	m.head("fn", b, edge+side, 0, -side)
	m.badge("", (a+b)/2, top+4, t.Label, max(span, 1)*stateStep-30)
}

func (m *machine) asText() string {
	var out strings.Builder
	wide := widest(40, m.names...)
	for _, name := range m.names {
		mark := "  "
		if name == m.current {
			mark = "▶ "
		}
		line := mark + pad(clip(name, wide), wide)
		sep := "  "
		for _, t := range m.transitions {
			if t.From == name {
				line += sep + "─ " + oneLine(t.Label) + " → " + oneLine(t.To)
				sep = "   "
			}
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}
