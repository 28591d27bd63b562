package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// switchStmt lowers a switch to conditions on a temporary:
//
//	switch x { case 1, 2: a; default: b }
//	->   t := x; Switch{{[t == 1, t == 2], a}, {[], b}}
func (f *fn) switchStmt(s *ast.SwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	cond := f.trueCase
	if s.Tag != nil && !f.isTrue(s.Tag) {
		t := f.defaultType(s.Tag)
		tag := f.freeze(f.exprTo(s.Tag, t))
		cond = func(e ast.Expr) ir.Expr { return f.caseTest(tag, t, e) }
	}
	f.clauses(s.Body, s.Switch, label, cond, nil)
}

// trueCase lowers a case of a switch without a tag, which compares with true.
func (f *fn) trueCase(e ast.Expr) ir.Expr {
	if types.IsInterface(f.typeOf(e)) {
		return f.caseTest(f.boolConst(true, e.Pos()), types.Typ[types.Bool], e)
	}
	return f.boolExpr(e)
}

// isTrue reports whether e is the constant true: switch true is a plain switch.
func (f *fn) isTrue(e ast.Expr) bool {
	v := f.info.Types[e].Value
	return v != nil && v.Kind() == constant.Bool && constant.BoolVal(v)
}

// caseTest compares the tag with the value of a case.
func (f *fn) caseTest(tag ir.Expr, t types.Type, e ast.Expr) ir.Expr {
	n := node(e.Pos(), f.irType(types.Typ[types.Bool]))
	if f.info.Types[e].IsNil() {
		if tag.Type().IsIface() {
			return &ir.TypeTest{Node: n, X: tag}
		}
		return &ir.Compare{Node: n, Op: token.EQL, X: tag, Y: &ir.Zero{Node: node(e.Pos(), tag.Type())}}
	}
	et := f.typeOf(e)
	common := t
	if types.IsInterface(et) && !types.IsInterface(t) {
		common = et
	}
	return compare(n, token.EQL, f.convertTo(tag, t, common), f.exprTo(e, common))
}

// clauses lowers the clauses of a switch; enter runs at the head of each body.
func (f *fn) clauses(body *ast.BlockStmt, at token.Pos, label string, cond func(ast.Expr) ir.Expr, enter func(*ast.CaseClause)) {
	r := &ir.Switch{At: ir.At(at), Label: &ir.Label{Name: label}, Default: -1}
	f.inside(&jump{name: label, to: r.Label, breaks: true}, func() {
		for i, c := range body.List {
			cc := c.(*ast.CaseClause)
			if cc.List == nil {
				r.Default = i
			}
			clause := ir.Clause{At: cc.Pos(), Fallthrough: fallsThrough(cc.Body)}
			for _, e := range cc.List {
				clause.Conds = append(clause.Conds, cond(e))
			}
			clause.Body = f.block(func() {
				if enter != nil {
					enter(cc)
				}
				f.stmts(cc.Body)
			})
			r.Clauses = append(r.Clauses, clause)
		}
	})
	f.emit(r)
}

func fallsThrough(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	last := body[len(body)-1]
	for {
		l, ok := last.(*ast.LabeledStmt)
		if !ok {
			break
		}
		last = l.Stmt
	}
	b, ok := last.(*ast.BranchStmt)
	return ok && b.Tok == token.FALLTHROUGH
}

// typeSwitch lowers a type switch to type tests; a clause for one type starts by
// asserting it, which cannot fail any more:
//
//	switch v := x.(type) { case int: use(v) }
//	->   t := x; Switch{{[TypeTest(t, int)], v := Assert(t, int); use(v)}}
func (f *fn) typeSwitch(s *ast.TypeSwitchStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	x := f.freeze(f.expr(switched(s)))
	cond := func(e ast.Expr) ir.Expr {
		n := node(e.Pos(), f.irType(types.Typ[types.Bool]))
		if f.info.Types[e].IsNil() {
			return &ir.TypeTest{Node: n, X: x}
		}
		return &ir.TypeTest{Node: n, X: x, Want: f.irType(f.typeOf(e))}
	}
	f.clauses(s.Body, s.Switch, label, cond, func(cc *ast.CaseClause) { f.clauseVar(cc, x) })
}

// switched is the expression whose type is switched on.
func switched(s *ast.TypeSwitchStmt) ast.Expr {
	var e ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		e = a.X
	case *ast.AssignStmt:
		e = a.Rhs[0]
	}
	return ast.Unparen(e).(*ast.TypeAssertExpr).X
}

// clauseVar declares the variable of a clause.
func (f *fn) clauseVar(cc *ast.CaseClause, x ir.Expr) {
	v, ok := f.info.Implicits[cc].(*types.Var)
	if !ok {
		return
	}
	t := f.irType(v.Type())
	init := x
	if len(cc.List) == 1 && !f.info.Types[cc.List[0]].IsNil() && t != x.Type() {
		init = &ir.Assert{Node: node(cc.Pos(), t), X: x}
	}
	f.emit(&ir.Define{At: ir.At(cc.Pos()), Var: f.declare(v), Init: init})
}
