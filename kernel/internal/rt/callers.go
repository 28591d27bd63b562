package rt

import (
	"cmp"
	"go/token"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// This file answers for package runtime where a cell is. What cells get as program counters are
// numbers of spots in them.

// spot is where a function of a cell is.
type spot struct {
	name       string
	pos, entry token.Position // entry is where the function begins
}

// file is the name of a spot's file as package runtime has it.
func (p spot) file() string { return cmp.Or(p.pos.Filename, "??") }

// spots numbers spots. The zero value is ready to use.
type spots struct {
	mu     sync.Mutex
	list   []spot
	number map[spot]int
	funcs  map[spot]*spotFunc // by entry
	byFunc map[*runtime.Func]*spotFunc
}

// spotFunc stands for a *runtime.Func.
type spotFunc struct {
	fn    runtime.Func
	entry spot
	_     [64]byte // should compiled code take fn for a description of a function: it has no name
}

// Program counters of cells begin where no code is. A spot has several, because programs subtract
// one from a return address.
const (
	firstPC = ^uintptr(0)>>1 + 1
	spotPCs = 16
)

// pc returns the program counter of a spot, as a return address.
func (ps *spots) pc(p spot) uintptr {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	n, ok := ps.number[p]
	if !ok {
		if ps.number == nil {
			ps.number = map[spot]int{}
		}
		n = len(ps.list)
		ps.number[p] = n
		ps.list = append(ps.list, p)
	}
	return firstPC + uintptr(n)*spotPCs + 1
}

// spot returns the spot that pc is the return address of.
func (ps *spots) spot(pc uintptr) (spot, bool) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if n := (pc - firstPC) / spotPCs; pc >= firstPC && n < uintptr(len(ps.list)) {
		return ps.list[n], true
	}
	return spot{}, false
}

// funcOf returns what stands for the function at a spot, the same for all spots of one.
func (ps *spots) funcOf(p spot) *runtime.Func {
	p.pos = p.entry
	ps.mu.Lock()
	defer ps.mu.Unlock()
	f := ps.funcs[p]
	if f == nil {
		if ps.funcs == nil {
			ps.funcs, ps.byFunc = map[spot]*spotFunc{}, map[*runtime.Func]*spotFunc{}
		}
		f = &spotFunc{entry: p}
		ps.funcs[p] = f
		ps.byFunc[&f.fn] = f
	}
	return &f.fn
}

// entryOf returns where a function begins.
func (ps *spots) entryOf(f *runtime.Func) (spot, bool) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if p := ps.byFunc[f]; p != nil {
		return p.entry, true
	}
	return spot{}, false
}

// callers are the functions that the goroutine is in, innermost first. Below a deferred call that runs
// because of a panic there are those of the panic: Go does not leave them before it is recovered.
func (t *Thread) callers() []spot {
	t.saveLn()
	list, p := t.untilPanic()
	var spots []spot
	for _, f := range list {
		if f = f.shown(); !f.fn.Func.Wrapper {
			spots = append(spots, f.spot())
		}
	}
	if p != nil {
		spots = append(spots, spot{name: "runtime.gopanic"})
		spots = append(spots, spotsOf(p.Trace)...)
	}
	return spots
}

// spotsOf are the spots of a traceback.
func spotsOf(trace []Frame) []spot {
	spots := make([]spot, len(trace))
	for i, f := range trace {
		spots[i] = spot{nameInGo(f.Name), f.Pos, f.Pos}
	}
	return spots
}

// untilPanic returns the frames down to a deferred call that runs because of a panic, and that panic;
// if there is none, all frames.
func (t *Thread) untilPanic() (list []frame, p *Panic) {
	st := t.panics
	for i := t.Top - 1; i >= 0; i-- {
		for st != nil && st.mark > i {
			st = st.prev
		}
		for ; st != nil && st.mark == i; st = st.prev {
			if st.p != nil {
				return list, st.p
			}
		}
		f := t.frames[i]
		if f.segment == nil {
			list = append(list, f)
			continue
		}
		p := f.segment.Deferred(func(fn *FuncInfo, at token.Pos) { list = append(list, frame{fn: fn, ln: at}) })
		if p != nil {
			return list, p
		}
	}
	return list, nil
}

