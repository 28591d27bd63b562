package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"maps"
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

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
	// Tier is BothTiers or OnlyYaegi; empty means BothTiers.
	Tier string
	// Refuse keeps functions on Yaegi that the second tier would take; nil keeps none.
	Refuse func(*ir.Func) bool
	// Verify checks all code of the second tier before it runs; for tests.
	Verify bool
	// Symbols are functions that cells call in place of compiled ones, by import path and
	// name: "fmt.Println". A value in an interface reaches them as package rt represents it.
	Symbols map[string]any
	// Layout is one more test that the second tier makes of what it supposes about Go when it
	// starts, for tests of what happens when one fails; nil if there is none.
	Layout func() error
	// Memory is how much the process may take; nil means as much as it gets.
	Memory *rt.Memory
	// Died is told about a *rt.Panic or *rt.Fatal that ended a goroutine after its cell was over.
	Died func(cell string, reason error)
}

// Natives are compiled packages by name, as package native has them.
type Natives interface {
	rt.Natives
	Lookup(pkg, name string) (reflect.Value, bool)
}

// An Engine runs the cells of one session. Run is for one cell at a time; goroutines
// that cells have started go on between runs.
type Engine struct {
	opts      Options
	in        *interp.Interpreter
	runID     *uint64 // Yaegi's own
	types     *rt.Types
	threads   *rt.Threads
	library   map[string]any
	emitted   func(*ast.File) // sees what Yaegi is given, if not nil; for debugging
	ownStdout *os.File        // os.Stdout as long as no cell sets it

	overrides map[string]any
	methods   map[methodName]any

	// What has been given to Yaegi. Only Run touches these.
	symbols map[symbolKey]string
	codes   map[*ir.Func]*code
	infos   map[*ir.Func]*rt.FuncInfo
	calls   callGraph
	slots   map[*ir.Func]*slot
	owed    owed
	tier    tier
	serial  int
	units   int

	wakers   wakers
	foresees bool // it can be told which timers are set

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
		ownStdout: os.Stdout,
		in:        interp.New(interp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: noInput{}}),
		types:     rt.NewTypes(opts.Natives),
		threads:   rt.NewThreads(rt.ThreadOptions{MaxDepth: opts.MaxDepth, Interpreter: "github.com/traefik/yaegi/interp.", Died: opts.Died, Memory: opts.Memory}),
		symbols:   map[symbolKey]string{},
		codes:     map[*ir.Func]*code{},
		infos:     map[*ir.Func]*rt.FuncInfo{},
		calls:     callGraph{},
		slots:     map[*ir.Func]*slot{},
		owed:      owed{funcs: map[*ir.Func]bool{}},
		variables: map[*ir.Global]reflect.Value{},
	}
	var err error
	if e.runID, err = runID(e.in); err != nil {
		return nil, fmt.Errorf("preparing the interpreter: %w", err)
	}
	e.foresees = rt.TimersSeen() && timersSeen()
	e.library = e.newLibrary()
	e.overrides = e.newOverrides()
	maps.Copy(e.overrides, e.wakers.symbols())
	maps.Copy(e.overrides, e.laterSymbols())
	maps.Copy(e.overrides, e.hostSymbols())
	maps.Copy(e.overrides, opts.Symbols)
	e.methods = e.newMethods()
	if err := e.newTier(); err != nil {
		return nil, err
	}
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

	cell *rt.Cell
}

// leftGrace is how long goroutines may go on after the end of their cell without being left over.
const leftGrace = 10 * time.Millisecond

// Left returns the goroutines that the cell has started and that have not ended with it. It waits a moment
// for those that are about to.
func (r Result) Left() []rt.ThreadStatus {
	if r.cell != nil && !waitFor(leftGrace, r.cell.Alone) {
		return r.cell.Left()
	}
	return nil
}

// Unsupported is the error of a program that the engine cannot run. Nothing of it has
// been run, and the session is as it was before.
type Unsupported struct {
	Pos  token.Pos // of the program's file set; may be NoPos
	What string
}

func (u *Unsupported) Error() string { return "not supported here: " + u.What }

func unsupported(pos token.Pos, what string) *Unsupported { return &Unsupported{pos, what} }
