package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A cell is a cell of a source: of a notebook it may become several, if it stands for an exercise.
type cell struct {
	line    int    // where it begins
	kind    string // markdown, code, exercise
	text    string // of an exercise its ID
	rows    []int
	notes   string
	full    bool // not in the short track
	raises  bool
	hidden  bool
	varies  string // why, if it does
	section string // the heading it stands below
}

// A reader takes a source apart.
type reader struct {
	cells   []cell
	at      int // line
	text    []string
	begin   int
	next    cell // what comments have said of the cell to come
	section string
	full    bool
	fence   string // the end of the fence that we are in
	code    bool   // the fence is that of a code cell
	comment []string
}

var (
	exerciseLine = regexp.MustCompile(`^\{\{exercise (\S+)\}\}$`)
	headingLine  = regexp.MustCompile(`^(#{1,6}) (.+)$`)
	fenceLine    = regexp.MustCompile("^(```+)(.*)$")
	variesWord   = regexp.MustCompile(`varies="([^"]+)"`)
)

// readSource returns the cells of a source.
func readSource(text string) ([]cell, error) {
	r := &reader{}
	for i, line := range strings.Split(text, "\n") {
		r.at = i + 1
		if err := r.line(strings.TrimRight(line, " \t\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.at, err)
		}
	}
	if r.fence != "" || r.comment != nil {
		return nil, fmt.Errorf("line %d: the text ends within a fence or a comment", r.at)
	}
	r.flush()
	if r.next.notes != "" || r.next.rows != nil || r.next.full {
		return nil, fmt.Errorf("line %d: a comment about the next cell, and there is none", r.at)
	}
	return r.cells, nil
}

func (r *reader) line(line string) error {
	switch {
	case r.fence != "":
		return r.fenced(line)
	case r.comment != nil || strings.HasPrefix(line, "<!--"):
		return r.commented(line)
	case r.next.full && line != "" && !headingLine.MatchString(line):
		return errors.New("the comment full belongs before the heading of its section")
	case fenceLine.MatchString(line):
		return r.open(line)
	case line == "---":
		r.flush()
	case exerciseLine.MatchString(line):
		r.flush()
		r.add("exercise", exerciseLine.FindStringSubmatch(line)[1])
	default:
		if headingLine.MatchString(line) {
			r.heading(line)
		}
		r.keep(line)
	}
	return nil
}

func (r *reader) keep(line string) {
	if len(r.text) == 0 {
		r.begin = r.at
	}
	r.text = append(r.text, line)
}

func (r *reader) heading(line string) {
	r.flush()
	m := headingLine.FindStringSubmatch(line)
	r.section = m[2]
	if len(m[1]) <= 2 {
		r.full, r.next.full = r.next.full, false
	}
}

// fenced takes a line within a fence.
func (r *reader) fenced(line string) error {
	closes := line == r.fence
	if closes {
		r.fence = ""
	}
	if !closes || !r.code {
		r.keep(line)
		return nil
	}
	r.code = false
	r.end("code")
	return nil
}

// open begins a fence.
func (r *reader) open(line string) error {
	m := fenceLine.FindStringSubmatch(line)
	words := strings.Fields(variesWord.ReplaceAllString(m[2], ""))
	if len(words) == 0 || words[0] != "go" || len(words) > 1 && words[1] == "show" {
		r.fence = m[1]
		r.keep(strings.Replace(line, "go show", "go", 1))
		return nil
	}
	r.flush()
	if v := variesWord.FindStringSubmatch(m[2]); v != nil {
		r.next.varies = v[1]
	}
	for _, w := range words[1:] {
		switch w {
		case "raises-exception":
			r.next.raises = true
		case "hide":
			r.next.hidden = true
		default:
			return fmt.Errorf("unknown word %q after go", w)
		}
	}
	r.fence, r.code = m[1], true
	return nil
}

// commented takes a line of a comment.
func (r *reader) commented(line string) error {
	if r.comment == nil {
		r.flush()
	}
	r.comment = append(r.comment, line)
	body, closed := strings.CutSuffix(strings.Join(r.comment, "\n"), "-->")
	if !closed {
		return nil
	}
	r.comment = nil
	return r.say(strings.TrimSpace(strings.TrimPrefix(body, "<!--")))
}

// say takes the text of a comment.
func (r *reader) say(text string) error {
	word, rest, _ := strings.Cut(text, ":")
	switch word {
	case "full":
		r.next.full = true
	case "notes":
		r.next.notes = strings.TrimSpace(r.next.notes + "\n\n" + strings.TrimSpace(rest))
	case "rows":
		for _, field := range strings.Split(rest, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(field))
			if err != nil {
				return fmt.Errorf("reading rows: %w", err)
			}
			r.next.rows = append(r.next.rows, n)
		}
	default:
		return fmt.Errorf("a comment that begins with neither rows:, notes: nor full: %q", text)
	}
	return nil
}

// flush ends a Markdown cell, if there is one.
func (r *reader) flush() { r.end("markdown") }

// end ends a cell with the lines that are kept.
func (r *reader) end(kind string) {
	text := strings.Trim(strings.Join(r.text, "\n"), "\n")
	r.text = nil
	if text != "" {
		r.add(kind, text)
	}
}

func (r *reader) add(kind, text string) {
	c := r.next
	c.kind, c.text, c.line, c.section, c.full = kind, text, max(r.begin, 1), r.section, r.full
	if kind == "exercise" {
		c.line = r.at
	}
	r.cells = append(r.cells, c)
	r.next = cell{}
}
