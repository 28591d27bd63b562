package vm

import (
	"go/token"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// Options are what a machine is connected to. Types, Threads and Variable must be set.
type Options struct {
	Types   *rt.Types
	Threads *rt.Threads
	// Variable returns the variable behind a global, settable, the same each time.
	Variable func(*ir.Global) reflect.Value
	// Lookup finds functions and (settable) variables of compiled packages.
	Lookup func(pkg, name string) (reflect.Value, bool)
	// Method returns what replaces a method of a compiled type in cells, receiver first.
	Method func(recv reflect.Type, name string) (reflect.Value, bool)
	// Stdin returns the function from *os.File to a compiled interface that can read; it replaces
	// the standard input.
	Stdin func(iface reflect.Type) reflect.Value
	// Pull is the compiled function that iter.Pull is made of, which the machine does itself:
	// func(seq func(yield func() bool)) (next func() bool, stop func()). It may be missing.
	Pull reflect.Value
	// Foreign returns a function of ours that the machine has not taken as a Go function.
	// When it is nil or returns false, the callers of such a function are not taken either.
	Foreign func(*ir.Func) (reflect.Value, bool)
	// Show takes the values of a Show statement.
	Show func(types []*rt.Type, values []any)
	// Refuse names functions that are not to be taken. It may be nil.
	Refuse func(*ir.Func) bool
	// MaxDepth limits recursion; 0 means 100000.
	MaxDepth int
	// MaxBytes limits what the frames of a goroutine may take; 0 means 512 MB.
	MaxBytes int64
	// Verify checks every function after it has been compiled, and panics when it is wrong.
	Verify bool
	// Layout is one more test of what the machine supposes about the layout of Go's values. It
	// is for tests: New fails with its error.
	Layout func() error
}

// A Machine holds the compiled functions of one session. Load is for one caller at a time;
// everything else is safe for concurrent use.
type Machine struct {
	opts    Options
	frames  frameTypes
	ops     []opInfo // for Verify and listings
	numbers map[string]uint16

	callees map[*ir.Func]*Callee // only Load touches these
	infos   map[*ir.Func]*rt.FuncInfo
	sigs    sync.Map // *ir.Type, reflect.Type -> *Signature
	made    madeFuncs
	lastID  atomic.Int64 // of Funcs
	spare   sync.Pool    // of *thread
	uses    mapUses

	thunks   *Signature // of func()
	unwinder *Func
	co       coroutines
}

// New returns a machine with nothing in it, or an error when the running Go version
// lays out what the machine looks into in a way that it does not know.
func New(opts Options) (*Machine, error) {
	if opts.MaxDepth == 0 {
		opts.MaxDepth = 100_000
	}
	if opts.MaxBytes == 0 {
		opts.MaxBytes = 512 << 20
	}
	m := &Machine{
		opts: opts, frames: frameTypes{known: map[words]reflect.Type{}}, ops: opTable(),
		callees: map[*ir.Func]*Callee{}, infos: map[*ir.Func]*rt.FuncInfo{},
	}
	m.numbers = make(map[string]uint16, len(m.ops))
	for i, o := range m.ops {
		m.numbers[o.name] = uint16(i)
	}
	if err := m.tryOut(); err != nil {
		return nil, err
	}
	return m, nil
}

// A Func is a compiled function.
type Func struct {
	id    int
	name  string
	info  *rt.FuncInfo // nil for stubs, which no traceback shows
	entry *Instr
	code  []Instr

	frameType   ptr    // a type word
	template    *frame // what a new frame begins as: the constants are in it
	words       words  // of the slots
	pointers    []int32
	envType     ptr // type word of what a closure captures; nil if nothing
	envAt       int32
	resumes     bool // it is next or stop of a coroutine
	transparent bool // what it calls counts as called by its caller
	leaveAt     int  // of a function that defers: where one goes on after a recovered panic
	sig         *Signature
	loans       []loan

	lines    []line
	unsigned map[int32]bool // instructions whose index is unsigned
	listing  map[int32]string
	types    map[int32]reflect.Type
	source   *ir.Func
}

// line says where the instructions from ip on come from.
type line struct {
	ip int32
	at token.Pos
}

// A Callee is what a call refers to: the newest version of a function.
type Callee struct {
	fn  atomic.Pointer[Func]
	sig *Signature

	once sync.Once
	fv   ptr // the function as a Go func
}

// pos is the position of the instruction before ip.
func (fn *Func) pos(ip *Instr) token.Pos {
	n := int32((uintptr(ptr(ip))-uintptr(ptr(fn.entry)))/uintptr(instrSize)) - 1
	at := token.NoPos
	for _, l := range fn.lines {
		if l.ip > n {
			break
		}
		at = l.at
	}
	return at
}

// FuncInfo returns the function that a Go func stands for, or nil if it is none of the machine's.
func (m *Machine) FuncInfo(f reflect.Value) *rt.FuncInfo {
	p := funcPointer(f)
	if s := m.signatureOf(f.Type()); (*funcval)(p).pc == s.shimPC {
		return (*funcval)(p).clo.callee.fn.Load().info
	}
	if c := m.made.closureOf(p); c != nil {
		return c.callee.fn.Load().info
	}
	return nil
}

func (m *Machine) info(f *ir.Func, files *token.FileSet) *rt.FuncInfo {
	if i, ok := m.infos[f]; ok {
		return i
	}
	i := &rt.FuncInfo{Func: f, Files: files}
	if f.Outer != nil {
		i.Outer = m.info(f.Outer, files)
	}
	m.infos[f] = i
	return i
}

func itoa(n int) string { return strconv.Itoa(n) }
