package lower

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// selectStmt lowers select. Received values go to temporaries; the clause passes
// them on to the variables that the learner wrote.
//
//	case v, ok := <-ch:   ->   SelectCase{Ch: ch, Value: t1, OK: t2}: v := t1; ok := t2
func (f *fn) selectStmt(s *ast.SelectStmt, label string) {
	r := &ir.Select{At: ir.At(s.Select), Label: &ir.Label{Name: label}}
	operand := func(e ir.Expr) ir.Expr { return e }
	if operandsCall(s) {
		operand = f.freeze
	}
	f.inside(&jump{name: label, to: r.Label, breaks: true}, func() {
		for _, c := range s.Body.List {
			r.Cases = append(r.Cases, f.selectCase(c.(*ast.CommClause), operand))
		}
	})
	f.emit(r)
}

// operandsCall reports whether evaluating the channels and values of s calls anything. Then they are
// saved one by one, in the order of the source.
func operandsCall(s *ast.SelectStmt) (calls bool) {
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			calls = true
		case *ast.UnaryExpr:
			calls = calls || n.Op == token.ARROW
		}
		return !calls
	}
	for _, c := range s.Body.List {
		switch comm := c.(*ast.CommClause).Comm.(type) {
		case *ast.SendStmt:
			ast.Inspect(comm, look)
		case *ast.ExprStmt:
			ast.Inspect(received(comm.X), look)
		case *ast.AssignStmt:
			ast.Inspect(received(comm.Rhs[0]), look)
		}
	}
	return calls
}

// received is the channel in <-ch.
func received(e ast.Expr) ast.Expr { return ast.Unparen(e).(*ast.UnaryExpr).X }

func (f *fn) selectCase(cc *ast.CommClause, operand func(ir.Expr) ir.Expr) ir.SelectCase {
	c := ir.SelectCase{At: cc.Pos()}
	var head func()
	switch comm := cc.Comm.(type) {
	case *ast.SendStmt:
		elem := f.typeOf(comm.Chan).Underlying().(*types.Chan).Elem()
		c.Ch = operand(f.expr(comm.Chan))
		c.Send = operand(f.exprTo(comm.Value, elem))
	case *ast.ExprStmt:
		c.Ch = operand(f.expr(received(comm.X)))
	case *ast.AssignStmt:
		c.Ch = operand(f.expr(received(comm.Rhs[0])))
		head = f.receivedBy(comm, &c)
	}
	c.Body = f.block(func() {
		if head != nil {
			head()
		}
		f.stmts(cc.Body)
	})
	return c
}

// receivedBy prepares the temporaries of a receive and returns what stores them.
func (f *fn) receivedBy(a *ast.AssignStmt, c *ir.SelectCase) func() {
	slots := []**ir.Var{&c.Value, &c.OK}
	ts := []*ir.Type{c.Ch.Type().Under.Elem, f.irType(types.Typ[types.Bool])}
	for i, l := range a.Lhs {
		if !isBlank(l) {
			*slots[i] = f.temp(ts[i])
		}
	}
	return func() {
		for i, l := range a.Lhs {
			if !isBlank(l) {
				f.store(a, l, *slots[i])
			}
		}
	}
}

// store puts a temporary into the target l of a := or = statement.
func (f *fn) store(a *ast.AssignStmt, l ast.Expr, tmp *ir.Var) {
	val := f.local(tmp, l.Pos())
	if v := f.defined(l); v != nil && a.Tok == token.DEFINE {
		f.define(v, f.convertTo(val, tmp.Type.Go, f.sub(v.Type())), l.Pos())
		return
	}
	f.emit(&ir.Assign{At: ir.At(l.Pos()), L: f.expr(l), R: f.convertTo(val, tmp.Type.Go, f.typeOf(l))})
}
