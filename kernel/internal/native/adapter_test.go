package native

import (
	"bytes"
	"container/heap"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	lib "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// declare makes a boxed type as a cell would declare it: named, represented as
// its underlying type, with methods that take the receiver first.
func declare(types *rt.Types, name string, under *ir.Type, methods map[string]any) *rt.Type {
	named := *under
	named.Name, named.Boxed = name, true
	t := types.Of(&named)
	for name, fn := range methods {
		t.SetMethod(name, "", reflect.ValueOf(fn))
	}
	return t
}

func basic(k ir.Kind, name string) *ir.Type {
	t := &ir.Type{Kind: k, Name: name}
	t.Under = t
	return t
}

func slice(of *ir.Type) *ir.Type {
	t := &ir.Type{Kind: ir.Slice, Elem: of, Name: "[]" + of.Name}
	t.Under = t
	return t
}

func pointer(to *ir.Type) *ir.Type {
	t := &ir.Type{Kind: ir.Pointer, Elem: to, Name: "*" + to.Name}
	t.Under = t
	return t
}

// wrapped boxes a value and adapts it to the interface I.
func wrapped[I any](t *testing.T, typ *rt.Type, v any) I {
	t.Helper()
	wrap, ok := Adapter(reflect.TypeFor[I]())
	if !ok {
		t.Fatalf("no adapter for %v", reflect.TypeFor[I]())
	}
	return wrap(typ.Box(reflect.ValueOf(v)).(rt.Box)).(I)
}

// TestReceivers: the same methods work on every kind of receiver; pointers and
// slices take a way of their own.
func TestReceivers(t *testing.T) {
	types := rt.NewTypes(Natives{})
	number := basic(ir.Int, "int")
	digits := func(n int) (int, error) { return n, io.EOF }
	for name, c := range map[string]struct {
		under *ir.Type
		value any
		read  any
	}{
		"slice":     {slice(number), []int{1, 2, 3}, func(s []int, p []byte) (int, error) { return digits(len(s)*100 + len(p)) }},
		"nil slice": {slice(number), []int(nil), func(s []int, p []byte) (int, error) { return digits(300 + len(s) + len(p)) }},
		"pointer":   {pointer(number), new(300), func(x *int, p []byte) (int, error) { return digits(*x + len(p)) }},
		"nil":       {pointer(number), (*int)(nil), func(x *int, p []byte) (int, error) { return digits(300 + len(p)) }},
		"int":       {number, 300, func(x int, p []byte) (int, error) { return digits(x + len(p)) }},
		"string":    {basic(ir.String, "string"), "abc", func(s string, p []byte) (int, error) { return digits(len(s)*100 + len(p)) }},
	} {
		typ := declare(types, "main."+name, c.under, map[string]any{"Read": c.read})
		r := wrapped[io.Reader](t, typ, c.value)
		if n, err := r.Read(make([]byte, 7)); n != 307 || err != io.EOF {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
}

func TestMadeFunctions(t *testing.T) {
	types := rt.NewTypes(Natives{})
	// The engine makes methods with reflect; they go the short way too.
	ft := reflect.TypeFor[func([]string, int, int) bool]()
	less := reflect.MakeFunc(ft, func(args []reflect.Value) []reflect.Value {
		i, j := int(args[1].Int()), int(args[2].Int())
		return []reflect.Value{reflect.ValueOf(args[0].Index(i).String() < args[0].Index(j).String())}
	})
	typ := declare(types, "main.Words", slice(basic(ir.String, "string")), map[string]any{
		"Len":  func(s []string) int { return len(s) },
		"Less": less.Interface(),
		"Swap": func(s []string, i, j int) { s[i], s[j] = s[j], s[i] },
	})
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	sort.Sort(wrapped[sort.Interface](t, typ, words))
	if !slices.IsSorted(words) {
		t.Error(words)
	}
}

func TestHeap(t *testing.T) {
	types := rt.NewTypes(Natives{})
	ints := slice(basic(ir.Int, "int"))
	typ := declare(types, "*main.Heap", pointer(ints), map[string]any{
		"Len":  func(h *[]int) int { return len(*h) },
		"Less": func(h *[]int, i, j int) bool { return (*h)[i] < (*h)[j] },
		"Swap": func(h *[]int, i, j int) { (*h)[i], (*h)[j] = (*h)[j], (*h)[i] },
		"Push": func(h *[]int, x any) { *h = append(*h, x.(int)) },
		"Pop": func(h *[]int) any {
			last := len(*h) - 1
			x := (*h)[last]
			*h = (*h)[:last]
			return x
		},
	})
	var h []int
	hp := wrapped[heap.Interface](t, typ, &h)
	for _, x := range []int{5, 2, 8, 1} {
		heap.Push(hp, x)
	}
	var got []any
	for hp.Len() > 0 {
		got = append(got, heap.Pop(hp))
	}
	if !slices.Equal(got, []any{1, 2, 5, 8}) {
		t.Error(got)
	}
	if _, ok := any(wrapped[sort.Interface](t, typ, &h)).(heap.Interface); !ok {
		t.Error("a heap as sort.Interface is a heap still")
	}
}

// TestOptionalMethods: an adapter claims what the type has, and nothing else.
func TestOptionalMethods(t *testing.T) {
	types := rt.NewTypes(Natives{})
	number := basic(ir.Int, "int")
	read := func(int, []byte) (int, error) { return 0, io.EOF }
	only := declare(types, "main.Only", number, map[string]any{"Read": read})
	wrong := declare(types, "main.Wrong", number, map[string]any{"Read": read, "WriteTo": func(int, string) {}, "Close": func(int) {}})
	both := declare(types, "main.Both", number, map[string]any{"Read": read,
		"WriteTo": func(x int, w io.Writer) (int64, error) {
			n, err := fmt.Fprint(w, "all of ", x)
			return int64(n), err
		}})
	for _, typ := range []*rt.Type{only, wrong} {
		r := wrapped[io.Reader](t, typ, 1)
		if _, ok := r.(io.WriterTo); ok {
			t.Errorf("%v has no WriteTo", typ)
		}
		if _, ok := r.(io.Closer); ok {
			t.Errorf("%v has no Close", typ)
		}
		if _, ok := r.(error); ok {
			t.Errorf("%v is no error", typ)
		}
	}
	var out bytes.Buffer
	if _, err := io.Copy(&out, wrapped[io.Reader](t, both, 7)); err != nil || out.String() != "all of 7" {
		t.Errorf("%q, %v", &out, err)
	}
}

// TestFileSystem: fs.WalkDir asks files of a cell's type for ReadDir.
func TestFileSystem(t *testing.T) {
	types := rt.NewTypes(Natives{})
	inner := fstest.MapFS{"a/b.txt": {Data: []byte("x")}, "c.txt": {}}
	number := basic(ir.Int, "int")
	open := func(name string) (fs.File, error) {
		f, err := inner.Open(name)
		if err != nil {
			return nil, err
		}
		file := declare(types, "main.File", number, map[string]any{
			"Stat":  func(int) (fs.FileInfo, error) { return f.Stat() },
			"Read":  func(_ int, p []byte) (int, error) { return f.Read(p) },
			"Close": func(int) error { return f.Close() },
		})
		if dir, ok := f.(fs.ReadDirFile); ok {
			file.SetMethod("ReadDir", "", reflect.ValueOf(func(_ int, n int) ([]fs.DirEntry, error) { return dir.ReadDir(n) }))
		}
		return wrapped[fs.File](t, file, 1), nil
	}
	fsys := declare(types, "main.FS", number, map[string]any{"Open": func(_ int, name string) (fs.File, error) { return open(name) }})
	if err := fstest.TestFS(wrapped[fs.FS](t, fsys, 1), "a/b.txt", "c.txt"); err != nil {
		t.Error(err)
	}
}

// TestEveryAdapter: each implements its interface and no error beyond it, can be
// compared, gives its box back, and prints as the boxed value.
func TestEveryAdapter(t *testing.T) {
	types := rt.NewTypes(Natives{})
	box := declare(types, "main.N", basic(ir.Int, "int"), nil).Box(reflect.ValueOf(42)).(rt.Box)
	count := 0
	for _, list := range tableLists() {
		for _, tab := range list {
			for _, a := range tab.adapters {
				count++
				iface, ok := Type(tab.path, a.name)
				if !ok {
					t.Fatalf("no type %s.%s", tab.path, a.name)
				}
				checkAdapter(t, a.wrap, box, iface, iface)
				for _, w := range a.wider {
					for _, p := range w.ifaces {
						checkAdapter(t, w.wrap, box, iface, reflect.TypeOf(p).Elem())
					}
				}
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d adapters", count)
	}
}

func checkAdapter(t *testing.T, wrap func(rt.Box) any, box rt.Box, base, iface reflect.Type) {
	x := wrap(box)
	r := reflect.TypeOf(x)
	if !r.Implements(base) || !r.Implements(iface) {
		t.Errorf("%v does not implement %v, %v", r, base, iface)
	}
	if errors := reflect.TypeFor[error](); r.Implements(errors) && !iface.Implements(errors) {
		t.Errorf("%v claims to be an error", r)
	}
	if x != wrap(box) || rt.FromNative(x) != any(box) {
		t.Errorf("%v does not keep its box", r)
	}
	if _, own := iface.MethodByName("Format"); !own && fmt.Sprint(x) != "42" {
		t.Errorf("%v prints as %q", r, fmt.Sprint(x))
	}
}

func TestAdaptersThatDoNotExist(t *testing.T) {
	for _, r := range []reflect.Type{reflect.TypeFor[error](), reflect.TypeFor[any](), reflect.TypeFor[reflect.Type](),
		reflect.TypeFor[interface{ Read([]byte) (int, error) }](), reflect.TypeFor[int]()} {
		if wrap, ok := Adapter(r); ok || wrap != nil || (Natives{}).Adapter(r) != nil {
			t.Errorf("there is an adapter for %v", r)
		}
	}
}

// TestCellsSeeNoAdapter: an adapter that compiled code passes to a method as an
// any arrives as the box.
func TestCellsSeeNoAdapter(t *testing.T) {
	types := rt.NewTypes(Natives{})
	var seen any
	number := basic(ir.Int, "int")
	typ := declare(types, "main.Scanner", number, map[string]any{"Push": func(_ int, x any) { seen = x },
		"Pop": func(int) any { return nil }, "Len": func(int) int { return 0 },
		"Less": func(int, int, int) bool { return false }, "Swap": func(int, int, int) {}})
	h := wrapped[heap.Interface](t, typ, 1)
	h.Push(h)
	if _, ok := seen.(rt.Box); !ok {
		t.Errorf("%T", seen)
	}
}

func TestBoxedArguments(t *testing.T) {
	types := rt.NewTypes(Natives{})
	typ := declare(types, "main.Temps", slice(basic(ir.Float64, "main.Celsius")), nil)
	temps := []float64{3, 1, 2}
	sorted, _ := Lookup(lib.Path, "Sort")
	sorted.Call([]reflect.Value{reflect.ValueOf(typ.Box(reflect.ValueOf(temps)))})
	if !slices.IsSorted(temps) {
		t.Error(temps)
	}
}

func BenchmarkAdapter(b *testing.B) {
	types := rt.NewTypes(Natives{})
	less := func(s []int, i, j int) bool { return s[i] < s[j] }
	for name, under := range map[string]*ir.Type{"slice": slice(basic(ir.Int, "int"))} {
		typ := declare(types, "main.S", under, map[string]any{"Less": less, "Len": func(s []int) int { return len(s) }, "Swap": func(s []int, i, j int) {}})
		wrap, _ := Adapter(reflect.TypeFor[sort.Interface]())
		x := wrap(typ.Box(reflect.ValueOf([]int{1, 2})).(rt.Box)).(sort.Interface)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Less(0, 1)
			}
		})
	}
}
