package lower

import (
	"go/types"
	"sort"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// interner keeps one ir.Type for each type identity of a session.
type interner struct {
	byType typeutil.Map
	ctx    *types.Context // shares instances of generic types
	n      int

	numbers map[*types.TypeName]int // see number
}

func newInterner() *interner {
	in := &interner{ctx: types.NewContext(), numbers: map[*types.TypeName]int{}}
	in.byType.SetHasher(typeutil.MakeHasher())
	return in
}

// of returns the ir.Type for t.
func (in *interner) of(t types.Type) *ir.Type {
	t = types.Unalias(t)
	if known, ok := in.byType.At(t).(*ir.Type); ok {
		return known
	}
	in.n++
	r := &ir.Type{ID: in.n, Go: t, Kind: kindOf(t)}
	in.byType.Set(t, r)
	if n, ok := t.(*types.Named); ok {
		in.named(r, n)
	} else {
		r.Under = r
		in.parts(r, t)
		r.Boxed = boxedUnnamed(r)
	}
	r.Name = in.typeName(t)
	return r
}

// named fills in what a named type is. Of native structs and interfaces the
// parts stay unknown: their compiled types say all, and net/http.Request alone
// would draw in hundreds.
func (in *interner) named(r *ir.Type, n *types.Named) {
	obj := n.Obj()
	r.Sym = obj.Name()
	if obj.Pkg() != nil {
		r.Pkg = obj.Pkg().Path()
	}
	generic := n.TypeArgs().Len() > 0
	r.Native = !generic && !interpreted(obj.Pkg())
	r.Boxed = !r.Native
	isIface := types.IsInterface(n)
	if isIface {
		empty := n.Underlying().(*types.Interface).NumMethods() == 0
		r.NativeIface = r.Native && !empty
		r.Native = r.NativeIface
		r.Boxed = !r.NativeIface && !empty
	}
	if r.Native && (r.Kind == ir.Struct || r.Kind == ir.Interface) {
		r.Under = r
		return
	}
	r.Under = in.of(n.Underlying())
	in.parts(r, n.Underlying())
}

// interpreted reports whether a package is run from source rather than compiled
// into the kernel: the cells themselves, and every package of this module.
func interpreted(p *types.Package) bool {
	return p != nil && (p.Path() == "main" || isSourcePath(p.Path()))
}

const modulePath = "github.com/gopherloop/gopherloop/"

func isSourcePath(path string) bool {
	return len(path) > len(modulePath) && path[:len(modulePath)] == modulePath
}

// parts fills in the components of the underlying type u.
func (in *interner) parts(r *ir.Type, u types.Type) {
	switch u := u.(type) {
	case *types.Array:
		r.Elem, r.Len = in.of(u.Elem()), u.Len()
	case *types.Slice:
		r.Elem = in.of(u.Elem())
	case *types.Pointer:
		r.Elem = in.of(u.Elem())
	case *types.Chan:
		r.Elem, r.Dir = in.of(u.Elem()), u.Dir()
	case *types.Map:
		r.Key, r.Elem = in.of(u.Key()), in.of(u.Elem())
	case *types.Struct:
		r.Fields = in.fields(u)
	case *types.Signature:
		r.Params, r.Results = in.tuple(u.Params()), in.tuple(u.Results())
		r.Variadic = u.Variadic()
	case *types.Interface:
		r.Methods = in.methods(u)
	}
}

func (in *interner) fields(u *types.Struct) []ir.Field {
	fields := make([]ir.Field, u.NumFields())
	for i := range fields {
		v := u.Field(i)
		fields[i] = ir.Field{
			Name: v.Name(), Pkg: unexportedPkg(v), Type: in.of(v.Type()),
			Tag: u.Tag(i), Embedded: v.Embedded(), Exported: v.Exported(),
		}
	}
	return fields
}

func (in *interner) methods(u *types.Interface) []ir.IfaceMethod {
	ms := make([]ir.IfaceMethod, u.NumMethods())
	for i := range ms {
		m := u.Method(i)
		ms[i] = ir.IfaceMethod{Name: m.Name(), Pkg: unexportedPkg(m), Sig: in.of(bareSignature(m.Signature()))}
	}
	sort.Slice(ms, func(i, j int) bool { return ms[i].Name < ms[j].Name })
	return ms
}

func (in *interner) tuple(t *types.Tuple) []*ir.Type {
	var ts []*ir.Type
	for v := range t.Variables() {
		ts = append(ts, in.of(v.Type()))
	}
	return ts
}

// bareSignature is a signature without its receiver.
func bareSignature(s *types.Signature) *types.Signature {
	if s.Recv() == nil {
		return s
	}
	return types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())
}

func unexportedPkg(o types.Object) string {
	if o.Exported() || o.Pkg() == nil {
		return ""
	}
	return o.Pkg().Path()
}

// boxedUnnamed reports whether an unnamed type needs a Box in an interface: when
// one of its parts does, or is an interface that is erased, or when it is a
// struct, whose representation has field names of its own.
func boxedUnnamed(r *ir.Type) bool {
	switch r.Kind {
	case ir.Struct:
		return len(r.Fields) > 0
	case ir.Interface:
		return len(r.Methods) > 0
	case ir.FuncKind:
		return r.Variadic || anyBoxed(r.Params) || anyBoxed(r.Results)
	}
	return r.Elem != nil && r.Elem.Boxed || r.Key != nil && r.Key.Boxed
}

func anyBoxed(ts []*ir.Type) bool {
	for _, t := range ts {
		if t.Boxed {
			return true
		}
	}
	return false
}

var basicKinds = map[types.BasicKind]ir.Kind{
	types.Bool: ir.Bool, types.String: ir.String, types.UnsafePointer: ir.UnsafePointer,
	types.Int: ir.Int, types.Int8: ir.Int8, types.Int16: ir.Int16, types.Int32: ir.Int32, types.Int64: ir.Int64,
	types.Uint: ir.Uint, types.Uint8: ir.Uint8, types.Uint16: ir.Uint16, types.Uint32: ir.Uint32, types.Uint64: ir.Uint64,
	types.Uintptr: ir.Uintptr, types.Float32: ir.Float32, types.Float64: ir.Float64,
	types.Complex64: ir.Complex64, types.Complex128: ir.Complex128,
}

func kindOf(t types.Type) ir.Kind {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basicKinds[u.Kind()]
	case *types.Array:
		return ir.Array
	case *types.Chan:
		return ir.Chan
	case *types.Signature:
		return ir.FuncKind
	case *types.Interface:
		return ir.Interface
	case *types.Map:
		return ir.Map
	case *types.Pointer:
		return ir.Pointer
	case *types.Slice:
		return ir.Slice
	case *types.Struct:
		return ir.Struct
	}
	return ir.Invalid
}
