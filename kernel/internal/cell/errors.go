package cell

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
)

// maxDiagnostics is how many errors are reported at a time, as by the go command.
const maxDiagnostics = 10

// Errors is the error of a cell that does not compile: at least one diagnostic,
// in the order of the source.
type Errors struct {
	Cell        string
	Diagnostics []Diagnostic
	More        int    // how many others there are
	Stack       string // for a failure of the compiler itself: where it happened
}

// A Diagnostic is one error in a cell.
type Diagnostic struct {
	Pos, End token.Position // Filename is the cell; End may be invalid
	Msg      string         // what is wrong, in Go's words
	Hint     string         // what to do about it, in plain words, or ""
	Line     string         // the source line
	Code     string         // names the row of the catalogue that Hint is from
}

// Error returns the diagnostics' positions and messages, a line each.
func (e *Errors) Error() string {
	lines := make([]string, len(e.Diagnostics))
	for i, d := range e.Diagnostics {
		lines[i] = where(d.Pos) + ": " + d.Msg
	}
	return strings.Join(lines, "\n")
}

// ANSI sequences of a coloured report.
const (
	ansiReset = "\x1b[0m"
	ansiPlace = "\x1b[1m"
	ansiError = "\x1b[31m"
)

// Format returns a report for the learner: for each error its place, Go's words,
// the source line with a mark, and the hint.
//
//	cell 3, line 2: undefined: fmt.Printn
//	    fmt.Printn("hello")
//	        ^^^^^^
//	hint: did you mean fmt.Println?
func (e *Errors) Format(ansi bool) string {
	paint := func(color, text string) string {
		if !ansi || text == "" {
			return text
		}
		return color + text + ansiReset
	}
	var b strings.Builder
	for i, d := range e.Diagnostics {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s %s\n", paint(ansiPlace, where(d.Pos)+":"), paint(ansiError, d.Msg))
		if strings.TrimSpace(d.Line) != "" {
			fmt.Fprintf(&b, "    %s\n    %s\n", d.Line, paint(ansiError, d.marker()))
		}
		if d.Hint != "" {
			fmt.Fprintf(&b, "%s\n", paint(ansiPlace, "hint:")+" "+d.Hint)
		}
	}
	if e.More > 0 {
		fmt.Fprintf(&b, "\nand %d more\n", e.More)
	}
	return b.String()
}

// marker returns the carets below the source line. Tabs stay tabs, so that they
// stand in the right place however wide a tab is.
func (d Diagnostic) marker() string {
	var b strings.Builder
	start := min(max(d.Pos.Column-1, 0), len(d.Line))
	for _, r := range d.Line[:start] {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	n := 1
	if d.End.Line == d.Pos.Line && d.End.Column > d.Pos.Column && d.End.Column-1 <= len(d.Line) {
		n = utf8.RuneCountInString(d.Line[start : d.End.Column-1])
	}
	return b.String() + strings.Repeat("^", n)
}

// where says a position in words.
func where(pos token.Position) string {
	if pos.Line == 0 {
		return pos.Filename
	}
	return fmt.Sprintf("%s, line %d", pos.Filename, pos.Line)
}

// syntaxErrors reports what the parser has found.
func (s *Session) syntaxErrors(t *tree) *Errors {
	e := &Errors{Cell: t.src.name}
	lastLine := 0
	for _, se := range t.errs {
		pos := t.src.pos(se.offset)
		line := t.src.file.Line(pos)
		if line == lastLine {
			continue
		}
		lastLine = line
		c := &clue{s: s, tree: t, src: t.src, problem: problem{pos: pos, msg: se.msg}, line: t.src.line(line), prev: t.src.line(line - 1)}
		e.add(c.diagnose(syntaxLessons()))
	}
	return e
}

// errors reports what a check has found.
func (a *attempt) errors() *Errors {
	e := &Errors{Cell: a.src.name}
	seen := make(map[string]bool)
	for _, p := range a.merged() {
		src := a.sourceAt(p.pos)
		line := src.file.Line(p.pos)
		key := fmt.Sprintf("%s:%d:%s", src.name, line, p.msg)
		if seen[key] {
			continue
		}
		seen[key] = true
		c := &clue{s: a.s, a: a, tree: a.tree, src: src, problem: p, line: src.line(line), prev: src.line(line - 1)}
		e.add(c.diagnose(typeLessons()))
	}
	return e
}

func (e *Errors) add(d Diagnostic) {
	if len(e.Diagnostics) == maxDiagnostics {
		e.More++
		return
	}
	e.Diagnostics = append(e.Diagnostics, d)
}

// sourceAt returns the cell in which a position is. One without a place counts as
// this cell's.
func (a *attempt) sourceAt(pos token.Pos) *source {
	if src := a.s.sources[a.s.fset.File(pos)]; src != nil {
		return src
	}
	return a.src
}

// merged returns the problems in the order of the source, with the additions to
// a problem (which begin with a tab) in its message, and in words that the
// learner knows.
func (a *attempt) merged() []problem {
	var list []problem
	for _, p := range a.problems {
		if a.s.fset.File(p.pos) == nil {
			p.pos = a.src.pos(0)
		}
		p.msg = plainWords(p.msg)
		if more, ok := strings.CutPrefix(p.msg, "\t"); ok && len(list) > 0 {
			list[len(list)-1].msg += "\n\t" + where(a.s.fset.Position(p.pos)) + ": " + more
			continue
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(p, q problem) int { return cmp.Compare(p.pos, q.pos) })
	return list
}

// How go/types qualifies the types of earlier cells, and the compiler's own names.
var (
	mainQualifier = regexp.MustCompile(`("main"|\bmain)\.`)
	hiddenSuffix  = regexp.MustCompile(hidden + `\d*`)
	declaredAt    = regexp.MustCompile(`declared at ([^:()]+):(\d+):\d+`)
)

// plainWords removes from a message what is not the learner's: every cell is
// package main to go/types, and the compiler has made up a few names.
func plainWords(msg string) string {
	msg = strings.ReplaceAll(msg, " in argument to "+showName, "")
	msg = mainQualifier.ReplaceAllString(msg, "")
	msg = declaredAt.ReplaceAllString(msg, "declared in $1, line $2")
	return hiddenSuffix.ReplaceAllString(msg, "")
}

// unsupported reports valid Go that cannot be run.
func (a *attempt) unsupported(err error) *Errors {
	pos := a.src.pos(0)
	var u *lower.Unsupported
	if errors.As(err, &u) && u.Pos.IsValid() {
		pos = u.Pos
	}
	src := a.sourceAt(pos)
	p := a.s.fset.Position(pos)
	return &Errors{Cell: a.src.name, Diagnostics: []Diagnostic{{
		Pos:  p,
		Msg:  err.Error(),
		Hint: "this is correct Go, but this kernel cannot run it yet",
		Line: src.line(p.Line),
		Code: "unsupported",
	}}}
}
