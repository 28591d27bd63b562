package assist

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
)

// A place is the cursor in a text, in bytes, and the name that it stands in.
type place struct {
	text   string
	cursor int
	start  int // of the name that ends at the cursor; cursor if there is none
}

func at(text string, codePoints int) place {
	p := place{text: text, cursor: byteOffset(text, codePoints)}
	p.start = p.cursor
	for p.start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:p.start])
		if !isNameRune(r) {
			break
		}
		p.start -= size
	}
	return p
}

func isNameRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// word is the part of the name before the cursor.
func (p place) word() string { return p.text[p.start:p.cursor] }

// end returns where the name ends that the cursor stands in.
func (p place) end() int {
	end := p.cursor
	for end < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[end:])
		if !isNameRune(r) {
			break
		}
		end += size
	}
	return end
}

// byteOffset converts a number of code points, which may be out of range.
func byteOffset(text string, codePoints int) int {
	for i := range text {
		if codePoints <= 0 {
			return i
		}
		codePoints--
	}
	return len(text)
}

// codePoints converts a byte offset.
func codePoints(text string, offset int) int { return utf8.RuneCountInString(text[:offset]) }

// afterDot reports whether the name at the cursor is selected from something.
func (p place) afterDot() bool {
	before := strings.TrimRight(p.text[:p.start], " \t\n\r")
	return strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "..")
}

// A context is the kind of token that a place is in.
type context uint8

const (
	inCode   context = iota
	inText           // comment or string
	inImport         // string of an import declaration
)

// context tells what kind of token the cursor is in.
func (p place) context() (context, int) {
	fset := token.NewFileSet()
	prefix := p.text[:p.cursor]
	file := fset.AddFile("", 1, len(prefix))
	broken := -1
	var s scanner.Scanner
	s.Init(file, []byte(prefix), func(pos token.Position, msg string) {
		if strings.Contains(msg, "not terminated") {
			broken = pos.Offset
		}
	}, scanner.ScanComments)
	importing, depth := false, 0
	for {
		pos, tok, lit := s.Scan()
		start := file.Offset(pos)
		switch {
		case broken >= 0 && importing && strings.HasPrefix(prefix[broken:], `"`):
			return inImport, broken + 1
		case broken >= 0:
			return inText, 0
		case tok == token.COMMENT && strings.HasPrefix(lit, "//") && start+len(lit) >= len(prefix) && len(prefix) > 0:
			return inText, 0
		case tok == token.EOF:
			return inCode, 0
		case tok == token.IMPORT:
			importing, depth = true, 0
		case tok == token.LPAREN:
			depth++
		case tok == token.RPAREN:
			depth--
			importing = importing && depth > 0
		case tok == token.SEMICOLON && depth <= 0:
			importing = false
		}
	}
}

// placeholder is a name that stands in for one that has not been typed yet.
const placeholder = "here_"

// look calls f with views of the text around the place until f returns true. In
// each there is a name at p.start: the one that is there, or the placeholder.
func (p place) look(s *cell.Session, f func(*cell.View) bool) {
	name := ""
	if p.start == p.end() {
		name = placeholder
	}
	whole := p.text[:p.cursor] + name + p.text[p.cursor:]
	cut := p.text[:p.end()] + name
	done := false
	for _, text := range []string{whole, cut + closing(cut)} {
		if done {
			return
		}
		s.Look(text, func(v *cell.View) { done = f(v) })
	}
}

// closing returns the brackets that close what is open in a text.
func closing(text string) string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", 1, len(text)), []byte(text), func(token.Position, string) {}, 0)
	var open []byte
	for {
		_, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			var b strings.Builder
			for i := len(open) - 1; i >= 0; i-- {
				if open[i] == '}' {
					b.WriteByte('\n')
				}
				b.WriteByte(open[i])
			}
			return b.String()
		case token.LPAREN:
			open = append(open, ')')
		case token.LBRACK:
			open = append(open, ']')
		case token.LBRACE:
			open = append(open, '}')
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if n := len(open); n > 0 && string(open[n-1]) == tok.String() {
				open = open[:n-1]
			}
		}
	}
}
