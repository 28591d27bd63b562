// Package lower turns a checked cell into the IR that the engine runs.
//
// It is the second half of the cell compiler, for package cell alone. Its input
// is a [Unit]: syntax trees with go/types' findings; its output is an
// *ir.Program, in which generics are instances, interfaces are boxed, captured
// variables are cells and the order of evaluation is fixed (package ir lists what
// holds). A [Session] remembers what later cells refer to: one ir.Type per type
// identity, one ir.Func per function instance, one ir.Global per variable.
//
// The one invariant: lowering is all or nothing. When [Session.Lower] returns an
// error the session is as it was before.
//
// One file per language feature, each with its before and after on top:
//
//	session.go    Lower: from Unit to Program
//	types.go      one ir.Type per type; what is boxed, what is native
//	typename.go   names as %T prints them
//	subst.go      type parameters replaced by type arguments
//	instance.go   functions, methods and instances on demand
//	methods.go    method sets: bindings, promoted methods, method expressions
//	escape.go     which variables need a heap cell
//	fn.go         the function being built: variables, captures, temporaries
//	order.go      operands in Go's order of evaluation
//	pin.go        calls before reads that they may change
//	parts.go      the operands of an expression
//	expr.go       operators, indexing, literals of functions
//	constant.go   folded constants
//	convert.go    conversions, assignability, interfaces
//	selector.go   fields, methods, promotion
//	call.go       calls and their arguments
//	builtin.go    predeclared functions
//	literal.go    composite literals
//	stmt.go       simple statements, blocks, if, for
//	assign.go     assignments and declarations
//	branch.go     labels, break, continue, goto, return
//	switch.go     switch and type switch
//	range.go      range over everything but functions
//	rangefunc.go  range over functions
//	select.go     select
//	defer.go      defer and go
//
// Example: for the cell `x := 40` the program has one global x and a body with a
// single ir.Assign of the constant 40 to it.
package lower
