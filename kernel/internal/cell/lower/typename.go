package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// typeName writes t as package reflect does and so as %T prints it. It differs
// from types.TypeString in spaces, in the qualification of names (by package
// name outside brackets, by path inside, as the linker has it) and in writing
// any as interface {}.
func (in *interner) typeName(t types.Type) string {
	w := nameWriter{in: in}
	w.write(t)
	return w.String()
}

type nameWriter struct {
	strings.Builder
	in   *interner
	args int // depth of type argument lists
}

// number numbers the types declared in the functions of a unit, as the compiler does: their
// names have the number where they are type arguments.
func (in *interner) number(u *Unit) {
	n := 0
	for _, file := range u.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.Name == "_" { // the statements of a cell
					continue
				}
			case *ast.GenDecl:
				if d.Tok != token.VAR {
					continue
				}
			}
			ast.Inspect(d, func(node ast.Node) bool {
				if spec, ok := node.(*ast.TypeSpec); ok && !spec.Assign.IsValid() {
					if obj, ok := u.Info.Defs[spec.Name].(*types.TypeName); ok {
						n++
						in.numbers[obj] = n
					}
				}
				return true
			})
		}
	}
}

func (w *nameWriter) write(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		w.WriteString(basicName(t))
	case *types.Named:
		w.named(t)
	case *types.Pointer:
		w.prefix("*", t.Elem())
	case *types.Slice:
		w.prefix("[]", t.Elem())
	case *types.Array:
		w.prefix("["+strconv.FormatInt(t.Len(), 10)+"]", t.Elem())
	case *types.Map:
		w.prefix("map[", t.Key())
		w.prefix("]", t.Elem())
	case *types.Chan:
		w.channel(t)
	case *types.Struct:
		w.structure(t)
	case *types.Interface:
		w.iface(t)
	case *types.Signature:
		w.WriteString("func")
		w.signature(t)
	default:
		w.WriteString(t.String())
	}
}

func (w *nameWriter) prefix(s string, t types.Type) {
	w.WriteString(s)
	w.write(t)
}

func basicName(t *types.Basic) string {
	switch t.Kind() {
	case types.Uint8:
		return "uint8"
	case types.Int32:
		return "int32"
	case types.UnsafePointer:
		return "unsafe.Pointer"
	}
	return t.Name()
}

func (w *nameWriter) named(t *types.Named) {
	if p := t.Obj().Pkg(); p != nil {
		if w.args > 0 {
			w.WriteString(p.Path() + ".")
		} else {
			w.WriteString(p.Name() + ".")
		}
	}
	w.WriteString(t.Obj().Name())
	if t.TypeArgs().Len() > 0 {
		w.args++
		for i := range t.TypeArgs().Len() {
			w.WriteByte("[,"[min(i, 1)])
			w.write(t.TypeArgs().At(i))
		}
		w.WriteByte(']')
		w.args--
	}
	if n := w.in.numbers[t.Obj()]; n > 0 && w.args > 0 {
		w.WriteString("·" + strconv.Itoa(n))
	}
}

func (w *nameWriter) channel(t *types.Chan) {
	switch t.Dir() {
	case types.SendOnly:
		w.prefix("chan<- ", t.Elem())
	case types.RecvOnly:
		w.prefix("<-chan ", t.Elem())
	default:
		if e, ok := types.Unalias(t.Elem()).(*types.Chan); ok && e.Dir() == types.RecvOnly {
			w.prefix("chan (", e)
			w.WriteByte(')')
			return
		}
		w.prefix("chan ", t.Elem())
	}
}

func (w *nameWriter) structure(t *types.Struct) {
	if t.NumFields() == 0 {
		w.WriteString("struct {}")
		return
	}
	w.WriteString("struct { ")
	for i := range t.NumFields() {
		if i > 0 {
			w.WriteString("; ")
		}
		f := t.Field(i)
		if !f.Embedded() {
			w.WriteString(f.Name() + " ")
		}
		w.write(f.Type())
		if tag := t.Tag(i); tag != "" {
			w.WriteString(" " + strconv.Quote(tag))
		}
	}
	w.WriteString(" }")
}

func (w *nameWriter) iface(t *types.Interface) {
	if t.NumMethods() == 0 {
		w.WriteString("interface {}")
		return
	}
	w.WriteString("interface { ")
	for i := range t.NumMethods() {
		if i > 0 {
			w.WriteString("; ")
		}
		m := t.Method(i)
		if !m.Exported() && m.Pkg() != nil {
			w.WriteString(m.Pkg().Name() + ".")
		}
		w.WriteString(m.Name())
		w.signature(m.Signature())
	}
	w.WriteString(" }")
}

func (w *nameWriter) signature(t *types.Signature) {
	w.tuple(t.Params(), t.Variadic())
	switch t.Results().Len() {
	case 0:
	case 1:
		w.prefix(" ", t.Results().At(0).Type())
	default:
		w.WriteByte(' ')
		w.tuple(t.Results(), false)
	}
}

func (w *nameWriter) tuple(t *types.Tuple, variadic bool) {
	w.WriteByte('(')
	for i := range t.Len() {
		if i > 0 {
			w.WriteString(", ")
		}
		pt := t.At(i).Type()
		if variadic && i == t.Len()-1 {
			w.WriteString("...")
			pt = pt.Underlying().(*types.Slice).Elem()
		}
		w.write(pt)
	}
	w.WriteByte(')')
}
