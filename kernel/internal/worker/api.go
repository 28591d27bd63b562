package worker

import (
	"context"
	"encoding/json"
	"errors"
)

// ErrClosed is what every method of a [Worker] answers after Close.
var ErrClosed = errors.New("the worker is closed")

// A Worker runs cells and answers questions about code. It is all that the
// session knows of the language.
//
// Execute runs one cell at a time: a second call waits for the first. The other
// methods may be called from any goroutine, also while a cell runs.
type Worker interface {
	// Execute runs a cell and returns when it has ended. Every event of the
	// cell has been handed to the [Handler] by then. Cancelling ctx stops the
	// cell, with the values that it has made so far if that is possible; the
	// result then is an error like any other. It never panics and never returns
	// without a result: a lost child is an error, too, with Died set.
	Execute(ctx context.Context, req Request) Result

	// Complete offers what could stand at cursor, which counts Unicode code
	// points and is clamped to the code.
	Complete(ctx context.Context, code string, cursor int) (Completion, error)

	// Inspect explains the name at cursor; detail 1 asks for all there is.
	Inspect(ctx context.Context, code string, cursor, detail int) (Inspection, error)

	// IsComplete tells whether code can be run as it is.
	IsComplete(ctx context.Context, code string) (Completeness, error)

	// Close stops a running cell, ends the child and all that it has started,
	// and waits for both. Further calls do nothing.
	Close() error
}

// A Handler receives what a cell does besides computing. The session gives one
// to the supervisor; the child has one that forwards to it.
type Handler interface {
	// Event takes one event. Calls come one at a time and in the order of the
	// cell's actions, also for goroutines that outlive their cell (then after
	// Execute has returned). As long as it blocks, the cell's output blocks. It
	// must not call the Worker.
	Event(Event)

	// Input asks the user for a line, which comes without its line end. io.EOF
	// says that there will be no more; ctx is cancelled when the cell is
	// stopped. It may be called while Event runs.
	Input(ctx context.Context, cell, prompt string, password bool) (string, error)
}

// A Request is one cell to run.
type Request struct {
	Cell            string            `json:"cell"` // msg_id of the execute_request: what events refer to
	Code            string            `json:"code"`
	Count           int               `json:"count"` // execution count; names the cell in messages: "cell 3"
	Silent          bool              `json:"silent,omitempty"`
	StoreHistory    bool              `json:"store_history,omitempty"`
	AllowStdin      bool              `json:"allow_stdin,omitempty"`
	UserExpressions map[string]string `json:"user_expressions,omitempty"`
}

// The values of [Result.Status].
const (
	StatusOK    = "ok"
	StatusError = "error"
)

// A Result is how a cell ended.
type Result struct {
	Status string  `json:"status"`           // StatusOK or StatusError
	Shown  *Bundle `json:"shown,omitempty"`  // value of the last expression, nil if there is none
	Footer *Bundle `json:"footer,omitempty"` // is shown below everything else; nil if there is nothing to say

	// Error is set exactly if Status is StatusError.
	Error *CellError `json:"error,omitempty"`

	// UserExpressions has one entry per requested expression after success, none after an error.
	UserExpressions map[string]UserExpression `json:"user_expressions,omitempty"`
	Payload         []json.RawMessage         `json:"payload,omitempty"`

	// Died: the child was lost during this cell and replaced; all variables are gone.
	Died bool `json:"died,omitempty"`
}

// A CellError says why a cell ended early.
type CellError struct {
	Name      string   `json:"name"`      // what kind of error, in a few words: "compile error", "panic"
	Value     string   `json:"value"`     // plain text
	Traceback []string `json:"traceback"` // lines, with ANSI colours; never empty

	full []string // the traceback with everything, for %traceback full; the child's only
}

// A Bundle is one thing to show in several forms. Data maps MIME types to
// strings (binary data in base64) or, for JSON types, to anything that
// encoding/json marshals: after a trip through the pipe that is a
// json.RawMessage. It always has text/plain.
type Bundle struct {
	Data     map[string]any `json:"data"`
	Metadata map[string]any `json:"metadata,omitempty"`
}

// A UserExpression is the outcome of one expression: exactly one field is set.
type UserExpression struct {
	Bundle *Bundle    `json:"bundle,omitempty"`
	Error  *CellError `json:"error,omitempty"`
}

// A Completion offers Matches as replacement of the code points Start to End.
type Completion struct {
	Matches []string         `json:"matches"`
	Start   int              `json:"start"`
	End     int              `json:"end"`
	Types   []CompletionType `json:"types,omitempty"` // none, or parallel to Matches
}

// A CompletionType describes one match for clients that show more than its name.
type CompletionType struct {
	Type      string `json:"type"` // "function", "type", "module", "keyword", ...
	Signature string `json:"signature,omitempty"`
}

// An Inspection is what is known about a name; Bundle is empty unless Found.
type Inspection struct {
	Found bool `json:"found"`
	Bundle
}

// The values of [Completeness.Status].
const (
	Complete   = "complete"
	Incomplete = "incomplete"
	Invalid    = "invalid"
	Unknown    = "unknown"
)

// A Completeness tells whether code is ready to run. Indent is what the next
// line should begin with, for Incomplete only.
type Completeness struct {
	Status string `json:"status"`
	Indent string `json:"indent,omitempty"`
}

// An EventKind tells what an [Event] is.
type EventKind uint8

// The kinds of events.
const (
	Stream        EventKind = iota + 1 // text on stdout or stderr: Name, Text
	Display                            // something to show: Bundle, DisplayID (may be empty)
	UpdateDisplay                      // what was shown with DisplayID changes: Bundle
	ClearOutput                        // the cell's output is cleared, with Wait when the next output comes
	TextLimit                          // how much text this cell and later ones show: Limit
)

// The values of [Event.Name].
const (
	Stdout = "stdout"
	Stderr = "stderr"
)

// An Event is something that a cell does while it runs, or that one of its
// goroutines does later.
type Event struct {
	Cell      string    `json:"cell"` // Request.Cell
	Kind      EventKind `json:"kind"`
	Name      string    `json:"name,omitempty"` // Stdout or Stderr
	Text      string    `json:"text,omitempty"` // valid UTF-8
	Bundle    Bundle    `json:"bundle,omitzero"`
	DisplayID string    `json:"display_id,omitempty"`
	Wait      bool      `json:"wait,omitempty"`
	Limit     int64     `json:"limit,omitempty"` // bytes
}
