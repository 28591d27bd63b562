package lower

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A Unit is one checked cell, ready to be lowered. It has no errors: every
// expression in Files and Steps is recorded in Info.
//
// The cell's package-level declarations stand in Files. Its statements were
// checked as the body of one synthetic function; they reach the lowering as
// Steps, and the variables of that function's outermost scope, Scope, are
// notebook variables.
type Unit struct {
	Name string // "cell 3"
	Fset *token.FileSet
	Pkg  *types.Package // path "main"; a new one for each cell
	Info *types.Info

	// Files holds the package-level declarations: functions, methods, types,
	// constants, and the variables that are checked as package variables.
	Files []*ast.File

	// Scope is the scope of the synthetic body. The variables in it (not in the
	// scopes below it) are notebook variables. Nil if the cell has no statements.
	Scope *types.Scope

	// Steps is what running the cell means, in order.
	Steps []Step

	// Reused maps a variable that this cell declares again with an identical type
	// to the earlier one whose storage it takes over.
	Reused map[*types.Var]*types.Var

	// Replaces maps a function or method that this cell declares again with the
	// same signature to the earlier one: all callers of that one call this one now.
	Replaces map[*types.Func]*types.Func

	// LateMethods maps a method that was added to the type of an earlier cell to
	// its declaration. That was checked as a plain function whose first parameter
	// is the receiver, so Info knows its receiver as a parameter.
	LateMethods map[*types.Func]*ast.FuncDecl
}

// A Step is one thing that running a cell does. Exactly one field is set.
type Step struct {
	Stmt ast.Stmt           // a statement of the cell
	Init *types.Initializer // the initialisation of package variables
	Call *types.Func        // a call of init or main
	Show ast.Expr           // the last expression: evaluate and show
}

// A Library finds the source of generic functions and methods of compiled
// packages, which export data has only the signatures of.
type Library interface {
	// Func returns the declaration of obj's body, the info that it was checked
	// with, and the function object that info knows it by; its type parameters
	// correspond to obj's (those of a receiver first). Ok is false if the library
	// has no such function.
	Func(obj *types.Func) (decl *ast.FuncDecl, info *types.Info, fn *types.Func, ok bool)
}
