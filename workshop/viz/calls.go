package viz

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Calls records the calls of generators, for a picture of who says what to whom:
//
//	var calls viz.Calls
//	g := gen.New(body).Name("sums").Watch(calls.Add)
//	g.Next()
//	g.Send(10)
//	calls.Picture()
//
// Several generators may be recorded together; they are told apart by their names. The zero value is
// empty. Its methods may be called from any goroutine.
type Calls struct {
	mu    sync.Mutex
	steps []gen.Step
}

// Add records a call. It is what Watch wants.
func (c *Calls) Add(s gen.Step) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.steps = append(c.steps, s)
}

// Picture returns a picture of the calls so far: time goes down, each call goes from the caller to the
// generator, and what it returns comes back.
func (c *Calls) Picture() Picture {
	c.mu.Lock()
	steps := slices.Clone(c.steps)
	c.mu.Unlock()
	return callsPicture("Calls and answers", "caller", steps)
}

// Protocol asks an iterator for its values, as a for loop does, and shows how: one Next for each
// value, and one more that says that there are no more. It stops after ten values, so the iterator
// may be endless.
func Protocol[T any](it gen.Iterator[T]) Picture {
	name := "iterator"
	if f, ok := it.(Framer); ok && f.Frames()[0].Name != "" {
		name = f.Frames()[0].Name
	}
	var steps []gen.Step
	for len(steps) < 10 {
		v, err := it.Next()
		steps = append(steps, gen.Step{Name: name, Call: "Next", Out: v, Err: err})
		if err != nil {
			break
		}
	}
	return callsPicture("The iterator protocol", "for loop", steps)
}

// A Framer is a generator of any type: it says where it is suspended.
type Framer interface{ Frames() []gen.Frame }

// A dialogue is a picture of calls that is being drawn.
type dialogue struct {
	*canvas
	names []string           // of the generators, in the order of their first call
	at    map[string]float64 // where their lines are
	over  map[string]float64 // and where they end, for those that are closed
	me    float64            // where the caller's is
	y     float64
}

const (
	callsWidth = 660.0
	callRow    = 56.0
	maxCalls   = 30
)

func callsPicture(title, caller string, steps []gen.Step) Picture {
	names := namesOf(steps)
	summary := callsSummary(names, steps)
	d := &dialogue{canvas: newCanvas(callsWidth, summary), names: names, at: map[string]float64{}, over: map[string]float64{}, me: 110}
	d.heads(caller)
	shown, left := steps, 0
	if len(steps) > maxCalls {
		shown, left = steps[:maxCalls], len(steps)-maxCalls
	}
	under := d.y // the lines are drawn last, as far down as the calls have come
	lines := d.b
	d.b = &strings.Builder{}
	for i, s := range shown {
		d.step(i+1, s)
		if _, over := d.over[s.Name]; !over && stateAfter(s) == "closed" {
			d.over[s.Name] = d.y - 14
		}
	}
	if left > 0 {
		d.text("s m dim", callsWidth/2, d.y, "… "+count(left, "more call"))
		d.y += 20
	}
	calls := d.b.String()
	d.b = lines
	d.lifelines(under)
	d.b.WriteString(calls)
	return d.picture(d.y+4, title, summary, callsText(caller, steps))
}

