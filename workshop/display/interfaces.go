package display

// These are the methods by which a type says how its values look. A type has as many of them as
// it likes: the notebook takes the richest form it can show, and the text of fmt.Println besides. Each may
// have a second result of type error; a form that fails is left out and the reason shown.
type (
	// HTMLer is a value that shows itself as part of a page.
	HTMLer interface{ HTML() string }
	// Markdowner is a value that shows itself as Markdown.
	Markdowner interface{ Markdown() string }
	// LaTeXer is a value that shows itself as a formula, with its $ signs.
	LaTeXer interface{ LaTeX() string }
	// SVGer is a value that shows itself as a drawing.
	SVGer interface{ SVG() string }
	// PNGer is a value that shows itself as a picture.
	PNGer interface{ PNG() []byte }
	// JPEGer is a value that shows itself as a photograph.
	JPEGer interface{ JPEG() []byte }
	// JSONer is a value that shows itself as a tree of data that can be unfolded.
	JSONer interface{ JSON() any }
	// Bundler is a value that gives all its forms at once, by MIME type.
	Bundler interface{ MIMEBundle() map[string]any }
)
