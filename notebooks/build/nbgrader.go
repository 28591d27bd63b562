package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// This file makes assignments for nbgrader: a notebook as in solutions/, with the marks by which nbgrader takes
// the answers out again, and with Grade instead of Check, whose value is the points.
// (nbgrader's documentation, "Creating and grading assignments"; its metadata have schema version 3.)

// writeAssignments writes assignments into the folder "source" of a course.
func writeAssignments(course string, lessons []*lesson) error {
	for _, l := range lessons {
		dir := filepath.Join(course, "source", l.name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("making a folder for assignment %s: %w", l.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, l.name+".ipynb"), l.assignment(), 0o644); err != nil {
			return fmt.Errorf("writing assignment %s: %w", l.name, err)
		}
	}
	return nil
}

// assignment returns the lesson as the source of an assignment.
func (l *lesson) assignment() []byte {
	blocks := l.blocks(false)
	for i := range blocks {
		b := &blocks[i]
		if b.from.kind != "exercise" || b.Type != "code" {
			continue
		}
		q := l.exercise(b.from.text)
		switch {
		case strings.HasPrefix(b.Source, "check.Q("):
			b.Source = fmt.Sprintf("check.Q(%q).Grade(%s)", q.Spec().ID, q.Spec().Answer)
			b.Metadata = graded(q)
		case b.Source == strings.TrimSpace(q.Spec().Stub):
			b.Source = marked(q.Spec())
			b.Metadata = answer(q)
		}
	}
	return document(blocks)
}

// marked is the solution between nbgrader's marks, except for what the stub has as well.
func marked(s check.Spec) string {
	stub, solution := strings.Split(strings.TrimSpace(s.Stub), "\n"), strings.Split(strings.TrimSpace(s.Solution), "\n")
	first := 0
	for first < len(stub)-1 && first < len(solution) && stub[first] == solution[first] {
		first++
	}
	last := 0
	for last < len(stub)-first-1 && last < len(solution)-first && stub[len(stub)-1-last] == solution[len(solution)-1-last] {
		last++
	}
	lines := append([]string{}, solution[:first]...)
	lines = append(lines, "// BEGIN SOLUTION")
	lines = append(lines, solution[first:len(solution)-last]...)
	lines = append(lines, "// END SOLUTION")
	return strings.Join(append(lines, solution[len(solution)-last:]...), "\n")
}

func gradeID(kind string, q *check.Question) string {
	return kind + "-" + strings.ReplaceAll(q.Spec().ID, ".", "-")
}

func answer(q *check.Question) map[string]any {
	return map[string]any{"nbgrader": map[string]any{
		"schema_version": 3, "grade": false, "solution": true, "locked": false, "task": false, "grade_id": gradeID("answer", q),
	}}
}

func graded(q *check.Question) map[string]any {
	points := q.Spec().Points
	if points == 0 {
		points = 1
	}
	return map[string]any{"nbgrader": map[string]any{
		"schema_version": 3, "grade": true, "solution": false, "locked": true, "task": false, "grade_id": gradeID("check", q), "points": points,
	}}
}
