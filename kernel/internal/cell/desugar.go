package cell

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strings"
)

// This file writes loops without range, for %desugar: what a loop over a function, a number, a
// slice, a text or a channel does, in Go that has only calls and plain loops.
// (Specification: "For statements with range clause"; the package comment of iter.)

// Desugar returns a cell with its range loops written out. Loops over maps stay: nothing shorter says
// what they do. The cell is checked as Compile would, and the error is the same; the session does not change.
func (s *Session) Desugar(name, source string) (text string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	src := s.open(name, source)
	defer s.close(src)
	defer func() {
		if r := recover(); r != nil {
			err = internalError(name, r)
		}
	}()
	a, err := s.check(src)
	if err != nil {
		return "", err
	}
	defer a.rollback()
	d := &desugarer{attempt: a}
	d.collect()
	return formatted(d.between(src.pos(0), src.end(), nil)), nil
}

// formatted is a cell as gofmt would have it: piece by piece, because gofmt knows no mixture of declarations and statements.
func formatted(text string) string {
	var b strings.Builder
	at := 0
	chunks := split(text).chunks
	for len(chunks) > 0 {
		n := 1
		for n < len(chunks) && chunks[0].kind == stmtChunk && chunks[n].kind == stmtChunk {
			n++
		}
		start, end := chunks[0].start, chunks[n-1].end
		b.WriteString(strings.Trim(text[at:start], " \t"))
		b.WriteString(pretty(text[start:end]))
		at, chunks = end, chunks[n:]
	}
	b.WriteString(text[at:])
	return strings.TrimSpace(b.String())
}

func pretty(text string) string {
	if p, err := format.Source([]byte(text)); err == nil {
		return string(p)
	}
	return text
}

// A desugarer writes the text of a checked cell.
type desugarer struct {
	*attempt
	loops   []*ast.RangeStmt // outer ones before inner ones
	labels  map[*ast.RangeStmt]*ast.LabeledStmt
	exits   map[*ast.RangeStmt][]exit
	ends    map[*ast.RangeStmt]*types.Signature // of the function around a loop
	carried map[*ast.RangeStmt]*carriers
	given   map[string]bool // the names of variables that are declared before a loop
	temps   int
}

// An exit is a statement that leaves a turn of a loop.
type exit struct {
	stmt  ast.Stmt
	leave leaving
}

// leaving is how a loop's turn is left.
type leaving int

const (
	goesOn  leaving = iota // continue
	stops                  // break
	returns                // return
	jumps                  // to a label outside
)

// collect finds the loops, and the statements that leave those over functions.
func (d *desugarer) collect() {
	d.labels = map[*ast.RangeStmt]*ast.LabeledStmt{}
	d.exits = map[*ast.RangeStmt][]exit{}
	d.carried = map[*ast.RangeStmt]*carriers{}
	d.given = map[string]bool{}
	d.ends = map[*ast.RangeStmt]*types.Signature{}
	for _, decl := range d.tree.decls {
		d.find(decl, nil)
	}
	if d.main != nil {
		d.find(d.main.Body, nil)
	}
}

// find finds the loops below n, which is in a function of type sig.
func (d *desugarer) find(n ast.Node, sig *types.Signature) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if f, ok := d.info.Defs[n.Name].(*types.Func); ok && n.Body != nil {
				d.find(n.Body, f.Signature())
			}
			return false
		case *ast.FuncLit:
			if t, ok := d.info.TypeOf(n).(*types.Signature); ok {
				d.find(n.Body, t)
			}
			return false
		case *ast.LabeledStmt:
			if loop, ok := n.Stmt.(*ast.RangeStmt); ok {
				d.labels[loop] = n
			}
		case *ast.RangeStmt:
			d.loops = append(d.loops, n)
			d.ends[n] = sig
			if d.over(n) != nil {
				d.exits[n] = exits(n.Body, d.label(n))
			}
		}
		return true
	})
}

