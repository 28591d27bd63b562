package main

import (
	"fmt"
	"strings"
)

// notes returns the teacher's notes of a lesson, section by section.
func (l *lesson) notes() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s: notes\n\nNotebook: [%[3]s](../../%[3]s.ipynb), [solved](../../solutions/%[3]s.ipynb). About %s minutes.\n", l.number, l.title, l.name, l.minutes())
	section := l.title
	for _, c := range l.cells {
		if c.section != section && (c.notes != "" || c.kind == "exercise") {
			section = c.section
			fmt.Fprintf(&b, "\n## %s%s\n", section, track(c))
		}
		if c.notes != "" {
			fmt.Fprintf(&b, "\n%s\n", c.notes)
		}
		if c.kind == "exercise" {
			b.WriteString(l.mistakes(c.text))
		}
	}
	return b.String()
}

func track(c cell) string {
	if c.full {
		return " (not in the short track)"
	}
	return ""
}

// mistakes tells which wrong answers to an exercise to expect.
func (l *lesson) mistakes(id string) string {
	spec := l.exercise(id).Spec()
	var b strings.Builder
	fmt.Fprintf(&b, "\n**Exercise %s, %s.** Answers to expect:\n\n", spec.ID, spec.Title)
	for _, w := range spec.Wrong {
		fmt.Fprintf(&b, "- %s: the check says “%s”.\n", w.Name, w.Says)
	}
	return b.String()
}
