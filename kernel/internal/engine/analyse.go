package engine

import (
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file asks questions about functions and expressions before they are emitted.

// framed reports whether a function needs a frame: whether it can panic, call,
// block or run for ever.
func framed(f *ir.Func) bool {
	if f.HasDefer || f.HasRecover {
		return true
	}
	return !quietAll(f.Body)
}

func quietAll(list []ir.Stmt) bool {
	for _, s := range list {
		if !quiet(s) {
			return false
		}
	}
	return true
}

// quiet reports whether a statement ends without panicking or calling.
func quiet(s ir.Stmt) bool {
	switch s := s.(type) {
	case *ir.Define:
		return calm(s.Init)
	case *ir.Assign:
		_, local := s.L.(*ir.Local)
		return local && calm(s.R)
	case *ir.AssignOp:
		_, local := s.L.(*ir.Local)
		return local && calm(s.R) && !canFail(s.Op, s.R.Type())
	case *ir.Block:
		return quietAll(s.List)
	case *ir.If:
		return calm(s.Cond) && quietAll(s.Then) && quietAll(s.Else)
	case *ir.Switch:
		for _, c := range s.Clauses {
			if !calmAll(c.Conds) || !quietAll(c.Body) {
				return false
			}
		}
		return true
	case *ir.Return:
		return calmAll(s.Values)
	case *ir.Branch:
		return s.Tok == token.BREAK
	}
	return false
}

func calmAll(es []ir.Expr) bool {
	for _, e := range es {
		if !calm(e) {
			return false
		}
	}
	return true
}

// calm reports whether an expression neither panics nor calls.
func calm(e ir.Expr) bool {
	switch e := e.(type) {
	case nil, *ir.Const, *ir.Zero, *ir.Local, *ir.FuncRef, *ir.GlobalRef:
		return true
	case *ir.NativeRef:
		return true
	case *ir.Unary:
		return calm(e.X)
	case *ir.Binary:
		return calm(e.X) && calm(e.Y) && !canFail(e.Op, e.T)
	case *ir.Compare:
		return calm(e.X) && calm(e.Y)
	case *ir.Logic:
		return calm(e.X) && calm(e.Y)
	case *ir.Retype:
		return calm(e.X)
	case *ir.Convert:
		return e.T.Kind.Basic() && calm(e.X)
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Struct && calm(e.X)
	case *ir.StructLit:
		for _, v := range e.Values {
			if v != nil && !calm(v) {
				return false
			}
		}
		return true
	}
	return false
}

// canFail reports whether an operator on operands of type t can panic.
func canFail(op token.Token, t *ir.Type) bool {
	switch op {
	case token.QUO, token.REM:
		return t == nil || t.Kind.Integer()
	case token.SHL, token.SHR:
		return true
	}
	return false
}

// effects reports whether evaluating e can change what other operands of the same
// expression read, or be noticed otherwise.
func effects(e ir.Expr) bool {
	if e == nil {
		return false
	}
	switch e := e.(type) {
	case *ir.Call, *ir.CallValue, *ir.CallIface, *ir.CallNative, *ir.Recv, *ir.Recover:
		return true
	case *ir.Builtin:
		switch e.Name {
		case "cap", "complex", "imag", "len", "max", "min", "real":
		default:
			return true
		}
	}
	for _, x := range ir.Operands(e) {
		if effects(x) {
			return true
		}
	}
	return false
}

// settled reports whether e reads the same whenever it is read during the
// statement that it is part of.
func settled(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Const, *ir.FuncRef:
		return true
	case *ir.Zero:
		return true
	case *ir.Local:
		return !e.Var.Cell
	case *ir.NativeRef:
		return !e.IsVar
	}
	return false
}

// aliases reports whether what is emitted for e denotes a place in memory, which
// Yaegi reads only when the operation that e is an operand of is executed.
func aliases(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Local:
		return e.Var.Cell
	case *ir.GlobalRef, *ir.Deref, *ir.Index:
		return true
	case *ir.NativeRef:
		return e.IsVar
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Pointer || aliases(e.X)
	case *ir.Retype:
		return aliases(e.X)
	case *ir.Box:
		return aliases(e.X)
	}
	return false
}
