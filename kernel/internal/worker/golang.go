package worker

// This file is the one real Language: the cell compiler, the engine, completion
// and rendering put together.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/assist"
	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/render"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// golang is Go with values that live from cell to cell.
type golang struct {
	handler Handler

	mu       sync.Mutex // guards what follows
	cells    *cell.Session
	engine   *engine.Engine
	texts    cellTexts
	requests map[string]string // program name -> request that ran it last
	running  string            // request
	name     string            // and its program
}

// Go returns the Language of cells. What a cell prints goes to os.Stdout; what a
// goroutine prints when its cell is over, and input, go to h.
func Go(h Handler) (Language, error) {
	g := &golang{handler: h}
	return g, g.Reset()
}

func (g *golang) Reset() error {
	cells, err := cell.NewSession()
	if err != nil {
		return err
	}
	e, err := engine.New(engine.Options{
		Stdin:    rt.Stdin(g.ask, nil, nil),
		Stdout:   g.stdout,
		Panicked: g.goroutinePanicked,
	})
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cells, g.engine = cells, e
	g.texts, g.requests = cellTexts{}, map[string]string{}
	return nil
}

// compiled is a checked cell, and the engine of the session that it belongs to.
type compiled struct {
	name   string
	ir     *ir.Program
	engine *engine.Engine
}

func (g *golang) Compile(name, source string) (Program, *CellError) {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, err := g.cells.Compile(name, source)
	var wrong *cell.Errors
	switch {
	case errors.As(err, &wrong):
		return nil, compileError(wrong)
	case err != nil:
		return nil, plain("compile error", err.Error())
	}
	g.texts[name] = source
	return compiled{name, p, g.engine}, nil
}

func (g *golang) Run(ctx context.Context, request string, p Program) (*Bundle, *CellError) {
	c := p.(compiled)
	g.mu.Lock()
	g.requests[c.name], g.running, g.name = request, request, c.name
	g.mu.Unlock()
	result, err := c.engine.Run(ctx, c.ir)
	g.mu.Lock()
	g.running, g.name = "", ""
	g.mu.Unlock()
	if err != nil {
		return nil, g.ended(err)
	}
	return g.shown(result), nil
}

// shown renders the values of the last expression.
func (g *golang) shown(result engine.Result) *Bundle {
	var values []render.Result
	for _, s := range result.Shown {
		values = append(values, render.Result{V: s.X, IsError: s.Type != nil && s.Type.IR.Name == "error"})
	}
	b := render.Results(values)
	if b == nil {
		return nil
	}
	for _, problem := range b.Problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	return &Bundle{Data: b.Data, Metadata: b.Metadata}
}

// ended words why a cell did not reach its end.
func (g *golang) ended(err error) *CellError {
	g.mu.Lock()
	defer g.mu.Unlock()
	var panicked *rt.Panic
	var overflow *rt.Overflow
	var exit *rt.ExitError
	var stopped *engine.Stopped
	var unsupported *engine.Unsupported
	switch {
	case errors.As(err, &panicked):
		return g.texts.panicked(panicked)
	case errors.As(err, &overflow):
		return g.texts.traced("stack overflow", overflow.Error(), overflow.Trace,
			"a function that calls itself needs a case in which it does not")
	case errors.As(err, &exit):
		return plain("exit", exit.Error())
	case errors.As(err, &stopped):
		return g.texts.traced("stopped", stoppedText(stopped), stopped.Trace, "")
	case errors.As(err, &unsupported):
		return hinted("not supported", "this cell needs something that the kernel cannot run yet: "+unsupported.What,
			"the cell was not run; nothing has changed")
	}
	return plain("ended", err.Error())
}

func stoppedText(s *engine.Stopped) string {
	if s.Blocked {
		return "stopped; a call that cannot be interrupted goes on in the background"
	}
	return "stopped"
}

// traced words an end with the place where it came.
func (t cellTexts) traced(name, value string, trace []rt.Frame, hint string) *CellError {
	e := &CellError{Name: name, Value: value, Traceback: []string{red(value)}}
	e.Traceback = append(e.Traceback, t.frames(trace)...)
	if hint != "" {
		e.Traceback = append(e.Traceback, "hint: "+hint)
	}
	return e
}

// ask asks the user on behalf of the running cell.
func (g *golang) ask(_ context.Context, prompt string) (string, error) {
	g.mu.Lock()
	request, e := g.running, g.engine
	g.mu.Unlock()
	return g.handler.Input(e.Threads().Current().Cell().Context(), request, prompt, false)
}

// stdout is where the calling goroutine prints: the process's output, which
// belongs to the running cell, or an event if the goroutine's cell is over.
func (g *golang) stdout() io.Writer {
	g.mu.Lock()
	defer g.mu.Unlock()
	name := g.engine.Threads().Current().Cell().ID
	if name == g.name || g.requests[name] == "" {
		return os.Stdout
	}
	return late{g.handler, g.requests[name]}
}

// late prints for a cell that is over.
type late struct {
	handler Handler
	request string
}

func (l late) Write(text []byte) (int, error) {
	l.handler.Event(Event{Cell: l.request, Kind: Stream, Name: Stdout, Text: string(text)})
	return len(text), nil
}

// goroutinePanicked reports a panic that no cell can report as its own.
func (g *golang) goroutinePanicked(name string, p *rt.Panic) {
	g.mu.Lock()
	failure, request := g.texts.panicked(p), g.requests[name]
	g.mu.Unlock()
	text := "a goroutine of " + name + " ended with a panic\n"
	for _, line := range failure.Traceback {
		text += line + "\n"
	}
	g.handler.Event(Event{Cell: request, Kind: Stream, Name: Stderr, Text: text})
}

func (g *golang) Complete(_ context.Context, code string, cursor int) Completion {
	found := assist.Complete(g.session(), code, cursor)
	c := Completion{Start: found.Start, End: found.End}
	for _, m := range found.Matches {
		c.Matches = append(c.Matches, m.Text)
		c.Types = append(c.Types, CompletionType{Type: m.Kind, Signature: m.Type})
	}
	return c
}

func (g *golang) Inspect(_ context.Context, code string, cursor, detail int) Inspection {
	found := assist.Inspect(g.session(), code, cursor, detail)
	if !found.Found {
		return Inspection{}
	}
	return Inspection{Found: true, Bundle: Bundle{Data: map[string]any{"text/plain": found.Text, "text/markdown": found.Markdown}}}
}

func (g *golang) IsComplete(_ context.Context, code string) Completeness {
	c := cell.IsComplete(code)
	return Completeness{Status: c.Status, Indent: c.Indent}
}

func (g *golang) session() *cell.Session {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cells
}

func (g *golang) Variables() []Variable {
	g.mu.Lock()
	defer g.mu.Unlock()
	var list []Variable
	for _, v := range g.cells.Variables() {
		list = append(list, Variable{Name: v.Name, Type: v.Global.Type.Name, Value: g.text(v.Global)})
	}
	return list
}

// text is the value of a variable as fmt.Println prints it.
func (g *golang) text(v *ir.Global) string {
	value := g.engine.Variable(v)
	if v.Type.IsIface() {
		return render.Text(value.Interface())
	}
	return render.Text(g.engine.Types().Of(v.Type).Box(value))
}
