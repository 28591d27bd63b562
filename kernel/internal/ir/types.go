package ir

import (
	"go/token"
	"go/types"
)

// Kind tells the shape of a type's underlying type.
type Kind uint8

// The kinds, in the order of reflect's.
const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	String
	UnsafePointer
	Array
	Chan
	FuncKind
	Interface
	Map
	Pointer
	Slice
	Struct
)

// Basic reports whether k is a boolean, numeric or string kind.
func (k Kind) Basic() bool { return k >= Bool && k <= String }

// Integer reports whether k is a signed or unsigned integer kind.
func (k Kind) Integer() bool { return k >= Int && k <= Uintptr }

// Signed reports whether k is a signed integer kind.
func (k Kind) Signed() bool { return k >= Int && k <= Int64 }

// Unsigned reports whether k is an unsigned integer kind.
func (k Kind) Unsigned() bool { return k >= Uint && k <= Uintptr }

// Float reports whether k is a floating-point kind.
func (k Kind) Float() bool { return k == Float32 || k == Float64 }

// Complex reports whether k is a complex kind.
func (k Kind) Complex() bool { return k == Complex64 || k == Complex128 }

// A Type is a Go type as it is at run time: without type parameters, and one
// *Type per identity in a session, so that == on pointers is type identity.
//
// A Type graph may be cyclic (type List struct{ next *List }).
type Type struct {
	ID   int        // unique in the session, dense from 1
	Go   types.Type // the checker's view of it; for names and method sets
	Name string     // as %T prints it: "main.Point", "map[string]main.Point"
	Kind Kind       // kind of the underlying type

	// Under is the underlying type; the type itself unless it is a named type.
	Under *Type

	// Pkg and Sym are set for named types: the import path ("" for predeclared
	// ones such as error) and the name in it.
	Pkg, Sym string

	// Native: the type is a named, non-generic type of a compiled package (or
	// error), and is represented by that compiled type itself.
	Native bool

	// Boxed: an interface value holding this type needs a Box, because the
	// compiled representation alone does not identify the type. True when the
	// type mentions a type declared in a cell, a struct literal type or an
	// interface that is erased to any.
	Boxed bool

	// NativeIface: an interface type that is represented by its compiled
	// interface type rather than by any.
	NativeIface bool

	// The parts of the underlying type, each set for the kinds that have it.
	Elem     *Type         // Array, Chan, Map, Pointer, Slice
	Key      *Type         // Map
	Len      int64         // Array
	Dir      types.ChanDir // Chan
	Fields   []Field       // Struct
	Params   []*Type       // FuncKind
	Results  []*Type       // FuncKind
	Variadic bool          // FuncKind; the last parameter is then a slice
	Methods  []IfaceMethod // Interface, sorted by name
}

// A Field is one field of a struct type.
type Field struct {
	Name     string
	Pkg      string // import path that an unexported name belongs to
	Type     *Type
	Tag      string
	Embedded bool
	Exported bool
}

// An IfaceMethod is one method of an interface type, embedded ones included.
type IfaceMethod struct {
	Name string
	Pkg  string // import path that an unexported name belongs to
	Sig  *Type  // FuncKind
}

// IsIface reports whether t is an interface type.
func (t *Type) IsIface() bool { return t.Kind == Interface }

// String returns the type's name as %T prints it.
func (t *Type) String() string { return t.Name }

// A Var is a local variable, parameter, result or temporary of one function.
type Var struct {
	Name string // as the learner wrote it; "" for a temporary
	Type *Type
	Pos  token.Pos

	// Cell: the variable lives in a heap cell of its own, created when its
	// declaration is executed, because its address is taken or because a closure
	// captures it and it is assigned to after its declaration.
	Cell bool

	// Once: nothing assigns to the variable after its declaration, so that its
	// value may be read late.
	Once bool

	Index int // position among all variables of its Func
}

// A Global is a notebook variable, or a package variable of a library that is
// compiled from source. It has one address until the session ends.
type Global struct {
	Name string
	Pkg  string // import path; "main" for a cell's
	Type *Type
	Pos  token.Pos
	ID   int // unique in the session
}
