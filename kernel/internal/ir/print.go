package ir

import (
	"fmt"
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
	pr := &printer{w: w}
	pr.fn("func "+f.Name, f)
}

// printer writes statements with indentation; vars gives nameless ones a number.
type printer struct {
	w      io.Writer
	indent int
}

func (p *printer) line(format string, args ...any) {
	fmt.Fprintf(p.w, "%s%s\n", strings.Repeat("\t", p.indent), fmt.Sprintf(format, args...))
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
	p.line("%s {", head)
	p.block(f.Body)
	p.line("}")
}

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
	p.block(list)
	p.line("}")
}

func (p *printer) stmt(s Stmt) {
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
			p.nested("else", s.Else)
		}
	case *For:
		p.loop(s)
	case *Range:
		p.nested(fmt.Sprintf("for %s, %s in %s", name(s.Key), name(s.Value), p.x(s.X)), s.Body)
	case *RangeFunc:
		p.line("rangefunc %s %s", p.x(s.Fn), p.x(s.Body))
		p.nested("after", s.After)
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
		p.nested("post", s.Post)
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
		p.nested(head, c.Body)
	}
	p.line("}")
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
		p.nested(head, c.Body)
	}
	p.line("}")
}

func (p *printer) list(xs []Expr) string {
	var s []string
	for _, x := range xs {
		s = append(s, p.x(x))
	}
	return strings.Join(s, ", ")
}
