package engine

import (
	"context"
	"fmt"
	"go/token"
	"io"
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/traefik/yaegi/interp"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/native"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// Options configure an engine. The zero value runs cells over the whole standard
// library, with the process's own standard output.
type Options struct {
	// Natives are the compiled packages that cells can use; nil means package native.
	Natives Natives
	// Stdout returns where fmt.Print and its kin print to; it is called for each
	// print. Nil means os.Stdout.
	Stdout func() io.Writer
	// Stdin is what cells read as os.Stdin; nil means an empty one.
	Stdin io.Reader
	// MaxDepth limits recursion; 0 means a depth that fits a goroutine's stack.
	MaxDepth int
	// Panicked is told about a panic that ended a goroutine after its cell was over.
	Panicked func(cell string, p *rt.Panic)
}

// Natives are compiled packages by name, as package native has them.
type Natives interface {
	rt.Natives
	Lookup(pkg, name string) (reflect.Value, bool)
}

// An Engine runs the cells of one session. Run is for one cell at a time; goroutines
// that cells have started go on between runs.
type Engine struct {
	opts    Options
	in      *interp.Interpreter
	runID   *uint64 // Yaegi's own
	types   *rt.Types
	threads *rt.Threads
	library map[string]any

	overrides map[string]any
	methods   map[methodName]any

	// What has been given to Yaegi. Only Run touches these.
	symbols map[symbolKey]string
	codes   map[*ir.Func]*code
	infos   map[*ir.Func]*rt.FuncInfo
	calls   callGraph
	slots   map[*ir.Func]*slot
	serial  int
	units   int

	mu          sync.Mutex // guards variables
	variables   map[*ir.Global]reflect.Value
	replaced    sync.Map // *ir.Func -> the *ir.Func that is called in its place
	methodSlots sync.Map // methodKey -> *slot
	running     atomic.Pointer[run]
}

// New returns an engine with nothing in it.
func New(opts Options) (*Engine, error) {
	if opts.Natives == nil {
		opts.Natives = compiled{}
	}
	e := &Engine{
		opts:      opts,
		in:        interp.New(interp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: noInput{}}),
		types:     rt.NewTypes(opts.Natives),
		threads:   rt.NewThreads(rt.ThreadOptions{MaxDepth: opts.MaxDepth, Panicked: opts.Panicked}),
		symbols:   map[symbolKey]string{},
		codes:     map[*ir.Func]*code{},
		infos:     map[*ir.Func]*rt.FuncInfo{},
		calls:     callGraph{},
		slots:     map[*ir.Func]*slot{},
		variables: map[*ir.Global]reflect.Value{},
	}
	var err error
	if e.runID, err = runID(e.in); err != nil {
		return nil, fmt.Errorf("preparing the interpreter: %w", err)
	}
	e.library = e.newLibrary()
	e.overrides = e.newOverrides()
	e.methods = e.newMethods()
	return e, nil
}

// compiled is package native behind the interface.
type compiled struct{ native.Natives }

func (compiled) Lookup(pkg, name string) (reflect.Value, bool) { return native.Lookup(pkg, name) }

type noInput struct{}

func (noInput) Read([]byte) (int, error) { return 0, io.EOF }

// Types returns the table of the session's types.
func (e *Engine) Types() *rt.Types { return e.types }

// Threads returns the register of the session's goroutines.
func (e *Engine) Threads() *rt.Threads { return e.threads }

// Variable returns a notebook variable as a settable value of its represented
// type. It is the same variable for as long as the engine lives. Safe from any goroutine.
func (e *Engine) Variable(g *ir.Global) reflect.Value {
	e.mu.Lock()
	defer e.mu.Unlock()
	v, ok := e.variables[g]
	if !ok {
		v = reflect.New(e.types.Of(g.Type).R).Elem()
		e.variables[g] = v
	}
	return v
}

// Shown is a value that a cell displays: X is an interface value of the runtime.
type Shown struct {
	Type *rt.Type // the static type
	X    any
}

// Result is what a run of a cell has produced, apart from its output.
type Result struct {
	Shown []Shown
}

// Unsupported is the error of a program that the engine cannot run. Nothing of it has
// been run, and the session is as it was before.
type Unsupported struct {
	Pos  token.Pos // of the program's file set; may be NoPos
	What string
}

func (u *Unsupported) Error() string { return "not supported here: " + u.What }

func unsupported(pos token.Pos, what string) *Unsupported { return &Unsupported{pos, what} }

// Run runs a program. It returns when its body has ended; goroutines that it started
// may go on. When ctx is done, the program is stopped: variables keep what they hold and the
// session goes on. The error is one of *rt.Panic, *rt.ExitError, *rt.Overflow, rt.ErrGoexit,
// *Stopped and *Unsupported; the result counts in any case.
func (e *Engine) Run(ctx context.Context, p *ir.Program) (Result, error) {
	body, err := e.load(p)
	if err != nil {
		return Result{}, err
	}
	return e.execute(ctx, p, body)
}

// load emits the program and hands it to Yaegi. A failure changes nothing.
func (e *Engine) load(p *ir.Program) (body *callable, err error) {
	u := e.newUnit(p.Files)
	undo := e.replace(p.Replaced)
	defer func() {
		if r := recover(); r != nil {
			err = refusal(r)
		}
		if err != nil {
			undo()
		}
	}()
	u.emit(p)
	if err := u.load(); err != nil {
		return nil, err
	}
	for _, b := range p.Bindings {
		e.bind(b)
	}
	e.redirect()
	return e.slot(p.Body).Load(), nil
}

// refusal is the error for a panic while a program is emitted.
func refusal(r any) error {
	switch r := r.(type) {
	case *Unsupported:
		return r
	case *rt.Unsupported:
		return &Unsupported{What: r.What}
	}
	panic(r)
}

// emit emits everything that is new in the program, and what has to be emitted again
// because it calls a function that has been replaced.
func (u *unit) emit(p *ir.Program) {
	for _, f := range p.Funcs {
		u.want(f)
	}
	u.want(p.Body)
	for _, f := range u.e.stale(p) {
		u.want(f)
	}
	for _, f := range u.wanted {
		if f != p.Body {
			u.e.calls.add(f)
		}
	}
	for _, f := range u.wanted {
		u.function(f)
	}
	u.callableSlot(p.Body)
	for _, f := range u.wanted {
		if u.e.slot(f).Load() != nil {
			u.callableSlot(f)
		}
	}
	for _, r := range p.Replaced {
		if u.e.slot(r.Old).Load() != nil {
			u.callableSlot(r.New)
		}
	}
	for _, b := range p.Bindings {
		u.callableSlot(b.Func)
	}
}

// want gives f a name, under which it is going to be emitted.
func (u *unit) want(f *ir.Func) {
	if u.codes[f] != nil {
		return
	}
	u.codes[f] = &code{name: u.e.fresh("f"), framed: framed(f)}
	u.wanted = append(u.wanted, f)
}

// code is how the newest version of f is called.
func (u *unit) code(f *ir.Func) *code {
	f = u.e.newest(f)
	if c := u.codes[f]; c != nil {
		return c
	}
	if c := u.e.codes[f]; c != nil {
		return c
	}
	panic(unsupported(f.Pos, "call of "+f.Name+", which is not part of the program"))
}
