package main

import (
	"fmt"
	"go/types"
)

// This file finds the types that a program can hold values of without being
// able to name them: encoding/binary.BigEndian is of the unexported type
// bigEndian. At run time such a type is found on the way the program takes:
// from a function, a variable or a type, through results, fields and elements.
// Methods are not followed: in Go 1.26 they lead to nothing new.

// reach records every hidden type within t; at is source of type reflect.Type
// that evaluates to t.
func (s survey) reach(t types.Type, at entry) {
	via := func(format string, args ...any) entry {
		return at.with(at.text + fmt.Sprintf(format, args...))
	}
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		s.reachNamed(t, at)
	case *types.Pointer:
		s.reach(t.Elem(), via(".Elem()"))
	case *types.Slice:
		s.reach(t.Elem(), via(".Elem()"))
	case *types.Array:
		s.reach(t.Elem(), via(".Elem()"))
	case *types.Chan:
		s.reach(t.Elem(), via(".Elem()"))
	case *types.Map:
		s.reach(t.Key(), via(".Key()"))
		s.reach(t.Elem(), via(".Elem()"))
	case *types.Signature:
		s.reachTuple(t.Params(), 0, "In", via)
		s.reachTuple(t.Results(), 0, "Out", via)
	case *types.Struct:
		for i := range t.NumFields() {
			if f := t.Field(i); f.Exported() || f.Embedded() {
				s.reach(f.Type(), via(".Field(%d).Type", i))
			}
		}
	}
}

// with returns source that needs the same imports.
func (e entry) with(text string) entry { return entry{text: text, imports: e.imports} }

func (s survey) reachTuple(list *types.Tuple, skip int, dir string, via func(string, ...any) entry) {
	for i := range list.Len() {
		s.reach(list.At(i).Type(), via(".%s(%d)", dir, i+skip))
	}
}

// reachNamed records t if it has no table entry of its own. An exported type is
// not followed: it is a starting point itself.
func (s survey) reachNamed(t *types.Named, at entry) {
	obj := t.Obj()
	if obj.Pkg() == nil || obj.Exported() && importable(obj.Pkg().Path()) {
		return
	}
	if t.TypeArgs().Len() > 0 {
		return // an instance has no name that could be looked up
	}
	key := symbol{obj.Pkg().Path(), hidden, obj.Name()}
	if old, ok := s[key]; ok && len(old.text) <= len(at.text) {
		return
	}
	s[key] = at
	s.reach(t.Underlying(), at)
}
