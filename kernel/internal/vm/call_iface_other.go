package vm

import (
	"reflect"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file calls methods of compiled types through interfaces of cells, which are all represented as
// any: the method is looked up, and remembered at the place of the call.

// compiledMethod is the method of a compiled type whose values are pointers, or with call nil
// one that has to be called by reflection.
type compiledMethod struct {
	tab     ptr // the type word
	fn      ptr
	call    nativeCall
	in, out []int32
}

// callOther calls a method of a type that is not one of ours.
func (s *ifaceSite) callOther(f *frame, x *iface) {
	if s.table != nil {
		s.table.call(f, x)
		return
	}
	m := s.compiled(x)
	if m.call == nil {
		s.dispatch(f)
		return
	}
	f.callGo(m.call, m.fn, m.in, m.out)
}

func (s *ifaceSite) compiled(x *iface) *compiledMethod {
	for _, m := range s.others.all() {
		if m.tab == x.tab {
			return m
		}
	}
	m := s.findCompiled(x)
	s.others.add(m)
	return m
}

func (s *ifaceSite) findCompiled(x *iface) *compiledMethod {
	v := *(*any)(ptr(x))
	if _, boxed := rt.BoxIn(v); boxed {
		return &compiledMethod{tab: x.tab}
	}
	t := reflect.TypeOf(v)
	m, ok := t.MethodByName(s.name)
	if !ok || t.Kind() != reflect.Pointer || !slices.Equal(typesIn(m.Type)[1:], typesIn(s.sig.R)) || !slices.Equal(typesOut(m.Type), typesOut(s.sig.R)) {
		return &compiledMethod{tab: x.tab}
	}
	call, in, out := nativeCaller(m.Type, s.withWord, s.out)
	return &compiledMethod{x.tab, funcPointer(m.Func), call, in, out}
}

func typesIn(t reflect.Type) []reflect.Type {
	list := make([]reflect.Type, t.NumIn())
	for i := range list {
		list[i] = t.In(i)
	}
	return list
}

func typesOut(t reflect.Type) []reflect.Type {
	list := make([]reflect.Type, t.NumOut())
	for i := range list {
		list[i] = t.Out(i)
	}
	return list
}

// dispatch calls a method by reflection.
func (s *ifaceSite) dispatch(f *frame) {
	s.once.Do(func() {
		v := s.m.opts.Types.Dispatcher(s.name, s.pkg, s.t)
		s.other, s.call = funcPointer(v), reflectCaller(v.Type())
	})
	f.callGo(s.call, s.other, s.withValue, s.out)
}
