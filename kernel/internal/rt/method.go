package rt

import (
	"go/token"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A Method is one method of a type declared in cells.
type Method struct {
	Name string
	Fn   reflect.Value // the receiver is the first parameter
	Sig  *ir.Type      // with the receiver as first parameter; nil if not known

	word WordFunc
}

// A WordFunc returns a method as a func value (what such a value points to) that has, in place of
// the receiver, the word that an interface holds of it. All receivers are passed alike then. Nil,
// and what it returns nil for, is a method that there is only as Fn.
type WordFunc func() unsafe.Pointer

// Word calls the method's WordFunc.
func (m *Method) Word() unsafe.Pointer {
	if m.word == nil {
		return nil
	}
	return m.word()
}

// methodTable holds the methods of exactly one type: T and *T have one each.
// It grows while the session runs.
type methodTable struct {
	mu     sync.RWMutex
	m      map[string]*Method
	recent [4]atomic.Pointer[Method] // exported ones that have been asked for

	// What is known of the methods, until another one comes.
	unwraps atomic.Int32 // see unwrapsSeveral; 0 is not known
	text    atomic.Pointer[textForm]
}

// remembered returns a method that has been asked for before.
func (mt *methodTable) remembered(name string) *Method {
	for i := range mt.recent {
		if m := mt.recent[i].Load(); m != nil && m.Name == name {
			return m
		}
	}
	return nil
}

// remember is for who holds mu.
func (mt *methodTable) remember(m *Method) {
	for i := range mt.recent {
		if mt.recent[i].CompareAndSwap(nil, m) {
			return
		}
	}
}

func methodKey(pkg, name string) string {
	if token.IsExported(name) {
		return name
	}
	return pkg + "." + name
}

// SetMethod makes a method known; an earlier one of this name is replaced. pkg is the
// import path that an unexported name belongs to. fn takes the receiver first.
func (t *Type) SetMethod(name, pkg string, fn reflect.Value) {
	t.methods.set(methodKey(pkg, name), &Method{Name: name, Fn: fn})
}

// Bind makes the binding's method known as SetMethod does. It also knows the method's
// exact signature, without which two methods count as the same when their parameters
// have the same representation.
func (ts *Types) Bind(b ir.Binding, fn reflect.Value) { ts.BindWord(b, fn, nil) }

// BindWord is Bind for a method with a WordFunc.
func (ts *Types) BindWord(b ir.Binding, fn reflect.Value, word WordFunc) {
	t := ts.Of(b.Type)
	if t.methods.set(methodKey(b.Pkg, b.Name), &Method{Name: b.Name, Fn: fn, Sig: b.Func.Sig, word: word}) {
		ts.views.outdated(t)
	}
}

// set reports whether the table has no such method yet.
func (mt *methodTable) set(key string, m *Method) (fresh bool) {
	mt.mu.Lock()
	defer mt.mu.Unlock()
	if mt.m == nil {
		mt.m = map[string]*Method{}
	}
	fresh = mt.m[key] == nil
	mt.m[key] = m
	for i := range mt.recent {
		mt.recent[i].Store(nil)
	}
	mt.unwraps.Store(0)
	mt.text.Store(nil)
	return fresh
}

// Method returns the method of this name, or nil.
func (t *Type) Method(name, pkg string) *Method {
	mt := &t.methods
	if pkg == "" {
		if m := mt.remembered(name); m != nil {
			return m
		}
	}
	mt.mu.RLock()
	defer mt.mu.RUnlock()
	m := mt.m[methodKey(pkg, name)]
	if m != nil && pkg == "" {
		mt.remember(m)
	}
	return m
}

// CallMethod calls a method of the dynamic value of an interface: of the type's method
// table, or of a compiled type. A nil x panics as a nil dereference. args are of the
// represented parameter types, without the receiver; a variadic parameter is a slice.
func CallMethod(x any, name, pkg string, args []reflect.Value) []reflect.Value {
	switch x := FromNative(x).(type) {
	case nil:
		panic(NilDereference())
	case Box:
		m := x.T.Method(name, pkg)
		if m == nil {
			panic(&Unsupported{"method " + x.T.IR.Name + "." + name})
		}
		return m.Fn.Call(append([]reflect.Value{x.Value()}, args...))
	default:
		return callNative(x, name, args)
	}
}

func callNative(x any, name string, args []reflect.Value) []reflect.Value {
	m := reflect.ValueOf(x).MethodByName(name)
	if !m.IsValid() {
		panic(&Unsupported{"method " + reflect.TypeOf(x).String() + "." + name})
	}
	t := m.Type()
	for i := range args {
		args[i] = fit(args[i], t.In(i))
	}
	if t.IsVariadic() {
		return m.CallSlice(args)
	}
	return m.Call(args)
}

// fit gives a value the type to, if it only differs in being an interface or not.
func fit(v reflect.Value, to reflect.Type) reflect.Value {
	if !v.IsValid() {
		return reflect.Zero(to)
	}
	if v.Type() == to {
		return v
	}
	if v.Kind() == reflect.Interface {
		if v = v.Elem(); !v.IsValid() {
			return reflect.Zero(to)
		}
	}
	if v.Type() == to || to.Kind() != reflect.Interface {
		return v
	}
	r := reflect.New(to).Elem()
	r.Set(v)
	return r
}

// Dispatcher returns the function that calls a method by name:
// func(x any, params...) results, as given by sig, the method's signature without
// receiver. It does what CallMethod does.
func (ts *Types) Dispatcher(name, pkg string, sig *ir.Type) reflect.Value {
	ft := ts.Of(sig).R
	in := []reflect.Type{anyType()}
	for i := range ft.NumIn() {
		in = append(in, ft.In(i))
	}
	out := make([]reflect.Type, ft.NumOut())
	for i := range out {
		out[i] = ft.Out(i)
	}
	return reflect.MakeFunc(reflect.FuncOf(in, out, false), func(args []reflect.Value) []reflect.Value {
		rs := CallMethod(args[0].Interface(), name, pkg, args[1:])
		for i := range rs {
			rs[i] = fit(rs[i], out[i])
		}
		return rs
	})
}

// BoundMethod returns x.name as a function value of signature sig (without
// receiver). A nil x panics now, as in Go.
func (ts *Types) BoundMethod(x any, name, pkg string, sig *ir.Type) reflect.Value {
	x = FromNative(x)
	if x == nil {
		panic(NilDereference())
	}
	ft := ts.Of(sig).R
	return reflect.MakeFunc(ft, func(args []reflect.Value) []reflect.Value {
		rs := CallMethod(x, name, pkg, args)
		for i := range rs {
			rs[i] = fit(rs[i], ft.Out(i))
		}
		return rs
	})
}

// has reports whether t has the method want of an interface type.
func (t *Type) has(want ir.IfaceMethod) bool {
	m := t.Method(want.Name, want.Pkg)
	if m == nil {
		return false
	}
	if m.Sig != nil {
		return sameSig(m.Sig, want.Sig)
	}
	return SameFunc(m.Fn.Type(), t.types.Of(want.Sig).R)
}

// sameSig reports whether a method with receiver has the signature of an
// interface method. Types are identical when their pointers are equal.
func sameSig(method, want *ir.Type) bool {
	return method.Variadic == want.Variadic && sameTypes(method.Params[1:], want.Params) &&
		sameTypes(method.Results, want.Results)
}

func sameTypes(a, b []*ir.Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// SameFunc reports whether a method, given as a function with the receiver first,
// has the signature of an interface method. A variadic parameter is a plain slice in both.
func SameFunc(method, want reflect.Type) bool {
	if method.NumIn() != want.NumIn()+1 || method.NumOut() != want.NumOut() {
		return false
	}
	for i := range want.NumIn() {
		if method.In(i+1) != want.In(i) {
			return false
		}
	}
	for i := range want.NumOut() {
		if method.Out(i) != want.Out(i) {
			return false
		}
	}
	return true
}

// nativeHas is has for a compiled dynamic type.
func (ts *Types) nativeHas(r reflect.Type, want ir.IfaceMethod) bool {
	m, ok := r.MethodByName(want.Name)
	if !ok || m.Type.IsVariadic() != want.Sig.Variadic {
		return false
	}
	return SameFunc(m.Type, ts.Of(want.Sig).R)
}
