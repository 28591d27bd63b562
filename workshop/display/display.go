// Package display is what a cell can show besides text: pictures, tables, formulas, pages of
// HTML, bars for long work. It is for everybody who writes cells.
//
//	display.HTML("<b>bold</b>")   // as the last expression of a cell: shows itself
//	display.Show(picture)         // anywhere: shows it at once
//	for i := range display.Progress(100, "reading") { ... } // a bar that fills
//
// Any value can be shown, and its type decides how: [HTML], [Markdown], [LaTeX] and [SVG] take
// text, [PNG], [JPEG] and [Image] pictures, [Tree] and [VegaLite] data, and [Table] makes a table of a slice
// or map. Types of your own say how they look with the same methods, for example
//
//	func (c Card) HTML() string { return "<b>" + html.EscapeString(c.Title) + "</b>" }
//
// The methods are listed with the interfaces below ([HTMLer] and so on).
//
// The one invariant: everything that is shown also is text. A program outside of a notebook prints
// that text, and a screen reader reads it, so a picture always takes words for what it shows.
package display

import (
	"crypto/rand"

	"github.com/gopherloop/gopherloop/workshop/host"
)

// Show shows values at once, one below the other, as the last expression of a cell is shown. It
// keeps its place among the lines that the cell prints. Outside of a notebook it prints each
// value on a line. It may be called from any goroutine; what a goroutine shows belongs to the cell that
// started it, even after that cell has ended.
func Show(values ...any) {
	for _, v := range values {
		host.Show(v, "", false)
	}
}

// Clear removes what the cell has shown and printed so far. Outside of a notebook it does
// nothing.
func Clear() { host.Clear(false) }

// ClearLater removes it as soon as the cell shows or prints something else, so that a picture that
// is drawn again and again does not flicker. Better still is [Live].
func ClearLater() { host.Clear(true) }

// Notebook reports whether a notebook shows what Show is given, rather than a terminal or a file.
func Notebook() bool { return host.Notebook() }

// A Handle is a place in a notebook whose value can be replaced. Its methods may be called from any
// goroutine and at any time, also after the cell has ended.
type Handle struct{ id string }

// Live shows a value that can be updated later:
//
//	h := display.Live("thinking ...")
//	h.Update("42")
//
// Outside of a notebook, where what is printed stays, each value is printed on a line.
func Live(v any) *Handle {
	h := &Handle{id: rand.Text()} // not counted: outputs of earlier sessions are still on the page
	host.Show(v, h.id, false)
	return h
}

// Update replaces the value, wherever the handle is shown.
func (h *Handle) Update(v any) { host.Show(v, h.id, true) }

// Show shows the handle at another place, too: v is its value now, there and everywhere.
func (h *Handle) Show(v any) {
	host.Show(v, h.id, false)
	if host.Notebook() {
		host.Show(v, h.id, true)
	}
}
