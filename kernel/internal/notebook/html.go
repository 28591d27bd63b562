package notebook

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	goldtext "github.com/yuin/goldmark/text"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// HTMLOptions are the options of [HTML].
type HTMLOptions struct {
	Title string // of the page; "" takes the first heading
	Files fs.FS  // where pictures that text cells name are found; nil: nowhere
}

// HTML writes nb as one page that needs nothing else: style and pictures are
// inside, and its content policy forbids scripts and the network. Source and text
// are escaped; Markdown, HTML and SVG that the notebook itself holds are shown
// as they are, which the policy makes harmless.
func HTML(w io.Writer, nb *Notebook, opts HTMLOptions) error {
	r := &pageRenderer{files: opts.Files, markdown: goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)}
	content := pageContent{Title: opts.Title}
	if content.Title == "" {
		content.Title = nb.Title()
	}
	for _, c := range nb.Cells {
		shown, err := r.cell(c)
		if err != nil {
			return err
		}
		content.Cells = append(content.Cells, shown)
	}
	if err := page.Execute(w, content); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// What the template sees.
type pageContent struct {
	Title string
	Cells []pageCell
}

type pageCell struct {
	Kind    string
	Count   int
	Source  string
	Prose   template.HTML
	Outputs []pageOutput
}

type pageOutput struct {
	Class string
	HTML  template.HTML
}

type pageRenderer struct {
	files    fs.FS
	markdown goldmark.Markdown
}

func (r *pageRenderer) cell(c *Cell) (pageCell, error) {
	shown := pageCell{Kind: c.Kind(), Count: c.Count(), Source: c.Source()}
	if c.Kind() == Markdown {
		prose, err := r.prose(c.Source(), c)
		shown.Prose = prose
		return shown, err
	}
	for _, o := range c.Outputs() {
		out, err := r.output(o)
		if err != nil {
			return shown, err
		}
		shown.Outputs = append(shown.Outputs, out)
	}
	return shown, nil
}

// prose renders Markdown. Pictures of c, or of the folder, are put inside.
func (r *pageRenderer) prose(source string, c *Cell) (template.HTML, error) {
	data := []byte(source)
	doc := r.markdown.Parser().Parse(goldtext.NewReader(data))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if img, ok := n.(*ast.Image); ok && entering {
			img.Destination = []byte(r.picture(string(img.Destination), c))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := r.markdown.Renderer().Render(&b, data, doc); err != nil {
		return "", fmt.Errorf("rendering Markdown: %w", err)
	}
	return template.HTML(b.String()), nil
}

// picture returns a data URI for a picture that can be put into the page, and
// the address as it was for any other.
func (r *pageRenderer) picture(address string, c *Cell) string {
	if name, ok := strings.CutPrefix(address, "attachment:"); ok && c != nil {
		for kind, data := range c.Attachment(name) {
			return dataURI(kind, text(data))
		}
	}
	if r.files == nil || !fs.ValidPath(path.Clean(address)) {
		return address
	}
	data, err := fs.ReadFile(r.files, path.Clean(address))
	if err != nil {
		return address
	}
	kind := mime.TypeByExtension(path.Ext(address))
	if kind == "" {
		kind = http.DetectContentType(data)
	}
	return dataURI(kind, base64.StdEncoding.EncodeToString(data))
}

func dataURI(kind, encoded string) string {
	return "data:" + kind + ";base64," + strings.Join(strings.Fields(encoded), "")
}

func (r *pageRenderer) output(o Output) (pageOutput, error) {
	switch name, content := o.Stream(); o.Type() {
	case streamOutput:
		return preformatted(name, content), nil
	case errorOutput:
		return preformatted("error", o.Plain()), nil
	}
	data := o.Data()
	if s, ok := data["text/html"].(string); ok {
		return pageOutput{"rich", template.HTML(s)}, nil
	}
	if s, ok := data["image/svg+xml"].(string); ok {
		return pageOutput{"rich", template.HTML(s)}, nil
	}
	for _, kind := range []string{"image/png", "image/jpeg", "image/gif", "image/webp"} {
		if s, ok := data[kind].(string); ok {
			return pageOutput{"rich", template.HTML(`<img alt="" src="` + template.HTMLEscapeString(dataURI(kind, s)) + `">`)}, nil
		}
	}
	if s, ok := data["text/markdown"].(string); ok {
		prose, err := r.prose(s, nil)
		return pageOutput{"rich", prose}, err
	}
	return preformatted("result", o.Plain()), nil
}

func preformatted(class, s string) pageOutput {
	return pageOutput{class, template.HTML("<pre>" + ansiHTML(strings.TrimSuffix(s, "\n")) + "</pre>")}
}

// Title returns the first heading of the notebook, "" if there is none.
func (nb *Notebook) Title() string {
	for _, c := range nb.Cells {
		if c.Kind() != Markdown {
			continue
		}
		for line := range strings.Lines(c.Source()) {
			if heading, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok {
				return heading
			}
		}
	}
	return ""
}
