package viz

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// Depth records how many items queues hold while an event loop runs:
//
//	var depth viz.Depth
//	aio.Main(func(ctx context.Context) error {
//		orders := aio.NewQueue[int](3).Named("orders")
//		depth.Watch("orders", orders)
//		...
//	}, aio.Observe(depth.Event))
//	depth.Picture()
//
// The zero value is empty.
type Depth struct {
	mu     sync.Mutex
	queues []watched
	end    time.Duration
}

// A watched queue has a level for each time at which its length had changed.
type watched struct {
	name   string
	queue  Lener
	levels []level
}

type level struct {
	at time.Duration
	n  int
}

// A Lener is what has a length: a queue, or anything else that fills and empties.
type Lener interface{ Len() int }

// Watch adds a queue. Queues are looked at whenever a task of the loop starts, goes on or waits.
func (d *Depth) Watch(name string, q Lener) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.queues = append(d.queues, watched{name: name, queue: q, levels: []level{{d.end, q.Len()}}})
}

// Event looks at the queues. It is what aio.Observe wants.
func (d *Depth) Event(e aio.TraceEvent) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.end = e.Time
	for i := range d.queues {
		w := &d.queues[i]
		if n := w.queue.Len(); n != w.levels[len(w.levels)-1].n {
			w.levels = append(w.levels, level{e.Time, n})
		}
	}
}

// Picture returns a picture of the levels so far: steps that go up when an item is put in, and down
// when one is taken out.
func (d *Depth) Picture() Picture {
	d.mu.Lock()
	queues, end := slices.Clone(d.queues), d.end
	d.mu.Unlock()
	p := &depths{queues: queues, end: end}
	summary := p.summarize()
	p.canvas = newCanvas(lineWidth, summary)
	y := p.top + 8
	for i, w := range queues {
		y = p.draw(i, w, y)
	}
	return p.picture(y, "Queue depth", summary, p.asText())
}

const depthHeight = 84.0

// depths is a picture of levels that is being drawn.
type depths struct {
	*canvas
	queues []watched
	end    time.Duration
}

func (w watched) most() int {
	most := 0
	for _, l := range w.levels {
		most = max(most, l.n)
	}
	return most
}

// draw draws one queue below y and returns where the next may begin.
func (p *depths) draw(i int, w watched, y float64) float64 {
	p.text("b", margin, y+12, fit(w.name, textSize*1.08, lineWidth-2*margin))
	left, right := margin+34, lineWidth-margin-24
	bottom := y + 28 + depthHeight
	all := ticks(float64(max(w.most(), 1)), min(max(w.most(), 1), 4))
	high := all[len(all)-1]
	for _, t := range all {
		at := bottom - t/high*depthHeight
		p.line("l", left, at, right, at)
		p.text("s e dim", left-8, at+4, plainNumber(t))
	}
	x := func(at time.Duration) float64 {
		if p.end == 0 {
			return left
		}
		return left + float64(at)/float64(p.end)*(right-left)
	}
	first := bottom - float64(w.levels[0].n)/high*depthHeight
	d := []any{"M", x(w.levels[0].at), first}
	for _, l := range append(w.levels[1:len(w.levels):len(w.levels)], level{p.end, w.levels[len(w.levels)-1].n}) {
		d = append(d, "H", x(l.at), "V", bottom-float64(l.n)/high*depthHeight)
	}
	area := append(slices.Clone(d), "V", bottom, "H", x(w.levels[0].at), "Z")
	p.path("bd", area...)
	p.path(lineStyles[i%len(lineStyles)].line, d...)
	for _, at := range timeTicks(p.end, 5) {
		if at <= p.end {
			p.text("s m dim", x(at), bottom+16, clock(at))
			p.line("ln", x(at), bottom, x(at), bottom+3)
		}
	}
	p.line("ln", left, bottom, right, bottom)
	return bottom + 36
}

func (p *depths) summarize() string {
	if len(p.queues) == 0 {
		return "no queues: Watch some"
	}
	var parts []string
	for _, w := range p.queues {
		parts = append(parts, fmt.Sprintf("%s: at most %s", w.name, count(w.most(), "item")))
	}
	return strings.Join(parts, "; ") + " in " + clock(p.end)
}

// asText has a line for each change.
func (p *depths) asText() string {
	var out strings.Builder
	for _, w := range p.queues {
		fmt.Fprintf(&out, "%s\n", oneLine(w.name))
		for _, l := range w.levels {
			line := fmt.Sprintf("%9s  %4d  %s", clock(l.at), l.n, strings.Repeat("#", min(l.n, 60)))
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}
