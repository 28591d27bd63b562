package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// A block is a cell of a notebook.
type block struct {
	ID       string         `json:"id"`
	Type     string         `json:"cell_type"`
	Metadata map[string]any `json:"metadata"`
	Source   string         `json:"source"`

	from *cell
}

// blocks returns the cells of a notebook, with the exercises to be done, or solved.
func (l *lesson) blocks(solved bool) []block {
	var all []block
	for i := range l.cells {
		c := &l.cells[i]
		made := []block{c.block()}
		if c.kind == "exercise" {
			made = exercise(l.exercise(c.text), solved)
			made[0].Metadata = c.metadata()
		}
		for _, b := range made {
			b.ID = fmt.Sprintf("c%02d", len(all)+1)
			b.from = c
			all = append(all, b)
		}
	}
	if solved {
		all[0].Source = strings.Replace(all[0].Source, l.title, l.title+": solutions", 1)
		all = movedLinks(all)
	}
	return all
}

// movedLinks makes links to files that lie beside the student's notebooks right for the folder below.
func movedLinks(all []block) []block {
	for i := range all {
		if all[i].Type == "markdown" {
			all[i].Source = strings.NewReplacer("](images/", "](../images/", "](GLOSSARY.md", "](../GLOSSARY.md",
				"](README.md", "](../README.md", "](COVERAGE.md", "](../COVERAGE.md").Replace(all[i].Source)
		}
	}
	return all
}

func (c *cell) block() block {
	return block{Type: c.kind, Metadata: c.metadata(), Source: c.text}
}

// metadata is in the words of Jupyter, of the runner (tags) and of nbconvert (slides); what is ours has a key of its own.
func (c *cell) metadata() map[string]any {
	m := map[string]any{}
	own := map[string]any{}
	if c.rows != nil {
		own["rows"] = c.rows
	}
	if c.full {
		own["track"] = "full"
	}
	var tags []string
	if c.raises {
		tags = append(tags, "raises-exception")
	}
	if c.varies != "" {
		tags = append(tags, "varies")
		own["varies"] = c.varies
	}
	if len(own) > 0 {
		m["gopherloop"] = own
	}
	if tags != nil {
		m["tags"] = tags
	}
	if c.hidden {
		m["jupyter"] = map[string]any{"source_hidden": true}
	}
	if kind := c.slide(); kind != "" {
		m["slideshow"] = map[string]any{"slide_type": kind}
	}
	return m
}

// slide returns where the cell is in a presentation: sections lie side by side, their parts one below the other.
func (c *cell) slide() string {
	switch {
	case c.kind == "exercise":
		return "subslide"
	case c.kind == "code":
		return ""
	case strings.HasPrefix(c.text, "# "), strings.HasPrefix(c.text, "## "):
		return "slide"
	case strings.HasPrefix(c.text, "<details"):
		return "skip"
	case strings.HasPrefix(c.text, "#"):
		return "subslide"
	}
	return "fragment"
}

// exercise returns the cells of an exercise: the task, what is given, the answer, the check.
func exercise(q *check.Question, solved bool) []block {
	spec := q.Spec()
	all := []block{{Type: "markdown", Source: "### Exercise " + spec.ID + ": " + spec.Title + "\n\n" + strings.TrimSpace(spec.Task)}}
	for _, given := range short(strings.TrimSpace(spec.Setup)) {
		all = append(all, block{Type: "code", Source: given})
	}
	answer := spec.Stub
	if solved {
		answer = spec.Solution
	}
	return append(all,
		block{Type: "code", Source: strings.TrimSpace(answer), Metadata: map[string]any{"tags": []string{"exercise"}}},
		block{Type: "code", Source: fmt.Sprintf("check.Q(%q).Check(%s)", spec.ID, spec.Answer), Metadata: map[string]any{"tags": []string{"check"}}})
}

// mostLines is how long a cell should be at most, so that it is read as one thing.
const mostLines = 15

// short cuts declarations into cells that are not too long. A declaration stays whole.
func short(code string) []string {
	var cells []string
	for decl := range strings.SplitSeq(code, "\n\n") {
		last := len(cells) - 1
		switch {
		case decl == "":
		case last >= 0 && (inside(decl) || strings.Count(cells[last]+decl, "\n")+3 <= mostLines):
			cells[last] += "\n\n" + decl
		default:
			cells = append(cells, decl)
		}
	}
	return cells
}

// inside reports whether a text behind an empty line belongs to the declaration before it.
func inside(text string) bool { return strings.ContainsAny(text[:1], "\t})") }

// notebook returns the lesson as a notebook without outputs.
func (l *lesson) notebook(solved bool) []byte { return document(l.blocks(solved)) }

// document returns cells as a file.
func document(blocks []block) []byte {
	var cells []any
	for _, b := range blocks {
		if b.Metadata == nil {
			b.Metadata = map[string]any{}
		}
		cells = append(cells, b.tree())
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(map[string]any{
		"cells": cells, "nbformat": 4, "nbformat_minor": 5,
		"metadata": map[string]any{
			"kernelspec": map[string]any{"display_name": "Go (gopherloop)", "language": "go", "name": "gopherloop"},
		},
	})
	if err != nil {
		panic(fmt.Sprintf("build: a notebook that is no JSON: %v", err)) // it is made of texts and numbers
	}
	return buf.Bytes()
}

// tree is the cell as nbformat wants it: code has outputs, Markdown has none.
func (b block) tree() map[string]any {
	t := map[string]any{"id": b.ID, "cell_type": b.Type, "metadata": b.Metadata, "source": b.Source}
	if b.Type == "code" {
		t["outputs"], t["execution_count"] = []any{}, nil
	}
	return t
}
