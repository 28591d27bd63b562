package viz

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// This file draws lanes, and timeline_text.go writes them.

const (
	timelineWidth = 860.0
	laneHeight    = 36.0
	barHeight     = 20.0
	endRoom       = 128.0 // right of the lanes: how they have ended
	maxArrows     = 200
)

func (t *timeline) picture() Picture {
	hidden := max(0, len(t.lanes)-maxLanes)
	summary := t.summary
	if hidden > 0 {
		summary += fmt.Sprintf("; %s not shown", count(hidden, "more lane"))
	}
	t.canvas = newCanvas(timelineWidth, summary)
	left := t.left()
	t.course.lay(left, timelineWidth-endRoom)
	y := t.top + 24
	shown := t.lanes[:len(t.lanes)-hidden]
	bottom := y + float64(len(shown))*laneHeight + 4
	if len(t.course.times) > 0 {
		t.axis(&t.course, y, bottom)
	}
	for i, l := range shown {
		t.drawLane(l, left, y+float64(i)*laneHeight)
	}
	t.drawArrows(y, len(shown))
	height := t.legend(bottom + 22)
	return t.canvas.picture(height, t.title, summary, t.asText())
}

// left is where the lanes begin, behind their names.
func (t *timeline) left() float64 {
	w := 30.0
	for _, l := range t.lanes {
		w = max(w, textWidth(oneLine(l.name), textSize))
	}
	return margin + min(w, 150) + 14
}

// barTop is where the bars of lane i begin, below y.
func barTop(y float64, i int) float64 {
	return y + float64(i)*laneHeight + (laneHeight-barHeight)/2 + 2
}

func (t *timeline) drawLane(l lane, left, y float64) {
	top := barTop(y, 0)
	t.text("e", left-10, top+15, fit(l.name, textSize, left-10-margin))
	for _, s := range l.spans {
		x := t.course.x[s.from]
		t.drawSpan(s, x, top, t.course.x[s.to]-x)
	}
	if l.from >= 0 && l.end != "" {
		t.drawEnd(l, t.course.x[l.to], top)
	}
}

// drawSpan draws a state: waiting is hatched, ready is dotted and less high, running is solid, blocking is
// crossed and has words.
func (t *timeline) drawSpan(s span, x, y, w float64) {
	switch s.state {
	case waits:
		t.rect("fs", x, y, w, barHeight, 2)
		t.pattern(hatched, x, y, w, barHeight, 2)
		t.label(s, x, y, w)
	case ready:
		t.rect("w2", x, y+3, w, barHeight-6, 2)
		t.pattern(dotted, x, y+3, w, barHeight-6, 2)
	case blocks:
		t.rect("b2", x, y, w, barHeight, 2)
		t.pattern(crossed, x, y, w, barHeight, 2)
		t.badge("tb b", x+w/2, y+14, "blocked "+tenths(s.took), w-8)
	default:
		w = max(w-0.5, 2) // the next may begin at once
		t.rect("fr", x, y, w, barHeight, 2)
		if text := spanLabel(s.text, w-8); text != "" {
			t.text("s m on", x+w/2, y+14, text)
		}
	}
}

// label writes what a task waits for; where it has to be short, a mouse finds the rest.
func (t *timeline) label(s span, x, y, w float64) {
	text := spanLabel(s.text, w-12)
	if text == "" {
		return
	}
	write := func() {
		size := textWidth(text, smallSize)
		t.rect("bg", x+w/2-size/2-3, y+3, size+6, barHeight-6, 3)
		t.text("s m", x+w/2, y+14, text)
	}
	if strings.HasSuffix(text, "…") {
		t.group(s.text, write)
		return
	}
	write()
}

// spanLabel shortens the words of a span, or leaves them out where there is no room for enough of them.
func spanLabel(s string, width float64) string {
	s = oneLine(s)
	if textWidth(s, smallSize) <= width {
		return s
	}
	if d, ok := strings.CutPrefix(s, "sleep "); ok {
		if textWidth(d, smallSize) <= width {
			return d
		}
		return ""
	}
	if width < 56 {
		return ""
	}
	return fit(s, smallSize, width)
}

// drawEnd says in words how a lane has ended, to the right of all lanes, with a sign that is at the lane's end, too.
func (t *timeline) drawEnd(l lane, x, y float64) {
	words, class := "done", "to"
	switch l.end {
	case aio.EventCancelled:
		words, class = "cancelled", "tw"
	case aio.EventError:
		words, class = nameOr(l.failure, "error"), "tb"
	}
	const gutter = timelineWidth - endRoom + 20
	t.endSign(l.end, gutter+4, y+barHeight/2)
	t.group(words, func() {
		t.text("s "+class, gutter+16, y+barHeight/2+4, fit(words, smallSize, timelineWidth-margin-gutter-14))
	})
	if x+14 < gutter-8 {
		t.endSign(l.end, x+9, y+barHeight/2)
	}
}

func (t *timeline) endSign(end aio.EventKind, x, y float64) {
	switch end {
	case aio.EventDone:
		t.path("lo", "M", x-4, y, "L", x-1, y+4, "L", x+5, y-5)
	case aio.EventCancelled:
		t.circle("lw", x, y, 5)
		t.line("lw", x-3.5, y+3.5, x+3.5, y-3.5)
	default:
		t.path("lb", "M", x-4, y-4, "L", x+4, y+4, "M", x+4, y-4, "L", x-4, y+4)
	}
}

// arrowStyles differ in their dashes as well as in their colours.
var arrowStyles = map[aio.EventKind]struct{ line, area, name string }{
	aio.EventCreate:          {"lp da", "fp", "creates"},
	aio.EventWake:            {"lo", "fo", "wakes"},
	aio.EventCancelRequested: {"lb do", "fb", "cancels"},
}

func (t *timeline) drawArrows(y float64, lanes int) {
	for _, a := range t.arrows[:min(len(t.arrows), maxArrows)] {
		if a.to >= lanes {
			continue
		}
		x := t.course.x[a.at]
		switch {
		case a.from < 0:
			t.clockMark(x, barTop(y, a.to), a.text)
		case a.from < lanes && a.from != a.to:
			t.drawArrow(a, x, barTop(y, a.from), barTop(y, a.to))
		}
	}
	for _, m := range t.marks {
		if m.to < lanes {
			top := barTop(y, m.to)
			t.group(m.text, func() { t.circle("fp", t.course.x[m.at], top-2, 3.2) })
		}
	}
}

func (t *timeline) drawArrow(a arrow, x, from, to float64) {
	style := arrowStyles[a.kind]
	text := t.lanes[a.from].name + " " + style.name + " " + t.lanes[a.to].name
	if a.text != "" {
		text += ": " + a.text
	}
	t.group(text, func() {
		if from < to {
			t.arrow(style.line, style.area, x, from+barHeight, x, to+1)
		} else {
			t.arrow(style.line, style.area, x, from, x, to+barHeight-1)
		}
	})
}

// clockMark shows that no task has woken this one: time is up, or something has come from outside.
func (t *timeline) clockMark(x, top float64, cause string) {
	t.group(cause, func() { t.path("fw", "M", x-4, top-6, "L", x+4, top-6, "L", x, top+1, "Z") })
}
