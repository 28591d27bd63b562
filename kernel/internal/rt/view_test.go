//go:build !nolinkname

package rt

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"text/template"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// The types that the tests of this file show to packages that use reflection.

type vLevel int

func (l vLevel) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "L%d", int(l)), nil }
func (l *vLevel) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "L%d", (*int)(l))
	return err
}

type vBase struct {
	ID   int    `json:"id"`
	Note string `json:",omitempty"`
}

func (b vBase) Double() int { return 2 * b.ID }

type vItem struct {
	vBase
	*VPoint  `json:"point"`
	Name     string `json:"name" db:"n"`
	secret   string
	Level    vLevel
	Levels   map[vLevel][]vLevel
	Next     *vItem `json:",omitempty"`
	Any      any
	Shapes   []vShape
	Err      error
	Do       func(vLevel) vItem `json:"-"`
	Array    [3]vLevel
	Anon     struct{ A, b int }
	Text     vText
	Ch       chan vLevel `json:"-"`
	Variadic vVariadic   `json:"-"`
}

func (i vItem) Upper() string           { return strings.ToUpper(i.Name) }
func (i *vItem) Rename(s string) *vItem { i.Name = s; return i }
func (i vItem) With(l vLevel, more ...vLevel) []vItem {
	return []vItem{i, {Level: l + vLevel(len(more))}}
}
func (i vItem) Dynamic() any { return VPoint{7, 8} }

type VPoint struct{ X, Y int }

func (p VPoint) Area() int { return p.X * p.Y }

type vShape interface{ Area() int }
type vText string
type vVariadic func(string, ...vLevel) error
type vTree map[string]vTree
type vList []vList

type vErr struct{ Code int }

func (e *vErr) Error() string { return fmt.Sprint("code ", e.Code) }

func vSample() *vItem {
	return &vItem{
		vBase: vBase{1, "n"}, VPoint: &VPoint{2, 3}, Name: "a", secret: "s", Level: 3, Levels: map[vLevel][]vLevel{1: {2}},
		Next: &vItem{Name: "b", Any: map[string]any{"p": &VPoint{4, 5}}}, Any: []any{vLevel(4), VPoint{5, 6}, 1.5, nil},
		Shapes: []vShape{VPoint{1, 1}, nil}, Array: [3]vLevel{7, 8, 9}, Text: "t",
	}
}

// samples are values of all kinds of types.
func vSamples() []any {
	return []any{
		vLevel(1), vText("x"), VPoint{1, 2}, &VPoint{3, 4}, vSample(), *vSample(), []vLevel{1}, map[vText]*VPoint{"k": {1, 2}},
		vTree{"a": {"b": nil}}, vList{{}, {nil}}, [2]VPoint{}, map[vLevel]int{3: 4}, struct {
			P VPoint `json:"p"`
			q int
		}{}, []vShape{VPoint{2, 2}, &VPoint{3, 3}}, map[string]any{"x": []any{VPoint{1, 1}}, "y": vLevel(2)}, &vErr{1}, []any{vText("e")},
		(*vItem)(nil), []vItem(nil), map[VPoint]bool(nil),
	}
}

func TestViewHasTheTypesOwnNames(t *testing.T) {
	l := newLab()
	for _, x := range vSamples() {
		want := reflect.TypeOf(x)
		t.Run(want.String(), func(t *testing.T) {
			compareTypes(t, reflect.TypeOf(l.View(l.value(x))), want, map[reflect.Type]bool{})
		})
	}
}

