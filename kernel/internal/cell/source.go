package cell

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// A source is the text of one cell, with a file in the session's file set.
type source struct {
	name string
	text string
	file *token.File
}

// margin is the room that is left in the file set in front of each cell.
//
// go/parser parses files only, so what it is given is the learner's text with
// something around it ("package p;func _(){" ... "}"). The text is parsed into a
// file set of its own, whose base is chosen so that every byte of the learner's
// text gets the very position that it has in the session's file set; what is
// around it falls into the margin, where no file is. So trees need no
// correction, and no position can be wrong by an offset.
const margin = 32

func newSource(fset *token.FileSet, name, text string) *source {
	file := fset.AddFile(name, fset.Base()+margin, len(text))
	file.SetLinesForContent([]byte(text))
	return &source{name: name, text: text, file: file}
}

// pos returns the position of a byte; offsets beyond the text mean its end.
func (src *source) pos(offset int) token.Pos {
	return src.file.Pos(min(max(offset, 0), len(src.text)))
}

// offset is the inverse of pos.
func (src *source) offset(pos token.Pos) int {
	return min(max(int(pos)-src.file.Base(), 0), len(src.text))
}

func (src *source) end() token.Pos { return src.pos(len(src.text)) }

// slice returns the source of a node.
func (src *source) slice(n ast.Node) string {
	return src.text[src.offset(n.Pos()):src.offset(n.End())]
}

// line returns the text of a line, counted from 1.
func (src *source) line(n int) string {
	if n < 1 || n > src.file.LineCount() {
		return ""
	}
	text := src.text[src.offset(src.file.LineStart(n)):]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSuffix(text, "\r")
}

// A syntaxError is a message of the parser at an offset in the cell.
type syntaxError struct {
	offset int
	msg    string
}

// parse parses prefix + text + suffix as a file, where text is as long as the
// cell. Both additions must be shorter than margin.
func (src *source) parse(prefix, text, suffix string, mode parser.Mode) (*ast.File, []syntaxError) {
	fset := token.NewFileSet()
	if pad := src.file.Base() - margin - 2; pad >= 0 {
		fset.AddFile("", 1, pad)
	}
	padded := strings.Repeat(" ", margin-len(prefix)) + prefix + text + suffix
	file, err := parser.ParseFile(fset, "", padded, mode)
	var list scanner.ErrorList
	errors.As(err, &list)
	var errs []syntaxError
	for _, e := range list {
		errs = append(errs, syntaxError{e.Pos.Offset - margin, e.Msg})
	}
	for i := range errs {
		if errs[i].offset >= len(src.text) { // what it found there is the suffix
			errs[i].offset = len(src.text)
			errs[i].msg = foundEOF(errs[i].msg)
		}
	}
	return file, errs
}

func foundEOF(msg string) string {
	if i := strings.Index(msg, "found "); i >= 0 {
		return msg[:i] + "found 'EOF'"
	}
	return msg
}
