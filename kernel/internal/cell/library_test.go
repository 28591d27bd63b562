package cell

import (
	"go/types"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/stdlib"
)

// TestLibraryHasEveryBody asks for the body of every generic function and method
// that export data has. The methods of database/sql.Null are left out on purpose
// (see package lib).
func TestLibraryHasEveryBody(t *testing.T) {
	s := newSession(t)
	found := make(map[string]bool)
	for _, path := range s.std.Importer.Paths() {
		for _, fn := range genericFuncs(t, s.std.Importer, path) {
			if path == "database/sql" {
				continue
			}
			decl, info, body, ok := s.library.Func(fn)
			if !ok || decl.Body == nil {
				t.Errorf("no body for %s", fn.FullName())
				continue
			}
			if info.Defs[decl.Name] != body {
				t.Errorf("%s: info does not know the function", fn.FullName())
			}
			if got, want := body.Signature().TypeParams().Len(), fn.Signature().TypeParams().Len()+fn.Signature().RecvTypeParams().Len(); got != want {
				t.Errorf("%s: %d type parameters, want %d", fn.FullName(), got, want)
			}
			found[path+"."+fn.Name()] = true
		}
	}
	for _, name := range []string{"slices.SortFunc", "maps.Keys", "iter.Pull", "sync/atomic.CompareAndSwap", "math/rand/v2.N"} {
		if !found[name] {
			t.Errorf("the search for generic functions has missed %s", name)
		}
	}
}

// genericFuncs returns the exported generic functions and the exported methods of
// exported generic types of a package.
func genericFuncs(t *testing.T, std *stdlib.Importer, path string) []*types.Func {
	pkg, err := std.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []*types.Func
	for _, name := range pkg.Scope().Names() {
		switch obj := pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() && obj.Signature().TypeParams().Len() > 0 {
				list = append(list, obj)
			}
		case *types.TypeName:
			named, ok := types.Unalias(obj.Type()).(*types.Named)
			if !ok || !obj.Exported() || obj.IsAlias() || named.TypeParams().Len() == 0 {
				continue
			}
			for m := range named.Methods() {
				if m.Exported() {
					list = append(list, m)
				}
			}
		}
	}
	return list
}

func TestLibraryKnowsWhatItHasNot(t *testing.T) {
	s := newSession(t)
	for path, name := range map[string]string{"strings": "ToUpper", "fmt": "Println"} {
		pkg, err := s.std.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, ok := s.library.Func(pkg.Scope().Lookup(name).(*types.Func)); ok {
			t.Errorf("%s.%s has a body", path, name)
		}
	}
	if _, _, _, ok := s.library.Func(types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0)); ok {
		t.Error("error.Error has a body")
	}
}