func compareTypes(t *testing.T, got, want reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	if seen[want] || want == reflect.TypeFor[vShape]() {
		return
	}
	seen[want] = true
	if got.String() != want.String() || got.Name() != want.Name() || got.Kind() != want.Kind() || got.PkgPath() != want.PkgPath() ||
		got.Size() != want.Size() || got.Comparable() != want.Comparable() || got.NumMethod() != want.NumMethod() {
		t.Errorf("got %v (%d methods), want %v (%d methods)", got, got.NumMethod(), want, want.NumMethod())
		return
	}
	for i := range want.NumMethod() {
		g, w := got.Method(i), want.Method(i)
		if g.Name != w.Name || g.Type.String() != w.Type.String() || g.IsExported() != w.IsExported() {
			t.Errorf("method %s %v, want %s %v", g.Name, g.Type, w.Name, w.Type)
		}
	}
	switch want.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		compareTypes(t, got.Elem(), want.Elem(), seen)
	case reflect.Map:
		compareTypes(t, got.Key(), want.Key(), seen)
		compareTypes(t, got.Elem(), want.Elem(), seen)
	case reflect.Struct:
		for i := range want.NumField() {
			g, w := got.Field(i), want.Field(i)
			if g.Name != w.Name || g.Tag != w.Tag || g.Anonymous != w.Anonymous || g.Offset != w.Offset || g.PkgPath != w.PkgPath {
				t.Errorf("field %+v, want %+v", g, w)
			}
			compareTypes(t, g.Type, w.Type, seen)
		}
	}
}

func TestViewInJSON(t *testing.T) {
	l := newLab()
	for _, x := range vSamples() {
		want, wantErr := json.Marshal(x)
		got, err := json.Marshal(l.View(l.value(x)))
		if string(got) != string(want) || fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%T: got %s, %v\nwant %s, %v", x, got, err, want, wantErr)
		}
	}
}

func TestDecodingThroughViews(t *testing.T) {
	l := newLab()
	l.value(new(vLevel)) // makes the methods of the pointer type known
	for _, text := range []string{
		`{"id": 5, "point": {"X": 1}, "name": "n", "Level": "L3", "Levels": {"L1": ["L2", "L3"]}, "Next": {"name": "m"}, "Any": [1, "x"], "Anon": {"A": 2}}`,
		`{"Level": "x"}`, `{"name": 1}`, `{"Levels": {"q": []}}`, `{"Shapes": [null]}`, `{"Shapes": [{"X": 1}]}`, `{"Array": ["L1"]}`, `[]`, `{`,
	} {
		want, box := new(vItem), l.value(new(vItem))
		wantErr := json.Unmarshal([]byte(text), want)
		err := json.Unmarshal([]byte(text), l.ViewTarget(box))
		if fmt.Sprint(err) != fmt.Sprint(wantErr) {
			t.Errorf("%s: error %v, want %v", text, err, wantErr)
		}
		if wantErr != nil {
			continue
		}
		decoded, _ := json.Marshal(want)
		got, err := json.Marshal(l.View(box))
		if string(got) != string(decoded) || err != nil {
			t.Errorf("%s: got %s, %v\nwant %s", text, got, err, decoded)
		}
	}
}

// reflectedCopy is what a pointer points to, without the pointers further in that
// would print as addresses.
func reflectedCopy(l *lab, box any) any {
	b := box.(Box)
	elem := b.T.Elem()
	return elem.Box(b.Value().Elem())
}

func TestMethodsOfViews(t *testing.T) {
	l := newLab()
	x := l.value(vSample()).(Box)
	v := reflect.ValueOf(l.ViewTarget(x))
	call := func(name string, args ...any) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = reflect.ValueOf(l.View(l.value(a)))
		}
		return l.CallValue(v.MethodByName(name), in)[0]
	}
	if got := call("Upper").String(); got != "A" {
		t.Errorf("Upper: %s", got)
	}
	if got := call("Double").Int(); got != 2 {
		t.Errorf("Double: %d", got)
	}
	if got := call("Rename", "z"); got.Pointer() != v.Pointer() || v.Elem().FieldByName("Name").String() != "z" {
		t.Error("Rename did not change the value")
	}
	if got := call("With", vLevel(1), vLevel(0), vLevel(0)); got.Len() != 2 || got.Index(1).FieldByName("Level").Int() != 3 {
		t.Errorf("With: %v", got)
	}
	if got := call("Dynamic").Elem(); got.Type().Name() != "VPoint" || got.Field(1).Int() != 8 {
		t.Errorf("Dynamic: %v", got)
	}
	m, _ := v.Type().MethodByName("Upper")
	if got := m.Func.Call([]reflect.Value{v})[0].String(); got != "Z" {
		t.Errorf("Upper as a function: %s", got)
	}
	m, _ = v.Elem().Type().MethodByName("Upper")
	if got := m.Func.Call([]reflect.Value{v.Elem()})[0].String(); got != "Z" {
		t.Errorf("Upper of a value as a function: %s", got)
	}
}

