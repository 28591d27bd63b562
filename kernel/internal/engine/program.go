package engine

import (
	"context"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// This file takes a program from IR to a body that can be called.

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
