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
	f.inside(&jump{name: label, to: r.Label, breaks: true}, func() {
		for _, c := range s.Body.List {
			r.Cases = append(r.Cases, f.selectCase(c.(*ast.CommClause)))
		}
	})
	f.emit(r)
}

func (f *fn) selectCase(cc *ast.CommClause) ir.SelectCase {
	c := ir.SelectCase{At: cc.Pos()}
	var head func()
	switch comm := cc.Comm.(type) {
	case *ast.SendStmt:
		elem := f.typeOf(comm.Chan).Underlying().(*types.Chan).Elem()
		c.Ch, c.Send = f.two(func() ir.Expr { return f.expr(comm.Chan) }, func() ir.Expr { return f.exprTo(comm.Value, elem) })
	case *ast.ExprStmt:
		c.Ch = f.recvChan(comm.X)
	case *ast.AssignStmt:
		c.Ch = f.recvChan(comm.Rhs[0])
		head = f.received(comm, &c)
	}
	c.Body = f.block(func() {
		if head != nil {
			head()
		}
		f.stmts(cc.Body)
	})
	return c
}

func (f *fn) recvChan(e ast.Expr) ir.Expr {
	return f.expr(ast.Unparen(e).(*ast.UnaryExpr).X)
}

// received prepares the temporaries of a receive and returns what stores them.
func (f *fn) received(a *ast.AssignStmt, c *ir.SelectCase) func() {
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