func TestViewInTemplate(t *testing.T) {
	l := newLab()
	tmpl := template.Must(template.New("t").Parse(
		`{{.Upper}} {{.Double}} {{.Level}} {{range .Shapes}}{{if .}}{{.Area}}{{end}}{{end}} {{.Next.Upper}} {{.Next.Any.p.Area}} {{(index .Any 1).Y}} {{.Dynamic.Area}} {{(index (.With 2) 1).Level}} {{.Rename "new"}}`))
	var want, got strings.Builder
	sample := vSample()
	sample.Next.Next = nil
	box := l.value(sample)
	wantErr := tmpl.Execute(&want, &sample)
	err := tmpl.Execute(&got, l.View(box))
	cut := func(s string) string { before, _, _ := strings.Cut(s, "0x"); return before } // an address
	if cut(got.String()) != cut(want.String()) || fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Errorf("got %s, %v\nwant %s, %v", got.String(), err, want.String(), wantErr)
	}
}

func TestViewLeavesTheValueAlone(t *testing.T) {
	l := newLab()
	x := l.value(vSample())
	before := Sprintf("%#v", reflectedCopy(l, x))
	l.View(x)
	if after := Sprintf("%#v", reflectedCopy(l, x)); after != before {
		t.Errorf("was %s, is %s", before, after)
	}
	plain := l.value(&VPoint{1, 2}).(Box)
	if p := reflect.ValueOf(l.View(plain)); p.Pointer() != plain.Value().Pointer() {
		t.Error("a value without interfaces was copied")
	}
}

func TestViewKeepsSharingAndCycles(t *testing.T) {
	l := newLab()
	a := &vItem{Name: "a", Any: vLevel(1)}
	a.Next = &vItem{Name: "b", Next: a, Any: a}
	v := reflect.ValueOf(l.View(l.value(a)))
	b := v.Elem().FieldByName("Next")
	if b.Elem().FieldByName("Next").Pointer() != v.Pointer() || b.Elem().FieldByName("Any").Elem().Pointer() != v.Pointer() {
		t.Error("the cycle was not closed")
	}
}

func TestFromNativeTakesViewsBack(t *testing.T) {
	l := newLab()
	for _, x := range []any{vLevel(1), VPoint{1, 2}, &VPoint{3, 4}, []vLevel{1}, map[vText]*VPoint{}, struct{ P VPoint }{}} {
		box := l.value(x).(Box)
		back, ok := FromNative(l.ViewTarget(box)).(Box)
		if !ok || back.T != box.T || reflect.TypeOf(back.V) != box.T.R {
			t.Errorf("%T: got %v", x, back)
		}
	}
	made := reflect.New(of[VPoint](l).View())
	if b, ok := FromNative(made.Interface()).(Box); !ok || b.T != of[*VPoint](l) {
		t.Error("a pointer made by reflection is not of the pointer's type")
	}
	if b, ok := l.FromReflect(reflect.New(made.Type()).Interface()).(Box); !ok || b.T.String() != "**rt.VPoint" {
		t.Error("a pointer to a pointer is not one")
	}
}

