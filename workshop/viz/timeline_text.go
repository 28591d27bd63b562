package viz

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

const (
	textColumns = 60
	maxCauses   = 20
)

// letters of states. What is most worth seeing wins where several share a column.
var letters = map[look]rune{waits: '.', ready: '=', runs: '#', blocks: '!'}

// asText draws the lanes in letters, and tells who woke whom.
func (t *timeline) asText() string {
	if len(t.lanes) == 0 {
		return ""
	}
	t.course.lay(0, textColumns-1)
	shown := t.lanes[:min(len(t.lanes), maxLanes)]
	var names []string
	for _, l := range shown {
		names = append(names, clip(l.name, 20))
	}
	wide := widest(20, names...)
	var out strings.Builder
	out.WriteString(strings.TrimRight(pad("", wide+2)+t.scale(), " ") + "\n")
	for i, l := range shown {
		out.WriteString(strings.TrimRight(pad(names[i], wide)+"  "+t.letters(l)+"  "+endWords(l), " ") + "\n")
	}
	out.WriteString("\n" + t.key() + "\n" + t.causes())
	return out.String()
}

// scale writes the times above the columns, where they have room.
func (t *timeline) scale() string {
	line := ""
	for _, in := range t.course.instants() {
		at := column(t.course.x[in.first])
		if n := utf8.RuneCountInString(line); n == 0 || at >= n+2 {
			line = pad(line, at) + clock(in.at)
		}
	}
	return line
}

func column(x float64) int { return min(max(int(x+0.5), 0), textColumns-1) }

func (t *timeline) letters(l lane) string {
	row := []rune(strings.Repeat(" ", textColumns))
	state := make([]look, textColumns)
	for i := range state {
		state[i] = -1
	}
	for _, s := range l.spans {
		for i := column(t.course.x[s.from]); i <= column(t.course.x[s.to]); i++ {
			if s.state > state[i] {
				state[i], row[i] = s.state, letters[s.state]
			}
		}
	}
	return string(row)
}

func endWords(l lane) string {
	switch l.end {
	case "", aio.EventDone, aio.EventCancelled:
		return string(l.end)
	}
	return "error: " + clip(l.failure, 60)
}

func (t *timeline) key() string {
	has, words := t.states(), []string{}
	for _, s := range []struct {
		state look
		words string
	}{{runs, "# " + t.solid}, {ready, "= is ready"}, {waits, ". waits"}, {blocks, "! blocks all others"}} {
		if has[s.state] {
			words = append(words, s.words)
		}
	}
	return strings.Join(words, "   ")
}

// causes tells in words what the arrows show.
func (t *timeline) causes() string {
	var out strings.Builder
	told := 0
	for _, a := range t.arrows {
		if a.from < 0 || a.from == a.to || a.kind == aio.EventCreate {
			continue
		}
		if told++; told > maxCauses {
			out.WriteString("…\n")
			break
		}
		fmt.Fprintf(&out, "%s: %s %s %s", clock(t.course.times[a.at]), clip(t.lanes[a.from].name, 20), arrowStyles[a.kind].name, clip(t.lanes[a.to].name, 20))
		if a.text != "" {
			out.WriteString(" (" + oneLine(a.text) + ")")
		}
		out.WriteString("\n")
	}
	return out.String()
}