func namesOf(steps []gen.Step) []string {
	var names []string
	for _, s := range steps {
		if !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

// heads draws the boxes at the top.
func (d *dialogue) heads(caller string) {
	y := d.top + 4
	d.box("fs", "b", d.me-55, y, 110, 28, caller)
	room := (callsWidth - margin - d.me - 90) / float64(max(1, len(d.names)))
	for i, name := range d.names {
		x := d.me + 90 + room*(float64(i)+0.5)
		if len(d.names) == 1 {
			x = callsWidth - margin - 130 // beside it stands its state
		}
		d.at[name] = x
		half := min(room-12, 170) / 2
		d.box("r2", "b", x-half, y, 2*half, 28, nameOr(name, "generator"))
	}
	d.y = y + 28 + 30
}

func nameOr(name, other string) string {
	if oneLine(name) == "" {
		return other
	}
	return name
}

// lifelines draws a line below each head, up to the call in which a generator ends.
func (d *dialogue) lifelines(from float64) {
	from -= 30
	d.line("ln", d.me, from, d.me, d.y-12)
	for _, name := range d.names {
		x := d.at[name]
		end, over := d.over[name]
		if !over {
			end = d.y - 12
		}
		d.line("lr do", x, from, x, end)
		if over {
			d.path("lb", "M", x-6, end-6, "L", x+6, end+6, "M", x+6, end-6, "L", x-6, end+6)
		}
	}
}

// step draws a call, the time in which the generator runs, and what comes back.
func (d *dialogue) step(n int, s gen.Step) {
	x := d.at[s.Name]
	d.text("s e dim", d.me-14, d.y+15, fmt.Sprint(n))
	d.group(s.String(), func() {
		d.arrow("ln", "fn", d.me, d.y, x-5, d.y)
		d.arrow(answerStyle(s).line, answerStyle(s).area, x-5, d.y+24, d.me, d.y+24)
		d.rect(d.ran(s), x-5, d.y-4, 10, 32, 2)
	})
	call := callText(s)
	middle, room := (d.me+d.at[d.names[0]])/2, d.at[d.names[0]]-d.me-40
	d.codeBadge("", middle, d.y-5, call, room)
	d.codeBadge(answerStyle(s).text, middle, d.y+19, answerText(s), room)
	if len(d.names) == 1 {
		d.text("s dim", x+14, d.y+28, stateAfter(s))
	}
	d.y += callRow
}

// ran is filled if the call has run something of the generator, and hollow if not.
func (d *dialogue) ran(s gen.Step) string {
	if _, over := d.over[s.Name]; over || stateAfter(s) == "created" || stateAfter(s) == "running" {
		return "fs"
	}
	return "fr"
}

func (d *dialogue) codeBadge(class string, x, y float64, s string, room float64) {
	s = fitCode(s, room)
	w := codeWidth(s)
	d.rect("bg", x-w/2-2, y-11, w+4, 14, 3)
	d.text("k m "+class, x, y, s)
}

type lineStyle struct{ line, area, text string }

func answerStyle(s gen.Step) lineStyle {
	if s.Err != nil {
		return lineStyle{"lb da", "fb", "tb"}
	}
	return lineStyle{"lo", "fo", "to"}
}

func callText(s gen.Step) string {
	switch s.Call {
	case "Send":
		return fmt.Sprintf("Send(%v)", s.In)
	case "Throw":
		return fmt.Sprintf("Throw(%v)", s.Thrown)
	}
	return s.Call + "()"
}

func answerText(s gen.Step) string {
	switch {
	case s.Err != nil:
		return fmt.Sprintf("error: %v", s.Err)
	case s.Call == "Close":
		return "closed"
	}
	return fmt.Sprint(s.Out)
}

// stateAfter says what the generator is doing when the call has returned.
func stateAfter(s gen.Step) string {
	switch {
	case errors.Is(s.Err, gen.ErrNotStarted):
		return "created"
	case errors.Is(s.Err, gen.ErrRunning):
		return "running"
	case errors.Is(s.Err, gen.ErrIgnoredExit), s.Err == nil && s.Call != "Close":
		return "suspended"
	}
	return "closed"
}

func callsSummary(names []string, steps []gen.Step) string {
	if len(steps) == 0 {
		return "no calls"
	}
	values := 0
	for _, s := range steps {
		if s.Err == nil && s.Call != "Close" {
			values++
		}
	}
	s := count(len(steps), "call") + ", " + count(values, "value")
	if len(names) > 1 {
		s += " from " + count(len(names), "generator")
	}
	last := steps[len(steps)-1]
	return s + "; the last answer: " + answerText(last)
}

func callsText(caller string, steps []gen.Step) string {
	var calls []string
	for _, s := range steps {
		calls = append(calls, clip(nameOr(s.Name, "generator")+"."+callText(s), 40))
	}
	var out strings.Builder
	for i, s := range steps {
		fmt.Fprintf(&out, "%3d  %s ── %s ──▶\n", i+1, caller, calls[i])
		fmt.Fprintf(&out, "     %s ◀── %s (%s)\n", pad("", len(caller)), clip(answerText(s), 60), stateAfter(s))
	}
	return out.String()
}
