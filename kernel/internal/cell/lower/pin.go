package lower

import (
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file orders the calls and the reads of one statement. Go's specification orders
// calls, receives and the like; whether a variable is read before or after a call that
// changes it, it leaves open. Programs depend on what the compiler does, without
// knowing, and so it is done here: calls are made first, in order, and what is left of
// the statement is evaluated afterwards.
//
//	out = append(out, visit(n))   ->   t1 := visit(n); out = append(out, t1)
//	return n, inc()               ->   t1 := inc(); return n, t1
//	nodes[i].left = grow()        ->   t1 := grow(); nodes[i].left = t1
//
// A statement whose reads no call can change stays a tree.

// pin makes the calls in e now and returns what is left to evaluate. The nodes of e
// are its own: nobody else has seen them yet.
func (f *fn) pin(e ir.Expr) ir.Expr {
	if e == nil {
		return nil
	}
	if hasPlace(e) {
		return f.save(e)
	}
	for _, p := range parts(e) {
		*p = f.pin(*p)
	}
	return e
}

func (f *fn) pinAll(es []ir.Expr) {
	for i, e := range es {
		es[i] = f.pin(e)
	}
}

// pinAt is pinAll at an earlier place of the block.
func (f *fn) pinAt(mark int, es []ir.Expr) {
	tail := append([]ir.Stmt(nil), (*f.out)[mark:]...)
	*f.out = (*f.out)[:mark]
	f.pinAll(es)
	*f.out = append(*f.out, tail...)
}

// hasPlace reports whether e is evaluated when its turn among the calls comes.
func hasPlace(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Call, *ir.CallValue, *ir.CallIface, *ir.CallNative, *ir.Recv, *ir.Recover:
		return true
	case *ir.Assert:
		return !e.CommaOK && e.T.Kind != ir.Pointer
	case *ir.Builtin, *ir.Logic, *ir.MapLit, *ir.Make:
		return changes(e) || unsettled(e)
	case *ir.Box:
		return !isPlace(e.X) && wide(e.X.Type()) && (changes(e) || unsettled(e))
	case *ir.Convert:
		return e.X.Type().Kind == ir.String && unsettled(e)
	}
	return false
}

// isPlace reports whether e is in memory already.
func isPlace(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Local, *ir.GlobalRef, *ir.NativeRef, *ir.Deref:
		return true
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Pointer || isPlace(e.X)
	case *ir.Index:
		return throughPointer(e.X) || isPlace(e.X)
	}
	return false
}

// wide reports whether the compiler puts a value into memory before it puts it into an
// interface: all but words, halves of words, strings, slices and what consists of one.
func wide(t *ir.Type) bool {
	switch t.Kind {
	case ir.Bool, ir.Int8, ir.Uint8, ir.Complex64, ir.Complex128:
		return true
	case ir.Struct:
		return len(t.Under.Fields) != 1 || wide(t.Under.Fields[0].Type)
	case ir.Array:
		return t.Len != 1 || wide(t.Under.Elem)
	}
	return false
}

// changes reports whether evaluating e may change what other operands read.
func changes(e ir.Expr) bool {
	switch e := e.(type) {
	case nil:
		return false
	case *ir.Call, *ir.CallValue, *ir.CallIface, *ir.Recv:
		return true
	case *ir.CallNative:
		if !onNumbers(e) {
			return true
		}
	case *ir.Builtin:
		switch e.Name {
		case "append", "clear", "close", "copy", "delete", "panic", "print", "println":
			return true
		}
	}
	for _, p := range parts(e) {
		if changes(*p) {
			return true
		}
	}
	return false
}

// onNumbers reports whether a call is like that of math.Sqrt or strings.ToUpper: it gets
// nothing through which it could change a variable.
func onNumbers(e *ir.CallNative) bool {
	if e.Recv != nil || len(e.Args) == 0 {
		return false
	}
	for _, a := range e.Args {
		if !a.Type().Kind.Basic() {
			return false
		}
	}
	return true
}

// unsettled reports whether e reads something, other than in a call, that a call may
// change.
func unsettled(e ir.Expr) bool {
	switch e := e.(type) {
	case nil, *ir.Call, *ir.CallValue, *ir.CallIface, *ir.CallNative, *ir.Recv:
		return false
	case *ir.Local:
		return e.Var.Cell
	case *ir.NativeRef:
		return e.IsVar
	case *ir.GlobalRef, *ir.Deref, *ir.MapIndex:
		return true
	case *ir.AddrOf:
		return moves(e.X)
	case *ir.FieldOf:
		return e.X.Type().Kind == ir.Pointer || unsettled(e.X)
	case *ir.Index:
		return throughPointer(e.X) || unsettled(e.X) || unsettled(e.I)
	case *ir.Convert:
		return e.X.Type().Kind == ir.Slice || unsettled(e.X)
	case *ir.Builtin:
		if k := e.Args[0].Type().Kind; k == ir.Map || k == ir.Chan {
			return true
		}
	}
	for _, p := range parts(e) {
		if unsettled(*p) {
			return true
		}
	}
	return false
}

// moves reports whether a call may change which place in memory e denotes.
func moves(e ir.Expr) bool {
	switch e := e.(type) {
	case *ir.Deref:
		return unsettled(e.X)
	case *ir.FieldOf:
		if e.X.Type().Kind == ir.Pointer {
			return unsettled(e.X)
		}
		return moves(e.X)
	case *ir.Index:
		if e.X.Type().Kind == ir.Array {
			return moves(e.X) || unsettled(e.I)
		}
		return unsettled(e.X) || unsettled(e.I)
	case *ir.MapIndex:
		return unsettled(e.M) || unsettled(e.K)
	case *ir.Retype:
		return moves(e.X)
	case *ir.Local, *ir.GlobalRef, *ir.NativeRef:
		return false
	}
	return unsettled(e)
}

// throughPointer reports whether the elements of x are not part of x itself.
func throughPointer(x ir.Expr) bool {
	k := x.Type().Kind
	return k == ir.Slice || k == ir.Pointer
}
