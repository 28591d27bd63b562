package cell

import (
	"go/token"
	"strings"
)

// A Completeness tells a console whether Enter runs the cell or continues it.
type Completeness struct {
	Status string // "complete", "incomplete" or "invalid"
	Indent string // for "incomplete": how the next line begins
}

// IsComplete reports whether a cell can be run as it is, is the beginning of one,
// or has an error that more text cannot mend. It looks at syntax only.
func IsComplete(text string) Completeness {
	trimmed := strings.TrimRight(text, " \t\r\n")
	l := split(trimmed)
	if len(l.chunks) == 0 && !openComment(trimmed) {
		return Completeness{Status: "complete"}
	}
	t := parseCell(newSource(token.NewFileSet(), "", trimmed))
	if len(t.errs) == 0 {
		return Completeness{Status: "complete"}
	}
	first := t.errs[0]
	switch {
	case strings.Contains(first.msg, "raw string literal not terminated"), strings.Contains(first.msg, "comment not terminated"):
		return Completeness{Status: "incomplete"}
	case l.stray == nil && first.offset >= len(trimmed):
		return Completeness{Status: "incomplete", Indent: indent(trimmed, l)}
	}
	return Completeness{Status: "invalid"}
}

func openComment(text string) bool {
	i := strings.LastIndex(text, "/*")
	return i >= 0 && !strings.Contains(text[i:], "*/")
}

// indent returns a tab for each line that opens something which is still open,
// and one more after an operator.
func indent(text string, l *layout) string {
	lines := make(map[int]bool)
	for _, b := range l.open {
		lines[strings.Count(text[:b.offset], "\n")] = true
	}
	n := len(lines)
	if n == 0 && (l.last.IsOperator() || l.last.IsKeyword()) {
		n = 1
	}
	return strings.Repeat("\t", n)
}
