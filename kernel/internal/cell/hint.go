package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// A lesson is a row of the catalogue of errors: how to recognise a beginner's
// mistake and what to say about it. Go's own message is always shown above the
// hint, so a hint explains and does not repeat.
type lesson struct {
	code    string
	example string // a cell with this mistake; a test compiles it

	// All that are set must hold.
	codes []code         // go/types' code is one of these
	msg   *regexp.Regexp // matches the message
	line  *regexp.Regexp // matches the source line

	// hint says what to do; "" passes the error on to the following lessons. The
	// submatches are those of msg, or of line if there is no msg.
	hint func(c *clue, m []string) string
}

// A clue is an error and what is known around it.
type clue struct {
	problem
	s    *Session
	a    *attempt // nil for syntax errors
	tree *tree
	src  *source
	line string // the source line
	prev string // the line before
}

// diagnose finds the first lesson that has something to say.
func (c *clue) diagnose(lessons []lesson) Diagnostic {
	d := Diagnostic{Pos: c.s.position(c.pos), Msg: c.msg, Line: c.line}
	if c.end.IsValid() {
		d.End = c.s.position(c.end)
	}
	for _, l := range lessons {
		if hint := c.try(&l); hint != "" {
			d.Hint, d.Code = hint, l.code
			break
		}
	}
	if msg, hint := c.staleValue(); msg != "" {
		d.Msg, d.Hint, d.Code = msg, hint, "older-type"
	}
	return d
}

func (c *clue) try(l *lesson) string {
	if l.codes != nil && !slices.Contains(l.codes, c.code) {
		return ""
	}
	var m []string
	if l.line != nil {
		for _, line := range []string{c.line, c.opener()} {
			at := l.line.FindStringSubmatchIndex(codeOf(line))
			if at == nil {
				continue
			}
			for i := 0; i < len(at); i += 2 {
				m = append(m, line[max(at[i], 0):max(at[i+1], 0)])
			}
			break
		}
		if m == nil {
			return ""
		}
	}
	if l.msg != nil {
		if m = l.msg.FindStringSubmatch(c.msg); m == nil {
			return ""
		}
	}
	return l.hint(c, m)
}

// opener returns the line of the { before an error in a "composite literal": what
// the parser takes for one may be a block behind a word that is none of Go's.
func (c *clue) opener() string {
	if !strings.Contains(c.msg, "composite literal") {
		return ""
	}
	open := split(c.src.text[:c.src.offset(c.pos)]).open
	if len(open) == 0 {
		return ""
	}
	return c.src.line(c.src.file.Line(c.src.pos(open[len(open)-1].offset)))
}

// codeOf returns a line without what is in strings and comments: a string keeps
// its quotes and its length, a comment is cut off.
func codeOf(line string) string {
	b := []byte(line)
	for _, t := range lex(line) {
		if t.tok == token.STRING || t.tok == token.CHAR {
			for i := t.start + 1; i < t.end-1; i++ {
				b[i] = '.'
			}
		}
	}
	quote := byte(0)
	for i, ch := range b {
		switch {
		case quote != 0 && ch == quote:
			quote = 0
		case quote == 0 && (ch == '"' || ch == '`'):
			quote = ch
		case quote == 0 && ch == '/' && i+1 < len(b) && b[i+1] == '/':
			return string(b[:i])
		}
	}
	return string(b)
}

// say is a hint that is always the same.
func say(text string) func(*clue, []string) string {
	return func(*clue, []string) string { return text }
}

// closest returns the candidate that is most probably meant by a name that does
// not exist, or "". Case does not count; the longer the name, the more typing
// errors are forgiven. Of several as close, one that only a letter was left out
// of is preferred: typing Printn, one means Println rather than Printf.
func closest(name string, candidates []string) string {
	name = strings.ToLower(name)
	best, bestDist := "", 2*(1+min(2, len(name)/3))
	for _, cand := range candidates {
		if strings.Contains(cand, hidden) {
			continue
		}
		lower := strings.ToLower(cand)
		d := 2 * distance(name, lower)
		if len(lower) <= len(name) || !contained(name, lower) {
			d++
		}
		if lower == name {
			d = 0
		}
		if d < bestDist {
			best, bestDist = cand, d
		}
	}
	return best
}

