package engine

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// operandsOf returns the operands of an expression in the order of evaluation.
// Some may be nil.
func operandsOf(e ir.Expr) []ir.Expr {
	switch e := e.(type) {
	case *ir.MethodValue:
		return []ir.Expr{e.Recv}
	case *ir.Unary:
		return []ir.Expr{e.X}
	case *ir.Binary:
		return []ir.Expr{e.X, e.Y}
	case *ir.Shift:
		return []ir.Expr{e.X, e.Y}
	case *ir.Compare:
		return []ir.Expr{e.X, e.Y}
	case *ir.Equal:
		return []ir.Expr{e.X, e.Y}
	case *ir.Logic:
		return []ir.Expr{e.X, e.Y}
	case *ir.Convert:
		return []ir.Expr{e.X}
	case *ir.Retype:
		return []ir.Expr{e.X}
	case *ir.Box:
		return []ir.Expr{e.X}
	case *ir.IfaceConv:
		return []ir.Expr{e.X}
	case *ir.Assert:
		return []ir.Expr{e.X}
	case *ir.TypeTest:
		return []ir.Expr{e.X}
	}
	return morePartsOf(e)
}

func morePartsOf(e ir.Expr) []ir.Expr {
	switch e := e.(type) {
	case *ir.FieldOf:
		return []ir.Expr{e.X}
	case *ir.Index:
		return []ir.Expr{e.X, e.I}
	case *ir.MapIndex:
		return []ir.Expr{e.M, e.K}
	case *ir.SliceOf:
		return []ir.Expr{e.X, e.Lo, e.Hi, e.Max}
	case *ir.Deref:
		return []ir.Expr{e.X}
	case *ir.AddrOf:
		return []ir.Expr{e.X}
	case *ir.StructLit:
		return e.Values
	case *ir.ArrayLit:
		return e.Values
	case *ir.MapLit:
		var all []ir.Expr
		for i := range e.Keys {
			all = append(all, e.Keys[i], e.Values[i])
		}
		return all
	case *ir.New:
		return []ir.Expr{e.Init}
	case *ir.Make:
		return []ir.Expr{e.Len, e.Cap}
	case *ir.Call:
		return e.Args
	case *ir.CallValue:
		return append([]ir.Expr{e.Fn}, e.Args...)
	case *ir.CallIface:
		return append([]ir.Expr{e.X}, e.Args...)
	case *ir.CallNative:
		return append([]ir.Expr{e.Recv}, e.Args...)
	case *ir.Builtin:
		return e.Args
	case *ir.Recv:
		return []ir.Expr{e.Ch}
	}
	return nil
}

// exprsOf returns the expressions that a statement evaluates itself, in order.
// Some may be nil.
func exprsOf(s ir.Stmt) []ir.Expr {
	switch s := s.(type) {
	case *ir.Define:
		return []ir.Expr{s.Init}
	case *ir.Assign:
		return []ir.Expr{s.L, s.R}
	case *ir.AssignOp:
		return []ir.Expr{s.L, s.R}
	case *ir.AssignPair:
		return []ir.Expr{s.X}
	case *ir.AssignCall:
		return []ir.Expr{s.Call}
	case *ir.ExprStmt:
		return []ir.Expr{s.X}
	case *ir.Send:
		return []ir.Expr{s.Ch, s.X}
	case *ir.If:
		return []ir.Expr{s.Cond}
	case *ir.For:
		return []ir.Expr{s.Cond}
	case *ir.Range:
		return []ir.Expr{s.X}
	case *ir.RangeFunc:
		return []ir.Expr{s.Fn, s.Body}
	case *ir.Return:
		return s.Values
	case *ir.GoStmt:
		return []ir.Expr{s.Call}
	case *ir.Defer:
		return []ir.Expr{s.Call}
	case *ir.Show:
		return s.Values
	case *ir.Switch:
		var all []ir.Expr
		for _, c := range s.Clauses {
			all = append(all, c.Conds...)
		}
		return all
	case *ir.Select:
		var all []ir.Expr
		for _, c := range s.Cases {
			all = append(all, c.Ch, c.Send)
		}
		return all
	}
	return nil
}

// bodiesOf returns the statement lists inside a statement.
func bodiesOf(s ir.Stmt) [][]ir.Stmt {
	switch s := s.(type) {
	case *ir.Block:
		return [][]ir.Stmt{s.List}
	case *ir.If:
		return [][]ir.Stmt{s.Then, s.Else}
	case *ir.For:
		return [][]ir.Stmt{s.CondPre, s.Body, s.Post}
	case *ir.Range:
		return [][]ir.Stmt{s.Body}
	case *ir.RangeFunc:
		return [][]ir.Stmt{s.After}
	case *ir.Switch:
		var all [][]ir.Stmt
		for _, c := range s.Clauses {
			all = append(all, c.Body)
		}
		return all
	case *ir.Select:
		var all [][]ir.Stmt
		for _, c := range s.Cases {
			all = append(all, c.Body)
		}
		return all
	}
	return nil
}

// eachStmt visits the statements of a list and those inside them, but not those of
// function literals.
func eachStmt(list []ir.Stmt, visit func(ir.Stmt)) {
	for _, s := range list {
		visit(s)
		for _, body := range bodiesOf(s) {
			eachStmt(body, visit)
		}
	}
}

// eachExpr visits e and everything in it, outermost first.
func eachExpr(e ir.Expr, visit func(ir.Expr)) {
	if e == nil {
		return
	}
	visit(e)
	for _, x := range operandsOf(e) {
		eachExpr(x, visit)
	}
}

// assignedIn returns the variables that are assigned to by something else than
// their declaration.
func assignedIn(list []ir.Stmt) map[*ir.Var]bool {
	vars := map[*ir.Var]bool{}
	target := func(e ir.Expr) {
		// x.f = 1 and x[i] = 1 change x, if it is a struct or an array.
		for {
			switch x := e.(type) {
			case *ir.Local:
				vars[x.Var] = true
				return
			case *ir.FieldOf:
				e = x.X
			case *ir.Index:
				e = x.X
			default:
				return
			}
		}
	}
	eachStmt(list, func(s ir.Stmt) {
		switch s := s.(type) {
		case *ir.Assign:
			target(s.L)
		case *ir.AssignOp:
			target(s.L)
		case *ir.AssignPair:
			vars[s.A], vars[s.B] = true, true
		case *ir.AssignCall:
			for _, v := range s.Targets {
				vars[v] = true
			}
		}
	})
	return vars
}
