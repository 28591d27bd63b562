package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Notebook is one .ipynb document of nbformat 4.
type Notebook struct {
	Cells []*Cell
	tree  map[string]any
}

// Cell is one cell of a notebook.
type Cell struct {
	tree map[string]any
}

// Output is one output of a code cell.
type Output struct {
	tree map[string]any
}

// Kinds of cells.
const (
	Code     = "code"
	Markdown = "markdown"
	Raw      = "raw"
)

// Read parses a notebook. Errors name the line or the cell that is wrong.
func Read(data []byte) (*Notebook, error) {
	tree, err := decode(data)
	if err != nil {
		return nil, err
	}
	if err := checkFormat(tree); err != nil {
		return nil, err
	}
	list, ok := tree["cells"].([]any)
	if !ok {
		return nil, hint(errors.New(`not a notebook: it has no list of "cells"`), "is this file really a Jupyter notebook?")
	}
	nb := &Notebook{tree: tree}
	for i, item := range list {
		c, err := readCell(item)
		if err != nil {
			return nil, hint(fmt.Errorf("cell %d: %w", i+1, err), "open the notebook in Jupyter and save it again")
		}
		nb.Cells = append(nb.Cells, c)
	}
	return nb, nil
}

// decode parses JSON and keeps numbers as they are written.
func decode(data []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var tree map[string]any
	err := d.Decode(&tree)
	if err == nil {
		if _, err = d.Token(); errors.Is(err, io.EOF) {
			return tree, nil
		}
		err = errors.New("something follows the end of the notebook")
	}
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		err = fmt.Errorf("a JSON %s instead of an object", wrongType.Value)
	}
	return nil, hint(fmt.Errorf("not a notebook: line %d: %w", lineOf(data, d, err), err), syntaxAdvice(data))
}

func lineOf(data []byte, d *json.Decoder, err error) int {
	offset := d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
}

func syntaxAdvice(data []byte) string {
	if bytes.Contains(data, []byte("<<<<<<<")) {
		return "the file holds both sides of a merge conflict: settle it first"
	}
	return "get a fresh copy of the file, for example with git restore"
}

func checkFormat(tree map[string]any) error {
	number, ok := tree["nbformat"].(json.Number)
	switch {
	case !ok:
		return hint(errors.New(`not a notebook: it has no "nbformat"`), "is this file really a Jupyter notebook?")
	case number != "4":
		return hint(fmt.Errorf("notebook format %s is not supported, only 4", number), "open the notebook in Jupyter and save it again")
	}
	if _, ok := tree["metadata"].(map[string]any); !ok {
		tree["metadata"] = map[string]any{}
	}
	return nil
}

func readCell(item any) (*Cell, error) {
	tree, ok := item.(map[string]any)
	if !ok {
		return nil, errors.New("not an object")
	}
	c := &Cell{tree}
	if !slices.Contains([]string{Code, Markdown, Raw}, c.Kind()) {
		return nil, fmt.Errorf("unknown cell_type %q", c.Kind())
	}
	source, err := joinLines(tree["source"])
	if err != nil {
		return nil, fmt.Errorf("source: %w", err)
	}
	tree["source"] = source
	if attachments, ok := tree["attachments"].(map[string]any); ok {
		for _, bundle := range attachments {
			joinBundle(bundle)
		}
	}
	return c, readOutputs(tree)
}

func readOutputs(cell map[string]any) error {
	if cell["outputs"] == nil {
		return nil
	}
	list, ok := cell["outputs"].([]any)
	if !ok {
		return errors.New("outputs: not a list")
	}
	for i, item := range list {
		tree, ok := item.(map[string]any)
		if !ok {
			return fmt.Errorf("output %d: not an object", i+1)
		}
		joinBundle(tree["data"])
		if text, ok := tree["text"]; ok {
			joined, err := joinLines(text)
			if err != nil {
				return fmt.Errorf("output %d: text: %w", i+1, err)
			}
			tree["text"] = joined
		}
	}
	return nil
}

// Bytes returns the notebook as Jupyter would write it: keys sorted, indented
// by one space, text split into lines, one newline at the end.
func (nb *Notebook) Bytes() []byte {
	cells := make([]any, len(nb.Cells))
	for i, c := range nb.Cells {
		cells[i] = c.tree
	}
	nb.tree["cells"] = cells
	w := &writer{}
	w.object(nb.tree, 0, nil)
	w.WriteByte('\n')
	return w.Bytes()
}

// Clone returns a copy that shares nothing with nb.
func (nb *Notebook) Clone() *Notebook {
	twin, err := Read(nb.Bytes())
	if err != nil {
		panic(fmt.Sprintf("notebook: cannot read what was written: %v", err))
	}
	return twin
}

// Metadata returns the notebook's metadata, which may be changed.
func (nb *Notebook) Metadata() map[string]any { return nb.tree["metadata"].(map[string]any) }

// Language returns the language that the notebook says it is written in, in
// small letters, or "" if it does not say.
func (nb *Notebook) Language() string {
	for _, place := range []struct{ key, field string }{{"kernelspec", "language"}, {"language_info", "name"}} {
		about, _ := nb.Metadata()[place.key].(map[string]any)
		if language := text(about[place.field]); language != "" {
			return strings.ToLower(language)
		}
	}
	return ""
}

// Kind returns Code, Markdown or Raw.
func (c *Cell) Kind() string { return text(c.tree["cell_type"]) }

// Source returns the text of the cell.
func (c *Cell) Source() string { return text(c.tree["source"]) }

// Tags returns the cell's tags.
func (c *Cell) Tags() []string {
	metadata, _ := c.tree["metadata"].(map[string]any)
	list, _ := metadata["tags"].([]any)
	var tags []string
	for _, item := range list {
		tags = append(tags, text(item))
	}
	return tags
}

// Has tells whether the cell carries a tag.
func (c *Cell) Has(tag string) bool { return slices.Contains(c.Tags(), tag) }

// Varies tells whether the cell is tagged varies or varies-WHY.
func (c *Cell) Varies() bool {
	return slices.ContainsFunc(c.Tags(), func(tag string) bool {
		return tag == "varies" || strings.HasPrefix(tag, "varies-")
	})
}

// Attachment returns the bundle, by MIME type, of a picture in a text cell.
func (c *Cell) Attachment(name string) map[string]any {
	attachments, _ := c.tree["attachments"].(map[string]any)
	bundle, _ := attachments[name].(map[string]any)
	return bundle
}

// Outputs returns the outputs of a code cell.
func (c *Cell) Outputs() []Output {
	list, _ := c.tree["outputs"].([]any)
	outputs := make([]Output, len(list))
	for i, item := range list {
		outputs[i] = Output{item.(map[string]any)}
	}
	return outputs
}

// SetOutputs replaces the outputs and the execution count; a count of 0 stands
// for none.
func (c *Cell) SetOutputs(outputs []Output, count int) {
	list := make([]any, len(outputs))
	for i, o := range outputs {
		list[i] = o.tree
	}
	c.tree["outputs"] = list
	c.tree["execution_count"] = countValue(count)
}

func countValue(count int) any {
	if count == 0 {
		return nil
	}
	return json.Number(fmt.Sprint(count))
}

// Count returns the cell's execution count, 0 if it has none.
func (c *Cell) Count() int {
	number, _ := c.tree["execution_count"].(json.Number)
	n, _ := number.Int64()
	return int(n)
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
