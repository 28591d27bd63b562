// Package nba1 has the exercises of notebook A1, the phrasebook: two that match phrases, one that predicts false
// friends, and one that translates a function.
package nba1

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// Exercises are those of the notebook, in its order.
var Exercises = []*check.Question{friends, words, loops, tasks}

// A phrase is one to be matched: a phrase of Python, the letter of Go's, and what to tell somebody who takes another one.
type phrase struct{ python, letter, why string }

// matching makes the parts of an exercise that matches phrases. swap gives other letters to some phrases.
type matching struct {
	name    string
	phrases []phrase
}

func (m matching) code(swap map[string]string) string {
	width := 0
	for _, p := range m.phrases {
		width = max(width, len(p.python)+len(`"":`))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "var %s = map[string]string{\n", m.name)
	for _, p := range m.phrases {
		letter := p.letter
		if other, ok := swap[p.python]; ok {
			letter = other
		}
		fmt.Fprintf(&b, "\t%-*s %q,\n", width, fmt.Sprintf("%q:", p.python), letter)
	}
	b.WriteString("}\n")
	return b.String()
}

func (m matching) stub() string {
	empty := map[string]string{}
	for _, p := range m.phrases {
		empty[p.python] = ""
	}
	return m.code(empty)
}

func (m matching) test(t *check.T, match map[string]string) {
	known := map[string]bool{}
	for _, p := range m.phrases {
		known[p.python] = true
	}
	for _, python := range slices.Sorted(maps.Keys(match)) {
		t.Must(known[python], fmt.Sprintf("%q is not one of the phrases", python), check.Else("leave the left side as it was, and write letters on the right"))
	}
	for _, p := range m.phrases {
		got := strings.ToLower(strings.TrimSpace(match[p.python]))
		t.Must(got != "", fmt.Sprintf("there is no letter for %q", p.python), check.Else("every phrase has a partner: those that you are sure of first"))
		t.Must(got == p.letter, fmt.Sprintf("%q is matched with %q", p.python, got), check.Else(p.why))
	}
}

func untouched(match map[string]string) bool {
	for _, letter := range match {
		if letter != "" {
			return false
		}
	}
	return true
}
