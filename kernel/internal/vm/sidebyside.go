package vm

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file shows functions as Go, IR and bytecode, line by line of the source:
//
//	Go   2      s := 0
//	IR          var s int = 0
//	vm   0      movW     s = 0
//
// The number is that of the line, or of the instruction.

// A Source returns a line of the learner's source, "" if it is not known.
type Source func(file string, line int) string

// Text shows a function and what Disassemble has returned for it. Without code, there is
// only Go and IR.
func Text(f *ir.Func, codes []Code, files *token.FileSet, source Source) string {
	if len(codes) == 0 {
		codes = []Code{{Func: f}}
	}
	var b strings.Builder
	for i := range codes {
		c := &codes[i]
		if i > 0 {
			fmt.Fprintf(&b, "\n%s\n\n", c.title(files))
		}
		s := sideBySide{files: files, rows: map[int]*row{}}
		s.add(c)
		s.write(&b, source)
	}
	return b.String()
}

// title says what a literal is.
func (c *Code) title(files *token.FileSet) string {
	at := files.Position(c.Func.Pos).Line
	switch {
	case c.Func.RangeBody:
		return fmt.Sprintf("The body of the loop in line %d is a function:", at)
	case c.Func.Wrapper:
		return fmt.Sprintf("A function that line %d makes for later:", at)
	}
	return fmt.Sprintf("%s, the function literal in line %d:", c.Func.Name, at)
}

// Size words how large the code is.
func (c *Code) Size() string {
	n, w := "s", "s"
	if len(c.Lines) == 1 {
		n = ""
	}
	if c.Words == 1 {
		w = ""
	}
	return fmt.Sprintf("%d instruction%s, a frame of %d word%s", len(c.Lines), n, c.Words, w)
}

// sideBySide has what belongs to each line of one file.
type sideBySide struct {
	files       *token.FileSet
	file        string
	rows        map[int]*row
	line        int // that what has no position belongs to
	first, last int // of the function; 0 if it need not be shown in full
}

type row struct{ lines []string }

func (s *sideBySide) add(c *Code) {
	ir := ir.Lines(c.Func)
	s.begin(c, ir)
	for _, l := range ir {
		if l.Pos.IsValid() {
			s.put(l.Pos, "IR", "", strings.Repeat("    ", l.Depth)+strings.TrimSuffix(l.Text, " {"))
		}
	}
	for _, l := range c.Lines {
		s.put(l.Pos, "vm", itoa(l.N), l.Text)
	}
}

// begin finds where the function is. The body of a cell and what has no source of its own need
// not be shown in full.
func (s *sideBySide) begin(c *Code, lines []ir.Line) {
	at := s.files.Position(c.Func.Pos)
	for i := 0; i < len(lines) && !at.IsValid(); i++ {
		at = s.files.Position(lines[i].Pos)
	}
	s.file, s.line = at.Filename, at.Line
	if end := s.files.Position(c.Func.End); end.Line > at.Line && !c.Func.Wrapper {
		s.first, s.last = at.Line, end.Line
	}
}

func (s *sideBySide) put(pos token.Pos, tag, number, text string) {
	if at := s.files.Position(pos); at.IsValid() && at.Filename == s.file {
		s.line = at.Line
	}
	r := s.rows[s.line]
	if r == nil {
		r = &row{}
		s.rows[s.line] = r
	}
	r.lines = append(r.lines, format(tag, number, text))
}

func format(tag, number, text string) string {
	return strings.TrimRight(fmt.Sprintf("%s %4s  %s", tag, number, text), " ")
}

// write writes the lines in the order of the source, with a blank line before each about which there is
// something to say.
func (s *sideBySide) write(b *strings.Builder, source Source) {
	numbers := make([]int, 0, len(s.rows))
	for n := range s.rows {
		numbers = append(numbers, n)
	}
	for n := s.first; n > 0 && n <= s.last; n++ {
		if s.rows[n] == nil {
			numbers = append(numbers, n)
		}
	}
	slices.SortFunc(numbers, cmp.Compare[int])
	for i, n := range numbers {
		r := s.rows[n]
		if i > 0 && (r != nil || s.rows[numbers[i-1]] != nil) {
			b.WriteString("\n")
		}
		b.WriteString(format("Go", itoa(n), strings.ReplaceAll(source(s.file, n), "\t", "    ")) + "\n")
		if r != nil {
			b.WriteString(strings.Join(r.lines, "\n") + "\n")
		}
	}
}
