package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// This file writes one loop for each kind of thing that a loop can be over.

// writable reports whether loop writes a loop in another way.
func (d *desugarer) writable(n *ast.RangeStmt) bool {
	switch t := d.kind(n).(type) {
	case *types.Basic, *types.Slice, *types.Array, *types.Pointer, *types.Chan, *types.Signature:
		return t != nil
	}
	return false
}

// kind is the underlying type of what a loop is over.
func (d *desugarer) kind(n *ast.RangeStmt) types.Type {
	t := d.info.TypeOf(n.X)
	if t == nil {
		return nil
	}
	return types.Unalias(t).Underlying()
}

// loop writes a loop: what is to be done before it, its label, and the loop.
func (d *desugarer) loop(n *ast.RangeStmt) string {
	before, text := d.parts(n)
	if l := d.label(n); l != "" && (d.over(n) == nil || d.jumped(l)) {
		before += l + ":\n"
	}
	return before + text
}

func (d *desugarer) parts(n *ast.RangeStmt) (before, loop string) {
	switch t := d.kind(n).(type) {
	case *types.Signature:
		return d.call(n, t)
	case *types.Chan:
		return "", d.overChannel(n)
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return d.overText(n)
		}
		return "", d.overNumber(n)
	}
	return d.overSlice(n)
}

// jumped reports whether the label is still in what is written: a call that nothing jumps to may not have one.
func (d *desugarer) jumped(label string) bool {
	for _, exits := range d.exits {
		for _, e := range exits {
			if b, ok := e.stmt.(*ast.BranchStmt); ok && e.leave == jumps && b.Label.Name == label {
				return true
			}
		}
	}
	return false
}

// head begins the body of a loop with a variable for what the loop gives, if it wants it.
func (d *desugarer) head(n *ast.RangeStmt, variable ast.Expr, value string) string {
	if blank(variable) {
		return ""
	}
	return fmt.Sprintf("%s %s %s\n", d.name(variable), n.Tok, value)
}

func blank(x ast.Expr) bool {
	name, ok := x.(*ast.Ident)
	return x == nil || ok && name.Name == "_"
}

func (d *desugarer) name(x ast.Expr) string { return d.text(x.Pos(), x.End()) }

// body is the body of a loop that stays a loop.
func (d *desugarer) body(n *ast.RangeStmt) string {
	return strings.Trim(d.between(n.Body.Lbrace+1, n.Body.Rbrace, d.around(n)), " \t\n") + "\n"
}

// around returns the innermost loop over a function that a loop is in, in the same function: a return in it leaves both.
func (d *desugarer) around(n *ast.RangeStmt) *ast.RangeStmt {
	var found *ast.RangeStmt
	for _, l := range d.loops {
		if l != n && l.Pos() <= n.Pos() && n.End() <= l.End() && d.over(l) != nil && d.ends[l] == d.ends[n] {
			found = l
		}
	}
	return found
}

func (d *desugarer) operand(n *ast.RangeStmt) string {
	return d.between(n.X.Pos(), n.X.End(), nil)
}

func (d *desugarer) overNumber(n *ast.RangeStmt) string {
	if !blank(n.Key) && n.Tok == token.DEFINE && !assigned(n.Body, d.name(n.Key)) {
		i := d.name(n.Key)
		return fmt.Sprintf("for %s := 0; %s < %s; %s++ {\n%s}", i, i, d.operand(n), i, d.body(n))
	}
	i := d.temp("turn")
	return fmt.Sprintf("for %s := 0; %s < %s; %s++ {\n%s%s}", i, i, d.operand(n), i, d.head(n, n.Key, i), d.body(n))
}

// assigned reports whether a variable gets another value somewhere.
func assigned(body ast.Node, name string) bool {
	found := false
	is := func(x ast.Expr) bool { id, ok := x.(*ast.Ident); return ok && id.Name == name }
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				found = found || is(x)
			}
		case *ast.IncDecStmt:
			found = found || is(n.X)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && is(n.X)
		}
		return !found
	})
	return found
}

func (d *desugarer) overSlice(n *ast.RangeStmt) (before, loop string) {
	list := d.operand(n)
	if _, ok := n.X.(*ast.Ident); !ok {
		list = d.fresh("list")
		before = list + " := " + d.operand(n) + "\n"
	}
	i, size := d.temp("at"), d.temp("size")
	head := d.head(n, n.Key, i)
	if !blank(n.Key) && n.Tok == token.DEFINE && !assigned(n.Body, d.name(n.Key)) {
		i, head = d.name(n.Key), ""
	}
	return before, fmt.Sprintf("for %s, %s := 0, len(%s); %s < %s; %s++ {\n%s%s%s}",
		i, size, list, i, size, i, head, d.head(n, n.Value, list+"["+i+"]"), d.body(n))
}

