package ir

// Operands returns the operands of an expression in the order of evaluation.
// Some may be nil.
func Operands(e Expr) []Expr {
	switch e := e.(type) {
	case *MethodValue:
		return []Expr{e.Recv}
	case *Unary:
		return []Expr{e.X}
	case *Binary:
		return []Expr{e.X, e.Y}
	case *Shift:
		return []Expr{e.X, e.Y}
	case *Compare:
		return []Expr{e.X, e.Y}
	case *Equal:
		return []Expr{e.X, e.Y}
	case *Logic:
		return []Expr{e.X, e.Y}
	case *Convert:
		return []Expr{e.X}
	case *Retype:
		return []Expr{e.X}
	case *Box:
		return []Expr{e.X}
	case *IfaceConv:
		return []Expr{e.X}
	case *Assert:
		return []Expr{e.X}
	case *TypeTest:
		return []Expr{e.X}
	}
	return moreOperands(e)
}

func moreOperands(e Expr) []Expr {
	switch e := e.(type) {
	case *FieldOf:
		return []Expr{e.X}
	case *Index:
		return []Expr{e.X, e.I}
	case *MapIndex:
		return []Expr{e.M, e.K}
	case *SliceOf:
		return []Expr{e.X, e.Lo, e.Hi, e.Max}
	case *Deref:
		return []Expr{e.X}
	case *AddrOf:
		return []Expr{e.X}
	case *StructLit:
		return e.Values
	case *ArrayLit:
		return e.Values
	case *MapLit:
		var all []Expr
		for i := range e.Keys {
			all = append(all, e.Keys[i], e.Values[i])
		}
		return all
	case *New:
		return []Expr{e.Init}
	case *Make:
		return []Expr{e.Len, e.Cap}
	case *Call:
		return e.Args
	case *CallValue:
		return append([]Expr{e.Fn}, e.Args...)
	case *CallIface:
		return append([]Expr{e.X}, e.Args...)
	case *CallNative:
		return append([]Expr{e.Recv}, e.Args...)
	case *Builtin:
		return e.Args
	case *Recv:
		return []Expr{e.Ch}
	}
	return nil
}

// Exprs returns the expressions that a statement evaluates itself, in order.
// Some may be nil.
func Exprs(s Stmt) []Expr {
	switch s := s.(type) {
	case *Define:
		return []Expr{s.Init}
	case *Assign:
		return []Expr{s.L, s.R}
	case *AssignOp:
		return []Expr{s.L, s.R}
	case *AssignPair:
		return []Expr{s.X}
	case *AssignCall:
		return []Expr{s.Call}
	case *ExprStmt:
		return []Expr{s.X}
	case *Send:
		return []Expr{s.Ch, s.X}
	case *If:
		return []Expr{s.Cond}
	case *For:
		return []Expr{s.Cond}
	case *Range:
		return []Expr{s.X}
	case *RangeFunc:
		return []Expr{s.Fn, s.Body}
	case *Return:
		return s.Values
	case *GoStmt:
		return []Expr{s.Call}
	case *Defer:
		return []Expr{s.Call}
	case *Show:
		return s.Values
	case *Switch:
		var all []Expr
		for _, c := range s.Clauses {
			all = append(all, c.Conds...)
		}
		return all
	case *Select:
		var all []Expr
		for _, c := range s.Cases {
			all = append(all, c.Ch, c.Send)
		}
		return all
	}
	return nil
}

// Bodies returns the statement lists inside a statement.
func Bodies(s Stmt) [][]Stmt {
	switch s := s.(type) {
	case *Block:
		return [][]Stmt{s.List}
	case *If:
		return [][]Stmt{s.Then, s.Else}
	case *For:
		return [][]Stmt{s.CondPre, s.Body, s.Post}
	case *Range:
		return [][]Stmt{s.Body}
	case *RangeFunc:
		return [][]Stmt{s.After}
	case *Switch:
		var all [][]Stmt
		for _, c := range s.Clauses {
			all = append(all, c.Body)
		}
		return all
	case *Select:
		var all [][]Stmt
		for _, c := range s.Cases {
			all = append(all, c.Body)
		}
		return all
	}
	return nil
}

// EachStmt visits the statements of a list and those inside them, but not those of
// function literals.
func EachStmt(list []Stmt, visit func(Stmt)) {
	for _, s := range list {
		visit(s)
		for _, body := range Bodies(s) {
			EachStmt(body, visit)
		}
	}
}

// EachExpr visits e and everything in it, outermost first.
func EachExpr(e Expr, visit func(Expr)) {
	if e == nil {
		return
	}
	visit(e)
	for _, x := range Operands(e) {
		EachExpr(x, visit)
	}
}
