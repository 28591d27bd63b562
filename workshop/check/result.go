package check

import (
	"html"
	"regexp"
	"strings"
)

// An Outcome is what came of a check.
type Outcome string

// The outcomes.
const (
	NotAttempted Outcome = "not attempted"
	Right        Outcome = "right"
	NotRight     Outcome = "wrong"
)

// words are what a learner is told, with a mark that can be told apart without colours.
func (o Outcome) words() (mark, title, colour string) {
	switch o {
	case Right:
		return "✓", "Right", "#1a7f37"
	case NotRight:
		return "✗", "Not right yet", "#b35900"
	}
	return "○", "Not attempted", "#57606a"
}

// A Result says what was found out about an answer. It shows itself as the last expression of a cell, and as text.
type Result struct {
	Name    string // of the exercise: "3.2: Fibonacci"
	Outcome Outcome
	Found   string  // what is not as it should be
	Mistake string  // the likely reason, if it is known
	Parts   []Part  // how the parts went, if there are any
	Next    string  // what can be done now
	Share   float64 // of the points: 1 if it is right, less if some parts are
}

// A Part is a part of an exercise that counts by itself.
type Part struct {
	Name    string
	Outcome Outcome
	Found   string
	Mistake string
}

// String returns the result as a few lines.
func (r Result) String() string {
	lines := []string{r.head()}
	lines = appendText(lines, "  ", r.Found)
	lines = appendText(lines, "  Likely: ", r.Mistake)
	for _, p := range r.Parts {
		mark, title, _ := p.Outcome.words()
		lines = append(lines, "  "+mark+" "+p.Name+": "+strings.ToLower(title))
		lines = appendText(lines, "    ", p.Found)
		lines = appendText(lines, "    Likely: ", p.Mistake)
	}
	lines = appendText(lines, "  ", r.Next)
	return strings.Join(lines, "\n")
}

func (r Result) head() string {
	mark, title, _ := r.Outcome.words()
	if r.Name != "" {
		title += " (" + r.Name + ")"
	}
	return mark + " " + title
}

// appendText adds a text of several lines, all of them indented.
func appendText(lines []string, indent, text string) []string {
	if text == "" {
		return lines
	}
	rest := strings.Repeat(" ", len(indent)-len(strings.TrimLeft(indent, " ")))
	return append(lines, indent+strings.ReplaceAll(text, "\n", "\n"+rest))
}

// plain is the result in one line, for errors.
func (r Result) plain() string {
	s := "exercise " + r.Name + ": " + string(r.Outcome)
	for _, p := range r.Parts {
		if p.Outcome != Right {
			s += "; " + p.Name + ": " + strings.TrimSuffix(p.Found+": "+p.Mistake, ": ")
		}
	}
	if r.Found != "" {
		s += ": " + r.Found
	}
	if r.Mistake != "" {
		s += ": " + r.Mistake
	}
	return s
}

// HTML returns the result as part of a page.
func (r Result) HTML() string {
	_, _, colour := r.Outcome.words()
	var b strings.Builder
	b.WriteString(box(colour, "status") + "<strong>" + html.EscapeString(r.head()) + "</strong>\n")
	b.WriteString(paragraphs(r.Found, r.Mistake))
	if len(r.Parts) > 0 {
		b.WriteString("<ul>\n")
		for _, p := range r.Parts {
			mark, title, _ := p.Outcome.words()
			b.WriteString("<li>" + mark + " " + html.EscapeString(p.Name) + ": " + strings.ToLower(title) + paragraphs(p.Found, p.Mistake) + "</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	if r.Next != "" {
		b.WriteString("<div><small>" + html.EscapeString(r.Next) + "</small></div>\n")
	}
	return b.String() + "</div>\n"
}

func paragraphs(found, mistake string) string {
	s := ""
	if found != "" {
		s += `<div style="white-space:pre-wrap` + columns(found) + `">` + html.EscapeString(found) + "</div>\n"
	}
	if mistake != "" {
		s += `<div style="white-space:pre-wrap"><em>Likely:</em> ` + withCode(mistake) + "</div>\n"
	}
	return s
}

// columns is the style that a text with columns needs: letters of one width.
func columns(text string) string {
	if strings.Contains(text, "\n") {
		return ";font-family:monospace"
	}
	return ""
}

var quoted = regexp.MustCompile("`([^`\n]+)`")

// withCode returns a text for a page: what stands between backticks is code.
func withCode(text string) string {
	return quoted.ReplaceAllString(html.EscapeString(text), "<code>$1</code>")
}

// box begins a part of a page with a line at its left. The classes keep MathJax from taking a $ for a formula.
func box(colour, role string) string {
	return `<div class="mathjax_ignore tex2jax_ignore" role="` + role + `" style="border-left:4px solid ` + colour + `;padding:4px 12px;margin:4px 0">` + "\n"
}

// A Note is a hint or a solution. It shows itself as the last expression of a cell, and as text.
type Note struct {
	Title string
	Text  string
	Code  string
}

// String returns title, text and code.
func (n Note) String() string {
	s := n.Title
	if n.Text != "" {
		s += ": " + n.Text
	}
	if n.Code != "" {
		s += "\n\n" + strings.TrimRight(n.Code, "\n")
	}
	return s
}

// HTML returns the note as part of a page.
func (n Note) HTML() string {
	s := box("#0969da", "note") + "<strong>" + html.EscapeString(n.Title) + "</strong>\n"
	if n.Text != "" {
		s += `<div style="white-space:pre-wrap">` + withCode(n.Text) + "</div>\n"
	}
	if n.Code != "" {
		s += `<pre style="tab-size:4"><code class="language-go">` + html.EscapeString(n.Code) + "</code></pre>\n"
	}
	return s + "</div>\n"
}
