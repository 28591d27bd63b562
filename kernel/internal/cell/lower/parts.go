package lower

import "github.com/gopherloop/gopherloop/kernel/internal/ir"

// parts returns the operands of an expression in the order of evaluation, to look
// at or to replace. Some may be nil.
func parts(e ir.Expr) []*ir.Expr {
	switch e := e.(type) {
	case *ir.Unary:
		return []*ir.Expr{&e.X}
	case *ir.Binary:
		return []*ir.Expr{&e.X, &e.Y}
	case *ir.Shift:
		return []*ir.Expr{&e.X, &e.Y}
	case *ir.Compare:
		return []*ir.Expr{&e.X, &e.Y}
	case *ir.Equal:
		return []*ir.Expr{&e.X, &e.Y}
	case *ir.Logic:
		return []*ir.Expr{&e.X, &e.Y}
	case *ir.Convert:
		return []*ir.Expr{&e.X}
	case *ir.Retype:
		return []*ir.Expr{&e.X}
	case *ir.Box:
		return []*ir.Expr{&e.X}
	case *ir.IfaceConv:
		return []*ir.Expr{&e.X}
	case *ir.Assert:
		return []*ir.Expr{&e.X}
	case *ir.TypeTest:
		return []*ir.Expr{&e.X}
	}
	return partsOfPlace(e)
}

func partsOfPlace(e ir.Expr) []*ir.Expr {
	switch e := e.(type) {
	case *ir.FieldOf:
		return []*ir.Expr{&e.X}
	case *ir.Index:
		return []*ir.Expr{&e.X, &e.I}
	case *ir.MapIndex:
		return []*ir.Expr{&e.M, &e.K}
	case *ir.SliceOf:
		return []*ir.Expr{&e.X, &e.Lo, &e.Hi, &e.Max}
	case *ir.Deref:
		return []*ir.Expr{&e.X}
	case *ir.AddrOf:
		return []*ir.Expr{&e.X}
	}
	return partsOfMaker(e)
}

func partsOfMaker(e ir.Expr) []*ir.Expr {
	switch e := e.(type) {
	case *ir.MethodValue:
		return []*ir.Expr{&e.Recv}
	case *ir.StructLit:
		return each(e.Values)
	case *ir.ArrayLit:
		return each(e.Values)
	case *ir.MapLit:
		var all []*ir.Expr
		for i := range e.Keys {
			all = append(all, &e.Keys[i], &e.Values[i])
		}
		return all
	case *ir.New:
		return []*ir.Expr{&e.Init}
	case *ir.Make:
		return []*ir.Expr{&e.Len, &e.Cap}
	case *ir.Builtin:
		return each(e.Args)
	case *ir.Call:
		return each(e.Args)
	case *ir.CallValue:
		return append([]*ir.Expr{&e.Fn}, each(e.Args)...)
	case *ir.CallIface:
		return append([]*ir.Expr{&e.X}, each(e.Args)...)
	case *ir.CallNative:
		return append([]*ir.Expr{&e.Recv}, each(e.Args)...)
	case *ir.Recv:
		return []*ir.Expr{&e.Ch}
	}
	return nil
}

func each(es []ir.Expr) []*ir.Expr {
	ps := make([]*ir.Expr, len(es))
	for i := range es {
		ps[i] = &es[i]
	}
	return ps
}
