package rt

import (
	"reflect"
	"sync"
	"unsafe"
)

// This file shows values to compiled code that looks at them with package reflect
// (encoding/json, text/template, reflect itself), which has to see names, tags and methods.
//
// A view is a reflect type that has all of them, those of the Go type, and lays out memory
// just as the representation does. So showing a value is a matter of saying which type it has: nothing is
// copied, and what compiled code writes through a pointer arrives. Views call the methods of the type's
// method table (viewmethod.go).
//
// The exception are interfaces inside a value: where they hold a Box, compiled code is to
// find a view, so the value is copied as far down as that is the case (viewcopy.go).
//
// A view can come back to cell code inside an interface, when it went through
// reflect.Value.Interface, or when a decoder has stored it. FromNative makes a Box of it.

// View returns x, an interface value of the runtime, as compiled code that looks at values
// by reflection has to get it: for reading. It panics with *Unsupported when there are no views on this system.
func (ts *Types) View(x any) any {
	x = ts.ViewTarget(x)
	if x == nil || !ts.views.mayHold(reflect.TypeOf(x)) {
		return x
	}
	return ts.views.copy(x)
}

// ViewOf is View for a value that one of t's has given: the types in both are of one session.
func (t *Type) ViewOf(x any) any { return t.types.View(x) }

// ViewTarget is View for what compiled code may write to: whatever x points to is shared,
// and boxes in interfaces further inside stay what they are.
func (ts *Types) ViewTarget(x any) any {
	if b, ok := BoxIn(x); ok {
		return retype(b.Value().Interface(), b.T.View())
	}
	return x
}

// ViewDynamic is v.Elem(), where v may be an interface that holds a Box.
func (ts *Types) ViewDynamic(v reflect.Value) reflect.Value {
	elem := v.Elem()
	if v.Kind() != reflect.Interface || v.IsNil() {
		return elem
	}
	if _, ok := boxIn(elem); !ok {
		return elem
	}
	n := node{v: v}.inside()
	return recast(n.v, n.t.View())
}

// FromReflect is FromNative for what reflect.Value.Interface returns: it may be of a
// type that reflect has just made of views.
func (ts *Types) FromReflect(x any) any {
	if x = FromNative(x); x == nil {
		return nil
	}
	if _, ok := x.(Box); ok || sessionOfParts(reflect.TypeOf(x)) != ts {
		return x
	}
	t := ts.views.typeOf(reflect.TypeOf(x))
	return Box{t, retype(x, t.R)}
}

// CallValue is f.Call(in) for cell code: what f returns is shared, as ViewTarget does,
// while packages that call methods of views get results as View makes them.
func (ts *Types) CallValue(f reflect.Value, in []reflect.Value) []reflect.Value {
	vs := &ts.views
	g := vs.goroutine()()
	vs.sharing.Store(g, true)
	defer vs.sharing.Delete(g)
	return f.Call(in)
}

// View returns the reflect type that shows t's values: it has t's name, field names, tags
// and exported methods. It is the same each time until t, or any type that has been shown, gets a new method.
func (t *Type) View() reflect.Type { return t.types.views.view(t) }

// views are the views of one session's types.
type views struct {
	ts    *Types
	works func() bool

	mu     sync.Mutex             // held while views are built
	byType sync.Map               // *Type -> reflect.Type
	begun  map[*Type]reflect.Type // those being built, which nobody else may see yet
	shown  sync.Map               // reflect.Type -> *Type; views of former times too
	holds  sync.Map               // reflect.Type -> bool: may hold an interface
	code   map[stubKey]int32      // the code of methods
	serial uint32

	pairs     sync.Map // unsafe.Pointer to a copy in use -> *viewPair
	goroutine func() func() uintptr
	sharing   sync.Map // goroutines in CallValue whose method has not been called yet
}

func (vs *views) init(ts *Types) {
	vs.ts = ts
	vs.works = sync.OnceValue(viewsWork)
	vs.begun = map[*Type]reflect.Type{}
	vs.code = map[stubKey]int32{}
	vs.goroutine = sync.OnceValue(goroutineKey)
}

func (vs *views) view(t *Type) reflect.Type {
	if r, ok := vs.byType.Load(t); ok {
		return r.(reflect.Type)
	}
	if t.IR.Native || !t.IR.Boxed {
		return t.R
	}
	if !vs.works() {
		panic(&Unsupported{"a value of type " + t.IR.Name + " for a package that uses reflection, on this system"})
	}
	vs.mu.Lock()
	defer vs.mu.Unlock()
	defer clear(vs.begun)
	r := vs.make(t)
	vs.publish()
	return r
}

// publish lets everybody see the views that have been built. vs.mu is held.
func (vs *views) publish() {
	for t, r := range vs.begun {
		vs.byType.Store(t, r)
	}
	clear(vs.begun)
}

// outdated forgets all views, because a type has got a method that its view lacks.
func (vs *views) outdated(t *Type) {
	vs.mu.Lock()
	defer vs.mu.Unlock()
	if _, ok := vs.byType.Load(t); ok {
		vs.byType.Clear()
		return
	}
}

// fromView makes a Box of a view.
func fromView(x any) (Box, bool) {
	d := (*anyWords)(unsafe.Pointer(&x)).typ
	if d == nil || d.tflag&(flagView|flagOfViews) == 0 {
		return Box{}, false
	}
	r := reflect.TypeOf(x)
	ts := sessionOf(r)
	if ts == nil {
		return Box{}, false
	}
	t := ts.views.typeOf(r)
	return Box{t, retype(x, t.R)}, true
}

// typeOf returns the type that a view shows.
func (vs *views) typeOf(r reflect.Type) *Type {
	if t, ok := vs.shown.Load(r); ok {
		return t.(*Type)
	}
	vs.ts.known.Range(func(_, t any) bool { // it may be known but not shown yet
		if t := t.(*Type); t.IR.Boxed && t.IR.Sym == "" && !t.IR.IsIface() && t.R.Kind() == r.Kind() {
			t.View()
		}
		return true
	})
	if t, ok := vs.shown.Load(r); ok {
		return t.(*Type)
	}
	return vs.unknown(r)
}

// anyWords is how an interface value without methods is laid out.
type anyWords struct {
	typ  *descriptor
	data unsafe.Pointer
}

// retype gives a value in an interface another type of the same layout.
func retype(x any, to reflect.Type) any {
	if x != nil {
		(*anyWords)(unsafe.Pointer(&x)).typ = describe(to)
	}
	return x
}

// recast is retype for reflect values. An addressable value stays where it is, and one
// that was read from an unexported field can be used like any other.
func recast(v reflect.Value, to reflect.Type) reflect.Value {
	if v.CanAddr() {
		return reflect.NewAt(to, unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	return reflect.ValueOf(retype(v.Interface(), to))
}
