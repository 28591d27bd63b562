package viz

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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
// Several generators may be recorded together; they are told apart by their names. What is called while another of them runs,
// by [gen.From] or by its body, is drawn as called from there; so record those of goroutines that run at the same time apart.
//
// The zero value is empty. Its methods may be called from any goroutine.
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

// A told is a call with those that the generator has made of others while it ran.
type told struct {
	gen.Step
	inner []*told
}

// nest puts calls, which are recorded when they are over, into those that they were made in.
func nest(steps []gen.Step) []*told {
	var open []*told
	for _, s := range steps {
		t, since := &told{Step: s}, len(open)
		for since > 0 && s.Began > 0 && open[since-1].Began > s.Began {
			since--
		}
		later := open[since:]
		open = open[:since:since]
		for _, o := range later {
			if o.Name == s.Name { // they share a line
				open = append(open, o)
			} else {
				t.inner = append(t.inner, o)
			}
		}
		open = append(open, t)
	}
	return open
}

// A dialogue is a picture of calls that is being drawn.
type dialogue struct {
	*canvas
	names []string           // of the generators, in the order of their first call
	at    map[string]float64 // where their lines are
	half  map[string]float64 // half of the width of their heads
	over  map[string]float64 // and where they end, for those that are closed
	me    float64            // where the caller's is
	y     float64
	drawn int
}

const (
	callsWidth = 660.0
	callRow    = 56.0
	callTurn   = 26.0 // between arrows of calls that are made in each other
	maxCalls   = 30
)

func callsPicture(title, caller string, steps []gen.Step) Picture {
	calls := nest(steps)
	d := &dialogue{names: namesOf(calls, nil), at: map[string]float64{}, half: map[string]float64{}, over: map[string]float64{}, me: 110}
	summary := callsSummary(d.names, steps)
	d.canvas = newCanvas(d.columns(calls), summary)
	d.heads(caller)
	under := d.y // the lines are drawn last, as far down as the calls have come
	lines := d.b
	d.b = &strings.Builder{}
	d.steps(calls, -1)
	if left := len(steps) - d.drawn; left > 0 {
		d.text("s m dim", d.width/2, d.y, "… "+count(left, "more call"))
		d.y += 20
	}
	arrows := d.b.String()
	d.b = lines
	d.lifelines(under)
	d.b.WriteString(arrows)
	text := &script{}
	text.write(calls, caller, 0)
	return d.picture(d.y+4, title, summary, text.String())
}

// namesOf adds the names of the generators.
func namesOf(calls []*told, names []string) []string {
	for _, c := range calls {
		if !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
		names = namesOf(c.inner, names)
	}
	return names
}

// columns finds room for the lines, so that the words between them can be read, and returns the width of the picture.
func (d *dialogue) columns(calls []*told) float64 {
	if len(d.names) == 1 {
		d.at[d.names[0]], d.half[d.names[0]] = callsWidth-margin-130, 85 // beside it stands its state
		return callsWidth
	}
	words := make([]float64, len(d.names)) // left of each line
	d.words(calls, -1, words)
	room := (callsWidth - margin - d.me - 90) / float64(max(1, len(d.names)))
	x, before, width := d.me+90-room/2, 0.0, callsWidth
	for i, name := range d.names {
		half := min(max(room-12, textWidth(oneLine(nameOr(name, "generator")), textSize)+12), 170) / 2
		if i == 0 {
			x = max(x+room, d.me+words[i], d.me+55+12+half)
		} else {
			x += max(room, words[i], before+12+half)
		}
		d.at[name], d.half[name], before = x, half, half
		width = max(width, x+half+margin)
	}
	return width
}

// words finds how much room the calls from a column, and the answers, take beside it.
func (d *dialogue) words(calls []*told, from int, room []float64) {
	for _, c := range calls {
		to := slices.Index(d.names, c.Name)
		i := from
		if to > from {
			i++
		}
		room[i] = max(room[i], 50+min(260, max(codeWidth(oneLine(callText(c.Step))), codeWidth(oneLine(answerText(c.Step))))))
		d.words(c.inner, to, room)
	}
}

// heads draws the boxes at the top.
func (d *dialogue) heads(caller string) {
	y := d.top + 4
	d.box("fs", "b", d.me-55, y, 110, 28, caller)
	for _, name := range d.names {
		d.box("r2", "b", d.at[name]-d.half[name], y, 2*d.half[name], 28, nameOr(name, "generator"))
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

// steps draws calls that the same one has made.
func (d *dialogue) steps(calls []*told, by int) {
	for _, c := range calls {
		if d.drawn == maxCalls {
			return
		}
		d.step(c, by)
		if _, over := d.over[c.Name]; !over && stateAfter(c.Step) == "closed" {
			d.over[c.Name] = d.y - 14
		}
	}
}

// step draws a call, the time in which the generator runs, and what comes back. by is the column of the generator that has
// called, -1 for the caller.
func (d *dialogue) step(c *told, by int) {
	d.drawn++
	s, x := c.Step, d.at[c.Name]
	from, end, beside := d.me, x-5, d.at[d.names[0]]
	switch {
	case by >= 0 && d.at[d.names[by]] < x:
		from, beside = d.at[d.names[by]]+5, d.at[d.names[by+1]]
	case by >= 0:
		from, beside, end = d.at[d.names[by]]-5, d.at[d.names[by-1]], x+5
	}
	middle, room := (from+beside)/2, math.Abs(beside-from)-40
	d.text("s e dim", d.me-14, d.y+15, fmt.Sprint(d.drawn))
	y, ran := d.y, d.ran(s)
	answer := func() {
		d.arrow(answerStyle(s).line, answerStyle(s).area, end, d.y+24, from, d.y+24)
		d.rect(ran, x-5, y-4, 10, d.y+32-y, 2)
	}
	if len(c.inner) == 0 {
		d.group(s.String(), func() { d.arrow("ln", "fn", from, y, end, y); answer() })
		d.codeBadge("", middle, y-5, callText(s), room)
	} else {
		d.group(s.String(), func() { d.arrow("ln", "fn", from, y, end, y) })
		d.codeBadge("", middle, y-5, callText(s), room)
		d.y += callTurn
		d.steps(c.inner, slices.Index(d.names, c.Name))
		d.y += callTurn - callRow
		d.group(s.String(), answer)
	}
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

// A script is what was said, as text.
type script struct {
	strings.Builder
	calls int
}

func (t *script) write(calls []*told, by string, depth int) {
	for _, c := range calls {
		t.calls++
		indent, name, answer := strings.Repeat("    ", depth), clip(nameOr(c.Name, "generator"), 30), clip(answerText(c.Step), 60)
		fmt.Fprintf(t, "%3d  %s%s ── %s ──▶\n", t.calls, indent, by, clip(name+"."+callText(c.Step), 40))
		if len(c.inner) > 0 {
			t.write(c.inner, name, depth+1)
			answer = name + ": " + answer
		}
		fmt.Fprintf(t, "     %s%s ◀── %s (%s)\n", indent, pad("", utf8.RuneCountInString(by)), answer, stateAfter(c.Step))
	}
}