// spot is a frame as package runtime words it.
func (f frame) spot() spot {
	return spot{nameInGo(f.fn.Func.Name), f.position(), frame{fn: f.fn, ln: f.fn.Func.Pos}.position()}
}

// nameInGo leaves out type arguments, as the names of compiled functions do.
func nameInGo(name string) string {
	i, j := strings.Index(name, "["), strings.LastIndex(name, "]")
	if i < 0 || j < i {
		return name
	}
	return name[:i] + "[...]" + name[j+1:]
}

// Caller is runtime.Caller.
func (ts *Threads) Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	all := ts.Current().callers()
	if skip < 0 || skip >= len(all) {
		return 0, "", 0, false
	}
	f := all[skip]
	return ts.spots.pc(f), f.file(), f.pos.Line, true
}

// Callers is runtime.Callers.
func (ts *Threads) Callers(skip int, pc []uintptr) int {
	all := append([]spot{{name: "runtime.Callers"}}, ts.Current().callers()...)
	n := 0
	for _, f := range all[min(max(skip, 0), len(all)):] {
		if n == len(pc) {
			break
		}
		pc[n] = ts.spots.pc(f)
		n++
	}
	return n
}

// FuncForPC is runtime.FuncForPC.
func (ts *Threads) FuncForPC(pc uintptr) *runtime.Func {
	if f, ok := ts.spots.spot(pc); ok {
		return ts.spots.funcOf(f)
	}
	return runtime.FuncForPC(pc)
}

// FuncName is the method Name of runtime.Func.
func (ts *Threads) FuncName(f *runtime.Func) string {
	if p, ok := ts.spots.entryOf(f); ok {
		return p.name
	}
	return f.Name()
}

// FuncEntry is the method Entry of runtime.Func.
func (ts *Threads) FuncEntry(f *runtime.Func) uintptr {
	if p, ok := ts.spots.entryOf(f); ok {
		return ts.spots.pc(p)
	}
	return f.Entry()
}

// FuncFileLine is the method FileLine of runtime.Func.
func (ts *Threads) FuncFileLine(f *runtime.Func, pc uintptr) (file string, line int) {
	if p, ok := ts.spots.spot(pc); ok {
		return p.file(), p.pos.Line
	}
	return f.FileLine(pc)
}

// EntryPC is a program counter for a function as such, which reflect.Value.Pointer returns.
func (ts *Threads) EntryPC(fn *FuncInfo) uintptr {
	return ts.spots.pc(frame{fn: fn, ln: fn.Func.Pos}.spot())
}

// NextFrame is the method Next of runtime.Frames.
func (ts *Threads) NextFrame(frames *runtime.Frames) (runtime.Frame, bool) {
	pcs := pcsOf(frames)
	if pcs == nil || len(*pcs) == 0 {
		return frames.Next()
	}
	pc := (*pcs)[0]
	f, ok := ts.spots.spot(pc)
	if !ok {
		return frames.Next()
	}
	*pcs = (*pcs)[1:]
	fn := ts.spots.funcOf(f)
	return runtime.Frame{PC: pc - 1, Func: fn, Function: f.name, File: f.file(), Line: f.pos.Line, Entry: ts.FuncEntry(fn)}, len(*pcs) > 0
}

// pcsOf returns what runtime.CallersFrames was given and what is left of it, or nil if this version of Go
// keeps that elsewhere.
func pcsOf(frames *runtime.Frames) *[]uintptr {
	v := reflect.ValueOf(frames).Elem().FieldByName("callers")
	if !v.IsValid() || v.Type() != reflect.TypeFor[[]uintptr]() {
		return nil
	}
	return (*[]uintptr)(unsafe.Pointer(v.UnsafeAddr()))
}
