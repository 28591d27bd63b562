package display

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// HTML is a piece of a page: display.HTML("<b>bold</b>"). Text from elsewhere belongs through
// html.EscapeString first. As text it is without its tags.
type HTML string

// HTML returns the page.
func (h HTML) HTML() string { return string(h) }

// String returns the words of the page.
func (h HTML) String() string { return words(string(h)) }

// Markdown is text with marks for headings, lists and so on: display.Markdown("# Title").
type Markdown string

// Markdown returns the text with its marks.
func (m Markdown) Markdown() string { return string(m) }

// String returns the text with its marks, which can be read as they are.
func (m Markdown) String() string { return string(m) }

// LaTeX is a formula: display.LaTeX(`\sum_{i=1}^n i = \frac{n(n+1)}{2}`).
type LaTeX string

// LaTeX returns the formula between the $ signs that a notebook wants, unless it has its own.
func (l LaTeX) LaTeX() string {
	s := strings.TrimSpace(string(l))
	if strings.Contains(s, "$") || strings.HasPrefix(s, `\begin`) || strings.HasPrefix(s, `\[`) || strings.HasPrefix(s, `\(`) {
		return s
	}
	return `$\displaystyle ` + s + `$`
}

// String returns the formula as it was written.
func (l LaTeX) String() string { return string(l) }

// SVG is a drawing: display.SVG("<svg ...>...</svg>"). Give it a <title>, which is its text.
type SVG string

// SVG returns the drawing.
func (s SVG) SVG() string { return string(s) }

var svgTitle = regexp.MustCompile(`(?s)<title[^>]*>(.*?)</title>`)

// String returns what the drawing's title says.
func (s SVG) String() string {
	if m := svgTitle.FindStringSubmatch(string(s)); m != nil {
		return "drawing: " + words(m[1])
	}
	return "drawing without a title"
}

// A Tree is data that can be unfolded with the mouse, see [JSON].
type Tree struct{ value any }

// JSON shows any value that encoding/json takes as a tree that can be unfolded. As text it is
// indented JSON.
func JSON(v any) Tree { return Tree{v} }

// JSON returns the value.
func (t Tree) JSON() any { return t.value }

// String returns the value as indented JSON, or the reason why it has none.
func (t Tree) String() string {
	var b strings.Builder
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	if err := to.Encode(t.value); err != nil {
		return fmt.Sprintf("no JSON: %v", err)
	}
	return strings.TrimSpace(b.String())
}

// A Bundle is one thing in several forms, by MIME type, for forms that this package does not know:
//
//	display.Bundle{"text/plain": "a dog", "model/gltf+json": dog}
//
// Text types and binary types hold a string or []byte, JSON types any value. It should have
// "text/plain".
type Bundle map[string]any

// MIMEBundle returns the forms.
func (b Bundle) MIMEBundle() map[string]any { return b }

// String returns the text form, or which forms there are.
func (b Bundle) String() string {
	if text, ok := b["text/plain"]; ok {
		return fmt.Sprint(text)
	}
	return "shown as " + strings.Join(slices.Sorted(maps.Keys(b)), ", ")
}
