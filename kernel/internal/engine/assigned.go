package engine

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

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
	ir.EachStmt(list, func(s ir.Stmt) {
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
