package engine

import (
	"go/ast"
	"go/token"
	"strconv"
)

// This file has short constructors for the syntax trees that Yaegi is given. They
// carry no positions: the code itself tells where it is (see [fn.at]), and Yaegi's own
// messages are never shown.

func ident(name string) *ast.Ident { return &ast.Ident{Name: name} }

func intLit(n int) ast.Expr {
	return &ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(n)}
}

func call(fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Args: args}
}

// spread is a call whose last argument is the slice of a variadic parameter.
func spread(fun ast.Expr, args ...ast.Expr) *ast.CallExpr {
	return &ast.CallExpr{Fun: fun, Args: args, Ellipsis: 1}
}

func field(x ast.Expr, name string) ast.Expr {
	return &ast.SelectorExpr{X: x, Sel: ident(name)}
}

func deref(x ast.Expr) ast.Expr { return &ast.StarExpr{X: x} }

func index(x, i ast.Expr) ast.Expr { return &ast.IndexExpr{X: x, Index: i} }

func unary(op token.Token, x ast.Expr) ast.Expr { return &ast.UnaryExpr{Op: op, X: x} }

func binary(op token.Token, x, y ast.Expr) ast.Expr {
	return &ast.BinaryExpr{Op: op, X: x, Y: y}
}

func literal(t ast.Expr, elems ...ast.Expr) ast.Expr {
	return &ast.CompositeLit{Type: t, Elts: elems}
}

func keyed(key, value ast.Expr) ast.Expr { return &ast.KeyValueExpr{Key: key, Value: value} }

func assign(l, r ast.Expr) ast.Stmt { return assignAll([]ast.Expr{l}, r) }

func assignAll(l []ast.Expr, r ast.Expr) ast.Stmt {
	return &ast.AssignStmt{Lhs: l, Tok: token.ASSIGN, Rhs: []ast.Expr{r}}
}

func do(x ast.Expr) ast.Stmt { return &ast.ExprStmt{X: x} }

func block(list []ast.Stmt) *ast.BlockStmt { return &ast.BlockStmt{List: list} }

func when(cond ast.Expr, then ...ast.Stmt) *ast.IfStmt {
	return &ast.IfStmt{Cond: cond, Body: block(then)}
}

func jump(label string) ast.Stmt {
	return &ast.BranchStmt{Tok: token.GOTO, Label: ident(label)}
}

func mark(label string) ast.Stmt {
	return &ast.LabeledStmt{Label: ident(label), Stmt: &ast.EmptyStmt{}}
}

func returns(vals ...ast.Expr) ast.Stmt { return &ast.ReturnStmt{Results: vals} }

// declare is `var name t`.
func declare(name string, t ast.Expr) ast.Stmt {
	spec := &ast.ValueSpec{Names: []*ast.Ident{ident(name)}, Type: t}
	return &ast.DeclStmt{Decl: &ast.GenDecl{Tok: token.VAR, Specs: []ast.Spec{spec}}}
}

func param(name string, t ast.Expr) *ast.Field {
	return &ast.Field{Names: []*ast.Ident{ident(name)}, Type: t}
}

func signature(params []*ast.Field, results []ast.Expr) *ast.FuncType {
	t := &ast.FuncType{Params: &ast.FieldList{List: params}}
	if len(results) > 0 {
		t.Results = &ast.FieldList{}
		for _, r := range results {
			t.Results.List = append(t.Results.List, &ast.Field{Type: r})
		}
	}
	return t
}

func function(name string, t *ast.FuncType, body []ast.Stmt) ast.Decl {
	return &ast.FuncDecl{Name: ident(name), Type: t, Body: block(body)}
}
