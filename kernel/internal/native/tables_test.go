package native

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	lib "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

func TestLookup(t *testing.T) {
	upper, ok := Lookup("strings", "ToUpper")
	if !ok || upper.Call([]reflect.Value{reflect.ValueOf("go")})[0].String() != "GO" {
		t.Error("strings.ToUpper")
	}
	args, ok := Lookup("os", "Args")
	if !ok || !args.CanSet() || args.Len() != len(os.Args) {
		t.Error("os.Args must be settable")
	}
	for _, none := range [][2]string{{"strings", "toUpper"}, {"strings", "Builder"}, {"slices", "Sort"}, {"math", "Pi"}, {"nowhere", "X"}, {"", ""}} {
		if v, ok := Lookup(none[0], none[1]); ok || v.IsValid() {
			t.Errorf("found %s", none)
		}
	}
}

func TestType(t *testing.T) {
	for _, c := range []struct {
		pkg, name string
		want      reflect.Type
	}{
		{"bytes", "Buffer", reflect.TypeFor[bytes.Buffer]()},
		{"io", "Reader", reflect.TypeFor[io.Reader]()},
		{"os", "FileInfo", reflect.TypeFor[os.FileInfo]()}, // an alias
		{"encoding/binary", "bigEndian", reflect.TypeOf(binary.BigEndian)},
		{"strings", "ToUpper", nil},
		{"sync/atomic", "Pointer", nil}, // generic
		{"cmp", "Ordered", nil},         // no type of values
	} {
		if got, ok := Type(c.pkg, c.name); got != c.want || ok != (c.want != nil) {
			t.Errorf("Type(%s, %s) = %v, want %v", c.pkg, c.name, got, c.want)
		}
	}
}

func TestHiddenTypesAreFound(t *testing.T) {
	for _, list := range tableLists() {
		for _, tab := range list {
			for _, h := range tab.hidden {
				if r := h.find(); r.Name() != h.name || r.PkgPath() != tab.path {
					t.Errorf("%s.%s is found as %s.%s", tab.path, h.name, r.PkgPath(), r.Name())
				}
			}
		}
	}
}

func TestPackagesAndRefusals(t *testing.T) {
	paths := Packages()
	for _, p := range []string{"fmt", "slices", "time/tzdata", "testing", "math/rand/v2"} {
		if _, refused := Refusal(p); refused || !slices.Contains(paths, p) {
			t.Errorf("%s is missing", p)
		}
	}
	for _, p := range []string{"C", "embed", "plugin", "runtime/cgo"} {
		if why, refused := Refusal(p); !refused || why == "" || slices.Contains(paths, p) {
			t.Errorf("%s must be refused with a reason", p)
		}
	}
	if slices.ContainsFunc(paths, func(p string) bool { return strings.Contains(p, "internal") }) {
		t.Error(paths)
	}
}

// TestTablesAreComplete compares the tables with the export data of the installed
// release: every function, variable and type of this system, of the right shape.
// If it fails after a change of release, run go generate.
func TestTablesAreComplete(t *testing.T) {
	std := exportData(t)
	for _, path := range Packages() {
		pkg, err := std.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		scope := pkg.Scope()
		for _, name := range scope.Names() {
			obj := scope.Lookup(name)
			if !obj.Exported() || path == "syscall" {
				continue // of syscall the tables have what several systems share
			}
			if text := fault(path, obj); text != "" {
				t.Errorf("%s.%s: %s", path, name, text)
			}
		}
	}
}

// fault says what is wrong with the table entry of an object, if anything.
func fault(path string, obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Func:
		f, ok := Lookup(path, obj.Name())
		if generic := obj.Signature().TypeParams() != nil; generic || !ok {
			return unless(generic != ok, "function missing, or generic and present")
		}
		sig := obj.Signature()
		return unless(f.Type().NumIn() == sig.Params().Len() && f.Type().NumOut() == sig.Results().Len() &&
			f.Type().IsVariadic() == sig.Variadic(), "signature differs")
	case *types.Var:
		v, ok := Lookup(path, obj.Name())
		return unless(ok && v.CanSet() && sameName(v.Type(), obj.Type()), "variable missing or of another type")
	case *types.TypeName:
		iface, ok := obj.Type().Underlying().(*types.Interface)
		named, isNamed := obj.Type().(*types.Named)
		present := (!ok || iface.IsMethodSet()) && (!isNamed || named.TypeParams() == nil)
		r, found := Type(path, obj.Name())
		return unless(found == present && (!found || sameName(r, types.Unalias(obj.Type()))), "type missing or another one")
	}
	return ""
}

func unless(ok bool, text string) string {
	if ok {
		return ""
	}
	return text
}

// sameName compares named types by name; other types only by being unnamed.
func sameName(r reflect.Type, t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return r.PkgPath() == ""
	}
	return r.Name() == named.Obj().Name() && (named.Obj().Pkg() == nil || r.PkgPath() == named.Obj().Pkg().Path())
}

func exportData(t *testing.T) types.Importer {
	out, err := exec.Command("go", "list", "-export", "-json=ImportPath,Export", "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		files[p.ImportPath] = p.Export
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	})
}

func TestLibNativeIsComplete(t *testing.T) {
	fset := token.NewFileSet()
	pkg, err := importer.ForCompiler(fset, "source", nil).Import(lib.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pkg.Scope().Names() {
		fn, ok := pkg.Scope().Lookup(name).(*types.Func)
		if !ok || !fn.Exported() {
			continue
		}
		if text := fault(lib.Path, fn); text != "" {
			t.Errorf("%s: %s", name, text)
		}
	}
}
