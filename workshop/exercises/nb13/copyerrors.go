package nb13

import (
	"fmt"
	"io"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/check"
)

type copier = func(in io.Reader, out io.WriteCloser, entry func(line string) (at, message string, ok bool)) (int, error)

const copyHead = "func copyErrors(in io.Reader, out io.WriteCloser,\n\tentry func(line string) (at, message string, ok bool)) (n int, err error) {\n"

var copyErrors = check.Define(check.Exercise[copier]{
	ID: "13.2", Title: "One file, and nothing gets lost",
	Task: "Write `copyErrors`. It reads the lines of `in`, takes each apart with `entry`, writes a line `time: message` to `out` for each error, " +
		"and returns how many there were. It writes through a `bufio.Writer`, and **closes `out`** in the end.\n\n" +
		"Four things can fail: reading, writing, flushing, closing. Whatever fails, `copyErrors` returns it; " +
		"`errors.Join` makes one error of several, and `nil` of none.",
	Imports: []string{"bufio", "errors", "fmt", "io"},
	Answer:  "copyErrors",
	Stub:    copyHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: copyHead + `	lines, w := bufio.NewScanner(in), bufio.NewWriter(out)
	for lines.Scan() {
		if at, message, ok := entry(lines.Text()); ok {
			n++
			fmt.Fprintf(w, "%s: %s\n", at, message)
		}
	}
	return n, errors.Join(lines.Err(), w.Flush(), out.Close())
}
`,
	Hints: []string{
		"lines := bufio.NewScanner(in) and for lines.Scan() { … lines.Text() … } reads line by line; lines.Err() says afterwards whether it was all.",
		"A bufio.Writer keeps what was written until it has enough of it. w.Flush() writes the rest, and returns what has gone wrong with any of it.",
		"The last line: return n, errors.Join(lines.Err(), w.Flush(), out.Close()). The arguments are called in this order.",
	},
	Wrong: copyWrong,
	Test:  testCopy,
})

// copied is an answer with these lines before the end.
func copied(end string) string {
	return copyHead + `	lines, w := bufio.NewScanner(in), bufio.NewWriter(out)
	for lines.Scan() {
		if at, message, ok := entry(lines.Text()); ok {
			n++
			fmt.Fprintf(w, "%s: %s\n", at, message)
		}
	}
` + end + "}\n"
}

var copyWrong = []check.Wrong{
	{Name: "without a flush", Says: "what is in the buffer is lost", Code: copied("\treturn n, errors.Join(lines.Err(), out.Close())\n")},
	{Name: "flushes too late", Says: "closed before", Code: copied("\treturn n, errors.Join(lines.Err(), out.Close(), w.Flush())\n")},
	{Name: "never closes", Says: "nobody has closed it", Code: copied("\treturn n, errors.Join(lines.Err(), w.Flush())\n")},
	{Name: "does not look at the flush", Says: "Flush returns it", Code: copied("\tw.Flush()\n\treturn n, errors.Join(lines.Err(), out.Close())\n")},
	{Name: "does not look at Close", Says: "defer out.Close()", Code: copied("\tdefer out.Close()\n\treturn n, errors.Join(lines.Err(), w.Flush())\n")},
	{Name: "does not ask the scanner", Says: "lines.Err()", Code: copied("\treturn n, errors.Join(w.Flush(), out.Close())\n")},
	{Name: "without a buffer", Says: "bufio.NewWriter(out)", Code: copyHead + `	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if at, message, ok := entry(lines.Text()); ok {
			n++
			if _, e := fmt.Fprintf(out, "%s: %s\n", at, message); e != nil {
				err = errors.Join(err, e)
			}
		}
	}
	return n, errors.Join(err, lines.Err(), out.Close())
}
`},
	{Name: "flees from the first error", Says: "even if something has failed", Code: copied(`	if err := errors.Join(lines.Err(), w.Flush()); err != nil {
		return n, err
	}
	return n, out.Close()
`)},
}

// errorLines are n lines of a log that tell of errors, each followed by one that does not.
func errorLines(n int) *strings.Reader {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "E %05d\nall is well\n", i)
	}
	return strings.NewReader(b.String())
}

// simple is an entry for them.
func simple(line string) (at, message string, ok bool) {
	at, ok = strings.CutPrefix(line, "E ")
	if !ok {
		return "", "", false
	}
	return at, "lost", true
}

func testCopy(t *check.T, f copier) {
	d := &disk{}
	n, err := f(errorLines(3), d, simple)
	check.NoError(t, "copyErrors", err)
	check.Equal(t, "the number of errors", n, 3, check.Got(6, "these are all lines: count only those for which entry returns true"))
	check.Equal(t, "what was written", d.text.String(), "00000: lost\n00001: lost\n00002: lost\n",
		check.If(d.text.Len() == 0, "what is in the buffer is lost: call w.Flush() before out.Close()"))
	t.Must(!d.late, "something was written after out was closed", check.Else("out was closed before the buffer was written: Flush first, then Close"))
	t.Must(d.closed > 0, "out is still open", check.Else("nobody has closed it: call out.Close() last"))

	d = &disk{}
	_, err = f(errorLines(2000), d, simple)
	check.NoError(t, "copyErrors with many lines", err)
	t.Must(d.writes < 500, fmt.Sprintf("2000 lines were written to the disk in %d pieces", d.writes),
		check.Else("each piece is a call of the operating system: collect them, with w := bufio.NewWriter(out)"))

	d = &disk{broken: errClose}
	_, err = f(errorLines(3), d, simple)
	check.ErrorIs(t, "the error of copyErrors, when out cannot be closed,", err, errClose,
		check.Else("Close may return an error, and then the file is not complete. With defer out.Close() nobody looks at it"))
	failing(t, f)
}

// failing looks at what happens when the disk cannot be read or written.
func failing(t *check.T, f copier) {
	d := &disk{}
	_, err := f(scratched{errorLines(3)}, d, simple)
	check.ErrorIs(t, "the error of copyErrors, when reading fails in the middle,", err, errRead,
		check.Else("the scanner stops at an error as it does at the end. lines.Err() tells which it was"))

	d = &disk{full: true}
	_, err = f(errorLines(3), d, simple)
	check.ErrorIs(t, "the error of copyErrors, when the disk is full,", err, errFull,
		check.Else("the text was still in the buffer when you wrote it, so Fprintf could not fail. Flush returns it: hand that on"))
	t.Must(d.closed > 0, "out is still open after the disk was full", check.Else("close out in any case, even if something has failed before"))
}
