package worker

import (
	"context"
	"encoding/json"
)

// A Worker runs cells and answers questions about code. It knows Go and nothing
// of Jupyter; its caller knows Jupyter and nothing of Go.
//
// Its methods are called one at a time, except Close, which may be called at
// any time from any goroutine and makes a call in progress return. After Close
// every method fails.
type Worker interface {
	// Execute runs one cell and returns when it has ended. Cancelling ctx stops
	// the cell, keeping its values if possible; Execute still returns a Result,
	// with an error that says that the cell was stopped. All events that the
	// cell caused have been handed to the Handler before Execute returns, except
	// those of goroutines that outlive the cell.
	Execute(ctx context.Context, req Request) Result
	// Complete proposes ways to go on at cursor. Cursor, start and end count
	// Unicode code points.
	Complete(ctx context.Context, code string, cursor int) (Completion, error)
	// Inspect documents what stands at cursor. Detail is 0 or, for more, 1.
	Inspect(ctx context.Context, code string, cursor, detail int) (Inspection, error)
	// IsComplete tells whether code can be run as it is.
	IsComplete(ctx context.Context, code string) (Completeness, error)
	// Close ends the worker and waits until it has ended.
	Close() error
}

// A Handler receives what a cell does while it runs. Its methods are called
// from goroutines of the worker.
type Handler interface {
	// Event takes over one piece of output. Events of one cell come in order. It
	// may block for a moment when output comes faster than it can be sent.
	Event(Event)
	// Input asks the user for one line and returns it without its line end. The
	// error is io.EOF when the user ends the input.
	Input(ctx context.Context, cell, prompt string, password bool) (string, error)
}

// A Request is one cell to run.
type Request struct {
	Cell            string // names the cell in events: the msg_id of its execute_request
	Code            string
	Count           int // the number shown to the user, as in "cell 3, line 2"
	Silent          bool
	StoreHistory    bool
	AllowStdin      bool
	UserExpressions map[string]string // evaluated after the cell has ended without error
}

// A Result is how a cell ended.
type Result struct {
	Status          string     // "ok" or "error"
	Shown           *Bundle    // value of the last expression, nil if there is none to show
	Error           *CellError // nil if Status is "ok"
	UserExpressions map[string]UserExpression
	Payload         []json.RawMessage
	Died            bool // the process that held the variables was lost; a new one has taken its place
}

// A CellError is what the user sees of a failed cell: plain text and ANSI colours.
type CellError struct {
	Name      string
	Value     string
	Traceback []string
}

// A Bundle is one value in several media types, as Jupyter shows it.
type Bundle struct {
	Data     map[string]any
	Metadata map[string]any
}

// A UserExpression is the outcome of one of [Request.UserExpressions]; exactly
// one of its fields is set.
type UserExpression struct {
	Bundle *Bundle
	Error  *CellError
}

// A Completion lists what may replace the code points Start to End.
type Completion struct {
	Matches []string
	Start   int
	End     int
	Types   []CompletionType // parallel to Matches, or empty
}

// A CompletionType describes one match.
type CompletionType struct {
	Type      string // "function", "keyword", ...
	Signature string
}

// An Inspection is the documentation of what stands at the cursor.
type Inspection struct {
	Found bool
	Bundle
}

// Completeness is the answer to "can this be run?".
type Completeness struct {
	Status string // "complete", "incomplete", "invalid" or "unknown"
	Indent string // proposed start of the next line if Status is "incomplete"
}

// An EventKind says which fields of an [Event] count.
type EventKind int

const (
	Stream        EventKind = iota // Name and Text
	Display                        // Bundle, and DisplayID if it can be updated later
	UpdateDisplay                  // Bundle and DisplayID
	ClearOutput                    // Wait
)

// An Event is one piece of output of a cell.
type Event struct {
	Cell      string // [Request.Cell] of the cell that caused it, also after that cell has ended
	Kind      EventKind
	Name      string // "stdout" or "stderr"
	Text      string
	Bundle    Bundle
	DisplayID string
	Wait      bool // clear only when the next output comes
}
