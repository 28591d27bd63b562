package ir

import (
	"fmt"
	"strconv"
	"strings"
)

// x writes an expression.
func (p *printer) x(e Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case *Const:
		return e.Value.String()
	case *Zero:
		return "zero(" + e.T.String() + ")"
	case *Local:
		return name(e.Var)
	case *GlobalRef:
		return e.Global.Name
	case *NativeRef:
		return e.Pkg + "." + e.Name
	case *FuncRef:
		return e.Func.Name
	case *Closure:
		return p.closure(e)
	case *MethodValue:
		return p.x(e.Recv) + "." + methodName(e)
	case *Unary:
		return e.Op.String() + p.x(e.X)
	case *Binary:
		return p.infix(e.X, e.Op.String(), e.Y)
	case *Shift:
		return p.infix(e.X, e.Op.String(), e.Y)
	case *Compare:
		return p.infix(e.X, e.Op.String(), e.Y)
	case *Logic:
		return p.infix(e.X, e.Op.String(), e.Y)
	case *Equal:
		if e.Not {
			return "!equal(" + p.list([]Expr{e.X, e.Y}) + ")"
		}
		return "equal(" + p.list([]Expr{e.X, e.Y}) + ")"
	default:
		return p.access(e)
	}
}

// field is the number of a field, or what people know it by.
func (p *printer) field(e *FieldOf) string {
	t := e.X.Type()
	if t != nil && t.Kind == Pointer {
		t = t.Under.Elem
	}
	if t == nil || !p.brief || e.Index >= len(t.Under.Fields) {
		return strconv.Itoa(e.Index)
	}
	return t.Under.Fields[e.Index].Name
}

func methodName(e *MethodValue) string {
	if e.Func != nil {
		return e.Func.Name
	}
	return e.Iface + e.Native
}

func (p *printer) infix(x Expr, op string, y Expr) string {
	return "(" + p.x(x) + " " + op + " " + p.x(y) + ")"
}

func (p *printer) closure(e *Closure) string {
	if p.brief {
		return "func " + e.Func.Name
	}
	var lines []string
	inner := &printer{indent: p.indent, out: func(l Line) { lines = append(lines, strings.Repeat("\t", l.Depth)+l.Text) }}
	inner.fn("func", e.Func)
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// access writes conversions and what reaches into values.
func (p *printer) access(e Expr) string {
	switch e := e.(type) {
	case *Convert:
		return fmt.Sprintf("convert(%s, %s)", e.T, p.x(e.X))
	case *Retype:
		return fmt.Sprintf("retype(%s, %s)", e.T, p.x(e.X))
	case *Box:
		return fmt.Sprintf("box(%s, %s)", e.T, p.x(e.X))
	case *IfaceConv:
		return fmt.Sprintf("ifaceconv(%s, %s)", e.T, p.x(e.X))
	case *Assert:
		return fmt.Sprintf("assert(%s, %s)", e.T, p.x(e.X))
	case *TypeTest:
		return fmt.Sprintf("is(%v, %s)", e.Want, p.x(e.X))
	case *FieldOf:
		return p.x(e.X) + "." + p.field(e)
	case *Index:
		return p.x(e.X) + "[" + p.x(e.I) + "]"
	case *MapIndex:
		return p.x(e.M) + "[" + p.x(e.K) + "]"
	case *SliceOf:
		s := p.x(e.X) + "[" + p.x(e.Lo) + ":" + p.x(e.Hi)
		if e.Max != nil {
			s += ":" + p.x(e.Max)
		}
		return s + "]"
	case *Deref:
		return "*" + p.x(e.X)
	case *AddrOf:
		return "&" + p.x(e.X)
	case *Recv:
		return "<-" + p.x(e.Ch)
	default:
		return p.calls(e)
	}
}

// calls writes calls and what makes new values.
func (p *printer) calls(e Expr) string {
	switch e := e.(type) {
	case *StructLit:
		return e.T.String() + "{" + p.list(e.Values) + "}"
	case *ArrayLit:
		return e.T.String() + "{" + p.list(e.Values) + "}"
	case *MapLit:
		var kv []string
		for i := range e.Keys {
			kv = append(kv, p.x(e.Keys[i])+": "+p.x(e.Values[i]))
		}
		return e.T.String() + "{" + strings.Join(kv, ", ") + "}"
	case *New:
		return "new(" + e.T.Elem.String() + ", " + p.x(e.Init) + ")"
	case *Make:
		return "make(" + e.T.String() + ", " + p.x(e.Len) + ", " + p.x(e.Cap) + ")"
	case *Call:
		return e.Func.Name + "(" + p.list(e.Args) + ")"
	case *CallValue:
		return "(" + p.x(e.Fn) + ")(" + p.list(e.Args) + ")"
	case *CallIface:
		return p.x(e.X) + ".iface " + e.Name + "(" + p.list(e.Args) + ")"
	case *CallNative:
		if e.Recv != nil {
			return p.x(e.Recv) + ".native " + e.Name + "(" + p.list(e.Args) + ")"
		}
		return e.Pkg + "." + e.Name + "(" + p.list(e.Args) + ")"
	case *Builtin:
		return e.Name + "(" + p.list(e.Args) + ")"
	case *Recover:
		return "recover()"
	}
	return fmt.Sprintf("%T", e)
}
