package notebook

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// escape matches ANSI escape sequences. Tracebacks use them for colours.
var escape = regexp.MustCompile(`\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])`)

// stripANSI removes escape sequences.
func stripANSI(s string) string {
	if !strings.Contains(s, "\x1b") {
		return s
	}
	return escape.ReplaceAllString(s, "")
}

// ansiHTML escapes s for HTML and turns its colours into spans with the classes
// bold, fg0 to fg7 (and fg8 to fg15 for the bright ones). Other sequences are
// dropped.
func ansiHTML(s string) string {
	var b strings.Builder
	var style graphics
	rest := s
	for rest != "" {
		at := escape.FindStringIndex(rest)
		if at == nil {
			style.write(&b, rest)
			break
		}
		style.write(&b, rest[:at[0]])
		style.apply(rest[at[0]:at[1]])
		rest = rest[at[1]:]
	}
	return b.String()
}

// graphics is how text looks at some point: the part of the state of a terminal
// that we show.
type graphics struct {
	bold bool
	fg   string // class of the colour, "" for the default
}

func (g graphics) write(b *strings.Builder, s string) {
	s = html.EscapeString(s)
	class := g.fg
	if g.bold {
		class = strings.TrimSpace("bold " + class)
	}
	if class == "" || s == "" {
		b.WriteString(s)
		return
	}
	b.WriteString(`<span class="` + class + `">` + s + `</span>`)
}

func (g *graphics) apply(sequence string) {
	inner, ok := strings.CutPrefix(sequence, "\x1b[")
	if !ok || !strings.HasSuffix(inner, "m") {
		return
	}
	for _, field := range strings.Split(strings.TrimSuffix(inner, "m"), ";") {
		switch n, _ := strconv.Atoi(field); {
		case n == 0:
			*g = graphics{}
		case n == 1:
			g.bold = true
		case n == 22:
			g.bold = false
		case n == 39:
			g.fg = ""
		case n == 38 || n == 48:
			return // colours by number: the rest of the sequence belongs to them
		case n >= 30 && n <= 37:
			g.fg = "fg" + strconv.Itoa(n-30)
		case n >= 90 && n <= 97:
			g.fg = "fg" + strconv.Itoa(n-90+8)
		}
	}
}
