package native

import (
	"cmp"
	"reflect"
	"slices"
	_ "time/tzdata" // a package of its own in the library, without symbols

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// A table holds the symbols of one package, each list sorted by name.
type table struct {
	path     string
	funcs    []symbol // the function
	vars     []symbol // a pointer to the variable
	types    []symbol // a nil pointer to the type
	hidden   []hiddenType
	adapters []adapter
}

// The value of a symbol is an any, which the compiler can lay out: a
// reflect.Value it would have to compute.
type symbol struct {
	name  string
	value any
}

// A hiddenType is one that cannot be named outside its package.
type hiddenType struct {
	name string
	find func() reflect.Type
}

// Lookup returns a function, or a variable as a settable value, of a package.
// For the import path of package lib/native it returns what that package
// declares.
func Lookup(pkg, name string) (reflect.Value, bool) {
	for t := range tablesOf(pkg) {
		if f, ok := find(t.funcs, name); ok {
			return reflect.ValueOf(f), true
		}
		if v, ok := find(t.vars, name); ok {
			return reflect.ValueOf(v).Elem(), true
		}
	}
	return reflect.Value{}, false
}

// Type returns a type of a package. Unexported types count as well if a program
// can hold values of them, such as the type of encoding/binary.BigEndian.
func Type(pkg, name string) (reflect.Type, bool) {
	for t := range tablesOf(pkg) {
		if p, ok := find(t.types, name); ok {
			return reflect.TypeOf(p).Elem(), true
		}
		i, ok := slices.BinarySearchFunc(t.hidden, name, func(h hiddenType, name string) int { return cmp.Compare(h.name, name) })
		if ok {
			return t.hidden[i].find(), true
		}
	}
	return nil, false
}

// Packages returns the import paths of all packages that have tables, sorted:
// what cells can import from the standard library, except unsafe, which needs
// none.
func Packages() []string {
	var paths []string
	for _, list := range tableLists() {
		for _, t := range list {
			paths = append(paths, t.path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// Refusal returns the reason why a package of the standard library cannot be
// imported in cells, in words for a learner, and whether there is one.
func Refusal(pkg string) (string, bool) {
	for _, r := range refused {
		if r.path == pkg {
			return r.reason, true
		}
	}
	return "", false
}

// Natives gives the runtime what it asks about compiled packages.
type Natives struct{}

var _ rt.Natives = Natives{}

// TypeOf is [Type].
func (Natives) TypeOf(pkg, name string) (reflect.Type, bool) { return Type(pkg, name) }

// Adapter is [Adapter]; it returns nil where there is none.
func (Natives) Adapter(iface reflect.Type) func(rt.Box) any {
	wrap, _ := Adapter(iface)
	return wrap
}

// tableLists are the tables of all systems, and of those that this one belongs to.
func tableLists() [3][]*table { return [...][]*table{tables, tablesDesktop, tablesUnix} }

// tablesOf ranges over the tables of a package: one per list that has it.
func tablesOf(pkg string) func(func(*table) bool) {
	return func(yield func(*table) bool) {
		for _, list := range tableLists() {
			i, ok := slices.BinarySearchFunc(list, pkg, func(t *table, pkg string) int { return cmp.Compare(t.path, pkg) })
			if ok && !yield(list[i]) {
				return
			}
		}
		if pkg == pkgLibNative.path {
			yield(&pkgLibNative)
		}
	}
}

func find(list []symbol, name string) (any, bool) {
	i, ok := slices.BinarySearchFunc(list, name, func(s symbol, name string) int { return cmp.Compare(s.name, name) })
	if !ok {
		return nil, false
	}
	return list[i].value, true
}
