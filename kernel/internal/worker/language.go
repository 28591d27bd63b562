package worker

import (
	"context"
	"regexp"
)

// A Language is what Serve needs to know about Go, as seen from the protocol: it
// compiles and runs cells and answers questions about code. Its names, values
// and types live as long as it does.
//
// Compile, Run, Variables and Reset are called one at a time; the others may be
// called meanwhile. Errors in cells are CellErrors, ready to be shown.
type Language interface {
	// Compile checks a cell and takes its names into the session; after an error
	// nothing has changed. Name is how messages call it: "cell 3".
	Compile(name, source string) (Program, *CellError)

	// Run runs what Compile has returned, for the request cell, and returns the
	// value of its last expression, or nil. Output goes where package os of the
	// process sends it, everything else to the Handler that the Language was
	// made with, under cell.
	Run(ctx context.Context, cell string, p Program) (*Bundle, *CellError)

	// Complete, Inspect and IsComplete are as in Worker. The cursor is within
	// the code.
	Complete(ctx context.Context, code string, cursor int) Completion
	Inspect(ctx context.Context, code string, cursor, detail int) Inspection
	IsComplete(ctx context.Context, code string) Completeness

	// Variables lists the notebook variables by name.
	Variables(ctx context.Context) []Variable

	// Tests returns the source of a cell that runs the test functions whose names
	// match, or "" if there are none.
	Tests(match *regexp.Regexp) string

	// Reset forgets everything, as if the kernel had been started anew.
	Reset() error
}

// A Program is a compiled cell; only the Language that made it knows what it is.
type Program any

// A Variable is one line of the list that %whos prints.
type Variable struct{ Name, Type, Value string }
