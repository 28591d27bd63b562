package rt

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"testing"
	"time"
	"unsafe"
)

type (
	ages    []int
	ages2   []int
	withAny struct{ A, B any }
	dog     struct{ n int }
	cat     struct{ S []string }
	shouter interface {
		Sound() string
		Volume() int
	}
	twice interface {
		Add(int, ...name) (name, error)
	}
	adder struct{}
	other interface {
		Add(int, []name) (name, error)
	}
)

func (d dog) Sound() string                        { return fmt.Sprint("woof ", d.n) }
func (d *dog) Volume() int                         { return d.n }
func (c cat) Sound() string                        { return "meow" }
func (a adder) Add(n int, s ...name) (name, error) { return s[n], nil }

// outcome is a function's result or the text of its panic.
func outcome(f func() any) (s string) {
	defer func() {
		if r := recover(); r != nil {
			_, isRuntime := r.(runtime.Error)
			s = fmt.Sprintf("panic(%v) runtime error: %v", r, isRuntime)
		}
	}()
	return Sprint(f())
}

func TestEqualityIsCompiledGos(t *testing.T) {
	l := newLab()
	p := &point{1, 2}
	err := errors.New("x")
	values := []any{
		nil, 1, "1", weekday(1), grade(1), int8(1), point{1, 2}, point{1, 3}, p, &point{1, 2}, struct{ X, Y int }{1, 2},
		ages{1}, ages2{1}, []int{1}, withAny{1, 2}, withAny{weekday(1), point{}}, withAny{1, ages{}}, withAny{ages{}, 1}, withAny{1, []int{}}, [1]any{ages{}}, cat{}, dog{1},
		map[name]int{}, (func())(nil), [2]weekday{1, 2}, [2]weekday{1, 3}, err, wrapper{err}, wrapper{wrapper{}}, wrapper{nil}, time.Second, name(""), emptyT{}, struct{}{}, [1]cat{},
	}
	c := lowering{l, map[unsafe.Pointer]reflect.Value{}}
	boxes := make([]any, len(values))
	for i, x := range values {
		if x != nil {
			boxes[i] = c.dynamic(reflect.ValueOf(x))
		}
	}
	for i, x := range values {
		for j, y := range values {
			want := outcome(func() any { return x == y })
			if got := outcome(func() any { return Equal(boxes[i], boxes[j]) }); got != want {
				t.Errorf("%T(%v) == %T(%v) is %s, want %s", x, x, y, y, got, want)
			}
		}
		want := outcome(func() any { m := map[any]int{}; m[x] = 1; return m[x] })
		if got := outcome(func() any { m := map[any]int{}; m[MapKey(boxes[i])] = 1; return m[MapKey(boxes[i])] }); got != want {
			t.Errorf("%T(%v) as map key: %s, want %s", x, x, got, want)
		}
	}
}

func TestEqualValues(t *testing.T) {
	l := newLab()
	x := of[withAny](l)
	a, b := l.value(withAny{1, ages{}}).(Box).Value(), l.value(withAny{2, ages{}}).(Box).Value()
	if got := outcome(func() any { return x.EqualValues(a, b) }); got != "false" {
		t.Errorf("got %s", got)
	}
	if got, want := outcome(func() any { return x.EqualValues(a, a) }), "panic(runtime error: comparing uncomparable type rt.ages) runtime error: true"; got != want {
		t.Errorf("got %s", got)
	}
}

// asserted does x.(T) in compiled Go, and with the runtime's Assert.
func asserted[From, T any](t *testing.T, l *lab, x From) {
	t.Helper()
	want := outcome(func() any { return any(x).(T) })
	if reflect.TypeFor[From]().NumMethod() > 0 {
		// Compiled Go names the static type, which a type parameter hides from it.
		want = outcome(func() any { return assertFrom[T](x) })
	}
	boxed := l.value(x)
	from, to := of[From](l), of[T](l)
	got := outcome(func() any { return to.BoxAny(l.Assert(boxed, from, to).Interface()) })
	if to.IR.IsIface() {
		got = outcome(func() any { return FromNative(l.Assert(boxed, from, to).Interface()) })
	}
	if got != want {
		t.Errorf("%v.(%v)\n got %s\nwant %s", any(x), reflect.TypeFor[T](), got, want)
	}
	_, ok := any(x).(T)
	if l.TypeTest(boxed, to) != ok {
		t.Errorf("TypeTest(%v, %v) is %v", any(x), reflect.TypeFor[T](), !ok)
	}
}

