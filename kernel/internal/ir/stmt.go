package ir

import "go/token"

// A Stmt does something.
type Stmt interface {
	Pos() token.Pos
	stmt()
}

// At is embedded in every statement: its position.
type At token.Pos

// Pos returns where the statement stands in the learner's source.
func (a At) Pos() token.Pos { return token.Pos(a) }
func (At) stmt()            {}

// A Label is the target of Break, Continue and Goto. It is compared by identity.
type Label struct {
	Name string // as the learner wrote it; "" for one that a loop or switch needed
}

type (
	// Define executes a declaration: the variable gets a new cell, if it is one,
	// and the value of Init, or its zero value when Init is nil.
	Define struct {
		At
		Var  *Var
		Init Expr
	}

	// Assign is lhs = rhs. L is Local, GlobalRef, NativeRef (a variable), Deref,
	// FieldOf, Index or MapIndex; operands of L are evaluated before R.
	Assign struct {
		At
		L, R Expr
	}

	// AssignOp is lhs op= rhs (and lhs++, lhs--); the operands of L are evaluated once.
	AssignOp struct {
		At
		L  Expr
		Op token.Token // ADD, SUB, ..., SHL, SHR
		R  Expr
	}

	// AssignPair is a, b = X for the comma-ok forms of Assert, MapIndex and Recv.
	// A nil target is blank. Targets are variables without side effects.
	AssignPair struct {
		At
		A, B *Var
		X    Expr
	}

	// AssignCall stores the results of a call with several results in fresh
	// temporaries; a nil target is blank.
	AssignCall struct {
		At
		Targets []*Var
		Call    Expr
	}

	// ExprStmt evaluates a call or a receive and drops its results.
	ExprStmt struct {
		At
		X Expr
	}

	// Send is ch <- x.
	Send struct {
		At
		Ch, X Expr
	}

	// Block is a sequence; scoping has been resolved, so it only groups. With a
	// Label, Break to it leaves the block.
	Block struct {
		At
		Label *Label
		List  []Stmt
	}

	// If is if/else.
	If struct {
		At
		Cond Expr
		Then []Stmt
		Else []Stmt
	}

	// For is a loop. Cond nil means for ever; CondPre runs before each test of
	// the condition. Continue goes to Post. PerIter lists the loop variables that
	// are cells: each iteration has its own copy, made before Post runs.
	For struct {
		At
		Label   *Label
		CondPre []Stmt
		Cond    Expr
		Post    []Stmt
		PerIter []*Var
		Body    []Stmt
	}

	// Range is a loop over an integer, array, slice, string, map or channel.
	// X has been evaluated into a variable or is a constant; for an array that is
	// ranged with a value, it is a copy. Key and Value are fresh variables of each
	// iteration, or nil. Arrays may also come as pointer to array.
	Range struct {
		At
		Label      *Label
		X          Expr
		Key, Value *Var
		Body       []Stmt
	}

	// RangeFunc is a loop over a function: Fn is called with the closure Body,
	// whose parameters are the iteration values and which returns false to stop.
	// Body has set the variable Exit before it returned false; After, which runs
	// when the call has returned, branches on it. State (an int cell that Body
	// captures) and [RangeCheck] hold the checks that the spec asks for.
	RangeFunc struct {
		At
		Fn    Expr
		Body  *Closure
		State *Var
		After []Stmt
	}

	// RangeCheck stands at the places where a RangeFunc loop checks its State.
	RangeCheck struct {
		At
		State *Var
		Op    RangeOp
	}

	// Switch runs the first clause one of whose conditions is true; conditions are
	// booleans, evaluated in order. Default is the index of the default clause, or
	// -1. A tag has been evaluated into a temporary and compared explicitly.
	Switch struct {
		At
		Label   *Label
		Clauses []Clause
		Default int
	}

	// Select is a select statement. Channel and send operands are evaluated once,
	// in source order, before it blocks.
	Select struct {
		At
		Label *Label
		Cases []SelectCase
	}

	// Return leaves the function. Values is empty (results as they stand), or one
	// value per result, or a single call with as many results.
	Return struct {
		At
		Values []Expr
	}

	// Branch is break, continue or goto.
	Branch struct {
		At
		Tok token.Token // BREAK, CONTINUE, GOTO
		To  *Label
	}

	// LabelStmt marks the place that Goto jumps to.
	LabelStmt struct {
		At
		Label *Label
	}

	// GoStmt starts a goroutine. Call is any call node whose operands are
	// constants or variables that nothing assigns to any more.
	GoStmt struct {
		At
		Call Expr
	}

	// Defer pushes a call on a function's list of deferred calls. Call's operands
	// are as in GoStmt. List is the DeferList of this function, or the captured one of
	// the function that a RangeFunc body belongs to.
	Defer struct {
		At
		Call Expr
		List *Var
	}

	// Show hands values to the front for display; each X is an erased interface
	// (Box of its static type). Several are shown as a tuple.
	Show struct {
		At
		Values []Expr
	}
)

// Static is the type that value i had before it was put into an interface.
func (s *Show) Static(i int) *Type {
	switch x := s.Values[i].(type) {
	case *Box:
		return x.X.Type()
	case *Retype:
		return x.X.Type()
	case *IfaceConv:
		return x.X.Type()
	}
	return s.Values[i].Type()
}

// A Clause is one clause of a Switch.
type Clause struct {
	At          token.Pos
	Conds       []Expr // empty for default
	Body        []Stmt
	Fallthrough bool
}

// A SelectCase is one case of a Select: a receive (Send nil), a send, or the
// default case (Ch nil).
type SelectCase struct {
	At    token.Pos
	Ch    Expr
	Send  Expr
	Value *Var // receives the value; nil if not wanted
	OK    *Var // receives the second result; nil if not wanted
	Body  []Stmt
}

// RangeOp is one step of the life of a RangeFunc loop (spec: "Range clause",
// cmd/compile's rangefunc rewrite has the same states).
type RangeOp uint8

// The steps; each panics with Go's own words when the state forbids it.
const (
	RangeEnter RangeOp = iota // the body starts: panics when the loop is over or the body is already running
	RangeNext                 // the body ends normally: another call is allowed
	RangeStop                 // the body is about to return false: no further call is allowed
	RangeDone                 // the iterator function has returned: panics when it swallowed a panic of the body
)
