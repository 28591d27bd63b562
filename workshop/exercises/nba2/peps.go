package nba2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// A proposal and what it brought.
type proposal struct{ name, brought, why string }

var proposals = []proposal{
	{"PEP 255", "yield", "the first of them made functions that can pause: they only hand values out"},
	{"PEP 342", "send", "the second one opened the other direction: values and errors go in"},
	{"PEP 380", "yield from", "the third one let a generator delegate to another one"},
	{"PEP 492", "await", "this one gave coroutines words of their own"},
	{"PEP 525", "async generators", "the last one joined both: a coroutine that also hands out values"},
	{"Go 61405", "range over functions", "a proposal of Go is about Go's own loop"},
}

// answers is the declaration of the answer.
func answers(brought ...string) string {
	var b strings.Builder
	b.WriteString("var brought = map[string]string{\n")
	for i, p := range proposals {
		word := ""
		if i < len(brought) {
			word = brought[i]
		}
		fmt.Fprintf(&b, "\t%-11s %q,\n", fmt.Sprintf("%q:", p.name), word)
	}
	b.WriteString("}\n")
	return b.String()
}

var peps = check.Define(check.Exercise[map[string]string]{
	ID: "A2.1", Title: "Who brought what?",
	Task: "Each proposal brought one of these: `\"await\"`, `\"send\"`, `\"yield\"`, `\"yield from\"`, `\"async generators\"`, `\"range over functions\"`. " +
		"Write each behind its proposal. The numbers of PEPs grow with time.",
	Answer:   "brought",
	Stub:     answers(),
	Solution: answers("yield", "send", "yield from", "await", "async generators", "range over functions"),
	Hints: []string{
		"One of them is not Python.",
		"Ask of each two: could the second one exist without the first?",
		"yield, send, yield from, await: this is the order in which notebooks 03, 05, 06 and 08 tell it.",
	},
	Wrong: []check.Wrong{
		{Name: "send and yield from exchanged", Says: "the other direction", Code: answers("yield", "yield from", "send", "await", "async generators", "range over functions")},
		{Name: "await too early", Says: "delegate to another one", Code: answers("yield", "send", "await", "yield from", "async generators", "range over functions")},
		{Name: "async generators before await", Says: "words of their own", Code: answers("yield", "send", "yield from", "async generators", "await", "range over functions")},
		{Name: "another word", Says: "one of the six", Code: answers("generators", "send", "yield from", "await", "async generators", "range over functions")},
		{Name: "not all", Says: "nothing behind", Code: answers("yield", "send", "yield from")},
	},
	Untouched: func(brought map[string]string) bool {
		for _, word := range brought {
			if word != "" {
				return false
			}
		}
		return true
	},
	Test: func(t *check.T, brought map[string]string) {
		var words []string
		for _, p := range proposals {
			words = append(words, p.brought)
		}
		for _, p := range proposals {
			got := strings.ToLower(strings.TrimSpace(brought[p.name]))
			t.Must(got != "", "there is nothing behind "+p.name, check.Else("every proposal brought one of the six"))
			t.Must(slices.Contains(words, got), fmt.Sprintf("%q stands behind %s", got, p.name), check.Else("write one of the six words of the task"))
			t.Must(got == p.brought, fmt.Sprintf("%s did not bring %q", p.name, got), check.Else(p.why))
		}
	},
})
