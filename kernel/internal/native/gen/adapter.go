package main

import (
	"fmt"
	"go/types"
	"strings"
)

// This file writes adapters: for io.Reader
//
//	type ioReader struct{ rt.Box }
//
//	func (b ioReader) Read(p0 []byte) (int, error) {
//		return call12[int, error](b.Box, "Read", p0)
//	}
//
// so that a value whose type was declared in a cell can be handed to compiled
// code as an io.Reader.

// adapterOf returns the adapter type for a named interface, and whether there
// can be one: not without methods (such an interface is erased to any), not with
// unexported methods (no type outside the package has them), and not when a
// signature mentions a type that cannot be named here.
func adapterOf(obj *types.TypeName) (entry, bool) {
	iface, ok := obj.Type().Underlying().(*types.Interface)
	if !ok || iface.NumMethods() == 0 {
		return entry{}, false
	}
	var src source
	var text strings.Builder
	name := adapterName(obj.Pkg().Path(), obj.Name())
	fmt.Fprintf(&text, "type %s struct{ rt.Box }\n", name)
	var methods []string
	for m := range iface.Methods() {
		if !m.Exported() || !nameable(m.Type()) {
			return entry{}, false
		}
		text.WriteString("\n" + src.forward(name, m))
		methods = append(methods, m.Name()+types.TypeString(m.Type(), nil))
	}
	e := src.entry(text.String(), runtimePath)
	e.methods = strings.Join(methods, "\n")
	return e, true
}

// forward returns one method of an adapter type.
func (s *source) forward(recv string, m *types.Func) string {
	sig := m.Signature()
	var params, args []string
	for i := range sig.Params().Len() {
		typ := sig.Params().At(i).Type()
		text := s.typ(typ)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			text = "..." + s.typ(typ.(*types.Slice).Elem())
		}
		arg := fmt.Sprintf("p%d", i)
		params = append(params, arg+" "+text)
		if iface, ok := typ.Underlying().(*types.Interface); ok && iface.Empty() {
			arg = "rt.FromNative(" + arg + ")" // cell code must not see an adapter in an any
		}
		args = append(args, ", "+arg)
	}
	results, call := s.results(sig)
	return fmt.Sprintf("func (b %s) %s(%s)%s {\n\t%s(b.Box, %q%s)\n}\n",
		recv, m.Name(), strings.Join(params, ", "), results, call, m.Name(), strings.Join(args, ""))
}

// results lists the result types as they follow a parameter list, and returns
// the start of the call that computes them.
func (s *source) results(sig *types.Signature) (text, call string) {
	call = callName(shape{sig.Params().Len(), sig.Results().Len()})
	var list []string
	for v := range sig.Results().Variables() {
		list = append(list, s.typ(v.Type()))
	}
	text = strings.Join(list, ", ")
	switch len(list) {
	case 0:
		return "", call
	case 1:
		return " " + text, "return " + call + "[" + text + "]"
	}
	return " (" + text + ")", "return " + call + "[" + text + "]"
}

// nameable reports whether source outside the library can spell t.
func nameable(t types.Type) bool {
	switch t := t.(type) {
	case *types.Alias:
		return public(t.Obj())
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if !nameable(arg) {
				return false
			}
		}
		return public(t.Obj())
	case interface{ Elem() types.Type }:
		if m, ok := t.(*types.Map); ok && !nameable(m.Key()) {
			return false
		}
		return nameable(t.Elem())
	case *types.Signature:
		return nameable(t.Params()) && nameable(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if !nameable(v.Type()) {
				return false
			}
		}
		return true
	case *types.Interface:
		return t.Empty()
	case *types.Struct:
		return t.NumFields() == 0 // in <-chan struct{}
	}
	_, basic := t.(*types.Basic)
	return basic
}

func public(obj *types.TypeName) bool {
	return obj.Pkg() == nil || obj.Exported() && importable(obj.Pkg().Path())
}