func assertFrom[T any](x any) T {
	switch x := x.(type) {
	case error:
		return x.(T)
	case fmt.Stringer:
		return x.(T)
	}
	return x.(T)
}

func TestAssertionsPanicInGosWords(t *testing.T) {
	l := newLab()
	asserted[any, int](t, l, "x")
	asserted[any, int](t, l, nil)
	asserted[any, int](t, l, 3)
	asserted[any, weekday](t, l, 3)
	asserted[any, weekday](t, l, weekday(1))
	asserted[any, grade](t, l, weekday(1))
	asserted[any, int](t, l, weekday(1))
	asserted[any, point](t, l, &point{})
	asserted[any, *point](t, l, &point{1, 2})
	asserted[any, struct{ X, Y int }](t, l, point{})
	asserted[any, pair[int, string]](t, l, pair[int, name]{})
	asserted[any, []point](t, l, points{})
	asserted[any, map[name]point](t, l, map[name]point{"a": {}})
	asserted[any, error](t, l, point{})
	asserted[any, error](t, l, nil)
	asserted[any, error](t, l, &failure{2})
	asserted[any, error](t, l, failure{2})
	asserted[any, error](t, l, io.EOF)
	asserted[any, fmt.Stringer](t, l, weekday(1))
	asserted[any, fmt.Stringer](t, l, time.Second)
	asserted[any, fmt.Stringer](t, l, 5)
	asserted[any, Sounder](t, l, dog{3})
	asserted[any, shouter](t, l, dog{3})
	asserted[any, shouter](t, l, &dog{3})
	asserted[any, shouter](t, l, nil)
	asserted[any, either](t, l, io.EOF)
	asserted[any, either](t, l, time.Second)
	asserted[any, interface{ String() string }](t, l, time.Second)
	asserted[any, interface{ Sound() string }](t, l, cat{})
	asserted[any, any](t, l, cat{})
	asserted[any, twice](t, l, adder{})
	asserted[any, other](t, l, adder{})
	asserted[error, *failure](t, l, &failure{1})
	asserted[error, *failure](t, l, wrapper{io.EOF})
	asserted[error, wrapper](t, l, &failure{1})
	asserted[error, shouter](t, l, &failure{1})
	asserted[error, *failure](t, l, io.EOF)
	asserted[fmt.Stringer, time.Duration](t, l, weekday(2))
}

func TestDispatch(t *testing.T) {
	l := newLab()
	sound := of[shouter](l).IR.Under.Methods[0]
	call := l.Dispatcher(sound.Name, "", sound.Sig)
	for _, x := range []any{dog{3}, &dog{4}, cat{}} {
		want := x.(interface{ Sound() string }).Sound()
		v := l.value(x)
		if got := call.Call([]reflect.Value{reflect.ValueOf(&v).Elem()})[0].String(); got != want {
			t.Errorf("%T.Sound() = %q, want %q", x, got, want)
		}
		bound := l.BoundMethod(v, sound.Name, "", sound.Sig)
		if got := bound.Interface().(func() string)(); got != want {
			t.Errorf("bound %T.Sound() = %q, want %q", x, got, want)
		}
	}
	var null any
	if got := outcome(func() any { return call.Call([]reflect.Value{reflect.ValueOf(&null).Elem()}) }); got != "panic(runtime error: invalid memory address or nil pointer dereference) runtime error: true" {
		t.Errorf("method of a nil interface: %s", got)
	}
	unsaid := outcome(func() any { return CallMethod(1, "Sound", "", nil) })
	if unsaid != "panic(not supported here: method int.Sound) runtime error: false" {
		t.Errorf("missing method: %s", unsaid)
	}
}

