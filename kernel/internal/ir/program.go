package ir

import "go/token"

// A Program is one lowered cell.
//
// Running it means: create Globals (zero), make Funcs and Bindings known, take
// notice of Replaced, then call Body. If Body panics, everything that it did
// until then stays done.
type Program struct {
	Name  string         // "cell 3": what positions and tracebacks say
	Files *token.FileSet // resolves every Pos in the program

	// Needs are the packages that this cell is the first to import, in order: each is to be run
	// once, before Body.
	Needs []*Program

	Globals  []*Global
	Funcs    []*Func // every function that Body can reach and no earlier Program had; literals are reached through Closure nodes
	Bindings []Binding
	Replaced []Replacement

	// Body holds the initialisation of package variables, the calls of init
	// functions, the cell's statements and the call of main, in this order. It
	// has no parameters and no results; values for display go through Show.
	Body *Func
}

// A Binding makes a method known to dynamic calls: interface calls, printing
// with String or Error, adapters to native interfaces. The receiver is the first
// parameter of Func. Bindings come for the method set of every type that the
// program puts into an interface, promoted methods included.
type Binding struct {
	Type *Type // T or *T
	Name string
	Pkg  string // import path that an unexported name belongs to
	Func *Func
}

// A Replacement says that a cell was re-run: callers of Old, however old they
// are, call New from now on. Both have the same signature.
type Replacement struct{ Old, New *Func }

// A Func is a function, a method (receiver first), an instance of a generic
// function, a function literal or the body of a cell.
type Func struct {
	Name string // as a traceback shows it: "main.Map[int,string]", "main.fib", "main.main.func1", "cell 3"
	Pos  token.Pos
	End  token.Pos
	Sig  *Type // FuncKind, receiver as first parameter

	Params []*Var // receiver first; "_" and unnamed ones are present too

	// Results are the result variables, always present. A Return with values
	// sets them; deferred functions may change those that are named.
	Results      []*Var
	NamedResults bool

	Locals []*Var // every other variable of the function, temporaries included

	Outer    *Func     // the function whose literal this is; nil at top level
	Captures []Capture // variables of Outer used here or further in

	Body []Stmt

	// HasDefer: the function executes Defer statements of its own, or the body
	// of one of its RangeFunc loops does on its behalf.
	HasDefer bool
	// HasRecover: the body calls recover directly.
	HasRecover bool

	// DeferList stands for the function's list of deferred calls. It is set when
	// HasDefer is; a RangeFunc body captures it like any other variable. Its
	// Type is nil: its representation is the tier's own.
	DeferList *Var

	// RangeBody: this literal is the lifted body of a RangeFunc loop. Its frame
	// is not shown in tracebacks. For recover it is a function like any other.
	RangeBody bool

	// CellBody: this is the Body of a Program.
	CellBody bool

	// Wrapper: made by the compiler (promoted method, bound method value); its
	// frame is not shown in tracebacks.
	Wrapper bool

	ID int // unique in the session
}

// A Capture says how a variable of the enclosing function is seen in a literal.
// Cells are captured by reference to the cell, all others by value, at the time
// when the Closure node is evaluated.
type Capture struct {
	Outer *Var // variable of Func.Outer
	Inner *Var // variable of the literal; same Type and Cell
}
