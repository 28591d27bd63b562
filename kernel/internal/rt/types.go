package rt

import (
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// Natives is what the runtime asks about compiled packages.
type Natives interface {
	// TypeOf returns a named type of a compiled package.
	TypeOf(pkg, name string) (reflect.Type, bool)
	// Adapter returns the function that wraps a Box for a compiled interface
	// type, or nil. The result is a comparable struct that embeds the Box and
	// implements iface by calling the Box's methods. error is not asked for.
	Adapter(iface reflect.Type) func(Box) any
}

// Types is the table of one session's types. It is safe for concurrent use.
type Types struct {
	natives  Natives
	known    sync.Map // *ir.Type -> *Type
	pointers sync.Map // *ir.Type -> the *Type of its pointer type
	views    views

	mu   sync.Mutex // guards reps
	reps reps
}

// NewTypes returns an empty table. A nil Natives knows no compiled type but error.
func NewTypes(n Natives) *Types {
	ts := &Types{natives: n}
	ts.reps.init(ts)
	ts.views.init(ts)
	return ts
}

// A Type is what the runtime knows about an ir.Type. There is one per ir.Type
// in a session, so that == on pointers is type identity.
type Type struct {
	IR *ir.Type
	R  reflect.Type // how values are represented

	types   *Types
	elem    atomic.Pointer[Type] // see Elem; nil is not known
	methods methodTable
}

// String returns the type's name as %T prints it.
func (t *Type) String() string { return t.IR.Name }

// Session returns the table that t belongs to.
func (t *Type) Session() *Types { return t.types }

// Zero returns the zero value.
func (t *Type) Zero() reflect.Value { return reflect.Zero(t.R) }

// Elem returns the type of the elements (or of what a pointer points to).
func (t *Type) Elem() *Type {
	elem := t.elem.Load()
	if elem == nil {
		elem = t.types.Of(t.IR.Under.Elem)
		t.elem.Store(elem)
	}
	return elem
}

// Key returns the type of a map's keys.
func (t *Type) Key() *Type { return t.types.Of(t.IR.Under.Key) }

// Field returns the type of a struct's i-th field.
func (t *Type) Field(i int) *Type { return t.types.Of(t.IR.Under.Fields[i].Type) }

// Unsupported is the panic value of operations for which a compiled counterpart is
// missing: a type that the symbol tables lack, an interface without adapter.
type Unsupported struct{ What string }

func (u *Unsupported) Error() string { return "not supported here: " + u.What }

// Of returns the runtime type of t, the same each time. It panics with *Unsupported
// when t mentions a compiled type that Natives does not know.
func (ts *Types) Of(t *ir.Type) *Type {
	if x, ok := ts.known.Load(t); ok {
		return x.(*Type)
	}
	var x any = &Type{IR: t, R: ts.represent(t), types: ts}
	if t.Kind == ir.Pointer && t.Sym == "" {
		x, _ = ts.pointers.LoadOrStore(t.Elem, x)
	}
	x, _ = ts.known.LoadOrStore(t, x)
	return x.(*Type)
}

func (ts *Types) represent(t *ir.Type) reflect.Type {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	return ts.reps.complete(t)
}

// FieldName returns the name that field i of a struct type has in its
// representation. For a native type it is the field's own name.
func (ts *Types) FieldName(t *ir.Type, i int) string {
	return ts.Of(t).R.Field(i).Name
}

// Recursive reports whether recursive types are represented as they are. When
// the running Go version lays out its type descriptors in a way this package does not
// know, it is false, and the links of a recursive type are represented as any: the
// field of type *T in `type T struct { next *T }`, the element type of `type T []T`.
func (ts *Types) Recursive() bool { return ts.reps.patching }

func (ts *Types) native(t *ir.Type) reflect.Type {
	if t.Pkg == "" && t.Sym == "error" {
		return errorType()
	}
	if ts.natives != nil {
		if r, ok := ts.natives.TypeOf(t.Pkg, t.Sym); ok {
			return r
		}
	}
	if marker(t) {
		return reflect.TypeFor[struct{}]()
	}
	panic(&Unsupported{fmt.Sprintf("type %s.%s", t.Pkg, t.Sym)})
}

// marker reports whether t is an unexported type without fields. Generic compiled
// types, which are represented part by part, have such fields: sync/atomic.Pointer has
// a noCopy.
func marker(t *ir.Type) bool {
	if token.IsExported(t.Sym) {
		return false
	}
	s, ok := t.Go.Underlying().(*types.Struct)
	return ok && s.NumFields() == 0
}

func anyType() reflect.Type   { return reflect.TypeFor[any]() }
func errorType() reflect.Type { return reflect.TypeFor[error]() }
