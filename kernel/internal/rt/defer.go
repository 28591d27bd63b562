package rt

import (
	"reflect"
	"runtime"
	"strings"
)

// A DeferList is one function call's list of deferred calls.
//
// The function's body is run by Run, as a closure; its results live in variables
// that the deferred calls can change, so that Run returning means: return them as they are.
type DeferList struct {
	t      *Thread
	mark   int
	thunks []func()
}

// panicking is the state that recover looks at: one per deferred call being run.
type panicking struct {
	p         *Panic // nil when the deferred call runs for another reason
	recovered bool
	hidden    bool // compiled code was called: what it calls is not called by the running of deferred calls
	mark      int  // frame of the function whose deferred call is run
	prev      *panicking
}

// NewDefers returns an empty list for the function whose Enter returned mark.
func (t *Thread) NewDefers(mark int) *DeferList { return &DeferList{t: t, mark: mark} }

// Push defers a call. Its operands have been evaluated; a nil thunk panics when
// it is run, as a nil func value does.
func (d *DeferList) Push(thunk func()) { d.thunks = append(d.thunks, thunk) }

// Run runs the body and then, however it ends, the deferred calls, last first.
// It returns when the body returned or its panic was recovered; a panic that is left over goes on.
func (d *DeferList) Run(body func()) {
	returned := false
	shield := d.t.Shield()
	defer func() {
		d.t.Unshield(shield + 1) // what the body has called and left by a panic
		var p *Panic
		if !returned {
			p = d.t.caught(recover())
		}
		// Nil for a body that calls Goexit: this function is then run by that Goexit, which
		// goes on when the deferred calls are done.
		d.finish(p, shield)
	}()
	body()
	returned = true
}

// finish runs the deferred calls that are left, p being the panic under way.
func (d *DeferList) finish(p *Panic, shield int) {
	t := d.t
	for len(d.thunks) > 0 && !t.Stopped() {
		t.dropTo(d.mark)
		last := len(d.thunks) - 1
		thunk := d.thunks[last]
		d.thunks = d.thunks[:last]
		p = d.runOne(thunk, p)
	}
	t.dropTo(d.mark)
	t.Unshield(shield)
	if t.Stopped() {
		runtime.Goexit()
	}
	if p != nil {
		panic(p)
	}
}

// dropTo forgets the frames that a panic has skipped.
func (t *Thread) dropTo(mark int) {
	if t.Top > mark+1 {
		t.truncate(mark + 1)
	}
}

// runOne runs one deferred call and returns the panic that is under way after it.
func (d *DeferList) runOne(thunk func(), p *Panic) (after *Panic) {
	t := d.t
	state := &panicking{p: p, mark: d.mark, prev: t.panics}
	t.panics = state
	returned := false
	defer func() {
		t.panics = state.prev
		if returned {
			if !state.recovered {
				after = p
			}
			return
		}
		if r := recover(); r != nil {
			after = t.caught(r)
			if !state.recovered {
				after.Replaces(p)
			}
			return
		}
		d.finish(nil, t.shields) // the call has called Goexit, which drops the panic
	}()
	if thunk == nil {
		panic(NilDereference())
	}
	t.Defers(reflect.ValueOf(thunk))
	thunk()
	returned = true
	return nil
}

// Defers notes which function the deferred call that is being run calls: recover works in
// it, but not in what it calls if it is compiled.
func (t *Thread) Defers(fn reflect.Value) {
	if t.Panicking() != nil && CompiledFunc(fn.Pointer()) {
		t.panics.hidden = true
	}
}

// DefersMethod is Defers for a method of a compiled type or interface, on x.
func (t *Thread) DefersMethod(x any) {
	if _, ours := BoxIn(x); t.Panicking() != nil && !ours {
		t.panics.hidden = true
	}
}

// CompiledFunc reports whether a func value is of a compiled package, not one that stands for
// a function of a cell, as those may that package reflect makes. pc is where its code begins.
func CompiledFunc(pc uintptr) bool {
	f := runtime.FuncForPC(pc)
	if f == nil {
		return false
	}
	name := f.Name() // a method of a view has none with a package
	return strings.Contains(name, ".") && !strings.HasPrefix(name, "reflect.") && !strings.HasPrefix(name, internalPath)
}

// internalPath begins the names of the packages that make functions for cells.
var internalPath = strings.TrimSuffix(reflect.TypeFor[DeferList]().PkgPath(), "rt")

// Recover is the predeclared recover in the function whose Enter returned mark:
// the value of the panic if that function was called directly by the running of deferred
// functions because of a panic, else nil. The body of a range-over-func loop is a function of
// its own here, as it is for the compiler.
func (t *Thread) Recover(mark int) any { return t.recoverFrom(t.panics, mark) }

// RecoverDeferred is a deferred call of recover itself, now being run: it does what recover would
// do in the function that it was deferred by, unless that function is panicking.
func (t *Thread) RecoverDeferred() any {
	own := t.panics
	if own.p != nil {
		return nil
	}
	return t.recoverFrom(own.prev, own.mark)
}

func (t *Thread) recoverFrom(st *panicking, mark int) any {
	if s := t.segmentBelow(mark); s != nil {
		return s.Recover()
	}
	if st == nil || st.p == nil || st.recovered || st.hidden || !t.calledDirectly(st.mark, mark) {
		return nil
	}
	st.recovered = true
	return t.NoteRecovered(st.p)
}

// NoteRecovered notes that p has been recovered, and returns what recover does.
func (t *Thread) NoteRecovered(p *Panic) any {
	t.recovered = p
	return p.Value
}

// Recovered returns the panic that was recovered last, or nil.
func (t *Thread) Recovered() *Panic { return t.recovered }

// calledDirectly reports whether there are only compiler-made wrappers between
// the function at frame from and the one at frame to.
func (t *Thread) calledDirectly(from, to int) bool {
	if to <= from {
		return false
	}
	for _, f := range t.frames[from+1 : to] {
		if f.fn == nil || !f.fn.Func.Wrapper {
			return false
		}
	}
	return true
}

// Panicking returns the panic that the innermost deferred call runs because of, or nil.
func (t *Thread) Panicking() *Panic {
	if t.panics == nil || t.panics.recovered {
		return nil
	}
	return t.panics.p
}
