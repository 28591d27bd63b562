package vm

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// This file saves moves. `x, y := f()` comes as two temporaries that get the results, and x and y that
// get the temporaries; as nothing else reads these, x and y may be in their places.

// reads counts how often each temporary is read.
func reads(f *ir.Func) map[*ir.Var]int {
	counts := map[*ir.Var]int{}
	for _, v := range f.Locals {
		if v.Name == "" && v.Once && !v.Cell {
			counts[v] = 0
		}
	}
	count := func(v *ir.Var) {
		if n, ok := counts[v]; ok {
			counts[v] = n + 1
		}
	}
	ir.EachStmt(f.Body, func(s ir.Stmt) {
		for _, e := range ir.Exprs(s) {
			ir.EachExpr(e, func(e ir.Expr) {
				switch e := e.(type) {
				case *ir.Local:
					count(e.Var)
				case *ir.Closure:
					for _, x := range e.Func.Captures {
						count(x.Outer)
					}
				}
			})
		}
	})
	return counts
}

// sharesPlace lets a variable that is declared with the value of a temporary have its place, if nothing
// reads the temporary again and nothing assigns to the variable.
func (c *compiler) sharesPlace(s *ir.Define) bool {
	t, ok := s.Init.(*ir.Local)
	if !ok || !s.Var.Once || s.Var.Cell || c.temps[t.Var] != 1 || c.rep(s.Var.Type) != c.rep(t.Var.Type) {
		return false
	}
	if _, known := c.vars[s.Var]; known {
		return false
	}
	c.vars[s.Var] = c.variable(t.Var)
	delete(c.vars, t.Var) // nothing asks for it again
	return true
}
