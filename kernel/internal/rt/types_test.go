package rt

import (
	"go/types"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

type (
	list0 struct{ Next *list0 }
	tree  struct {
		Kids   []tree
		Up     *tree
		ByName map[string]*tree
		Visit  func(*tree) tree
		Ch     chan tree
		Arr    [2]*tree
	}
	ping struct{ P *pong }
	pong struct {
		A [2]ping
		N int
	}
	outer struct {
		In struct{ O *outer }
		M  map[string]struct{ Os []outer }
	}
	slices0 []slices0
	trie    map[rune]trie
	fn      func(fn, int) fn
	state   func(*lexer) state
	lexer   struct {
		St   state
		Hist []state
	}
	chain          chan chain
	link           *link
	ptrs           []*ptrs
	graph          map[string][]graph
	generic[T any] struct {
		V    T
		Next *generic[T]
	}
	embeds struct {
		point
		*tree
	}
	visitor interface{ Visit(v visitor) visitor }
	deepMap map[string]map[string][]deepMap
	selfArr [2]*selfArr
)

// recursive has one type of each way to contain oneself.
func recursive(l *lab) []*Type {
	return []*Type{
		of[list0](l), of[tree](l), of[pong](l), of[ping](l), of[outer](l), of[slices0](l), of[trie](l), of[fn](l), of[state](l), of[lexer](l),
		of[chain](l), of[link](l), of[ptrs](l), of[graph](l), of[generic[int]](l), of[embeds](l), of[visitor](l), of[deepMap](l), of[selfArr](l),
	}
}

// same checks, through all parts, that r represents t: equal kinds, and for parts what Of says
// for them.
func same(t *testing.T, ts *Types, x *Type, seen map[*Type]bool) {
	if seen[x] {
		return
	}
	seen[x] = true
	if x.IR.Native || x.IR.IsIface() {
		return
	}
	part := func(what string, r reflect.Type, p *ir.Type) {
		if want := ts.Of(p); r != want.R {
			t.Errorf("%s: %s is %v, but its type is represented as %v", x, what, r, want.R)
		}
		same(t, ts, ts.Of(p), seen)
	}
	u := x.IR.Under
	switch u.Kind {
	case ir.Struct:
		for i, f := range u.Fields {
			part("field "+f.Name, x.R.Field(i).Type, f.Type)
		}
	case ir.Map:
		part("key", x.R.Key(), u.Key)
		part("element", x.R.Elem(), u.Elem)
	case ir.Pointer, ir.Slice, ir.Array, ir.Chan:
		part("element", x.R.Elem(), u.Elem)
	case ir.FuncKind:
		for i, p := range u.Params {
			part("parameter", x.R.In(i), p)
		}
		for i, p := range u.Results {
			part("result", x.R.Out(i), p)
		}
	}
}

func TestRecursiveTypesContainThemselves(t *testing.T) {
	l := newLab()
	if !l.Recursive() {
		t.Fatal("this Go lays out its type descriptors differently")
	}
	for _, x := range recursive(l) {
		same(t, l.Types, x, map[*Type]bool{})
		if want := l.back[x.IR]; x.R.Size() != want.Size() || x.R.Align() != want.Align() || x.R.Comparable() != want.Comparable() {
			t.Errorf("%s: size %d, align %d, comparable %v; compiled: %d, %d, %v", x, x.R.Size(), x.R.Align(), x.R.Comparable(), want.Size(), want.Align(), want.Comparable())
		}
	}
}

// Whatever type is asked for first, the result is the same.
func TestOrderOfQuestionsDoesNotMatter(t *testing.T) {
	for first := range recursive(newLab()) {
		l := newLab()
		names := []reflect.Type{reflect.TypeFor[list0](), reflect.TypeFor[tree](), reflect.TypeFor[pong](), reflect.TypeFor[ping](), reflect.TypeFor[outer](), reflect.TypeFor[state](), reflect.TypeFor[lexer](), reflect.TypeFor[*tree](), reflect.TypeFor[[]outer](), reflect.TypeFor[*ptrs]()}
		l.Of(l.ir(names[first%len(names)]))
		for _, x := range recursive(l) {
			same(t, l.Types, x, map[*Type]bool{})
		}
	}
}

func TestRecursiveValuesSurviveCollections(t *testing.T) {
	l := newLab()
	x := of[tree](l)
	root := reflect.New(x.R)
	root.Elem().Field(1).Set(root)
	root.Elem().Field(2).Set(reflect.MakeMap(x.R.Field(2).Type))
	for i := range 100 {
		kid := reflect.New(x.R)
		kid.Elem().Field(1).Set(root)
		root.Elem().Field(2).SetMapIndex(reflect.ValueOf(string(rune('a'+i))), kid)
		root.Elem().Field(0).Set(reflect.Append(root.Elem().Field(0), kid.Elem()))
		if i%25 == 0 {
			runtime.GC()
		}
	}
	if n := root.Elem().Field(2).Len(); n != 100 {
		t.Errorf("%d kids by name", n)
	}
	if up := root.Elem().Field(0).Index(99).Field(1); up.Pointer() != root.Pointer() {
		t.Error("a kid has lost its parent")
	}
	tr := of[trie](l)
	m := reflect.MakeMap(tr.R)
	m.SetMapIndex(reflect.ValueOf('a'), m)
	if m.MapIndex(reflect.ValueOf('a')).Pointer() != m.Pointer() {
		t.Error("a trie does not hold itself")
	}
}

func TestRecursiveFuncsCanBeCalled(t *testing.T) {
	l := newLab()
	f := of[fn](l)
	calls := 0
	v := reflect.MakeFunc(f.R, func(args []reflect.Value) []reflect.Value {
		calls += int(args[1].Int())
		return args[:1]
	})
	v.Call([]reflect.Value{v, reflect.ValueOf(3)})[0].Call([]reflect.Value{v, reflect.ValueOf(4)})
	if calls != 7 {
		t.Errorf("calls add up to %d", calls)
	}
}

// When descriptors cannot be written to, the links are any.
func TestRecursionThroughAnyWithoutPatching(t *testing.T) {
	l := newLab()
	l.reps.patching = false
	for _, x := range recursive(l) {
		if x.R == nil {
			t.Errorf("%s has no representation", x)
		}
	}
	if r := of[list0](l).R.Field(0).Type; r != anyType() {
		t.Errorf("the link is %v", r)
	}
	if r := of[trie](l).R.Elem(); r != anyType() {
		t.Errorf("the element of a trie is %v", r)
	}
}

func TestRepresentations(t *testing.T) {
	l := newLab()
	for _, c := range []struct {
		x    *Type
		want reflect.Type
	}{
		{of[name](l), reflect.TypeFor[string]()},
		{of[[]weekday](l), reflect.TypeFor[[]int]()},
		{of[map[name]celsius](l), reflect.TypeFor[map[string]float64]()},
		{of[time.Duration](l), reflect.TypeFor[time.Duration]()},
		{of[error](l), errorType()},
		{of[any](l), anyType()},
		{of[either](l), anyType()},
		{of[Sounder](l), reflect.TypeFor[Sounder]()},
		{of[func(int, ...string) error](l), reflect.TypeFor[func(int, []string) error]()},
		{of[<-chan struct{}](l), reflect.TypeFor[<-chan struct{}]()},
		{of[emptyT](l), reflect.TypeFor[struct{}]()},
	} {
		if c.x.R != c.want {
			t.Errorf("%s is represented as %v, want %v", c.x, c.x.R, c.want)
		}
	}
	renamed := *of[list0](l).IR
	renamed.Name = "main.list1"
	if of[list0](l).R != l.Of(&renamed).R {
		t.Error("types with one underlying type have different representations")
	}
	if n := l.FieldName(l.ir(reflect.TypeFor[point]()), 1); n != of[point](l).R.Field(1).Name || n[0] != 'F' {
		t.Errorf("the field's name is %s", n)
	}
}

func TestTagsDoNotChangeTheRepresentation(t *testing.T) {
	ts := NewTypes(nil)
	str := &ir.Type{Kind: ir.String, Name: "string", Go: types.Typ[types.String]}
	str.Under = str
	structOf := func(name, tag string) *ir.Type {
		v := types.NewField(0, nil, name, str.Go, false)
		s := &ir.Type{Kind: ir.Struct, Boxed: true, Go: types.NewStruct([]*types.Var{v}, []string{tag})}
		s.Fields = []ir.Field{{Name: name, Type: str, Tag: tag, Exported: true}}
		s.Under = s
		return s
	}
	if ts.Of(structOf("A", "x")).R != ts.Of(structOf("A", "y")).R {
		t.Error("structs that differ in tags have different representations")
	}
	if ts.Of(structOf("A", "")).R == ts.Of(structOf("B", "")).R {
		t.Error("structs that differ in names have one representation")
	}
}

func TestUnknownNativeTypeLeavesNothingBehind(t *testing.T) {
	l := newLab()
	bad := l.ir(reflect.TypeFor[struct {
		T time.Time
		N *list0
	}]())
	delete(l.native, "time.Time")
	func() {
		defer func() {
			if u, ok := recover().(*Unsupported); !ok || u.What != "type time.Time" {
				t.Errorf("panic is %v", u)
			}
		}()
		l.Of(bad)
	}()
	l.native["time.Time"] = reflect.TypeFor[time.Time]()
	same(t, l.Types, l.Of(bad), map[*Type]bool{})
}

func TestTypesIsSafeForConcurrentUse(t *testing.T) {
	l := newLab()
	var irs []*ir.Type
	for _, x := range recursive(l) {
		irs = append(irs, x.IR)
	}
	fresh := NewTypes(l)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, i := range irs {
				if first := fresh.Of(i); first != fresh.Of(i) {
					t.Error("two types for one")
				}
			}
		})
	}
	wg.Wait()
}
