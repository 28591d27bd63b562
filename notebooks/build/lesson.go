package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/notebooks/exercises"
	"github.com/gopherloop/gopherloop/workshop/check"
)

// A lesson is one notebook.
type lesson struct {
	number    string // 03, A1
	name      string // 03-functions-that-pause
	title     string
	cells     []cell
	exercises []*check.Question
}

// readLessons reads all sources below the folder of the notebooks, in order.
func readLessons(dir string) ([]*lesson, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "source", "*-*.md"))
	if err != nil {
		return nil, fmt.Errorf("looking for sources: %w", err)
	}
	slices.Sort(paths)
	var lessons []*lesson
	for _, path := range paths {
		l, err := readLesson(path)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		lessons = append(lessons, l)
	}
	return lessons, nil
}

func readLesson(path string) (*lesson, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	l := &lesson{name: strings.TrimSuffix(filepath.Base(path), ".md")}
	l.number, _, _ = strings.Cut(l.name, "-")
	l.exercises = exercises.ByNotebook()[l.number]
	if l.cells, err = readSource(string(text)); err != nil {
		return nil, err
	}
	return l, l.look()
}

// look finds the title, and says what is wrong with the cells.
func (l *lesson) look() error {
	if len(l.cells) == 0 || !strings.HasPrefix(l.cells[0].text, "# ") {
		return fmt.Errorf("it does not begin with a title")
	}
	l.title, _, _ = strings.Cut(l.cells[0].text[2:], "\n")
	used := map[string]bool{}
	for _, c := range l.cells {
		if c.kind != "exercise" {
			continue
		}
		if l.exercise(c.text) == nil {
			return fmt.Errorf("line %d: no exercise %s in package workshop/exercises/nb%s", c.line, c.text, strings.ToLower(l.number))
		}
		used[c.text] = true
	}
	for _, q := range l.exercises {
		if !used[q.Spec().ID] {
			return fmt.Errorf("it does not have %v", q)
		}
	}
	return nil
}

func (l *lesson) exercise(id string) *check.Question {
	for _, q := range l.exercises {
		if q.Spec().ID == id {
			return q
		}
	}
	return nil
}

// write writes the notebooks and the teacher's notes, and returns the files of the notebooks.
func (l *lesson) write(dir string) ([]string, error) {
	student := filepath.Join(dir, l.name+".ipynb")
	solved := filepath.Join(dir, "solutions", l.name+".ipynb")
	notes := filepath.Join(dir, "instructor", "notes", l.name+".md")
	for path, data := range map[string][]byte{student: l.notebook(false), solved: l.notebook(true), notes: []byte(l.notes())} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return nil, err
		}
	}
	return []string{student, solved}, nil
}

// minutes says how long the lesson takes, as its first cell does: "*About 35 minutes".
func (l *lesson) minutes() string {
	_, rest, _ := strings.Cut(l.cells[0].text, "About ")
	number, _, _ := strings.Cut(rest, " minutes")
	return cmp.Or(number, "?")
}
