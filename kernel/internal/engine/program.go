package engine

import (
	"context"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file takes a program from IR to a body that can be called.

// Run runs a program. It returns when its body has ended; goroutines that it started
// may go on. When ctx is done, the program is stopped: variables keep what they hold and the
// session goes on. The error is one of *rt.Panic, *rt.ExitError, *rt.Overflow, rt.ErrGoexit,
// *Stopped and *Unsupported; the result counts in any case.
func (e *Engine) Run(ctx context.Context, p *ir.Program) (Result, error) {
	for _, needed := range p.Needs {
		// A stop now would leave a package that is never initialised.
		if _, err := e.Run(context.WithoutCancel(ctx), needed); err != nil {
			return Result{}, err
		}
	}
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
			e.owe(p)
			e.forget(p)
		}
	}()
	e.take(p)
	bindings := u.emit(p)
	if err := u.load(); err != nil {
		return nil, err
	}
	for _, b := range bindings {
		e.bind(b)
	}
	e.redirect()
	if len(p.Replaced) > 0 {
		e.replaceTaken()
	}
	return e.slot(p.Body).Load(), nil
}

// owed is what programs that could not be loaded have declared. Later programs may
// refer to it, and not all of it need be what could not be loaded.
type owed struct {
	funcs    map[*ir.Func]bool
	bindings []ir.Binding
}

func (e *Engine) owe(p *ir.Program) {
	for _, f := range p.Funcs {
		e.owed.funcs[f] = true
	}
	e.owed.bindings = append(e.owed.bindings, p.Bindings...)
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

// emit emits everything that is new in the program, what has to be emitted again
// because it calls a function that has been replaced, and what earlier programs owe. It
// returns the bindings to make when the unit has been loaded.
func (u *unit) emit(p *ir.Program) []ir.Binding {
	for _, f := range slices.Concat(p.Funcs, u.e.stale(p)) {
		u.want(f)
	}
	u.want(p.Body)
	u.emitWanted(p)
	bindings := u.register(p)
	u.emitWanted(p) // methods that were owed
	return bindings
}

// emitWanted emits the functions that have a name but no code yet; there may
// become more of them meanwhile.
func (u *unit) emitWanted(p *ir.Program) {
	for ; u.emitted < len(u.wanted); u.emitted++ {
		f := u.wanted[u.emitted]
		if f != p.Body {
			u.e.calls.add(f)
		}
		u.function(f)
	}
}

// register makes callables of the functions that natives call.
func (u *unit) register(p *ir.Program) []ir.Binding {
	u.callableSlot(p.Body)
	for _, f := range u.e.tier.foreign {
		u.callableSlot(f)
	}
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
	bindings := p.Bindings
	for _, b := range u.e.owed.bindings {
		if u.codes[b.Func] != nil {
			bindings = append(bindings[:len(bindings):len(bindings)], b)
		}
	}
	for _, b := range bindings {
		u.callableSlot(b.Func)
	}
	return bindings
}

// want gives f a name, under which it is going to be emitted.
func (u *unit) want(f *ir.Func) {
	if _, ok := u.e.tier.taken[f]; ok || u.codes[f] != nil {
		return
	}
	u.codes[f] = &code{name: u.e.fresh("f"), framed: framed(f)}
	u.wanted = append(u.wanted, f)
}

// code is how the newest version of f is called.
func (u *unit) code(f *ir.Func) *code {
	f = u.e.newest(f)
	if c := u.takenCode(f); c != nil {
		return c
	}
	if c := u.codes[f]; c != nil {
		return c
	}
	if c := u.e.codes[f]; c != nil {
		return c
	}
	if u.e.owed.funcs[f] {
		u.want(f)
		return u.codes[f]
	}
	panic(unsupported(f.Pos, "call of "+f.Name+", which is not part of the program"))
}
