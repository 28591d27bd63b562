package worker

// This file joins cell, engine, assist and render into the Language of the
// kernel. It is the only one here, with trace.go, that knows Go.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/gopherloop/gopherloop/kernel/internal/assist"
	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/render"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// golang is Go in notebooks. The engine knows cells by the names that messages
// call them, "cell 3", the front by the requests they came with.
type golang struct {
	handler Handler
	opts    GoOptions
	out     *rt.Output // standard output, with the unfinished line as prompt
	stdio   *stdio
	memory  *memoryWatch

	mu       sync.Mutex
	cells    *cell.Session
	engine   *engine.Engine
	texts    cellTexts
	requests map[string]string // name of a cell -> Request.Cell
	footer   *Bundle
	current  string // name of the cell that runs or has run last
}

// A goProgram is a compiled cell.
type goProgram struct {
	name string
	ir   *ir.Program
}

// Go returns the language that cells are written in. Cells print to the
// process's standard output and error.
func Go(h Handler) (Language, error) { return GoOptions{}.Language(h) }

// Language is [Go] with options.
func (o GoOptions) Language(h Handler) (Language, error) {
	os.Args = os.Args[:1] // a cell is a program without arguments
	g := &golang{handler: h, opts: o, out: rt.NewOutput(os.Stdout), stdio: newStdio(), memory: newMemoryWatch(memoryLimit(o.Memory)), texts: cellTexts{}, requests: map[string]string{}}
	return g, g.Reset()
}

// Reset implements [Language].
func (g *golang) Reset() error {
	cells, err := cell.NewSession()
	if err != nil {
		return err
	}
	streams := &goStreams{g: g}
	opts := g.opts.engine()
	opts.Stdout, opts.Died = streams.stdout, g.died
	opts.Stdin = rt.Stdin(streams.ask, streams.context, g.out.Prompt)
	opts.Memory = g.memory.memory
	signals := &selfSignals{}
	opts.Symbols = streams.host()
	maps.Copy(opts.Symbols, signals.symbols())
	e, err := engine.New(opts)
	if err != nil {
		return err
	}
	streams.threads, signals.engine = e.Threads(), e
	g.mu.Lock()
	old := g.engine
	g.cells, g.engine = cells, e
	g.mu.Unlock()
	if old != nil {
		old.Threads().StopAll(rt.ErrStopped)
	}
	return nil
}

// parts returns the session's two halves.
func (g *golang) parts() (*cell.Session, *engine.Engine) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.cells, g.engine
}

