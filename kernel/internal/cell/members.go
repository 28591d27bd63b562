package cell

import (
	"cmp"
	"go/types"
	"slices"
)

// Members returns the fields and methods that can be selected from a value of
// type t, promoted ones included, sorted by name. Unexported names of compiled
// packages are left out.
func Members(t types.Type) []types.Object {
	found := make(map[string]types.Object)
	addFields(found, t)
	ptr := t
	if _, ok := t.Underlying().(*types.Interface); !ok {
		if _, ok := t.Underlying().(*types.Pointer); !ok {
			ptr = types.NewPointer(t)
		}
	}
	set := types.NewMethodSet(ptr)
	for sel := range set.Methods() {
		if obj := sel.Obj(); selectable(obj) {
			found[obj.Name()] = obj
		}
	}
	list := make([]types.Object, 0, len(found))
	for _, obj := range found {
		list = append(list, obj)
	}
	slices.SortFunc(list, func(a, b types.Object) int { return cmp.Compare(a.Name(), b.Name()) })
	return list
}

func selectable(obj types.Object) bool {
	return obj.Exported() || obj.Pkg() == nil || obj.Pkg().Path() == mainPath
}

// addFields adds fields level by level: those of an embedded struct count only
// if no field further out has their name.
func addFields(found map[string]types.Object, t types.Type) {
	seen := make(map[*types.Struct]bool)
	for level := []types.Type{t}; len(level) > 0; {
		var next []types.Type
		here := make(map[string]types.Object)
		for _, t := range level {
			s := structOf(t)
			if s == nil || seen[s] {
				continue
			}
			seen[s] = true
			for f := range s.Fields() {
				if selectable(f) && found[f.Name()] == nil {
					here[f.Name()] = f
				}
				if f.Embedded() {
					next = append(next, f.Type())
				}
			}
		}
		for name, f := range here {
			found[name] = f
		}
		level = next
	}
}

// structOf returns the struct that fields are selected from, through one pointer.
func structOf(t types.Type) *types.Struct {
	u := t.Underlying()
	if p, ok := u.(*types.Pointer); ok {
		u = p.Elem().Underlying()
	}
	s, _ := u.(*types.Struct)
	return s
}