func (d *desugarer) overText(n *ast.RangeStmt) (before, loop string) {
	text, i, size, letter := d.fresh("text"), d.temp("at"), d.temp("size"), d.temp("letter")
	before = text + " := " + d.operand(n) + "\n"
	return before, fmt.Sprintf("for %s := 0; %s < len(%s); {\n%s, %s := utf8.DecodeRuneInString(%s[%s:])\n%s%s%s += %s\n%s}",
		i, i, text, letter, size, text, i, d.head(n, n.Key, i), d.head(n, n.Value, letter), i, size, d.body(n))
}

func (d *desugarer) overChannel(n *ast.RangeStmt) string {
	v, head := d.variable(n, n.Key)
	ok := d.temp("ok")
	return fmt.Sprintf("for {\n%s, %s := <-%s\nif !%s {\nbreak\n}\n%s%s}", v, ok, d.operand(n), ok, head, d.body(n))
}

// variable is what takes a value that a loop gives: the loop's own variable if that is a new one, and otherwise
// one from which head hands the value on.
func (d *desugarer) variable(n *ast.RangeStmt, x ast.Expr) (name, head string) {
	switch {
	case blank(x):
		return "_", ""
	case n.Tok == token.DEFINE:
		return d.name(x), ""
	}
	name = d.temp("v")
	return name, d.head(n, x, name)
}

// call writes a loop over a function: the body becomes a function, and the function is called with it.
func (d *desugarer) call(n *ast.RangeStmt, seq *types.Signature) (before, call string) {
	yield, _ := seq.Params().At(0).Type().Underlying().(*types.Signature)
	var params []string
	var heads string
	for i, x := range []ast.Expr{n.Key, n.Value}[:yield.Params().Len()] {
		name, head := d.variable(n, x)
		params = append(params, name+" "+types.TypeString(yield.Params().At(i).Type(), Qualify))
		heads += head
	}
	before, after := d.results(n)
	body := strings.TrimRight(d.between(n.Body.Lbrace+1, n.Body.Rbrace, n), " \t\n;")
	if !leaves(n.Body) {
		body += "\nreturn true // go on"
	}
	call = fmt.Sprintf("%s(func(%s) bool {\n%s%s\n})", d.operand(n), strings.Join(params, ", "), heads, strings.TrimLeft(body, "\n"))
	return before, call + after
}

// leaves reports whether the last statement of a body leaves it.
func leaves(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.BREAK || last.Tok == token.CONTINUE
	}
	return false
}

// results writes what carries a return statement out of the body of a loop.
func (d *desugarer) results(n *ast.RangeStmt) (before, after string) {
	returning := false
	for _, e := range d.exits[n] {
		returning = returning || e.leave == returns
	}
	if !returning {
		return "", ""
	}
	c := d.carriers(n)
	if d.around(n) != nil { // which has the variables
		return "", "\nif " + c.returned + " {\nreturn false // the outer loop ends, too\n}"
	}
	for i, name := range c.names {
		before += fmt.Sprintf("var %s %s\n", name, c.kinds[i])
	}
	leave := strings.TrimSpace("return " + strings.Join(c.names, ", "))
	return before + c.returned + " := false\n", "\nif " + c.returned + " {\n" + leave + "\n}"
}

// carriers are the variables that carry the results of the function around a loop out of it.
type carriers struct {
	returned     string
	names, kinds []string
}

// carriers returns those of a loop, which are those of the outermost loop over a function that it is in.
func (d *desugarer) carriers(n *ast.RangeStmt) *carriers {
	for outer := n; outer != nil; outer = d.around(outer) {
		n = outer
	}
	if d.carried[n] == nil {
		d.carried[n] = d.newCarriers(d.ends[n])
	}
	return d.carried[n]
}

func (d *desugarer) newCarriers(sig *types.Signature) *carriers {
	c := &carriers{returned: d.fresh("returned")}
	if sig == nil {
		return c
	}
	for r := range sig.Results().Variables() {
		c.names = append(c.names, d.fresh("result"))
		c.kinds = append(c.kinds, types.TypeString(r.Type(), Qualify))
	}
	return c
}

// exit writes a statement that leaves the turn of a loop over a function.
func (d *desugarer) exit(e exit, n *ast.RangeStmt) string {
	switch e.leave {
	case goesOn:
		return "return true" + d.remark(e, "continue")
	case stops:
		return "return false" + d.remark(e, "break")
	case jumps:
		return d.text(e.stmt.Pos(), e.stmt.End()) + d.remark(e, "return false, and a note for the code behind the call")
	}
	ret := e.stmt.(*ast.ReturnStmt)
	c := d.carriers(n)
	text := c.returned + " = true\nreturn false" + d.remark(e, "return")
	if len(ret.Results) == 0 || len(c.names) == 0 {
		return text
	}
	values := d.between(ret.Results[0].Pos(), ret.Results[len(ret.Results)-1].End(), nil)
	return strings.Join(c.names, ", ") + " = " + values + "\n" + text
}

// remark is a comment behind a statement, if nothing else is on its line.
func (d *desugarer) remark(e exit, text string) string {
	rest, _, _ := strings.Cut(d.src.text[d.src.offset(e.stmt.End()):], "\n")
	if strings.TrimSpace(rest) != "" {
		return ""
	}
	return " // " + text
}