// contained reports whether s is t with some letters left out.
func contained(s, t string) bool {
	i := 0
	for j := 0; i < len(s) && j < len(t); j++ {
		if s[i] == t[j] {
			i++
		}
	}
	return i == len(s)
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that make b of a.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 64
	}
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next := make([]int, len(y)+1)
		next[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}

// visible returns the names in scope at the error.
func (c *clue) visible() []string {
	var names []string
	for scope := c.a.scopeAt(c.pos); scope != nil; scope = scope.Parent() {
		names = append(names, scope.Names()...)
	}
	return names
}

// scopeAt returns the innermost scope at a position.
func (a *attempt) scopeAt(pos token.Pos) *types.Scope {
	for file := range a.pkg.Scope().Children() {
		if in := file.Innermost(pos); in != nil && in != file {
			return in
		}
	}
	return a.pkg.Scope()
}

// roots returns the roots of the syntax trees that were checked.
func (a *attempt) roots() []ast.Node {
	var list []ast.Node
	for _, d := range a.decls {
		list = append(list, d)
	}
	for _, m := range a.late {
		list = append(list, m.plain)
	}
	if a.main != nil {
		list = append(list, a.main)
	}
	return list
}

// find returns the first node of type T for which ok holds.
func find[T ast.Node](a *attempt, ok func(T) bool) (found T, _ bool) {
	done := false
	for _, root := range a.roots() {
		ast.Inspect(root, func(n ast.Node) bool {
			if t, is := n.(T); is && !done && ok(t) {
				found, done = t, true
			}
			return !done
		})
	}
	return found, done
}

// operand returns the type of the expression to the left of the selector at the
// error.
func (c *clue) operand() (types.Type, bool) {
	sel, ok := find(c.a, func(s *ast.SelectorExpr) bool { return s.Sel.Pos() == c.pos || s.Pos() == c.pos })
	if !ok {
		return nil, false
	}
	tv, ok := c.a.info.Types[sel.X]
	return tv.Type, ok && tv.Type != nil
}

// How go/types complains about two types that have one name.
var (
	wrongUse   = regexp.MustCompile(`of (?:[a-z]+ )?type (\S.*?)\) as (\S.*?) value`)
	mismatched = regexp.MustCompile(`mismatched types (.+) and (.+)\)`)
	badConvert = regexp.MustCompile(`cannot convert .*of (?:[a-z]+ )?type (.+)\) to type (.+)$`)
)

// staleValue recognises an error whose cause is a value or a function that an
// earlier cell made with an older version of a type.
func (c *clue) staleValue() (msg, hint string) {
	if c.a == nil {
		return "", ""
	}
	name, cell := c.staleName()
	if cell == "" {
		return "", ""
	}
	twice := false
	for _, re := range []*regexp.Regexp{wrongUse, mismatched, badConvert} {
		if m := re.FindStringSubmatch(c.msg); m != nil && m[1] == m[2] {
			twice = true
		}
	}
	switch {
	case twice:
		return "this value was made by an older version of type " + name + ": re-run " + cell, ""
	case c.code == codeMissingFieldOrMethod:
		return c.msg, "this value was made by an older version of type " + name + ": re-run " + cell
	}
	return "", ""
}

// staleName looks for a name in the line of the error that involves an outdated
// type, and returns the type's name and the cell that declared the name.
func (c *clue) staleName() (typ, cell string) {
	line := c.s.position(c.pos).Line
	find(c.a, func(id *ast.Ident) bool {
		obj := c.a.info.Uses[id]
		if obj == nil || c.s.position(id.Pos()).Line != line {
			return false
		}
		e := c.s.live[id.Name]
		if e == nil || e.obj != obj {
			return false
		}
		if old := c.s.staleIn(obj.Type(), c.a); old != "" {
			typ, cell = old, e.src.name
			return true
		}
		return false
	})
	return typ, cell
}

// staleIn returns the name of a type in t that is outdated, or that becomes so by
// this very cell.
func (s *Session) staleIn(t types.Type, a *attempt) string {
	name := ""
	walkTypes(t, func(n *types.Named) {
		obj := n.Obj()
		if obj.Pkg() == nil || obj.Pkg().Path() != mainPath || obj.Parent() != obj.Pkg().Scope() {
			return
		}
		if name == "" && a.pkg.Scope().Lookup(obj.Name()) != obj {
			name = obj.Name()
		}
	})
	return name
}
