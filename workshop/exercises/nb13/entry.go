package nb13

import (
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/check"
)

// A parser takes a line of a log apart.
type parser = func(line string) (at, message string, ok bool)

const entryHead = "func entry(line string) (at, message string, ok bool) {\n"

var entry = check.Define(check.Exercise[parser]{
	ID: "13.1", Title: "Find the bug: time and message",
	Task: "Write `entry`, a `firstTry` without its bugs. A line looks like this:\n\n" +
		"```text\nTime: 00010, ERROR: disk almost full\n```\n\n" +
		"`entry` returns the time (`00010`), the message (`disk almost full`) and `true`. For a line of another level, or one that " +
		"does not look like this at all, it returns two empty texts and `false`. The level is the word right after the first comma. " +
		"A message may have commas and colons of its own.",
	Imports: []string{"strings"},
	Answer:  "entry",
	Stub:    entryHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: entryHead + `	at, message, ok = strings.Cut(line, ", ERROR: ")
	at, isTime := strings.CutPrefix(at, "Time: ")
	if !ok || !isTime || strings.Contains(at, ",") {
		return "", "", false
	}
	return at, message, true
}
`,
	Hints: []string{
		"What stands between the time and the message is always the same text: a comma, a space, ERROR, a colon, a space.",
		`before, after, found := strings.Cut(line, ", ERROR: ") gives what stands before it and after it.`,
		`strings.CutPrefix(before, "Time: ") cuts off the beginning, and says whether it was there.`,
	},
	Wrong: []check.Wrong{
		{Name: "that of the first try", Says: "the first word is not the time", Code: entryHead + `	before, after, found := strings.Cut(line, "ERROR")
	if !found {
		return "", "", false
	}
	return strings.Fields(before)[0], strings.TrimSpace(after), true
}
`},
		{Name: "the colon stays", Says: "the colon behind ERROR", Code: entryHead + `	before, after, found := strings.Cut(line, "ERROR")
	if !found {
		return "", "", false
	}
	return strings.Trim(strings.Fields(before)[1], ","), strings.TrimSpace(after), true
}
`},
		{Name: "the comma stays", Says: "the comma behind the time", Code: entryHead + `	before, after, found := strings.Cut(line, "ERROR: ")
	if !found {
		return "", "", false
	}
	return strings.Fields(before)[1], after, true
}
`},
		{Name: "any line that says ERROR", Says: "somewhere in the message", Code: entryHead + `	if !strings.Contains(line, "ERROR") {
		return "", "", false
	}
	_, rest, _ := strings.Cut(line, "Time: ")
	at, rest, _ = strings.Cut(rest, ", ")
	_, message, _ = strings.Cut(rest, ": ")
	return at, message, true
}
`},
		{Name: "at every colon", Says: "colons of its own", Code: entryHead + `	parts := strings.Split(line, ": ")
	if len(parts) < 3 || !strings.HasSuffix(parts[1], ", ERROR") {
		return "", "", false
	}
	return strings.TrimSuffix(parts[1], ", ERROR"), parts[2], true
}
`},
		{Name: "trusts every line", Says: "may be cut off", Code: entryHead + `	rest := line[len("Time: "):]
	at, rest, _ = strings.Cut(rest, ", ")
	message, ok = strings.CutPrefix(rest, "ERROR: ")
	if !ok {
		return "", "", false
	}
	return at, message, true
}
`},
	},
	Test: testEntry,
})

func testEntry(t *check.T, f parser) {
	look := func(line, at, message string, ok bool, mistakes ...check.Mistake) {
		gotAt, gotMessage, gotOK := f(line)
		t.Must(gotAt == at && gotMessage == message && gotOK == ok,
			fmt.Sprintf("entry(%q) returns %q, %q, %v, and should return %q, %q, %v", line, gotAt, gotMessage, gotOK, at, message, ok), mistakes...)
	}
	at, message, _ := f("Time: 00010, ERROR: disk almost full")
	check.Equal(t, "the time of an error", at, "00010", check.Got("Time:", "the first word is not the time but what stands before it"),
		check.Got("00010,", "the comma behind the time is not part of it"))
	check.Equal(t, "the message of an error", message, "disk almost full",
		check.Got(": disk almost full", "the colon behind ERROR belongs to what is cut away"))
	look("Time: 00010, ERROR: disk almost full", "00010", "disk almost full", true)
	look("Time: 00011, INFO: all is well", "", "", false, check.Else("this line tells of no error: return empty texts and false"))
	look("Time: 00012, INFO: no ERROR today", "", "", false,
		check.Else("ERROR stands somewhere in the message here, and the level is INFO: look for it right after the comma"))
	look("Time: 00013, ERROR: disk: 3 files, 2 lost", "00013", "disk: 3 files, 2 lost", true,
		check.Else("the message has commas and colons of its own: cut only once"))
	look("Time: 00014, ERROR: the printer says ERROR: no paper", "00014", "the printer says ERROR: no paper", true,
		check.Else("only the first ERROR is the level: cut only once, with strings.Cut"))
	look("Time: 00015, INFO: he wrote, ERROR: no paper", "", "", false,
		check.Else("the level is INFO, and ERROR stands somewhere in the message: what is cut off before it must be a time, without a comma"))
	for _, line := range []string{"", "Ti", "ERROR", ", ERROR: lost its beginning"} {
		short(t, f, line)
	}
}

// short has f look at a line that is none, at which careless answers panic.
func short(t *check.T, f parser, line string) {
	defer func() {
		if p := recover(); p != nil {
			if fmt.Sprint(p) == "not implemented" || !isRuntime(p) {
				panic(p)
			}
			t.Fail(fmt.Sprintf("entry(%q) panics: %v", line, p), check.Else("a line may be cut off anywhere: look whether something is there before you take it apart"))
		}
	}()
	_, _, ok := f(line)
	t.Must(!ok, fmt.Sprintf("entry(%q) returns true", line), check.Else("this is no line of a log: it has no time. CutPrefix says whether a beginning was there"))
}

func isRuntime(p any) bool {
	_, ok := p.(interface {
		error
		RuntimeError()
	})
	return ok
}
