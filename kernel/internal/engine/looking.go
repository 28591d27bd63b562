package engine

import (
	"reflect"
	"slices"
	"strings"
)

// This file passes arguments to compiled functions that look at them by reflection:
// they get views (rt), which have the names, tags and methods of the Go types.

// looks reports whether the functions and methods of a package look at what is in an
// any. Everywhere else (container/list, sync.Map, context) an any is only kept.
func looks(pkg string) bool {
	return slices.Contains([]string{
		"database/sql", "encoding/asn1", "encoding/binary", "encoding/gob", "encoding/json", "encoding/xml",
		"expvar", "html/template", "log/slog", "net/rpc", "reflect", "testing/quick", "text/template",
	}, pkg)
}

// writes reports whether a function of such a package stores through an argument,
// which must not be a copy then.
func writes(pkg, name string) bool {
	return pkg == "reflect" || strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "Decode") ||
		strings.HasPrefix(name, "Register") || name == "Read" || name == "Scan"
}

// looker returns a compiled function so that it is given views, and whether it needs that.
func (e *Engine) looker(pkg, name string, f reflect.Value) (reflect.Value, bool) {
	if !looks(pkg) || f.Kind() != reflect.Func {
		return f, false
	}
	t := f.Type()
	var shown []int
	for i := range t.NumIn() {
		if in := t.In(i); in == anyType || in == reflect.TypeFor[[]any]() {
			shown = append(shown, i)
		}
	}
	if len(shown) == 0 {
		return f, false
	}
	show := e.types.ViewWhile
	if writes(pkg, name) {
		show = func(x any) (any, func()) { return e.types.ViewTarget(x), func() {} }
	}
	return reflect.MakeFunc(t, func(in values) values {
		s := shower{show: show}
		defer s.done()
		in = slices.Clone(in)
		for _, i := range shown {
			in[i] = s.arg(in[i])
		}
		return callNative(f, in)
	}), true
}

// A shower makes views of the arguments of one call.
type shower struct {
	show func(any) (any, func())
	ends []func()
}

func (s *shower) view(x any) any {
	x, end := s.show(x)
	s.ends = append(s.ends, end)
	return x
}

// arg shows an any, or the elements of a []any.
func (s *shower) arg(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		x := s.view(v.Interface())
		return reflect.ValueOf(&x).Elem()
	}
	list := make([]any, v.Len())
	for i := range list {
		list[i] = s.view(v.Index(i).Interface())
	}
	return reflect.ValueOf(list)
}

func (s *shower) done() {
	for _, end := range s.ends {
		end()
	}
}

// packageOfType is the import path of a compiled type or of what it points to.
func packageOfType(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath()
}
