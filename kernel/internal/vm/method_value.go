package vm

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// methodValue evaluates x.M as a value: a closure that captures the receiver and calls
// the method.
func (c *compiler) methodValue(e *ir.MethodValue, dst int32) int32 {
	t := e.Recv.Type()
	recv := &ir.Var{Type: t, Pos: e.At, Once: true}
	s := c.variable(recv)
	c.expr(e.Recv, s.off)
	if t.IsIface() {
		c.do(func(f *frame, in *Instr) {
			if (*iface)(at(f, in.a)).tab == nil {
				nilFault(f, f.ip)
			}
		}, "a<e", s.off)
	}
	return c.closure(&ir.Closure{Node: e.Node, Func: c.boundFunc(e, recv)}, dst)
}

// boundFunc is the closure's function.
func (c *compiler) boundFunc(e *ir.MethodValue, recv *ir.Var) *ir.Func {
	inner := &ir.Var{Type: recv.Type, Pos: e.At, Once: true}
	f := &ir.Func{
		Name: c.f.Name, Pos: e.At, End: e.At, Sig: e.T, Outer: c.f, Wrapper: true,
		Captures: []ir.Capture{{Outer: recv, Inner: inner}},
	}
	var args []ir.Expr
	for _, t := range e.T.Under.Params {
		v := &ir.Var{Type: t, Pos: e.At, Once: true}
		f.Params = append(f.Params, v)
		args = append(args, &ir.Local{Node: ir.Node{At: e.At, T: t}, Var: v})
	}
	for _, t := range e.T.Under.Results {
		f.Results = append(f.Results, &ir.Var{Type: t, Pos: e.At})
	}
	call := boundCall(e, &ir.Local{Node: ir.Node{At: e.At, T: recv.Type}, Var: inner}, args)
	if len(f.Results) == 0 {
		f.Body = []ir.Stmt{&ir.ExprStmt{At: ir.At(e.At), X: call}}
	} else {
		f.Body = []ir.Stmt{&ir.Return{At: ir.At(e.At), Values: []ir.Expr{call}}}
	}
	return f
}

func boundCall(e *ir.MethodValue, recv ir.Expr, args []ir.Expr) ir.Expr {
	n := ir.Node{At: e.At}
	if rs := e.T.Under.Results; len(rs) == 1 {
		n.T = rs[0]
	}
	switch {
	case e.Func != nil:
		return &ir.Call{Node: n, Func: e.Func, Args: append([]ir.Expr{recv}, args...)}
	case e.Native != "":
		return &ir.CallNative{Node: n, Recv: recv, Name: e.Native, Sig: e.T, Args: args}
	}
	return &ir.CallIface{Node: n, X: recv, Name: e.Iface, Pkg: packageOf(recv.Type(), e.Iface), Sig: e.T, Args: args}
}

// packageOf is the import path that an unexported method's name belongs to.
func packageOf(t *ir.Type, name string) string {
	for _, m := range t.Under.Methods {
		if m.Name == name {
			return m.Pkg
		}
	}
	return ""
}
