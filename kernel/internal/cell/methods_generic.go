package cell

import (
	"go/token"
	"go/types"
	"reflect"
	"sync/atomic"
	"unsafe"
)

// This file lets a generic type get methods when it has instances already.
//
// go/types expands the methods of an instance one by one when they are asked for,
// and expects the list of the generic type not to grow meanwhile:
//
//	type List[T any] []T
//	func (l List[T]) Len() int { ... }     l := List[int]{1, 2}; l.Len()
//	func (l List[T]) Last() T { ... }      <- a later cell: List[int] has "all" its methods
//
// So when the list changes, all instances that are still in use forget what they
// have expanded. Those are found by walking through the types of everything that
// later cells can come across: the live names, and what lowering has kept.

// genericAmong returns the generic types among those of the late methods.
func (a *attempt) genericAmong(late []*lateMethod) map[*types.Named]bool {
	generic := make(map[*types.Named]bool)
	for _, m := range late {
		if m.named.TypeParams().Len() > 0 {
			generic[m.named] = true
		}
	}
	return generic
}

// changeMethods calls change, which adds late methods to their types or takes them
// away again.
func (a *attempt) changeMethods(change func()) {
	generic := a.genericAmong(a.late)
	if len(generic) == 0 {
		change()
		return
	}
	w := walker{generic: generic, seen: make(map[types.Type]bool)}
	for _, e := range a.s.live {
		w.walk(e.obj.Type())
	}
	for _, m := range a.late {
		if fn := a.pkg.Scope().Lookup(m.plain.Name.Name); fn != nil {
			w.walk(fn.Type())
		}
	}
	a.s.lower.Types(w.walk)
	change()
	expanded := expandedBit()
	for _, inst := range w.found {
		forgetMethods(inst, expanded)
	}
	a.s.lower.DropInstances()
}

// A walker goes through types and collects the instances of some generic ones.
type walker struct {
	generic map[*types.Named]bool
	seen    map[types.Type]bool
	found   []*types.Named
}

func (w *walker) walk(t types.Type) {
	if t == nil || w.seen[t] {
		return
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		w.list(t.TypeArgs())
		w.walk(types.Unalias(t))
	case *types.Named:
		w.named(t)
	case *types.TypeParam:
		w.walk(t.Constraint())
	case *types.Map:
		w.walk(t.Key())
		w.walk(t.Elem())
	case interface{ Elem() types.Type }:
		w.walk(t.Elem())
	case *types.Signature:
		w.signature(t)
	case *types.Tuple:
		for v := range t.Variables() {
			w.walk(v.Type())
		}
	case *types.Struct:
		for f := range t.Fields() {
			w.walk(f.Type())
		}
	case *types.Interface:
		w.iface(t)
	case *types.Union:
		for term := range t.Terms() {
			w.walk(term.Type())
		}
	}
}

func (w *walker) list(ts *types.TypeList) {
	for t := range ts.Types() {
		w.walk(t)
	}
}

func (w *walker) named(t *types.Named) {
	w.list(t.TypeArgs())
	if t.Obj().Pkg() == nil || t.Obj().Pkg().Path() != mainPath {
		return
	}
	if t.TypeArgs().Len() > 0 && w.generic[t.Origin()] {
		w.found = append(w.found, t)
	}
	w.walk(t.Origin())
	w.walk(t.Underlying())
	if methods := methodList(t); methods != nil {
		for _, m := range *methods {
			if m != nil { // expanded
				w.walk(m.Type())
			}
		}
	}
}

func (w *walker) signature(s *types.Signature) {
	if r := s.Recv(); r != nil {
		w.walk(r.Type())
	}
	for _, list := range []*types.TypeParamList{s.TypeParams(), s.RecvTypeParams()} {
		for p := range list.TypeParams() {
			w.walk(p)
		}
	}
	w.walk(s.Params())
	w.walk(s.Results())
}

