package engine

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// This file makes the callers of a re-run function call its new version.
//
// Yaegi binds a call to the function of that moment. So when a function is replaced, all
// functions that call it, directly or through others, are emitted once more, under new names,
// together with the new program. Calls that go through natives (methods, function values,
// deferred calls) go through slots, which get the newest version (callables.go).

// newest returns the version of f that is called now.
func (e *Engine) newest(f *ir.Func) *ir.Func {
	for {
		next, ok := e.replaced.Load(f)
		if !ok {
			return f
		}
		f = next.(*ir.Func)
	}
}

// replace takes notice of replacements and returns what takes it back.
func (e *Engine) replace(list []ir.Replacement) (undo func()) {
	for _, r := range list {
		if r.Old != r.New {
			e.replaced.Store(r.Old, r.New)
		}
	}
	return func() {
		for _, r := range list {
			e.replaced.Delete(r.Old)
		}
	}
}

// callGraph has the functions at top level that call a function, themselves or in
// a literal. Bodies of cells are not in it: they do not run again.
type callGraph map[*ir.Func]map[*ir.Func]bool

// add enters the calls that f makes.
func (c callGraph) add(f *ir.Func) { c.addBody(f, f.Body) }

func (c callGraph) addBody(caller *ir.Func, body []ir.Stmt) {
	ir.EachStmt(body, func(s ir.Stmt) {
		for _, e := range ir.Exprs(s) {
			ir.EachExpr(e, func(e ir.Expr) {
				switch e := e.(type) {
				case *ir.Call:
					c.enter(caller, e.Func)
				case *ir.FuncRef:
					c.enter(caller, e.Func) // a loop over it calls it
				case *ir.Closure:
					c.addBody(caller, e.Func.Body)
				}
			})
		}
	})
}

func (c callGraph) enter(caller, callee *ir.Func) {
	if c[callee] == nil {
		c[callee] = map[*ir.Func]bool{}
	}
	c[callee][caller] = true
}

// stale returns the functions that have to be emitted again because of what p replaces.
func (e *Engine) stale(p *ir.Program) []*ir.Func {
	var list []*ir.Func
	seen := map[*ir.Func]bool{}
	var visit func(f *ir.Func)
	visit = func(f *ir.Func) {
		for callee, callers := range e.calls {
			if e.newest(callee) != f {
				continue
			}
			for caller := range callers {
				if seen[caller] || e.newest(caller) != caller || e.codes[caller] == nil {
					continue
				}
				seen[caller] = true
				list = append(list, caller)
				visit(caller)
			}
		}
	}
	for _, r := range p.Replaced {
		visit(e.newest(r.New))
	}
	return list
}
