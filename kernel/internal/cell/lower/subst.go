package lower

import (
	"cmp"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"sort"
	"strings"
)

// env maps the type parameters of the function being lowered to type arguments.
type env map[*types.TypeParam]types.Type

// localKey identifies a type declared inside a generic function, per instance.
type localKey struct {
	named *types.Named
	args  string
}

// subst replaces type parameters in t. go/types does the same inside Instantiate
// but does not offer it for arbitrary types.
func (b *builder) subst(t types.Type, e env) types.Type {
	if len(e) == 0 || t == nil {
		return t
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if arg, ok := e[t]; ok {
			return arg
		}
		return t
	case *types.Pointer:
		return types.NewPointer(b.subst(t.Elem(), e))
	case *types.Slice:
		return types.NewSlice(b.subst(t.Elem(), e))
	case *types.Array:
		return types.NewArray(b.subst(t.Elem(), e), t.Len())
	case *types.Map:
		return types.NewMap(b.subst(t.Key(), e), b.subst(t.Elem(), e))
	case *types.Chan:
		return types.NewChan(t.Dir(), b.subst(t.Elem(), e))
	case *types.Tuple:
		return b.substTuple(t, e)
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, b.substTuple(t.Params(), e), b.substTuple(t.Results(), e), t.Variadic())
	case *types.Struct:
		return b.substStruct(t, e)
	case *types.Interface:
		return b.substInterface(t, e)
	case *types.Named:
		return b.substNamed(t, e)
	default:
		return t
	}
}

func (b *builder) substTuple(t *types.Tuple, e env) *types.Tuple {
	var vars []*types.Var
	for v := range t.Variables() {
		vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), v.Name(), b.subst(v.Type(), e)))
	}
	return types.NewTuple(vars...)
}

func (b *builder) substStruct(t *types.Struct, e env) types.Type {
	var fields []*types.Var
	var tags []string
	for i := range t.NumFields() {
		f := t.Field(i)
		fields = append(fields, types.NewField(f.Pos(), f.Pkg(), f.Name(), b.subst(f.Type(), e), f.Embedded()))
		tags = append(tags, t.Tag(i))
	}
	return types.NewStruct(fields, tags)
}

func (b *builder) substInterface(t *types.Interface, e env) types.Type {
	var methods []*types.Func
	for m := range t.ExplicitMethods() {
		sig := b.subst(bareSignature(m.Signature()), e).(*types.Signature)
		methods = append(methods, types.NewFunc(m.Pos(), m.Pkg(), m.Name(), sig))
	}
	var embedded []types.Type
	for et := range t.EmbeddedTypes() {
		embedded = append(embedded, b.subst(et, e))
	}
	return types.NewInterfaceType(methods, embedded).Complete()
}

func (b *builder) substNamed(t *types.Named, e env) types.Type {
	if t.TypeArgs().Len() > 0 {
		args := make([]types.Type, t.TypeArgs().Len())
		for i := range args {
			args[i] = b.subst(t.TypeArgs().At(i), e)
		}
		inst, err := types.Instantiate(b.types.ctx, t.Origin(), args, false)
		if err != nil {
			fail(t.Obj().Pos(), "cannot instantiate %s: %v", t, err)
		}
		t = inst.(*types.Named)
	}
	if !declaredUnder(t, e) {
		return t
	}
	return b.substLocal(t, e)
}

// declaredUnder reports whether t is declared inside the function that has the type
// parameters of e. A local type of another function may come in as a type argument.
func declaredUnder(t *types.Named, e env) bool {
	for scope := t.Obj().Parent(); scope != nil; scope = scope.Parent() {
		for p := range e {
			if scope.Lookup(p.Obj().Name()) == p.Obj() {
				return true
			}
		}
	}
	return false
}

// substLocal gives each instance of a generic function its own copy of a type
// that is declared in it, as the language asks. The copy is a plain type.
func (b *builder) substLocal(t *types.Named, e env) types.Type {
	key := localKey{t, b.envKey(e)}
	if c := b.locals[key]; c != nil {
		return c
	}
	o := t.Obj()
	c := types.NewNamed(types.NewTypeName(o.Pos(), o.Pkg(), b.localName(t, e), nil), nil, nil)
	b.locals[key] = c
	b.types.numbers[c.Obj()] = b.types.numbers[o]
	c.SetUnderlying(b.subst(t.Underlying(), e).Underlying())
	return c
}

// localName is the name of a type declared inside an instance of a generic function: with the type
// arguments of the function and, after a semicolon, its own.
func (b *builder) localName(t *types.Named, e env) string {
	params := slices.SortedFunc(maps.Keys(e), func(p, q *types.TypeParam) int { return cmp.Compare(p.Index(), q.Index()) })
	w := nameWriter{in: b.types, args: 1}
	w.WriteString(t.Obj().Name())
	for i, p := range params {
		w.WriteByte("[,"[min(i, 1)])
		w.write(e[p])
	}
	for i := range t.TypeArgs().Len() {
		w.WriteByte(";,"[min(i, 1)])
		w.write(t.TypeArgs().At(i))
	}
	w.WriteByte(']')
	return w.String()
}

// envKey writes an environment as a string that is equal for equal ones.
func (b *builder) envKey(e env) string {
	var parts []string
	for p, t := range e {
		parts = append(parts, fmt.Sprintf("%p=%d", p, b.types.of(t).ID))
	}
	sort.Strings(parts)
	return strings.Join(parts, ",")
}
