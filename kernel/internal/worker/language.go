package worker

import (
	"context"
	"regexp"

	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// A Language is what Serve needs to know about Go, as seen from the protocol: it
// compiles and runs cells and answers questions about code. Its names, values
// and types live as long as it does.
//
// Compile, Run, Variables, Engine, SetEngine, Listing and Reset are called one at a time; the others may be
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

	// Engine tells what runs cells, and which functions run where.
	Engine() Engine

	// SetEngine chooses, by its name, what runs the functions of later cells.
	SetEngine(name string) error

	// Listing shows the code of a function, or of a cell, for people; "" if there
	// is none of that name.
	Listing(name string) string

	// Desugar returns the text of a cell with its range loops written out.
	Desugar(name, source string) (string, *CellError)

	// Goroutines tells what the goroutines of cells do, a line for each; "" if there are none.
	Goroutines() string

	// Footer is what is to be shown below the output of the program that has run last, nil if
	// there is nothing. It is told once.
	Footer() *Bundle

	// Memory is the account of the process's memory.
	Memory() *rt.Memory

	// Watch looks after the limits of the process until ctx is done.
	Watch(ctx context.Context)

	// Reset forgets everything, as if the kernel had been started anew.
	Reset() error
}

// A Program is a compiled cell; only the Language that made it knows what it is.
type Program any

// A Variable is one line of the list that %whos prints.
type Variable struct{ Name, Type, Value string }

// An Engine is the state of what runs cells.
type Engine struct {
	Name      string // of what runs functions of later cells
	Problem   string // why it is not what it should be; "" if all is well
	Functions []PlacedFunction
}

// A PlacedFunction is one line of the list that %engine shows.
type PlacedFunction struct {
	Name, Cell string
	Line       int    // in the cell; 0 for the whole cell
	Engine     string // that runs it
	Why        string // why it is not another one; may be ""
}
