package engine

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// This file gives functions to the second tier, package vm. What it takes, Yaegi never sees: to
// code on Yaegi such a function is a compiled one. Functions on both sides call each other through
// Go funcs, and share variables, types, threads and method tables.

// The values of Options.Tier.
const (
	BothTiers = "vm"    // what the second tier takes runs there, the rest on Yaegi
	OnlyYaegi = "yaegi" // the second tier is off
)

// tier is the second tier with what it has taken.
type tier struct {
	machine *vm.Machine // nil until it has been wanted, or if it cannot be had
	err     error       // why it cannot
	off     bool        // it takes nothing for the time being
	taken   map[*ir.Func]reflect.Value
	refused map[*ir.Func]*vm.Unsupported
	known   []known // everything that there is, for people

	offered map[*ir.Func]bool // what is being taken
	foreign []*ir.Func        // functions on Yaegi that it calls
}

// known is a function of a program, or its body.
type known struct {
	f *ir.Func
	p *ir.Program
}

func (e *Engine) newTier() error {
	e.tier = tier{taken: map[*ir.Func]reflect.Value{}, refused: map[*ir.Func]*vm.Unsupported{}}
	return e.SetTier(cmp.Or(e.opts.Tier, BothTiers))
}

// SetTier chooses where the functions of later programs run: BothTiers or OnlyYaegi. Functions
// that are there stay where they are; both kinds call each other. Only the caller of Run may
// call it. A second tier that cannot be had is no error: see TierErr.
func (e *Engine) SetTier(name string) error {
	switch name {
	case BothTiers:
		e.tier.off = false
		e.startTier()
	case OnlyYaegi:
		e.tier.off = true
	default:
		return fmt.Errorf("unknown engine %q: there are %s and %s", name, BothTiers, OnlyYaegi)
	}
	return nil
}

// Tier returns what SetTier or Options.Tier have chosen.
func (e *Engine) Tier() string {
	if e.tier.off {
		return OnlyYaegi
	}
	return BothTiers
}

// startTier makes the machine, unless there is one or there can be none.
func (e *Engine) startTier() {
	if e.tier.machine != nil || e.tier.err != nil {
		return
	}
	e.tier.machine, e.tier.err = vm.New(vm.Options{
		Types: e.types, Threads: e.threads, Variable: e.Variable, Lookup: e.symbolOf, Show: e.showAll,
		Method: e.methodOverride, Stdin: e.stdinAs,
		Foreign: e.foreign, Pull: reflect.ValueOf(e.overrides[libPath+".Pull"]),
		Verify: e.opts.Verify, Refuse: e.opts.Refuse, Layout: e.opts.Layout,
	})
}

// TierErr tells why the second tier is not used although it should be; nil if all is well.
func (e *Engine) TierErr() error { return e.tier.err }

// Refused tells why functions run on Yaegi although there is a second tier. Only the caller
// of Run may call it.
func (e *Engine) Refused() map[*ir.Func]*vm.Unsupported { return e.tier.refused }

// take offers the functions of a program to the second tier.
func (e *Engine) take(p *ir.Program) {
	all := functionsOf(p)
	e.know(p)
	e.tier.offered, e.tier.foreign = map[*ir.Func]bool{}, nil
	if e.tier.machine == nil || e.tier.off {
		return
	}
	for _, f := range all {
		e.tier.offered[f] = true
	}
	refused := e.tier.machine.Load(all, p.Files)
	for _, f := range all {
		if why := refused[f]; why != nil {
			e.tier.refused[f] = why
			continue
		}
		v, _ := e.tier.machine.Func(f)
		e.tier.taken[f] = v
		e.slot(f).Store(&callable{fn: v})
	}
}

// know remembers the functions of a program in the order of its source, the body last.
func (e *Engine) know(p *ir.Program) {
	funcs := slices.SortedStableFunc(slices.Values(p.Funcs), func(f, g *ir.Func) int { return cmp.Compare(f.Pos, g.Pos) })
	for _, f := range append(funcs, p.Body) {
		e.tier.known = append(e.tier.known, known{f, p})
	}
}

func functionsOf(p *ir.Program) []*ir.Func {
	return append(p.Funcs[:len(p.Funcs):len(p.Funcs)], p.Body)
}

// foreign is a function on Yaegi for the second tier to call. Its slot is filled when the unit
// that is being made has been loaded.
func (e *Engine) foreign(f *ir.Func) (reflect.Value, bool) {
	if latest := e.newest(f); !e.tier.offered[latest] && e.codes[latest] == nil && !e.owed.funcs[latest] {
		return reflect.Value{}, false
	}
	e.tier.foreign = append(e.tier.foreign, f)
	return e.native(f), true
}

// wordFunc is for rt.Types.BindWord.
func (e *Engine) wordFunc(f *ir.Func) rt.WordFunc {
	if _, ok := e.tier.taken[f]; !ok {
		return nil
	}
	return e.tier.machine.WordFunc(f)
}

// forget undoes take.
func (e *Engine) forget(p *ir.Program) {
	for _, f := range functionsOf(p) {
		delete(e.tier.taken, f)
		delete(e.tier.refused, f)
		delete(e.slots, f)
	}
	e.tier.known = slices.DeleteFunc(e.tier.known, func(k known) bool { return k.p == p })
	if m := e.tier.machine; m != nil {
		m.Forget(functionsOf(p))
		m.Forget(e.tier.foreign)
	}
}

// replaceTaken makes code of the second tier call the newest versions of functions.
func (e *Engine) replaceTaken() {
	m := e.tier.machine
	if m == nil {
		return
	}
	e.replaced.Range(func(k, _ any) bool {
		old := k.(*ir.Func)
		latest := e.newest(old)
		if _, ok := e.tier.taken[latest]; ok {
			m.Replace(old, latest)
		} else if e.slot(old).Load() != nil {
			m.ReplaceForeign(old, e.native(latest))
		}
		return true
	})
}

// takenCode is how code on Yaegi calls a function of the second tier.
func (u *unit) takenCode(f *ir.Func) *code {
	v, ok := u.e.tier.taken[f]
	if !ok {
		return nil
	}
	return &code{name: u.symbol("X", f, func() reflect.Value { return v }).Name}
}

// showAll is show for the second tier.
func (e *Engine) showAll(types []*rt.Type, xs []any) {
	pairs := make([]any, 0, 2*len(xs))
	for i, x := range xs {
		pairs = append(pairs, types[i], x)
	}
	e.show(pairs...)
}
