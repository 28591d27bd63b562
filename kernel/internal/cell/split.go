package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// This file finds the pieces of a cell: the top-level imports, declarations and
// statements. It looks at tokens only, so it works on broken cells too.

// A chunkKind says what a chunk begins with.
type chunkKind uint8

const (
	stmtChunk    chunkKind = iota // anything that is not one of the following
	packageChunk                  // package clause
	importChunk
	declChunk // type, const, and var in a whole file
	funcChunk // function or method declaration, not a function literal
)

// A chunk is a piece of the cell from the start of a top-level declaration or
// statement to the semicolon after it, written or implied. The three parts of a
// for header are chunks of their own, which does no harm: neighbouring
// statements are parsed together.
type chunk struct {
	kind       chunkKind
	start, end int  // offsets; end is behind a written semicolon
	semi       bool // ends with a written semicolon
}

// A bracket is an opening or closing bracket without its partner.
type bracket struct {
	offset int
	tok    token.Token
}

// A layout is a cell cut into chunks.
type layout struct {
	chunks []chunk
	open   []bracket   // opened, but not closed
	stray  *bracket    // the first closing bracket that closes nothing
	last   token.Token // last token before the end, implied semicolons aside
	whole  bool        // begins with a package clause
}

// lexeme is a token with its place.
type lexeme struct {
	tok        token.Token
	lit        string
	start, end int
}

// lex returns the tokens of a text without comments. Errors are left to the parser.
func lex(text string) []lexeme {
	fset := token.NewFileSet()
	file := fset.AddFile("", 1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, 0)
	var list []lexeme
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return list
		}
		start := file.Offset(pos)
		end := start + len(tok.String())
		switch {
		case tok == token.SEMICOLON && lit == "\n":
			end = start
		case tok.IsLiteral() || tok == token.ILLEGAL:
			end = start + len(lit)
		}
		list = append(list, lexeme{tok, lit, start, min(end, len(text))})
	}
}

var closers = map[token.Token]token.Token{token.LPAREN: token.RPAREN, token.LBRACK: token.RBRACK, token.LBRACE: token.RBRACE}

// split cuts a cell into chunks.
func split(text string) *layout {
	toks := lex(text)
	l := &layout{whole: len(toks) > 0 && toks[0].tok == token.PACKAGE}
	var cur *chunk
	for i, t := range toks {
		if cur == nil {
			l.chunks = append(l.chunks, chunk{kind: l.kind(toks[i:]), start: t.start})
			cur = &l.chunks[len(l.chunks)-1]
		}
		cur.end = t.end
		l.match(t)
		if t.tok != token.SEMICOLON || t.lit != "\n" {
			l.last = t.tok
		}
		if t.tok == token.SEMICOLON && len(l.open) == 0 {
			cur.semi = t.lit != "\n"
			cur = nil
		}
	}
	return l
}

// kind tells what the chunk that begins with toks is.
func (l *layout) kind(toks []lexeme) chunkKind {
	switch toks[0].tok {
	case token.PACKAGE:
		if len(l.chunks) == 0 {
			return packageChunk
		}
	case token.IMPORT:
		return importChunk
	case token.TYPE, token.CONST:
		return declChunk
	case token.VAR:
		if l.whole {
			return declChunk
		}
	case token.FUNC:
		if declaresFunc(toks) {
			return funcChunk
		}
	}
	return stmtChunk
}

// declaresFunc tells "func f(" and "func (r T) f(" from a function literal.
func declaresFunc(toks []lexeme) bool {
	rest := toks[1:]
	if len(rest) > 0 && rest[0].tok == token.LPAREN {
		depth := 0
		for i, t := range rest {
			switch t.tok {
			case token.LPAREN:
				depth++
			case token.RPAREN:
				depth--
			}
			if depth == 0 {
				rest = rest[i+1:]
				return len(rest) > 1 && rest[0].tok == token.IDENT && rest[1].tok == token.LPAREN
			}
		}
		return false
	}
	return len(rest) > 0 && rest[0].tok == token.IDENT
}

// match keeps account of brackets. A wrong closing bracket is stray, and does
// not close what is open.
func (l *layout) match(t lexeme) {
	switch t.tok {
	case token.LPAREN, token.LBRACK, token.LBRACE:
		l.open = append(l.open, bracket{t.start, t.tok})
	case token.RPAREN, token.RBRACK, token.RBRACE:
		if n := len(l.open); n > 0 && closers[l.open[n-1].tok] == t.tok {
			l.open = l.open[:n-1]
		} else if l.stray == nil {
			l.stray = &bracket{t.start, t.tok}
		}
	}
}

// chunkAt returns the index of the chunk that an offset is in, or of the one
// before it.
func (l *layout) chunkAt(offset int) int {
	for i := len(l.chunks) - 1; i >= 0; i-- {
		if l.chunks[i].start <= offset {
			return i
		}
	}
	return -1
}

// only returns the text with everything blanked out but what lies in chunks of
// the wanted kinds and between chunks (comments). Lines stay lines.
func (l *layout) only(text string, want func(chunkKind) bool) string {
	var b strings.Builder
	b.Grow(len(text))
	at := 0
	for _, c := range l.chunks {
		if want(c.kind) {
			continue
		}
		b.WriteString(text[at:c.start])
		for i := c.start; i < c.end; i++ {
			if ch := text[i]; ch == '\n' || ch == '\r' {
				b.WriteByte(ch)
			} else {
				b.WriteByte(' ')
			}
		}
		at = c.end
	}
	b.WriteString(text[at:])
	return b.String()
}
