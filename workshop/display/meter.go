package display

import (
	"fmt"
	"html"
	"os"
	"strings"
	"time"
)

// A Meter is how far work has come: what a progress bar shows, and a picture of its own for any
// share of a whole.
type Meter struct {
	Label string
	Done  int
	Total int           // -1 if nobody knows
	Left  time.Duration // how long it may still take; 0 if nobody knows
	Ended bool          // nothing will change any more
}

// percent is 100 only if everything is done.
func (m Meter) percent() int {
	if m.Done >= m.Total {
		return 100
	}
	return int(float64(m.Done) / float64(m.Total) * 100)
}

// known reports whether it makes sense to speak of a share.
func (m Meter) known() bool { return m.Total >= 0 && m.Done <= m.Total }

func (m Meter) estimate(elapsed time.Duration) time.Duration {
	if !m.known() || m.Done == 0 {
		return 0
	}
	per := float64(elapsed) / float64(m.Done)
	return time.Duration(per * float64(m.Total-m.Done)).Round(time.Second)
}

// words says all there is to say.
func (m Meter) words() string {
	if !m.known() {
		return fmt.Sprintf("%d so far", m.Done) + m.early()
	}
	s := fmt.Sprintf("%d %% (%d of %d)", m.percent(), m.Done, m.Total)
	if m.Left > 0 {
		s += fmt.Sprintf(", about %v left", m.Left)
	}
	return s + m.early()
}

func (m Meter) early() string {
	if m.Ended && m.Done != m.Total {
		return ", ended early"
	}
	return ""
}

const meterWidth = 20

// String returns the bar in letters.
func (m Meter) String() string {
	bar := ""
	if m.known() {
		full := m.percent() * meterWidth / 100
		bar = "[" + strings.Repeat("#", full) + strings.Repeat("-", meterWidth-full) + "] "
	}
	if m.Label == "" {
		return bar + m.words()
	}
	return m.Label + ": " + bar + m.words()
}

// HTML returns the bar as part of a page.
func (m Meter) HTML() string {
	value := ""
	if m.known() {
		value = fmt.Sprintf(` value="%d"`, m.percent())
	} else if m.Ended {
		value = ` value="100"`
	}
	return fmt.Sprintf(`<label>%s <progress max="100"%s style="width:20em;vertical-align:middle"></progress> %s</label>`,
		html.EscapeString(m.Label), value, m.words())
}

// A screen is where a bar is drawn.
type screen interface{ draw(Meter) }

func newScreen() screen {
	if Notebook() {
		return &page{}
	}
	info, err := os.Stderr.Stat()
	return &line{rewritten: err == nil && info.Mode()&os.ModeCharDevice != 0}
}

// A page is a place in a notebook.
type page struct{ handle *Handle }

func (p *page) draw(m Meter) {
	if p.handle == nil {
		p.handle = Live(m)
		return
	}
	p.handle.Update(m)
}

// A line is a line on standard error, which can be rewritten or not.
type line struct{ rewritten bool }

const clearLine = "\r\x1b[K"

func (l *line) draw(m Meter) {
	text := m.String()
	switch {
	case l.rewritten && m.Ended:
		fmt.Fprintln(os.Stderr, clearLine+text)
	case l.rewritten:
		fmt.Fprint(os.Stderr, clearLine+text)
	case m.Ended:
		fmt.Fprintln(os.Stderr, text)
	}
}