func (w *walker) iface(t *types.Interface) {
	for m := range t.ExplicitMethods() {
		w.walk(m.Type())
	}
	for e := range t.EmbeddedTypes() {
		w.walk(e)
	}
}

// genericSignature makes the signature of a method out of that of the generic
// function as which it was checked. A type parameter belongs to one signature, so
// the method gets its own.
func genericSignature(plain *types.Signature) *types.Signature {
	var params []*types.TypeParam
	var args []types.Type
	for p := range plain.TypeParams().TypeParams() {
		obj := types.NewTypeName(p.Obj().Pos(), p.Obj().Pkg(), p.Obj().Name(), nil)
		params = append(params, types.NewTypeParam(obj, p.Constraint()))
		args = append(args, params[len(params)-1])
	}
	inst, err := types.Instantiate(nil, plain, args, false)
	if err != nil {
		return nil // cannot be: the number of arguments is right
	}
	return methodSignature(inst.(*types.Signature), params)
}

// dependentBounds reports whether a constraint of a generic type mentions its
// type parameters, as in type T[E any, P interface{ *E }].
func dependentBounds(named *types.Named) bool {
	params := make(map[types.Type]bool)
	for p := range named.TypeParams().TypeParams() {
		params[p] = true
	}
	w := walker{seen: make(map[types.Type]bool)}
	for p := range named.TypeParams().TypeParams() {
		w.walk(p.Constraint())
	}
	for t := range w.seen {
		if params[t] {
			return true
		}
	}
	return false
}

// The following reaches into go/types, which has no API for it. TestLateGenericMethod
// tells when another version of Go keeps its types in another way.

// forgetMethods makes an instance expand its methods anew.
func forgetMethods(inst *types.Named, expanded uint32) {
	methods := methodList(inst)
	state := field[uint32](reflect.ValueOf(inst).Elem(), "state_")
	origin := reflect.ValueOf(inst).Elem().FieldByName("inst")
	if methods == nil || state == nil || !origin.IsValid() || origin.Kind() != reflect.Pointer {
		return
	}
	count := field[int](origin.Elem(), "expandedMethods")
	ctxt := field[*types.Context](origin.Elem(), "ctxt")
	if count == nil || ctxt == nil {
		return
	}
	*methods, *count = nil, 0
	if *ctxt == nil {
		*ctxt = types.NewContext()
	}
	atomic.AndUint32(state, ^expanded)
}

// field returns the place of a struct's field, or nil if it has none of that name
// and type.
func field[T any](s reflect.Value, name string) *T {
	f := s.FieldByName(name)
	if !f.IsValid() || f.Type() != reflect.TypeFor[T]() {
		return nil
	}
	return (*T)(unsafe.Pointer(f.UnsafeAddr()))
}

// expandedBit returns the bit in the state of an instance that says that all its
// methods are expanded: an instance of a type without methods has it at once, one
// of a type with a method has not.
func expandedBit() uint32 {
	return probe(0) &^ probe(1)
}

func probe(methods int) uint32 {
	anything := types.Universe.Lookup("any").Type()
	pkg := types.NewPackage(mainPath, mainPath)
	named := types.NewNamed(types.NewTypeName(token.NoPos, pkg, "T", nil), types.NewStruct(nil, nil), nil)
	named.SetTypeParams([]*types.TypeParam{types.NewTypeParam(types.NewTypeName(token.NoPos, pkg, "P", nil), anything)})
	if methods > 0 {
		recv := types.NewVar(token.NoPos, pkg, "", named)
		named.AddMethod(types.NewFunc(token.NoPos, pkg, "M", types.NewSignatureType(recv, nil, nil, nil, nil, false)))
	}
	inst, err := types.Instantiate(nil, named, []types.Type{anything}, false)
	if err != nil {
		return 0 // cannot be: the number of arguments is right
	}
	inst.Underlying()
	if state := field[uint32](reflect.ValueOf(inst).Elem(), "state_"); state != nil {
		return atomic.LoadUint32(state)
	}
	return 0
}
