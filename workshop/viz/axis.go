package viz

import "time"

// A course is the order of what has happened, and when. On a virtual clock many things happen at the same
// time, one after the other; so each takes some room on the axis besides the time that has passed since the one before.
type course struct {
	times []time.Duration // of each event, in order
	room  []float64       // that each event takes besides, in slots
	fixed map[int]float64 // that some events take besides, at most
	x     []float64       // where each is drawn, after lay
}

func (c *course) add(at time.Duration, room float64) int {
	c.times = append(c.times, at)
	c.room = append(c.room, room)
	return len(c.times) - 1
}

// addWide adds an event that has words, which take so much room.
func (c *course) addWide(at time.Duration, width float64) int {
	i := c.add(at, 0)
	if c.fixed == nil {
		c.fixed = map[int]float64{}
	}
	c.fixed[i] = width
	return i
}

// widestSlot is the room of one event if there is enough.
const widestSlot = 13.0

// lay distributes the events between left and right: up to half of the room for the events, all the
// rest for the time between them.
func (c *course) lay(left, right float64) {
	slots := 0.0
	for _, r := range c.room {
		slots += r
	}
	total, passed := right-left, c.span()
	words := 0.0
	for _, w := range c.fixed {
		words += w
	}
	unit := min(1, total/700) // text has less room, in letters
	share := min(unit, total/3/max(words, 1))
	total -= words * share
	slot := 0.0
	if slots > 0 {
		slot = min(widestSlot*unit, total/2/slots)
		if passed == 0 {
			slot = min(2*widestSlot*unit, total/slots)
		}
	}
	scale := 0.0
	if passed > 0 {
		scale = (total - slot*slots) / float64(passed)
	}
	c.x = make([]float64, len(c.times))
	x, last := left, c.begin()
	for i, at := range c.times {
		x += scale*float64(max(0, at-last)) + slot*c.room[i] + share*c.fixed[i]
		last = max(last, at)
		c.x[i] = x
	}
}

func (c *course) begin() time.Duration {
	if len(c.times) == 0 {
		return 0
	}
	return c.times[0]
}

func (c *course) end() time.Duration {
	if len(c.times) == 0 {
		return 0
	}
	return c.times[len(c.times)-1]
}

func (c *course) span() time.Duration { return c.end() - c.begin() }

// An instant is all that happens at one time: the first and the last of its events.
type instant struct {
	at          time.Duration
	first, last int
}

func (c *course) instants() []instant {
	var all []instant
	for i, at := range c.times {
		if n := len(all); n > 0 && all[n-1].at == at {
			all[n-1].last = i
			continue
		}
		all = append(all, instant{at, i, i})
	}
	return all
}

// axis draws the times above y, where they have room, and their lines down to bottom. Where several events share a time,
// a band shows how far it reaches.
func (k *canvas) axis(c *course, y, bottom float64) {
	free := -1.0
	all := c.instants()
	for i, in := range all {
		if c.x[in.last] >= c.x[in.first]+1 {
			k.rect("bd", c.x[in.first], y, c.x[in.last]-c.x[in.first], bottom-y, 2)
		}
		label := clock(in.at)
		half := textWidth(label, smallSize) / 2
		end := textWidth(clock(c.end()), smallSize) / 2
		room := c.x[in.first] - half
		isLast := i == len(all)-1
		if room < free || !isLast && c.x[in.first]+half > c.x[all[len(all)-1].first]-end-4 {
			continue
		}
		k.line("l", c.x[in.first], y, c.x[in.first], bottom)
		k.text("s m dim", c.x[in.first], y-6, label)
		free = c.x[in.first] + half + 8
	}
}
