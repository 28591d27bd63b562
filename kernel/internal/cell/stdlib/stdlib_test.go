package stdlib

import (
	"bytes"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func newImporter(t testing.TB) *Importer {
	t.Helper()
	imp, err := NewImporter()
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

func mustImport(t testing.TB, imp *Importer, path string) *types.Package {
	t.Helper()
	pkg, err := imp.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

func TestMadeByThisGo(t *testing.T) {
	minor := func(v string) string { return strings.Join(strings.SplitN(v, ".", 3)[:2], ".") }
	if got, want := minor(newImporter(t).Version()), minor(runtime.Version()); got != want {
		t.Errorf("std.bin is the library of %s, this is %s: run go generate", got, want)
	}
}

func TestEveryPackageCanBeImported(t *testing.T) {
	imp := newImporter(t)
	for _, path := range imp.Paths() {
		if pkg := mustImport(t, imp, path); !pkg.Complete() || pkg.Path() != path {
			t.Errorf("%s: got %v, complete %v", path, pkg, pkg.Complete())
		}
	}
	if n := len(imp.Paths()); n < 150 {
		t.Errorf("only %d packages", n)
	}
}

func TestTypesAreSharedBetweenPackages(t *testing.T) {
	imp := newImporter(t)
	fprintln := mustImport(t, imp, "fmt").Scope().Lookup("Fprintln").Type().(*types.Signature)
	writer := mustImport(t, imp, "io").Scope().Lookup("Writer").Type()
	if got := fprintln.Params().At(0).Type(); got != writer {
		t.Errorf("fmt's io.Writer is %p, io's is %p", got, writer)
	}
}

func TestImportErrors(t *testing.T) {
	for _, path := range []string{"", "nosuch", "internal/abi", "builtin"} {
		if _, err := newImporter(t).Import(path); err == nil || !strings.Contains(err.Error(), "is not in std") {
			t.Errorf("Import(%q): got error %v", path, err)
		}
	}
}

func TestNamed(t *testing.T) {
	got := newImporter(t).Named("rand")
	if want := []string{"crypto/rand", "math/rand", "math/rand/v2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPackRoundTrip(t *testing.T) {
	data, err := Pack("go1", []File{{"b", "bb", []byte("two")}, {"a", "aa", bytes.Repeat([]byte("one"), 1000)}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.open("b"); err != nil || string(got) != "two" {
		t.Errorf("b: got %q, %v", got, err)
	}
	if got, err := a.open("a"); err != nil || len(got) != 3000 || a.entries[0].name != "aa" {
		t.Errorf("a: got %d bytes, %v", len(got), err)
	}
}

func FuzzUnpack(f *testing.F) {
	small, err := Pack("go1", []File{{"a", "a", []byte("data")}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	f.Add(small[:len(small)-3])
	f.Add([]byte(magic + "\x03go1\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := unpack(b)
		if err != nil {
			return
		}
		for _, e := range a.entries {
			a.open(e.path) // must not panic
		}
	})
}

func BenchmarkImportFmt(b *testing.B) {
	for b.Loop() {
		mustImport(b, newImporter(b), "fmt")
	}
}

func BenchmarkImportAll(b *testing.B) {
	for b.Loop() {
		imp := newImporter(b)
		for _, path := range imp.Paths() {
			mustImport(b, imp, path)
		}
	}
}
