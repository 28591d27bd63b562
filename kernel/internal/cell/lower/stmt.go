package lower

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

func (f *fn) stmts(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// stmt lowers one statement into the current block. Scopes need no nodes: every
// variable is its own ir.Var.
func (f *fn) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		f.emit(&ir.ExprStmt{At: ir.At(s.Pos()), X: f.expr(s.X)})
	case *ast.AssignStmt:
		f.assign(s)
	case *ast.IncDecStmt:
		f.incDec(s)
	case *ast.DeclStmt:
		f.declStmt(s)
	case *ast.BlockStmt:
		f.stmts(s.List)
	case *ast.IfStmt:
		f.ifStmt(s)
	case *ast.SendStmt:
		f.send(s)
	case *ast.GoStmt:
		f.emit(&ir.GoStmt{At: ir.At(s.Go), Call: f.frozenCall(s.Call)})
	case *ast.DeferStmt:
		f.deferStmt(s)
	case *ast.EmptyStmt:
	default:
		f.control(s, "")
	}
}

// control lowers statements that a label may name.
func (f *fn) control(s ast.Stmt, label string) {
	switch s := s.(type) {
	case *ast.ForStmt:
		f.forStmt(s, label)
	case *ast.RangeStmt:
		f.rangeStmt(s, label)
	case *ast.SwitchStmt:
		f.switchStmt(s, label)
	case *ast.TypeSwitchStmt:
		f.typeSwitch(s, label)
	case *ast.SelectStmt:
		f.selectStmt(s, label)
	case *ast.LabeledStmt:
		f.labeled(s)
	case *ast.BranchStmt:
		f.branchStmt(s)
	case *ast.ReturnStmt:
		f.returnStmt(s)
	case *ast.BlockStmt:
		f.labeledBlock(s, label)
	default:
		f.stmt(s)
	}
}

func (f *fn) incDec(s *ast.IncDecStmt) {
	op := token.ADD
	if s.Tok == token.DEC {
		op = token.SUB
	}
	l := f.expr(s.X)
	one := &ir.Const{Node: node(s.TokPos, l.Type()), Value: normal(constant.MakeInt64(1), l.Type().Kind)}
	f.emit(&ir.AssignOp{At: ir.At(s.TokPos), L: l, Op: op, R: one})
}

func (f *fn) send(s *ast.SendStmt) {
	elem := f.typeOf(s.Chan).Underlying().(*types.Chan).Elem()
	ch, x := f.two(func() ir.Expr { return f.expr(s.Chan) }, func() ir.Expr { return f.exprTo(s.Value, elem) })
	f.emit(&ir.Send{At: ir.At(s.Arrow), Ch: ch, X: x})
}

func (f *fn) boolExpr(e ast.Expr) ir.Expr { return f.exprTo(e, f.defaultType(e)) }

func (f *fn) ifStmt(s *ast.IfStmt) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	r := &ir.If{At: ir.At(s.If), Cond: f.boolExpr(s.Cond)}
	r.Then = f.block(func() { f.stmts(s.Body.List) })
	if s.Else != nil {
		r.Else = f.block(func() { f.stmt(s.Else) })
	}
	f.emit(r)
}

// forStmt lowers a three-clause loop. Its variables are new in each iteration,
// which matters only for those that are cells:
//
//	for i := 0; i < n; i++ { fs = append(fs, func() { use(i) }) }
//	->   For{PerIter: [i]}: a new cell with the old value before i++ runs
func (f *fn) forStmt(s *ast.ForStmt, label string) {
	if s.Init != nil {
		f.stmt(s.Init)
	}
	r := &ir.For{At: ir.At(s.For), Label: &ir.Label{Name: label}, PerIter: f.loopCells(s.Init)}
	if s.Cond != nil {
		r.CondPre = f.block(func() { r.Cond = f.boolExpr(s.Cond) })
	}
	f.inside(&jump{name: label, to: r.Label, breaks: true, continues: true}, func() {
		r.Body = f.block(func() { f.stmts(s.Body.List) })
	})
	if s.Post != nil {
		r.Post = f.block(func() { f.stmt(s.Post) })
	}
	f.emit(r)
}

func (f *fn) loopCells(init ast.Stmt) []*ir.Var {
	a, ok := init.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return nil
	}
	var cells []*ir.Var
	for _, l := range a.Lhs {
		if v, ok := f.info.Defs[l.(*ast.Ident)].(*types.Var); ok && f.vars[v] != nil && f.vars[v].Cell {
			cells = append(cells, f.vars[v])
		}
	}
	return cells
}
