package rt

import (
	"reflect"
	"unsafe"
	"weak"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// This file gives views their methods. A method of a view takes and returns views; it
// looks up the method of the type each time, so that a re-run cell counts.

type methodDescriptor struct{ name, typ, iface, plain int32 }

// stubKey names a method's code. The code is kept when a view is made anew.
type stubKey struct {
	t     *Type
	name  string
	plain bool
}

// A viewMethod is what the code of a view's method knows. It does not keep the session:
// code is never freed.
type viewMethod struct {
	t    weak.Pointer[Type]
	name string
	out  []reflect.Type // views
}

func (vs *views) fillMethods(d *newView, t *Type, names []string) {
	if len(names) == 0 {
		return
	}
	d.uncommon.methods, d.uncommon.exported = uint16(len(names)), uint16(len(names))
	for i, name := range names {
		d.methods[i] = vs.method(d, t, name)
	}
}

func (vs *views) method(d *newView, t *Type, name string) methodDescriptor {
	sig := t.methodSig(name)
	in, out := each(sig.Params[1:], vs.of), each(sig.Results, vs.of)
	m := &viewMethod{weak.Make(t), name, out}
	// Through an interface a method gets the word that the interface holds.
	word := reflect.FuncOf(append([]reflect.Type{reflect.TypeFor[unsafe.Pointer]()}, in...), out, sig.Variadic)
	code := vs.stub(stubKey{t, name, false}, word, m.callWord)
	plain := code
	if !direct(t.R) {
		self := reflect.FuncOf(append([]reflect.Type{d.typ()}, in...), out, sig.Variadic)
		plain = vs.stub(stubKey{t, name, true}, self, m.callPlain)
	}
	return methodDescriptor{
		name:  nameOff(name, true),
		typ:   addReflectOff(unsafe.Pointer(describe(reflect.FuncOf(in, out, sig.Variadic)))),
		iface: code,
		plain: plain,
	}
}

// direct reports whether an interface holds the values of r themselves rather than
// pointers to them.
func direct(r reflect.Type) bool {
	d := describe(r)
	return d.size == d.ptrBytes && d.size == unsafe.Sizeof(uintptr(0))
}

// stub returns the offset of code that calls f as a function of type ft.
func (vs *views) stub(key stubKey, ft reflect.Type, f func([]reflect.Value) []reflect.Value) int32 {
	if off, ok := vs.code[key]; ok {
		return off
	}
	fn := reflect.MakeFunc(ft, f).Interface()
	code := newStub((*anyWords)(unsafe.Pointer(&fn)).data)
	if code == nil {
		panic(&Unsupported{"so many types with methods for packages that use reflection; restart the kernel"})
	}
	vs.code[key] = addReflectOff(code)
	return vs.code[key]
}

// methodSig returns the signature, with receiver, of a method of t or of what t points to.
func (t *Type) methodSig(name string) *ir.Type {
	if m := t.Method(name, ""); m != nil {
		return m.Sig
	}
	return t.Elem().Method(name, "").Sig
}

func (m *viewMethod) callWord(args []reflect.Value) []reflect.Value {
	t := m.receiver()
	word := args[0].UnsafePointer()
	if pair, ok := t.types.views.pairs.Load(word); ok && t.R.Kind() == reflect.Pointer {
		word = pair.(*viewPair).original.UnsafePointer()
		defer pair.(*viewPair).refresh()
	}
	if direct(t.R) {
		return m.call(t, reflect.NewAt(t.R, unsafe.Pointer(&word)).Elem(), args[1:])
	}
	return m.call(t, reflect.NewAt(t.R, word).Elem(), args[1:])
}

func (m *viewMethod) callPlain(args []reflect.Value) []reflect.Value {
	t := m.receiver()
	return m.call(t, recast(args[0], t.R), args[1:])
}

func (m *viewMethod) receiver() *Type {
	t := m.t.Value()
	if t == nil {
		panic("method " + m.name + " of a type of a session that is over")
	}
	return t
}

// call calls the method with views as arguments.
func (m *viewMethod) call(t *Type, recv reflect.Value, args []reflect.Value) []reflect.Value {
	defer plainPanic()
	vs := &t.types.views
	_, sharing := vs.sharing.LoadAndDelete(vs.goroutine()())
	own := t.Method(m.name, "")
	if own == nil { // of the type that t points to
		NilCheck(recv)
		own, recv = t.Elem().Method(m.name, ""), recv.Elem()
	}
	in := []reflect.Value{recv}
	for i, a := range args {
		in = append(in, fromViewValue(a, own.Fn.Type().In(i+1)))
	}
	out := own.Fn.Call(in)
	for i := range out {
		out[i] = t.types.toView(out[i], m.out[i], sharing)
	}
	return out
}

// plainPanic, deferred, lets compiled code that recovers panics see what compiled Go
// would have panicked with.
func plainPanic() {
	r := recover()
	if r == nil {
		return
	}
	v := PanicValue(r)
	if b, ok := v.(Box); ok && b.T.Method("Error", "") != nil {
		v = Error(b)
	}
	panic(v)
}

// Guarded returns f, a function in an interface, so that its panics are those of
// compiled Go.
func Guarded(f any) any {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func || v.IsNil() {
		return f
	}
	return reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		defer plainPanic()
		if v.Type().IsVariadic() {
			return v.CallSlice(in)
		}
		return v.Call(in)
	}).Interface()
}