func TestDispatchToCompiledMethods(t *testing.T) {
	l := newLab()
	add := of[twice](l).IR.Under.Methods[0]
	out := CallMethod(l.value(adder{}), add.Name, "", []reflect.Value{reflect.ValueOf(1), reflect.ValueOf([]string{"a", "b"})})
	if out[0].String() != "b" || !out[1].IsNil() {
		t.Errorf("results are %v", out)
	}
	d := l.Dispatcher("Write", "", of[io.Writer](l).IR.Under.Methods[0].Sig)
	r, w := io.Pipe()
	r.Close()
	res := d.Call([]reflect.Value{reflect.ValueOf(w), reflect.ValueOf([]byte("x"))})
	if res[0].Int() != 0 || res[1].Interface() != io.ErrClosedPipe {
		t.Errorf("results are %v", res)
	}
}

func TestUnexportedMethodsBelongToTheirPackage(t *testing.T) {
	x := of[point](newLab())
	x.SetMethod("hidden", "main", reflect.ValueOf(func(any) {}))
	if x.Method("hidden", "main") == nil || x.Method("hidden", "other") != nil {
		t.Error("an unexported method is found under the wrong package")
	}
}

func TestAdaptersComeAndGo(t *testing.T) {
	l := newLab()
	box := l.value(&failure{1}).(Box)
	err := Error(box)
	if FromNative(err) != any(box) || err != Error(box) {
		t.Error("the box has changed on its way through an error")
	}
	if FromNative(io.EOF) != io.EOF || FromNative(nil) != nil {
		t.Error("what needs no conversion is converted")
	}
	s := l.ToNative(l.value(dog{2}), of[Sounder](l)).Interface().(Sounder)
	if s.Sound() != "woof 2" {
		t.Errorf("the adapter says %q", s.Sound())
	}
	if Raw(box) != box.V || Raw(err) != box.V || Raw(3) != 3 {
		t.Error("Raw does not return the represented value")
	}
	if !l.ToNative(nil, of[error](l)).IsNil() {
		t.Error("nil does not stay nil")
	}
}

func TestErrorsIsAndAs(t *testing.T) {
	l := newLab()
	base := &failure{1}
	c := lowering{l, map[unsafe.Pointer]reflect.Value{}}
	baseBox := c.dynamic(reflect.ValueOf(base)).(Box)
	wrapped := Error(c.dynamic(reflect.ValueOf(wrapper{base})).(Box))
	err := fmt.Errorf("outer: %w", errors.Join(io.EOF, wrapped))

	if !ErrorsIs(err, Error(baseBox)) || !errors.Is(err, Error(baseBox)) || !ErrorsIs(err, io.EOF) || ErrorsIs(err, io.ErrClosedPipe) || ErrorsIs(nil, io.EOF) {
		t.Error("errors.Is does not find what is wrapped")
	}
	target := reflect.New(of[*failure](l).R)
	if !ErrorsAs(err, of[**failure](l).Box(target)) || target.Elem().Interface() != baseBox.V {
		t.Error("errors.As does not find a pointer type of the cell")
	}
	iface := reflect.New(anyType())
	if !ErrorsAs(err, of[*interface{ Unwrap() error }](l).Box(iface)) {
		t.Error("errors.As does not find an interface of the cell")
	}
	var native *testNative
	if ErrorsAs(err, &native) {
		t.Error("errors.As finds what is not there")
	}
	var asError error
	if !ErrorsAs(wrapped, &asError) || asError != wrapped {
		t.Error("errors.As does not find an error")
	}
	sounder := reflect.New(of[cat](l).R)
	for _, bad := range []func(){
		func() { ErrorsAs(err, nil) }, func() { ErrorsAs(err, 3) }, func() { ErrorsAs(err, of[*cat](l).Box(sounder)) },
	} {
		t.Log(outcome(func() any { bad(); return "no panic" }))
		if outcome(func() any { bad(); return "no panic" }) == "no panic" {
			t.Error("errors.As accepts a bad target")
		}
	}
}

type testNative struct{}

func (*testNative) Error() string { return "" }
