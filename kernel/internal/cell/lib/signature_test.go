package lib_test

import (
	"fmt"
	"go/token"
	"go/types"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib"
)

// This file checks the invariant of the package: same names, same signatures,
// nothing missing, nothing left over.

// uncovered are the exceptions that the package comment names.
var uncovered = map[string]bool{
	"database/sql.Null_Scan":  true,
	"database/sql.Null_Value": true,
}

func TestEveryGenericFunctionHasABody(t *testing.T) {
	std := openLibrary(t)
	matched := make(map[string]bool)
	for _, path := range std.paths {
		for _, g := range generics(std.load(t, path)) {
			name := path + "." + g.name
			matched[name] = true
			body := std.body(t, path, g.name)
			switch {
			case body == nil && !uncovered[name]:
				t.Errorf("%s has no body", name)
			case body != nil && uncovered[name]:
				t.Errorf("%s has a body: take it off the list", name)
			case body != nil:
				if err := g.compare(body.Signature()); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
	for _, path := range lib.Packages() {
		for _, name := range std.bodies(t, path).Scope().Names() {
			if token.IsExported(name) && !matched[path+"."+name] {
				t.Errorf("%s.%s is no generic function of the standard library", path, name)
			}
		}
	}
}

// A generic is a function with type parameters, or a method of a type with them.
type generic struct {
	name string
	sig  *types.Signature // of a function
	typ  *types.Named     // of a method: its receiver's type,
	fn   *types.Func      // and the method itself
}

// generics lists what a package exports.
func generics(pkg *types.Package) []generic {
	var list []generic
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() && obj.Signature().TypeParams() != nil {
				list = append(list, generic{name: name, sig: obj.Signature()})
			}
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !obj.Exported() || !ok || named.TypeParams() == nil {
				continue
			}
			for m := range named.Methods() {
				if m.Exported() {
					list = append(list, generic{name: lib.MethodName(name, m.Name()), typ: named, fn: m})
				}
			}
		}
	}
	return list
}

// compare reports how a body's signature differs. Each of the two must accept
// the other's type parameters, and so instantiated they must be identical.
func (g generic) compare(body *types.Signature) error {
	want, back, err := g.instantiate(arguments(body.TypeParams()))
	if err != nil {
		return err
	}
	if _, err := types.Instantiate(nil, body, arguments(back), true); err != nil {
		return err
	}
	plain := types.NewSignatureType(nil, nil, nil, body.Params(), body.Results(), body.Variadic())
	if !types.Identical(plain, want) {
		return fmt.Errorf("have %v, want %v", plain, want)
	}
	return nil
}

// instantiate returns the signature with type arguments in the place of g's own
// type parameters, which it returns too.
func (g generic) instantiate(args []types.Type) (*types.Signature, *types.TypeParamList, error) {
	if g.typ != nil {
		recv, err := types.Instantiate(nil, g.typ, args, true)
		if err != nil {
			return nil, nil, err
		}
		return receiverFirst(recv, g.fn), g.typ.TypeParams(), nil
	}
	inst, err := types.Instantiate(nil, g.sig, args, true)
	if err != nil {
		return nil, nil, err
	}
	return inst.(*types.Signature), g.sig.TypeParams(), nil
}

func arguments(list *types.TypeParamList) []types.Type {
	var args []types.Type
	for p := range list.TypeParams() {
		args = append(args, p)
	}
	return args
}

// receiverFirst returns the signature of recv's method with the receiver as its
// first parameter.
func receiverFirst(recv types.Type, method *types.Func) *types.Signature {
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(recv), false, method.Pkg(), method.Name())
	sig := obj.(*types.Func).Signature()
	params := []*types.Var{sig.Recv()}
	for v := range sig.Params().Variables() {
		params = append(params, v)
	}
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(params...), sig.Results(), sig.Variadic())
}
