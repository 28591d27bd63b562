package viz

import "github.com/gopherloop/gopherloop/workshop/aio"

// A sign is an entry of a legend: what it looks like, and what it means.
type sign struct {
	words string
	draw  func(x, y float64)
}

// legend explains the signs that occur, and returns how high the picture is with it.
func (t *timeline) legend(y float64) float64 {
	x := margin
	for _, s := range t.signs() {
		w := 28 + textWidth(s.words, smallSize) + 18
		if x > margin && x+w > timelineWidth-margin {
			x, y = margin, y+22
		}
		s.draw(x, y)
		t.text("s dim", x+28, y+4, s.words)
		x += w
	}
	return y + 18
}

func (t *timeline) signs() []sign {
	var all []sign
	has := t.states()
	if has[runs] {
		all = append(all, sign{t.solid, func(x, y float64) { t.rect("fr", x, y-7, 20, 14, 2) }})
	}
	if has[ready] {
		all = append(all, sign{"ready, waits for its turn", func(x, y float64) {
			t.rect("w2", x, y-6, 20, 12, 2)
			t.pattern(dotted, x, y-6, 20, 12, 2)
		}})
	}
	if has[waits] {
		all = append(all, sign{"waits for something", func(x, y float64) {
			t.rect("fs", x, y-7, 20, 14, 2)
			t.pattern(hatched, x, y-7, 20, 14, 2)
		}})
	}
	if has[blocks] {
		all = append(all, sign{"blocks all others", func(x, y float64) {
			t.rect("b2", x, y-7, 20, 14, 2)
			t.pattern(crossed, x, y-7, 20, 14, 2)
		}})
	}
	return append(all, t.arrowSigns()...)
}

func (t *timeline) arrowSigns() []sign {
	var all []sign
	for _, kind := range []aio.EventKind{aio.EventCreate, aio.EventWake, aio.EventCancelRequested} {
		style := arrowStyles[kind]
		if t.hasArrow(func(a arrow) bool { return a.kind == kind && a.from >= 0 && a.from != a.to }) {
			all = append(all, sign{style.name, func(x, y float64) { t.arrow(style.line, style.area, x, y, x+21, y) }})
		}
	}
	if t.hasArrow(func(a arrow) bool { return a.from < 0 }) {
		all = append(all, sign{"woken by the clock or from outside", func(x, y float64) { t.clockMark(x+10, y+3, "") }})
	}
	if len(t.marks) > 0 {
		all = append(all, sign{"mark", func(x, y float64) { t.circle("fp", x+10, y, 3.2) }})
	}
	return all
}

func (t *timeline) hasArrow(is func(arrow) bool) bool {
	for _, a := range t.arrows {
		if is(a) {
			return true
		}
	}
	return false
}

func (t *timeline) states() map[look]bool {
	has := map[look]bool{}
	for _, l := range t.lanes {
		for _, s := range l.spans {
			has[s.state] = true
		}
	}
	return has
}