func TestViewsAreErrorsAndCanBeFound(t *testing.T) {
	l := newLab()
	err, ok := l.View(l.value(&vErr{4})).(error)
	if !ok || err.Error() != "code 4" {
		t.Fatalf("got %v", err)
	}
	wrapped := fmt.Errorf("outer: %w", err)
	if !errors.Is(wrapped, err) {
		t.Error("errors.Is does not find it")
	}
	if v, ok := l.AssertOK(err, of[*vErr](l)); !ok || v.Elem().Field(0).Int() != 4 {
		t.Error("an assertion does not find it")
	}
}

func TestViewFollowsNewMethods(t *testing.T) {
	l := newLab()
	p := of[vText](l)
	old := p.View()
	if old.NumMethod() != 0 || p.View() != old {
		t.Fatal("a type without methods has a changing view with methods")
	}
	str := l.ir(reflect.TypeFor[string]())
	sig := &ir.Type{Kind: ir.FuncKind, Name: "func(rt.vText) string", Params: []*ir.Type{p.IR}, Results: []*ir.Type{str}}
	sig.Under = sig
	fn := reflect.ValueOf(func(s string) string { return s + "!" })
	l.Bind(ir.Binding{Type: p.IR, Name: "String", Func: &ir.Func{Sig: sig}}, fn)
	if got := fmt.Sprint(reflect.ValueOf(l.View(Box{p, "x"}))); got != "x!" {
		t.Errorf("got %s", got)
	}
	if b, ok := FromNative(reflect.Zero(old).Interface()).(Box); !ok || b.T != p {
		t.Error("the old view is not known any more")
	}
}

func TestImplements(t *testing.T) {
	l := newLab()
	l.value(VPoint{})
	l.value(&VPoint{})
	shape := of[vShape](l).View()
	for want, r := range map[bool]reflect.Type{true: of[VPoint](l).View(), false: of[vLevel](l).View()} {
		if got := l.Implements(r, shape); got != want || l.Assignable(r, shape) != want {
			t.Errorf("%v implements it: %v", r, got)
		}
	}
	if !l.Implements(of[*VPoint](l).View(), shape) || !l.Implements(shape, shape) || l.Implements(reflect.TypeFor[int](), shape) {
		t.Error("wrong about pointers, the interface itself or a compiled type")
	}
	if ms, ok := l.MethodsOf(shape); !ok || len(ms) != 1 || ms[0].Name != "Area" || ms[0].Type.String() != "func() int" {
		t.Errorf("its methods are %v", ms)
	}
}

func TestViewsInGob(t *testing.T) {
	l := newLab()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(l.View(l.value(map[string]VPoint{"a": {1, 2}}))); err != nil {
		t.Fatal(err)
	}
	var got map[string]VPoint
	if err := gob.NewDecoder(&buf).Decode(&got); err != nil || got["a"] != (VPoint{1, 2}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestViewsStayAliveAndAreSafeToShare(t *testing.T) {
	l := newLab()
	box := l.value(vSample())
	want, _ := json.Marshal(vSample())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 30 {
				got, err := json.Marshal(l.View(box))
				if err != nil || string(got) != string(want) {
					t.Errorf("got %s, %v", got, err)
				}
				made := reflect.New(of[vItem](l).View())
				made.Elem().FieldByName("Name").SetString(strings.Repeat("x", 100))
				runtime.GC()
				if len(made.Elem().FieldByName("Name").String()) != 100 {
					t.Error("memory was lost")
				}
			}
		})
	}
	wg.Wait()
}

func TestSessionIsNotKeptByItsViews(t *testing.T) {
	gone := make(chan bool)
	func() {
		l := newLab()
		json.Marshal(l.View(l.value(vSample())))
		runtime.AddCleanup(l.Types, func(struct{}) { close(gone) }, struct{}{})
	}()
	for range 10 {
		runtime.GC()
		select {
		case <-gone:
			return
		default:
			runtime.Gosched()
		}
	}
	t.Error("a session whose types were shown is never freed")
}
