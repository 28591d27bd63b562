package ir

import (
	"go/constant"
	"go/token"
)

// An Expr computes one value, except for calls, which compute as many as the
// callee has results (only [AssignCall], [ExprStmt] and [Return] accept a number
// other than one).
type Expr interface {
	Pos() token.Pos
	Type() *Type // nil for a call without exactly one result
	expr()
}

// Node is embedded in every expression: its position and the type of its value.
type Node struct {
	At token.Pos
	T  *Type
}

// Pos returns where the expression stands in the learner's source.
func (n Node) Pos() token.Pos { return n.At }

// Type returns the type of the expression's value.
func (n Node) Type() *Type { return n.T }
func (Node) expr()         {}

type (
	// Const is a constant of a basic kind (named types included), in range of
	// its type. Value is of the kind that go/constant uses for the type's kind.
	Const struct {
		Node
		Value constant.Value
	}

	// Zero is the zero value of any type: nil, an empty struct, 0.
	Zero struct{ Node }

	// Local reads a variable; through its cell, if it has one.
	Local struct {
		Node
		Var *Var
	}

	// GlobalRef reads a notebook variable.
	GlobalRef struct {
		Node
		Global *Global
	}

	// NativeRef reads a package-level variable or takes a function of a
	// compiled package as a value: os.Args, strings.ToUpper.
	NativeRef struct {
		Node
		Pkg, Name string
		IsVar     bool
	}

	// FuncRef is a top-level function, method or instance as a value.
	FuncRef struct {
		Node
		Func *Func
	}

	// Closure evaluates a function literal: it captures now.
	Closure struct {
		Node
		Func *Func
	}

	// MethodValue binds a receiver: x.M as a value. Exactly one of Func (a
	// method of ours: Recv is already of the type of its first parameter), Iface
	// (an erased interface: dynamic look-up) and Native (a compiled method, or a
	// method of a native interface) is set. A nil interface panics here.
	MethodValue struct {
		Node
		Recv   Expr
		Func   *Func
		Iface  string
		Native string
	}

	// Unary is -x, +x, ^x on numbers and !x on booleans.
	Unary struct {
		Node
		Op token.Token
		X  Expr
	}

	// Binary is + - * / % & | ^ &^ on operands of one and the same basic kind
	// (+ also on strings). Integer division by zero panics.
	Binary struct {
		Node
		Op   token.Token
		X, Y Expr
	}

	// Shift is x << y or x >> y. Y is of any integer kind; a negative count panics.
	Shift struct {
		Node
		Op   token.Token
		X, Y Expr
	}

	// Compare is == != < <= > >= on operands of one basic kind, of pointer,
	// channel or unsafe.Pointer type, or == and != of a func, map or slice with a
	// Zero operand. The result type is a boolean type.
	Compare struct {
		Node
		Op   token.Token
		X, Y Expr
	}

	// Equal is == (or != with Not) of interfaces, structs and arrays of one
	// type. Panics when a dynamic type is not comparable.
	Equal struct {
		Node
		X, Y Expr
		Not  bool
	}

	// Logic is x && y or x || y; Y is evaluated only when needed.
	Logic struct {
		Node
		Op   token.Token // LAND or LOR
		X, Y Expr
	}

	// Convert changes the representation: between numbers, number to string,
	// string to and from []byte and []rune, slice to array or array pointer,
	// and unsafe.Pointer to and from pointers and uintptr.
	Convert struct {
		Node
		X Expr
	}

	// Retype changes only the type: the representations are the same.
	Retype struct {
		Node
		X Expr
	}

	// Box puts a value of a concrete type into an interface; T tells whether the
	// interface is erased or native.
	Box struct {
		Node
		X Expr
	}

	// IfaceConv converts an interface value to another interface type whose
	// method set it is known to have. A nil stays nil.
	IfaceConv struct {
		Node
		X Expr
	}

	// Assert is x.(T): panics when it fails, unless CommaOK, in which case it
	// has two results (see AssignPair) and T is the first one's type.
	Assert struct {
		Node
		X       Expr
		CommaOK bool
	}

	// TypeTest reports whether the dynamic type of an interface value is Want
	// (or implements it, if Want is an interface); a nil Want asks for nil.
	TypeTest struct {
		Node
		X    Expr
		Want *Type
	}

	// FieldOf selects a field of a struct value X, or, if X is a pointer to a
	// struct, of what it points to (nil panics). Index counts the fields of the
	// struct type.
	FieldOf struct {
		Node
		X     Expr
		Index int
	}

	// Index is x[i] for an array, a slice, a string or a pointer to an array.
	// I is of any integer kind; out of range panics.
	Index struct {
		Node
		X, I Expr
	}

	// MapIndex is m[k]; with CommaOK it has two results (see AssignPair).
	MapIndex struct {
		Node
		M, K    Expr
		CommaOK bool
	}

	// SliceOf is x[lo:hi:max] for a slice, a string or a pointer to an array;
	// each bound may be nil.
	SliceOf struct {
		Node
		X           Expr
		Lo, Hi, Max Expr
	}

	// Deref is *p; nil panics. Method is set where p is the receiver that an interface's
	// method was called with, and *p that of the value method of this name: the panic says so.
	Deref struct {
		Node
		X      Expr
		Method string
	}

	// AddrOf is &x, where X is one of Local (whose Var is a Cell), GlobalRef,
	// NativeRef (a variable), Deref, FieldOf and Index of something addressable.
	AddrOf struct {
		Node
		X Expr
	}

	// StructLit is T{...}: one value per field of T, in order; nil means zero.
	StructLit struct {
		Node
		Values []Expr
	}

	// ArrayLit is [n]T{...} or []T{...}: Values[i] goes to index Indices[i].
	// Len is the length of the array or slice.
	ArrayLit struct {
		Node
		Indices []int64
		Values  []Expr
		Len     int64
	}

	// MapLit is map[K]V{...}.
	MapLit struct {
		Node
		Keys, Values []Expr
	}

	// New allocates: new(T), or &T{...} and new(x) with Init. Its type is the pointer.
	New struct {
		Node
		Init Expr // nil for the zero value
	}

	// Make is make(T, ...) for slices, maps and channels; Len and Cap may be nil.
	Make struct {
		Node
		Len, Cap Expr
	}

	// Call calls a function of ours whose identity is known. Args include the receiver.
	Call struct {
		Node
		Func *Func
		Args []Expr
	}

	// CallValue calls a function value; nil panics. A variadic parameter has
	// already been packed into a slice.
	CallValue struct {
		Node
		Fn   Expr
		Args []Expr
	}

	// CallIface calls a method of an erased interface by name; a nil interface panics.
	CallIface struct {
		Node
		X    Expr
		Name string
		Pkg  string // import path that an unexported name belongs to
		Sig  *Type
		Args []Expr
	}

	// CallNative calls a function of a compiled package (Recv nil), or a method of
	// a native type or native interface. Args are already converted to the
	// parameter types and, for a variadic callee, packed into a slice.
	CallNative struct {
		Node
		Pkg  string
		Recv Expr
		Name string
		Sig  *Type // without the receiver
		Args []Expr
	}

	// Builtin calls a predeclared function that has no node of its own: append,
	// cap, clear, close, complex, copy, delete, imag, len, max, min, panic,
	// print, println, real, and unsafe's Add, Slice, SliceData, String,
	// StringData. For append and copy, a string second argument stays a string;
	// append's further arguments are packed into one slice. panic's argument is
	// an erased interface.
	Builtin struct {
		Node
		Name string
		Args []Expr
	}

	// Recover is the predeclared recover: the value of the panic, if the Func
	// that contains it was called directly by the running of deferred functions.
	Recover struct{ Node }

	// Recv is <-ch; with CommaOK it has two results (see AssignPair).
	Recv struct {
		Node
		Ch      Expr
		CommaOK bool
	}
)