// Compile implements [Language].
func (g *golang) Compile(name, source string) (Program, *CellError) {
	cells, _ := g.parts()
	p, err := cells.Compile(name, source)
	if err != nil {
		return nil, notCompiled(err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.texts[name] = source
	return &goProgram{name, p}, nil
}

// Desugar implements [Language].
func (g *golang) Desugar(name, source string) (string, *CellError) {
	cells, _ := g.parts()
	text, err := cells.Desugar(name, source)
	if err != nil {
		return "", notCompiled(err)
	}
	return text, nil
}

func notCompiled(err error) *CellError {
	var errs *cell.Errors
	if errors.As(err, &errs) {
		return compileError(errs)
	}
	return plain("compile error", err.Error())
}

// Run implements [Language].
func (g *golang) Run(ctx context.Context, request string, p Program) (*Bundle, *CellError) {
	program := p.(*goProgram)
	g.stdio.mend()
	g.memory.wake()
	g.mu.Lock()
	g.current = program.name
	g.requests[program.name] = request
	e := g.engine
	g.mu.Unlock()
	result, err := e.Run(ctx, program.ir)
	if err != nil {
		return nil, g.failure(err, program)
	}
	defer func() { g.noteLeft(result.Left()) }()
	if len(result.Shown) == 0 {
		return nil, nil
	}
	var b *render.Bundle
	if err := e.Do(ctx, program.name, func() { b = render.Results(shown(result)) }); err != nil {
		return nil, g.failure(err, program)
	}
	return g.bundle(request, b), nil
}

func shown(r engine.Result) []render.Result {
	var rs []render.Result
	for _, s := range r.Shown {
		rs = append(rs, render.Result{V: s.X, IsError: s.Type.IR.Pkg == "" && s.Type.IR.Sym == "error"})
	}
	return rs
}

// bundle passes on what render has made, and tells the learner about what it
// could not make.
func (g *golang) bundle(request string, b *render.Bundle) *Bundle {
	if b == nil {
		return nil
	}
	if len(b.Problems) > 0 {
		g.handler.Event(Event{Cell: request, Kind: Stream, Name: Stderr, Text: strings.Join(b.Problems, "\n") + "\n"})
	}
	return &Bundle{Data: b.Data, Metadata: b.Metadata}
}

// failure words the error of a run; nil for one that is none to the learner.
func (g *golang) failure(err error, p *goProgram) *CellError {
	g.mu.Lock()
	defer g.mu.Unlock()
	var unsupported *engine.Unsupported
	if errors.As(err, &unsupported) {
		return g.texts.unsupported(unsupported.What, p.ir.Files.Position(unsupported.Pos))
	}
	return g.texts.failure(err)
}

// died tells about a goroutine that an error has ended after the end of its cell.
func (g *golang) died(name string, reason error) {
	g.mu.Lock()
	e, request := g.texts.failure(reason), g.requests[name]
	g.mu.Unlock()
	g.handler.Event(Event{Cell: request, Kind: Stream, Name: Stderr, Text: strings.Join(e.Traceback, "\n") + "\n"})
}

// Complete implements [Language].
func (g *golang) Complete(_ context.Context, code string, cursor int) Completion {
	cells, _ := g.parts()
	c := assist.Complete(cells, code, cursor)
	out := Completion{Matches: []string{}, Start: c.Start, End: c.End}
	for _, m := range c.Matches {
		out.Matches = append(out.Matches, m.Text)
		out.Types = append(out.Types, CompletionType{Type: m.Kind, Signature: m.Type})
	}
	return out
}

// Inspect implements [Language].
func (g *golang) Inspect(_ context.Context, code string, cursor, detail int) Inspection {
	cells, _ := g.parts()
	i := assist.Inspect(cells, code, cursor, detail)
	if !i.Found {
		return Inspection{}
	}
	data := map[string]any{"text/plain": i.Text}
	if i.Markdown != "" {
		data["text/markdown"] = i.Markdown
	}
	return Inspection{Found: true, Bundle: Bundle{Data: data}}
}

// IsComplete implements [Language].
func (g *golang) IsComplete(_ context.Context, code string) Completeness {
	c := cell.IsComplete(code)
	return Completeness{Status: c.Status, Indent: c.Indent}
}

// Memory implements [Language].
func (g *golang) Memory() *rt.Memory { return g.memory.memory }

// Watch implements [Language].
func (g *golang) Watch(ctx context.Context) {
	g.memory.run(ctx, func() *rt.Threads {
		_, e := g.parts()
		return e.Threads()
	})
}

// maxListed is the length of a value above which %whos shows only the length.
const maxListed = 1000

// Variables implements [Language].
func (g *golang) Variables(ctx context.Context) []Variable {
	cells, e := g.parts()
	var vs []Variable
	// A method String that does not return is stopped with the cell; the list
	// is as long as it has got by then.
	_ = e.Do(ctx, "%whos", func() {
		for _, v := range cells.Variables() {
			vs = append(vs, Variable{Name: v.Name, Type: v.Global.Type.String(), Value: valueText(e, v.Global)})
		}
	})
	return vs
}

func valueText(e *engine.Engine, global *ir.Global) string {
	v := e.Variable(global)
	switch global.Type.Kind {
	case ir.Array, ir.Slice, ir.Map, ir.String:
		if v.Len() > maxListed {
			return fmt.Sprintf("(%d long)", v.Len())
		}
	}
	if global.Type.IsIface() {
		return render.Text(v.Interface())
	}
	return render.Text(e.Types().Of(global.Type).Box(v))
}

// Tests implements [Language].
func (g *golang) Tests(match *regexp.Regexp) string {
	cells, _ := g.parts()
	return cells.Tests(match)
}

// goStreams are the standard streams as cells see them.
type goStreams struct {
	g       *golang
	threads *rt.Threads
}

// stdout returns where the calling goroutine prints to: the process's standard
// output, which the front takes for the current cell's, unless it belongs to an
// earlier cell.
func (s *goStreams) stdout() io.Writer {
	name := s.threads.Current().Cell().ID
	s.g.mu.Lock()
	defer s.g.mu.Unlock()
	if request, ok := s.g.requests[name]; ok && name != s.g.current {
		return &lateText{s.g.handler, request}
	}
	return s.g.out
}

// lateText is standard output of a cell that is not the current one any more.
type lateText struct {
	handler Handler
	request string
}

func (l *lateText) Write(p []byte) (int, error) {
	l.handler.Event(Event{Cell: l.request, Kind: Stream, Name: Stdout, Text: string(p)})
	return len(p), nil
}

func (s *goStreams) context() context.Context { return s.threads.Current().Cell().Context() }

func (s *goStreams) ask(ctx context.Context, prompt string) (string, error) {
	th := s.threads.Current()
	line, err := s.g.handler.Input(ctx, s.request(), prompt, false)
	th.Poll() // a stop ends the cell here; it is not an error that it could handle
	return line, err
}
