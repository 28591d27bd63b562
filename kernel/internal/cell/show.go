package cell

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lower"
)

// This file is about the last expression of a cell: how it is checked, and
// whether it is shown.
//
// An expression is no statement in Go. A call may be both, which its type tells:
// it is checked as a statement first. Every other expression, and a call that go/types
// refuses as a statement (append, conversions), is checked as the argument of a
// function show(...any), which gives an untyped constant its default type and
// takes several results.

const showName = "show" + hidden

// showFunc returns func show(...any).
func showFunc(pkg *types.Package) *types.Func {
	param := types.NewParam(token.NoPos, pkg, "", types.NewSlice(types.Universe.Lookup("any").Type()))
	sig := types.NewSignatureType(nil, nil, nil, types.NewTuple(param), nil, true)
	return types.NewFunc(token.NoPos, pkg, showName, sig)
}

// lastStmt returns the statement as which the last expression is checked.
func (a *attempt) lastStmt() ast.Stmt {
	x := a.tree.last
	if x == nil {
		return nil
	}
	if _, ok := ast.Unparen(x).(*ast.CallExpr); ok && a.plan.asCall {
		return &ast.ExprStmt{X: x}
	}
	if a.tree.silent {
		return a.discard(x)
	}
	a.showing = &ast.CallExpr{Fun: ident(x.Pos(), showName), Lparen: x.Pos(), Args: []ast.Expr{x}, Rparen: x.End()}
	return &ast.ExprStmt{X: a.showing}
}

// discard evaluates an expression for nothing: _ = x.
func (a *attempt) discard(x ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: []ast.Expr{ident(x.Pos(), "_")}, TokPos: x.Pos(), Tok: token.ASSIGN, Rhs: []ast.Expr{x}}
}

// lastIsUnused reports whether the last expression was checked as a statement and
// refused because its value is not used.
func (a *attempt) lastIsUnused() bool {
	x := a.tree.last
	if x == nil || a.showing != nil {
		return false
	}
	for _, p := range a.problems {
		if p.code == codeUnusedExpr || p.code == codeUnusedResults {
			if x.Pos() <= p.pos && p.pos < x.End() {
				return true
			}
		}
	}
	return false
}

// lastStep evaluates the last expression, and shows its value if that is wanted.
func (a *attempt) lastStep() {
	x := a.tree.last
	if x == nil {
		return
	}
	tv := a.info.Types[x]
	switch {
	case tv.IsNil():
	case a.tree.silent || a.effectOnly(x, tv):
		a.unit.Steps = append(a.unit.Steps, lower.Step{Stmt: a.lastChecked()})
	default:
		a.unit.Steps = append(a.unit.Steps, lower.Step{Show: x})
	}
}

// lastChecked returns the statement of the last expression in the checked body.
func (a *attempt) lastChecked() ast.Stmt {
	if a.showing != nil {
		return &ast.ExprStmt{X: a.tree.last}
	}
	n := 0
	for _, it := range a.items {
		if it.stmt != nil {
			n++
		}
	}
	return a.main.Body.List[n]
}

// effectOnly reports whether an expression is evaluated for its effect, and its
// value is not of interest: calls without results, printing and writing functions
// that return (n int, err error), copy, and waiting for a signal from a channel.
func (a *attempt) effectOnly(x ast.Expr, tv types.TypeAndValue) bool {
	if tv.IsVoid() {
		return true
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.CallExpr:
		return a.isBuiltin(x, "copy") || a.prints(x, tv.Type)
	case *ast.UnaryExpr:
		s, ok := tv.Type.Underlying().(*types.Struct)
		return x.Op == token.ARROW && ok && s.NumFields() == 0
	}
	return false
}

func (a *attempt) isBuiltin(call *ast.CallExpr, name string) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return false
	}
	b, ok := a.info.Uses[id].(*types.Builtin)
	return ok && b.Name() == name
}

// printers are how the functions begin that print, scan or write.
var printers = []string{"Print", "Fprint", "Scan", "Fscan", "Sscan", "Write"}

// prints reports whether a call is fmt.Println or one of its kind.
func (a *attempt) prints(call *ast.CallExpr, result types.Type) bool {
	results, ok := result.(*types.Tuple)
	if !ok || results.Len() != 2 {
		return false
	}
	if !types.Identical(results.At(0).Type(), types.Typ[types.Int]) || !isError(results.At(1).Type()) {
		return false
	}
	var name string
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	for _, p := range printers {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}
