package ir

import (
	"fmt"
	"go/token"
	"io"
	"strings"
)

// Print writes a program as text, for tests and for people: Go-like, with what
// the lowering made explicit spelled out (box, retype, cell, temporaries t0, t1).
func Print(w io.Writer, p *Program) {
	for _, g := range p.Globals {
		fmt.Fprintf(w, "global %s %s\n", g.Name, g.Type)
	}
	for _, f := range p.Funcs {
		PrintFunc(w, f)
	}
	for _, r := range p.Replaced {
		fmt.Fprintf(w, "replace %s\n", r.New.Name)
	}
	for _, b := range p.Bindings {
		fmt.Fprintf(w, "bind %s.%s = %s\n", b.Type, b.Name, b.Func.Name)
	}
	PrintFunc(w, p.Body)
}

// PrintFunc writes one function with its literals.
func PrintFunc(w io.Writer, f *Func) {
	pr := &printer{out: func(l Line) { fmt.Fprintf(w, "%s%s\n", strings.Repeat("\t", l.Depth), l.Text) }}
	pr.fn("func "+f.Name, f)
}

// A Line is a statement, or the part of one that comes before the statements in it.
type Line struct {
	Pos   token.Pos // where it stands in the learner's source; NoPos for what ends a block
	Depth int       // of blocks around it
	Text  string
}

// Lines returns what PrintFunc writes line by line, but with only the names of the literals.
func Lines(f *Func) []Line {
	var list []Line
	pr := &printer{brief: true, at: f.Pos, out: func(l Line) {
		l.Text = strings.TrimSpace(l.Text)
		list = append(list, l)
	}}
	pr.fn("func "+f.Name, f)
	return list
}

// printer writes statements with indentation.
type printer struct {
	out    func(Line)
	indent int
	at     token.Pos
	brief  bool // literals are only named
}

func (p *printer) line(format string, args ...any) {
	p.out(Line{p.at, p.indent, fmt.Sprintf(format, args...)})
}

func (p *printer) fn(head string, f *Func) {
	var params, results, caps []string
	for _, v := range f.Params {
		params = append(params, decl(v))
	}
	for _, v := range f.Results {
		results = append(results, decl(v))
	}
	for _, c := range f.Captures {
		caps = append(caps, name(c.Outer))
	}
	head += "(" + strings.Join(params, ", ") + ")"
	if len(results) > 0 {
		head += " (" + strings.Join(results, ", ") + ")"
	}
	if len(caps) > 0 {
		head += " captures " + strings.Join(caps, ", ")
	}
	p.nested(head, f.Body)
}

// VarName is what Print calls a variable: temporaries are t0, t1 and so on.
func VarName(v *Var) string { return name(v) }

func name(v *Var) string {
	if v == nil {
		return "_"
	}
	if v.Name == "" {
		return fmt.Sprintf("t%d", v.Index)
	}
	return v.Name
}

func decl(v *Var) string {
	s := name(v) + " "
	if v.Cell {
		s += "cell "
	}
	return s + v.Type.String()
}

func (p *printer) block(list []Stmt) {
	p.indent++
	for _, s := range list {
		p.stmt(s)
	}
	p.indent--
}

func (p *printer) nested(head string, list []Stmt) {
	p.line("%s {", head)
	at := p.at
	p.block(list)
	p.end(at)
}

// part is nested for what stands further down in the source than the statement that it
// belongs to.
func (p *printer) part(head string, list []Stmt) {
	at := p.at
	if len(list) > 0 && list[0].Pos().IsValid() {
		p.at = list[0].Pos()
	}
	p.nested(head, list)
	p.at = at
}

func (p *printer) end(at token.Pos) {
	p.at = token.NoPos
	p.line("}")
	p.at = at
}

func (p *printer) stmt(s Stmt) {
	p.at = s.Pos()
	switch s := s.(type) {
	case *Define:
		if s.Init == nil {
			p.line("var %s", decl(s.Var))
			return
		}
		p.line("var %s = %s", decl(s.Var), p.x(s.Init))
	case *Assign:
		p.line("%s = %s", p.x(s.L), p.x(s.R))
	case *AssignOp:
		p.line("%s %s= %s", p.x(s.L), s.Op, p.x(s.R))
	case *AssignPair:
		p.line("%s, %s = %s", name(s.A), name(s.B), p.x(s.X))
	case *AssignCall:
		var ts []string
		for _, t := range s.Targets {
			ts = append(ts, name(t))
		}
		p.line("%s = %s", strings.Join(ts, ", "), p.x(s.Call))
	case *ExprStmt:
		p.line("%s", p.x(s.X))
	case *Send:
		p.line("%s <- %s", p.x(s.Ch), p.x(s.X))
	case *Return:
		p.line("return %s", p.list(s.Values))
	case *Show:
		p.line("show %s", p.list(s.Values))
	case *GoStmt:
		p.line("go %s", p.x(s.Call))
	case *Defer:
		p.line("defer %s to %s", p.x(s.Call), name(s.List))
	case *RangeCheck:
		p.line("check %s %s", name(s.State), [...]string{"enter", "next", "stop", "done"}[s.Op])
	case *LabelStmt:
		p.line("label %s", s.Label.Name)
	case *Branch:
		p.line("%s %s", s.Tok, s.To.Name)
	default:
		p.control(s)
	}
}

func (p *printer) control(s Stmt) {
	switch s := s.(type) {
	case *Block:
		p.nested("block", s.List)
	case *If:
		p.nested("if "+p.x(s.Cond), s.Then)
		if len(s.Else) > 0 {
			p.part("else", s.Else)
		}
	case *For:
		p.loop(s)
	case *Range:
		p.nested(fmt.Sprintf("for %s, %s in %s", name(s.Key), name(s.Value), p.x(s.X)), s.Body)
	case *RangeFunc:
		p.line("rangefunc %s %s", p.x(s.Fn), p.x(s.Body))
		p.part("after", s.After)
	case *Switch:
		p.clauses(s)
	case *Select:
		p.cases(s)
	default:
		p.line("%T", s)
	}
}

func (p *printer) loop(s *For) {
	head := "for"
	for _, v := range s.PerIter {
		head += " each " + name(v)
	}
	if s.Cond != nil {
		head += " while " + p.x(s.Cond)
	}
	if len(s.CondPre) > 0 {
		p.nested("before", s.CondPre)
	}
	p.nested(head, s.Body)
	if len(s.Post) > 0 {
		p.part("post", s.Post)
	}
}

func (p *printer) clauses(s *Switch) {
	p.line("switch {")
	for _, c := range s.Clauses {
		head := "case " + p.list(c.Conds)
		if len(c.Conds) == 0 {
			head = "default"
		}
		if c.Fallthrough {
			head += " fallthrough"
		}
		p.part(head, c.Body)
	}
	p.end(p.at)
}

func (p *printer) cases(s *Select) {
	p.line("select {")
	for _, c := range s.Cases {
		head := "default"
		switch {
		case c.Send != nil:
			head = "case " + p.x(c.Ch) + " <- " + p.x(c.Send)
		case c.Ch != nil:
			head = fmt.Sprintf("case %s, %s = <-%s", name(c.Value), name(c.OK), p.x(c.Ch))
		}
		p.part(head, c.Body)
	}
	p.end(p.at)
}

func (p *printer) list(xs []Expr) string {
	var s []string
	for _, x := range xs {
		s = append(s, p.x(x))
	}
	return strings.Join(s, ", ")
}
