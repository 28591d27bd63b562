package rt

import (
	"fmt"
	"go/types"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file builds the reflect types that represent ir types.
//
// reflect cannot make recursive types: the parts must exist before the whole. So a cycle
// is cut somewhere: the type at the cut is made with placeholders of the same shape (size,
// alignment, pointers, comparability) for the parts that lead back to it, becomes known, and gets
// its true parts when they exist, by a write into its descriptor (patch.go).
//
// The cut is made at structs wherever a cycle has one, because pointers, slices and
// arrays must stay those that reflect itself makes (reflect.New, Value.Addr and Value.Slice
// would disagree otherwise). Only cycles without a struct (type T []T) are cut elsewhere, last of all at pointers.
//
// Underlying types are the keys: `type A struct{...}` and a `type B A` have one
// representation, so that converting between them is no work; so have structs that differ
// in tags only.

type reps struct {
	ts       *Types
	patching bool
	done     map[*ir.Type]reflect.Type // by Under
	fresh    []*ir.Type                // entered into done by the running complete
	patches  []func()                  // to run when the outermost type stands
	structs  map[string][]*ir.Type     // by field names: candidates for equal but for tags
	serial   int
	token    string // sets this session's recursive types apart in reflect's cache
}

func (rs *reps) init(ts *Types) {
	rs.ts = ts
	// Random, because names must not come back while reflect remembers them, which is
	// until the process ends, and a counter would be package state.
	rs.token = strconv.FormatUint(rand.Uint64(), 36)
	rs.patching = layoutWorks(rs.token)
	rs.done = map[*ir.Type]reflect.Type{}
	rs.structs = map[string][]*ir.Type{}
}

// complete returns the representation of t, with nothing left to patch. When
// it panics, what it began is forgotten.
func (rs *reps) complete(t *ir.Type) reflect.Type {
	rs.fresh = nil
	defer func() {
		if len(rs.patches) > 0 {
			rs.patches = nil
			rs.forget()
		}
	}()
	r := rs.rep(t)
	for len(rs.patches) > 0 {
		rs.patches[0]()
		rs.patches = rs.patches[1:]
	}
	return r
}

func (rs *reps) forget() {
	for _, u := range rs.fresh {
		delete(rs.done, u)
	}
}

func (rs *reps) enter(u *ir.Type, r reflect.Type) {
	if _, ok := rs.done[u]; !ok {
		rs.fresh = append(rs.fresh, u)
	}
	rs.done[u] = r
}

func (rs *reps) patch(done bool, t *ir.Type) {
	if !done {
		panic(&Unsupported{"recursive type " + t.Name})
	}
}

func (rs *reps) rep(t *ir.Type) reflect.Type {
	switch {
	case t.Native:
		return rs.ts.native(t)
	case t.Kind == ir.Interface:
		if t.NativeIface {
			return rs.ts.native(t)
		}
		return anyType()
	case t.Kind.Basic() || t.Kind == ir.UnsafePointer:
		return basicType(t.Kind)
	}
	u := t.Under
	if r, ok := rs.done[u]; ok {
		return r
	}
	r := rs.build(u)
	rs.enter(u, r)
	return r
}

func (rs *reps) build(u *ir.Type) reflect.Type {
	if u.Kind == ir.Struct {
		return rs.buildStruct(u)
	}
	if cutHere(u) {
		return rs.buildCut(u)
	}
	return rs.compose(u, rs.rep)
}

// compose makes the reflect type for a type that is not a struct out of its
// parts as seen through part.
func (rs *reps) compose(u *ir.Type, part func(*ir.Type) reflect.Type) reflect.Type {
	switch u.Kind {
	case ir.Pointer:
		return reflect.PointerTo(part(u.Elem))
	case ir.Slice:
		return reflect.SliceOf(part(u.Elem))
	case ir.Array:
		return reflect.ArrayOf(int(u.Len), part(u.Elem))
	case ir.Map:
		return reflect.MapOf(part(u.Key), part(u.Elem))
	case ir.Chan:
		return reflect.ChanOf(chanDir(u.Dir), part(u.Elem))
	case ir.FuncKind:
		return reflect.FuncOf(each(u.Params, part), each(u.Results, part), false)
	}
	panic(&Unsupported{"type " + u.Name})
}

func each(ts []*ir.Type, part func(*ir.Type) reflect.Type) []reflect.Type {
	rs := make([]reflect.Type, len(ts))
	for i, t := range ts {
		rs[i] = part(t)
	}
	return rs
}

func (rs *reps) buildStruct(u *ir.Type) reflect.Type {
	if len(u.Fields) == 0 {
		return reflect.TypeFor[struct{}]()
	}
	if twin := rs.twin(u); twin != nil {
		return rs.rep(twin)
	}
	rs.serial++
	id := fmt.Sprint(rs.serial)
	links := make([]bool, len(u.Fields))
	for i, f := range u.Fields {
		links[i] = !byValue(f.Type) && reaches(f.Type, u)
		if links[i] && rs.patching {
			id = fmt.Sprintf("%d_%s", rs.serial, rs.token)
		}
	}
	fields := make([]reflect.StructField, len(u.Fields))
	for i, f := range u.Fields {
		fields[i] = reflect.StructField{Name: fmt.Sprintf("F%s_%d_%s", id, i, f.Name), Type: rs.fieldType(f.Type, links[i])}
	}
	r := reflect.StructOf(fields)
	rs.enter(u, r)
	for i, f := range u.Fields {
		if links[i] && rs.patching {
			rs.patches = append(rs.patches, func() { rs.patch(setField(r, i, fields[i].Type, rs.rep(f.Type)), u) })
		}
	}
	return r
}

func (rs *reps) fieldType(t *ir.Type, link bool) reflect.Type {
	switch {
	case !link:
		return rs.rep(t)
	case !rs.patching:
		return anyType()
	}
	return shape(t)
}

// twin returns a struct type made earlier that differs from u in tags only.
func (rs *reps) twin(u *ir.Type) *ir.Type {
	var names strings.Builder
	for _, f := range u.Fields {
		names.WriteString(f.Name + ",")
	}
	key := names.String()
	for _, o := range rs.structs[key] {
		if o == u {
			return nil // it has been tried before, and failed
		}
		if o.Go != nil && u.Go != nil && types.IdenticalIgnoreTags(o.Go.Underlying(), u.Go.Underlying()) {
			return o
		}
	}
	rs.structs[key] = append(rs.structs[key], u)
	return nil
}

// buildCut makes a type that contains itself without a struct in between.
func (rs *reps) buildCut(u *ir.Type) reflect.Type {
	if !rs.patching {
		return rs.compose(u, func(p *ir.Type) reflect.Type {
			if reaches(p, u) {
				return anyType()
			}
			return rs.rep(p)
		})
	}
	var dummies []reflect.Type
	var parts []*ir.Type
	r := rs.compose(u, func(p *ir.Type) reflect.Type {
		if byValue(p) || !reaches(p, u) {
			parts, dummies = append(parts, nil), append(dummies, nil)
			return rs.rep(p)
		}
		rs.serial++
		// Unique, so that reflect makes a new type of it, which is ours to write to.
		name := fmt.Sprintf("D%d_%s", rs.serial, rs.token)
		d := reflect.StructOf([]reflect.StructField{{Name: name, Type: shape(p)}})
		parts, dummies = append(parts, p), append(dummies, d)
		return d
	})
	rs.enter(u, r)
	for i, p := range parts {
		if p != nil {
			rs.patches = append(rs.patches, func() { rs.patch(setPart(r, i, dummies[i], rs.rep(p)), u) })
		}
	}
	return r
}