// over returns the type of the function that a loop is over, or nil.
func (d *desugarer) over(n *ast.RangeStmt) *types.Signature {
	t := d.info.TypeOf(n.X)
	if t == nil {
		return nil
	}
	sig, _ := types.Unalias(t).Underlying().(*types.Signature)
	return sig
}

// label returns the label of a loop, or "".
func (d *desugarer) label(loop *ast.RangeStmt) string {
	if l := d.labels[loop]; l != nil {
		return l.Label.Name
	}
	return ""
}

// exits returns the statements in the body of a loop that leave its turn.
func exits(body *ast.BlockStmt, label string) []exit {
	var all []exit
	var walk func(n ast.Node, inLoop, inSwitch bool)
	walk = func(n ast.Node, inLoop, inSwitch bool) {
		ast.Inspect(n, func(m ast.Node) bool {
			if m == n || m == nil {
				return true
			}
			switch m := m.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ForStmt, *ast.RangeStmt:
				walk(m, true, true)
				return false
			case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				walk(m, inLoop, true)
				return false
			case *ast.ReturnStmt:
				all = append(all, exit{m, returns})
			case *ast.BranchStmt:
				if how, ok := branch(m, label, inLoop, inSwitch); ok {
					all = append(all, exit{m, how})
				}
			}
			return true
		})
	}
	walk(body, false, false)
	return all
}

// branch tells how a branch statement leaves the turn of a loop, if it does.
func branch(b *ast.BranchStmt, label string, inLoop, inSwitch bool) (leaving, bool) {
	switch {
	case b.Label != nil && b.Label.Name != label:
		return jumps, true
	case b.Tok == token.CONTINUE && (b.Label != nil || !inLoop):
		return goesOn, true
	case b.Tok == token.BREAK && (b.Label != nil || !inSwitch):
		return stops, true
	}
	return 0, false
}

// between returns the text from one place to another, with what is in it rewritten; in is the
// loop over a function whose body this is.
func (d *desugarer) between(from, to token.Pos, in *ast.RangeStmt) string {
	var b strings.Builder
	at := from
	for at < to {
		n, rewrite := d.next(at, to, in)
		if n == nil {
			break
		}
		b.WriteString(d.text(at, n.Pos()))
		b.WriteString(rewrite())
		at = n.End()
	}
	b.WriteString(d.text(at, to))
	return b.String()
}

// next finds the first thing from a place on that is written in another way, and how.
func (d *desugarer) next(at, to token.Pos, in *ast.RangeStmt) (found ast.Node, rewrite func() string) {
	first := func(n ast.Node, write func() string) {
		if n.Pos() >= at && n.End() <= to && (found == nil || n.Pos() < found.Pos()) {
			found, rewrite = n, write
		}
	}
	for _, l := range d.loops {
		if l != in && d.writable(l) {
			first(d.labelled(l), func() string { return d.loop(l) })
		}
	}
	if in != nil {
		for _, e := range d.exits[in] {
			first(e.stmt, func() string { return d.exit(e, in) })
		}
	}
	return found, rewrite
}

// labelled is a loop with its label, if it has one.
func (d *desugarer) labelled(n *ast.RangeStmt) ast.Stmt {
	if l := d.labels[n]; l != nil {
		return l
	}
	return n
}

// text is the source between two places.
func (d *desugarer) text(from, to token.Pos) string {
	start, end := d.src.file.Offset(from), d.src.file.Offset(to)
	return d.src.text[start:end]
}

// fresh returns a name that neither the cell uses nor another loop: what is declared before a loop can be in one block with
// what is declared before the next.
func (d *desugarer) fresh(name string) string {
	free := name
	for n := 2; d.given[free] || strings.Contains(d.src.text, free); n++ {
		free = fmt.Sprint(name, n)
	}
	d.given[free] = true
	return free
}

// temp returns a name that the cell does not use.
func (d *desugarer) temp(name string) string {
	for strings.Contains(d.src.text, name) {
		d.temps++
		name = fmt.Sprint(strings.TrimRight(name, "0123456789"), d.temps)
	}
	return name
}
