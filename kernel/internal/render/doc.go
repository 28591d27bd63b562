// Package render turns the values that cells show into MIME bundles: text for
// every value, exactly as fmt.Println prints it, and beside it what the value
// itself offers through optional methods.
//
//	func (c Card) HTML() string { return "<b>" + c.Title + "</b>" }
//
// makes a Card a bold line in a notebook and stays {Title} in a terminal. The
// methods are HTML, Markdown, LaTeX and SVG (which return a string), PNG and JPEG
// ([]byte), JSON (any value that encoding/json takes) and MIMEBundle
// (map[string]any, MIME type to content). Each may return an error as well. An
// image.Image needs no method to be a picture.
//
//	b := render.Value(card)
//	b.Data["text/html"] // "<b>Hello</b>"
//
// The values may be compiled ones or boxes of package rt; methods of a boxed
// value are those that its cell has declared.
//
// The one invariant: rendering never fails. A method that panics or returns an
// error is left out, and said so in Problems. But it runs the learner's methods,
// so it can take for ever, and end its goroutine by runtime.Goexit.
package render
