package engine

import (
	"fmt"
	"go/token"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// This file tells people which functions run where, and how they look there.

// A Placement tells where a function runs.
type Placement struct {
	Func  *ir.Func
	Cell  string         // the program that it came with
	At    token.Position // of the function, or of the first statement of a body
	Body  bool           // it is the top-level code of a cell
	Tier  string         // BothTiers if it runs on the bytecode machine, or OnlyYaegi
	Why   string         // why it does not run on the machine; "" if that was not wanted
	WhyAt token.Position // what it is about the function; may be not valid

	files *token.FileSet
}

// Placements returns the functions that can be called now and the top-level code of the
// cells, in the order in which they came. Literals are part of the function around them, and what
// the compiler adds counts only if it is refused. Only the caller of Run may call it.
func (e *Engine) Placements() []Placement {
	var list []Placement
	for _, k := range e.tier.known {
		empty := k.f == k.p.Body && len(k.f.Body) == 0
		if added := k.f.Wrapper && e.tier.refused[k.f] == nil; !empty && !added && e.newest(k.f) == k.f {
			list = append(list, e.placement(k))
		}
	}
	return list
}

func (e *Engine) placement(k known) Placement {
	at := k.p.Files.Position
	p := Placement{Func: k.f, Cell: k.p.Name, At: at(k.f.Pos), Body: k.f == k.p.Body, Tier: BothTiers, files: k.p.Files}
	if _, ok := e.tier.taken[k.f]; ok {
		return p
	}
	p.Tier = OnlyYaegi
	if why := e.tier.refused[k.f]; why != nil {
		p.Why, p.WhyAt = why.What, at(why.Pos)
	}
	return p
}

// Listing shows a function as Go, IR and, if it runs there, as code of the bytecode machine, line by
// line. source returns a line of a cell, "" if it is not known. Only the caller of Run may call it.
func (e *Engine) Listing(p Placement, source func(file string, line int) string) string {
	var codes []vm.Code
	where := "runs on Yaegi"
	if p.Tier == BothTiers {
		where = "runs on the bytecode machine"
		if codes = e.tier.machine.Disassemble(p.Func, p.files); len(codes) > 0 {
			where += ": " + codes[0].Size()
		}
	} else if p.Why != "" {
		where += ": " + p.Why
	}
	return fmt.Sprintf("%s %s\n\n%s", p.Func.Name, where, vm.Text(p.Func, codes, p.files, source))
}
