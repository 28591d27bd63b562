package engine

import (
	"go/ast"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// returnStmt leaves the function. Without a frame that is all; otherwise the
// results go to their variables and control to the end, where the frame is left.
func (g *fn) returnStmt(s *ir.Return) {
	g.atFirst(s.Values...)
	if !g.framed && len(s.Values) == len(g.ir.Results) {
		g.emit(returns(g.returned(s.Values)...))
		return
	}
	g.setResults(s.Values)
	switch {
	case g.inner:
		g.emit(returns())
	case !g.framed:
		g.emit(returns(g.resultValues()...))
	default:
		g.exits = true
		g.emit(jump("out"))
	}
}

// returned emits values that a return statement can hold: Yaegi computes operators
// straight into the result, whose type may be an interface.
func (g *fn) returned(es []ir.Expr) []ast.Expr {
	vals := g.operands(es...)
	g.saveAll(es, vals)
	return vals
}

func (g *fn) setResults(vals []ir.Expr) {
	results := g.ir.Results
	switch {
	case len(vals) == 0:
	case len(vals) == 1 && len(results) > 1:
		g.assignCall(&ir.AssignCall{Targets: results, Call: vals[0]})
	case len(vals) == 1:
		v := g.expr(vals[0])
		g.emit(assign(g.read(results[0]), v))
	default:
		g.setSeveral(vals)
	}
}

// setSeveral sets the results after all values have been computed: a value may
// depend on a result, or panic, after which a deferred call makes the function return.
func (g *fn) setSeveral(vals []ir.Expr) {
	xs := g.operands(vals...)
	if g.ir.NamedResults || g.inner {
		for i, e := range vals {
			xs[i] = g.frozen(e, xs[i])
		}
	}
	for i, r := range g.ir.Results {
		g.emit(assign(g.read(r), xs[i]))
	}
}

// frozen saves a value unless it is a constant.
func (g *fn) frozen(e ir.Expr, val ast.Expr) ast.Expr {
	switch e.(type) {
	case *ir.Const, *ir.Zero, *ir.FuncRef:
		return val
	}
	t := g.temp(g.u.rep(e.Type()))
	g.emit(assign(t, val))
	return t
}
