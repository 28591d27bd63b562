package lower

import (
	"go/ast"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// deferStmt lowers defer. The function value, the receiver and the arguments are
// evaluated now; in the body of a loop over a function the call goes to the list
// of the function around the loop.
//
//	defer fmt.Println(i)   ->   t := []any{i}; Defer{fmt.Println(t), List}
func (f *fn) deferStmt(s *ast.DeferStmt) {
	call := f.frozenCall(s.Call)
	owner := f.frame()
	f.emit(&ir.Defer{At: ir.At(s.Defer), Call: call, List: f.capture(owner, owner.ir.DeferList)})
}

// ownDefers gives the function with this body (nil for a cell's) its list of
// deferred calls if it needs one.
func (f *fn) ownDefers(body *ast.BlockStmt) {
	if f.esc.defers[body] {
		f.ir.HasDefer = true
		f.ir.DeferList = &ir.Var{Name: "defers", Index: f.count()}
		f.ir.Locals = append(f.ir.Locals, f.ir.DeferList)
	}
}

// frozenCall lowers a call of which only the call itself is left to do.
func (f *fn) frozenCall(e *ast.CallExpr) ir.Expr {
	switch c := f.expr(e).(type) {
	case *ir.Call:
		return &ir.Call{Node: c.Node, Func: c.Func, Args: f.freezeAll(c.Args)}
	case *ir.CallValue:
		fn := c.Fn
		if _, literal := fn.(*ir.Closure); !literal { // what it captures stands still
			fn = f.freeze(fn)
		}
		return &ir.CallValue{Node: c.Node, Fn: fn, Args: f.freezeAll(c.Args)}
	case *ir.CallIface:
		r := *c
		r.X, r.Args = f.freeze(c.X), f.freezeAll(c.Args)
		return &r
	case *ir.CallNative:
		r := *c
		r.Recv, r.Args = f.freeze(c.Recv), f.freezeAll(c.Args)
		return &r
	case *ir.Builtin:
		return &ir.Builtin{Node: c.Node, Name: c.Name, Args: f.freezeAll(c.Args)}
	case *ir.Recover:
		return c
	}
	fail(e.Pos(), "cannot defer or start this call")
	return nil
}

func (f *fn) freezeAll(args []ir.Expr) []ir.Expr {
	out := make([]ir.Expr, len(args))
	for i, a := range args {
		out[i] = f.freeze(a)
	}
	return out
}