// fromViewValue gives a value the type to, which represents the type that v is a view of.
func fromViewValue(v reflect.Value, to reflect.Type) reflect.Value {
	switch {
	case to == anyType() && !v.IsNil():
		x := FromNative(v.Elem().Interface())
		return reflect.ValueOf(&x).Elem()
	case v.Type() == to:
		return v
	case to.Kind() == reflect.Interface:
		return v.Convert(to)
	}
	return recast(v, to)
}

// toView shows a value as the view to: as ViewTarget does if it is shared, else as
// View does.
func (ts *Types) toView(v reflect.Value, to reflect.Type, shared bool) reflect.Value {
	r := reflect.New(to).Elem()
	x := v.Interface()
	switch {
	case v.Kind() == reflect.Interface && v.Type() != anyType(), v.Kind() == reflect.Interface && v.IsNil():
		return v.Convert(to)
	case v.Kind() == reflect.Interface && !shared:
		x = ts.View(x)
	case v.Kind() != reflect.Interface:
		if x = retype(x, to); !shared && ts.views.mayHold(to) {
			x = ts.views.copy(x)
		}
	}
	r.Set(reflect.ValueOf(x))
	return r
}

// viewsWork tries all that views depend on, on types of its own: it makes sure that
// this version of Go lays out types and calls methods as it did when this was written.
func viewsWork() (ok bool) {
	if !haveStubs || !haveReflectOff {
		return false
	}
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	ts := NewTypes(nil)
	ts.views.works = func() bool { return true }
	return tryNamed(ts)
}

func tryNamed(ts *Types) bool {
	str := &ir.Type{Name: "string", Kind: ir.String}
	str.Under = str
	under := &ir.Type{Name: "struct", Kind: ir.Struct, Boxed: true, Fields: []ir.Field{
		{Name: "Word", Type: str, Tag: `k:"v"`, Exported: true}, {Name: "rest", Pkg: "main", Type: str},
	}}
	under.Under = under
	probe := &ir.Type{Name: "main.probe", Pkg: "main", Sym: "probe", Kind: ir.Struct, Boxed: true, Under: under, Fields: under.Fields}
	sig := &ir.Type{Name: "func", Kind: ir.FuncKind, Params: []*ir.Type{probe}, Results: []*ir.Type{str}}
	sig.Under = sig
	t := ts.Of(probe)
	ft := reflect.FuncOf([]reflect.Type{t.R}, []reflect.Type{reflect.TypeFor[string]()}, false)
	fn := reflect.MakeFunc(ft, func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[0].Field(0)} })
	ts.Bind(ir.Binding{Type: probe, Name: "Error", Func: &ir.Func{Sig: sig}}, fn)
	v := reflect.New(t.R)
	v.Elem().Field(0).SetString("right")
	whole, isError := ts.View(Box{t, v.Elem().Interface()}).(error)
	pointer, isPointer := ts.View(Box{ts.pointerTo(t), v.Interface()}).(error)
	if !isError || !isPointer || whole.Error() != "right" || pointer.Error() != "right" {
		return false
	}
	r := reflect.TypeOf(whole)
	back, isBox := BoxIn(whole)
	return r.Name() == "probe" && r.PkgPath() == "main" && r.Field(0).Name == "Word" && r.Field(0).Tag.Get("k") == "v" &&
		!r.Field(1).IsExported() && reflect.PointerTo(r) == reflect.TypeOf(pointer) && r.Method(0).Name == "Error" &&
		isBox && back.T == t && reflect.ValueOf(back.V).Field(0).String() == "right"
}
