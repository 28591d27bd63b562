package display

import (
	"html"
	"strings"
)

// words returns the text of a page without tags: blocks on lines of their own, cells of a table
// apart, and nothing of scripts and styles. It is for reading, and never fails.
func words(page string) string {
	var b strings.Builder
	for page != "" {
		text, rest, found := strings.Cut(page, "<")
		b.WriteString(strings.Join(strings.Fields(mark(text)), " "))
		if !found {
			break
		}
		tag, after, closed := strings.Cut(rest, ">")
		if !closed || rest == "" || !tagStart(rest[0]) {
			b.WriteString("<")
			page = rest
			continue
		}
		b.WriteString(spacing(tagName(tag)))
		page = skipHidden(tag, after)
	}
	return tidy(html.UnescapeString(b.String()))
}

// edge stands for a space at the edge of a text, which Fields would lose.
const edge = "\x01"

func mark(text string) string {
	if trimmed := strings.TrimLeft(text, " \t\r\n"); trimmed != text {
		text = edge + trimmed
	}
	if trimmed := strings.TrimRight(text, " \t\r\n"); trimmed != text {
		text = trimmed + edge
	}
	return text
}

func tagStart(c byte) bool {
	return c == '/' || c == '!' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func tagName(tag string) string {
	name, _, _ := strings.Cut(strings.ReplaceAll(tag, "\n", " "), " ")
	return strings.ToLower(name)
}

// spacing is what separates the text before a tag from the text after it.
func spacing(name string) string {
	switch strings.Trim(name, "/") {
	case "br", "p", "div", "li", "ul", "ol", "tr", "table", "caption", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "figcaption":
		return "\n"
	case "td", "th":
		return edge + edge
	}
	return ""
}

// skipHidden returns the page after a tag and, if the tag is of something that is not to be read,
// after its end.
func skipHidden(tag, after string) string {
	name := tagName(tag)
	if name != "script" && name != "style" {
		return after
	}
	end := strings.Index(strings.ToLower(after), "</"+name)
	if end < 0 {
		return ""
	}
	return after[end:]
}

// tidy drops empty lines and spaces at the ends of lines.
func tidy(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Trim(strings.ReplaceAll(line, edge, " "), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
