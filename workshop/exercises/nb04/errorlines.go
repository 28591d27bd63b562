package nb04

import (
	"fmt"
	"iter"

	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

type finder = func(lines iter.Seq[string], n int) iter.Seq[string]

var errorLines = check.Define(check.Exercise[finder]{
	ID: "4.2", Title: "The first errors of a log",
	Task: "Write `failures(lines, n)`: the messages of the first `n` lines that have `ERROR: ` in them. The message is what stands behind `ERROR: `.\n\n" +
		"From `\"Time: 00020, ERROR: disk almost full\"` it is `\"disk almost full\"`. Put three stages of `seq` together; " +
		"the function `strings.Cut(line, \"ERROR: \")` returns what is before, what is behind, and whether it was found.\n\n" +
		"A log may be very long. Do not read more of it than you need.",
	Imports: []string{"iter", "strings", "github.com/gopherloop/gopherloop/workshop/seq"},
	Answer:  "failures",
	Stub: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	panic("not implemented")
}
`,
	Solution: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	bad := seq.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR: ") })
	messages := seq.Map(bad, func(line string) string {
		_, message, _ := strings.Cut(line, "ERROR: ")
		return message
	})
	return seq.Take(messages, n)
}
`,
	Hints: []string{
		"The stages are Filter (which lines?), Map (what of them?) and Take (how many?). Each takes the one before.",
		"bad := seq.Filter(lines, func(line string) bool { return strings.Contains(line, \"ERROR: \") })",
		"In Map: _, message, _ := strings.Cut(line, \"ERROR: \"), and return message. Take comes last.",
	},
	Wrong: []check.Wrong{
		{Name: "Take first", Says: "Take stands before Filter", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	bad := seq.Filter(seq.Take(lines, n), func(line string) bool { return strings.Contains(line, "ERROR: ") })
	return seq.Map(bad, func(line string) string {
		_, message, _ := strings.Cut(line, "ERROR: ")
		return message
	})
}
`},
		{Name: "whole lines", Says: "the whole line", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	return seq.Take(seq.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR: ") }), n)
}
`},
		{Name: "collects", Says: "it is not lazy", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, line := range seq.List(seq.Filter(lines, func(line string) bool { return strings.Contains(line, "ERROR: ") })) {
			_, message, _ := strings.Cut(line, "ERROR: ")
			if i == n || !yield(message) {
				return
			}
		}
	}
}
`},
		{Name: "at once", Says: "before anybody asks", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	var found []string
	for line := range lines {
		if _, message, ok := strings.Cut(line, "ERROR: "); ok {
			found = append(found, message)
		}
		if len(found) == n {
			break
		}
	}
	return func(yield func(string) bool) {
		for _, message := range found {
			if !yield(message) {
				return
			}
		}
	}
}
`},
		{Name: "one too many", Says: "the line after the last", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		found := 0
		for line := range lines {
			if found == n {
				return
			}
			_, message, ok := strings.Cut(line, "ERROR: ")
			if ok {
				found++
			}
			if ok && !yield(message) {
				return
			}
		}
	}
}
`},
		{Name: "all lines", Says: "lines without an error", Code: `func failures(lines iter.Seq[string], n int) iter.Seq[string] {
	return seq.Take(seq.Map(lines, func(line string) string {
		_, message, _ := strings.Cut(line, "ERROR: ")
		return message
	}), n)
}
`},
	},
	Test: func(t *check.T, f finder) {
		log := check.NewSource(t, seq.Map(seq.Range(1000), logLine))
		found := f(log.All(), 2)
		check.PulledAtMost(t, "failures(log, 2), before there is a loop", log, 0,
			check.Else("the log is read before anybody asks: return a sequence, and let nothing but stages stand around it"))
		check.All(t, "failures(log, 2)", found, []string{"disk almost full (3)", "disk almost full (13)"},
			check.Got([]string{}, "Take stands before Filter: it counts lines, and should count errors"),
			check.Got([]string{logLine(3), logLine(13)}, "this is the whole line: Map it to what stands behind ERROR"),
			check.Got([]string{"", ""}, "these come from lines without an error: Filter them out"),
			check.Got([]string{"", "", ""}, "these come from lines without an error: Filter them out"))
		check.PulledAtMost(t, "failures(log, 2): the second error is line 14 of the log", log, 14,
			check.If(log.Pulled() == 15, "it reads the line after the last error that is wanted: look whether there are enough before you ask for the next line"))
		check.CleanedUp(t, "failures(log, 2)", log)
	},
})

func logLine(i int) string {
	if i%10 == 3 {
		return fmt.Sprintf("Time: %05d, ERROR: disk almost full (%d)", i, i)
	}
	return fmt.Sprintf("Time: %05d, INFO: all is well", i)
}
