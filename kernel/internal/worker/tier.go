package worker

// This file is about the two tiers of the engine, as people see them: which there are to
// choose from, what runs where, and how it looks there.

import (
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// The values of [GoOptions.Tier].
const (
	BothTiers = engine.BothTiers // the bytecode machine, and Yaegi for what it does not take
	OnlyYaegi = engine.OnlyYaegi
)

// GoOptions choose how Go runs. The zero value is what most people want.
type GoOptions struct {
	Tier   string       // BothTiers or OnlyYaegi; empty means BothTiers
	Verify bool         // check all code of the bytecode machine before it runs
	Memory int64        // bytes that the process may take; 0 means half of what there is, NoLimit all it gets
	Layout func() error `json:"-"` // see engine.Options; for tests
}

func (o GoOptions) engine() engine.Options {
	return engine.Options{Tier: o.Tier, Verify: o.Verify, Layout: o.Layout}
}

// slowly says that there is no bytecode machine.
func slowly(err error) string {
	return fmt.Sprintf("the bytecode machine cannot be used, so everything runs on Yaegi, which is slower: %v", err)
}

// Engine implements [Language].
func (g *golang) Engine() Engine {
	_, e := g.parts()
	state := Engine{Name: e.Tier()}
	if err := e.TierErr(); err != nil {
		state.Problem = slowly(err)
	}
	for _, p := range e.Placements() {
		state.Functions = append(state.Functions, placed(p))
	}
	return state
}

func placed(p engine.Placement) PlacedFunction {
	f := PlacedFunction{Name: strings.TrimPrefix(p.Func.Name, "main."), Cell: p.Cell, Engine: p.Tier, Why: p.Why}
	switch {
	case p.Body:
		f.Name = "top level"
	case p.At.Filename == p.Cell:
		f.Line = p.At.Line
	default:
		f.Name += " (library)"
	}
	if p.Why != "" && p.WhyAt.IsValid() && p.WhyAt != p.At {
		f.Why = fmt.Sprintf("line %d: %s", p.WhyAt.Line, p.Why)
	}
	return f
}

// SetEngine implements [Language].
func (g *golang) SetEngine(name string) error {
	_, e := g.parts()
	if err := e.SetTier(name); err != nil {
		return err
	}
	if err := e.TierErr(); err != nil && name == BothTiers {
		return fmt.Errorf("%s", slowly(err))
	}
	return nil
}

// Listing implements [Language].
func (g *golang) Listing(name string) string {
	_, e := g.parts()
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []string
	for _, p := range namedFunctions(e.Placements(), name) {
		all = append(all, e.Listing(p, g.texts.line))
	}
	return strings.Join(all, "\n\n")
}

// namedFunctions finds the newest function of a name, which has several instances if it is generic, or
// the top-level code of a cell.
func namedFunctions(all []engine.Placement, name string) []engine.Placement {
	exact := strings.Contains(name, "[")
	name = plainName(name, exact)
	var found []engine.Placement
	for _, p := range all {
		if plainName(p.Func.Name, exact) != name {
			continue
		}
		if len(found) > 0 && found[0].At != p.At {
			found = nil
		}
		found = append(found, p)
	}
	return found
}

// plainName is what people call a function: T.M for main.(*T).M, and F for F[int] unless
// they mean only that instance.
func plainName(name string, exact bool) string {
	name = strings.NewReplacer("main.", "", "(*", "", ")", "", "*", "").Replace(name)
	if exact {
		return strings.ReplaceAll(name, " ", "")
	}
	var b strings.Builder
	depth := 0
	for _, r := range name {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}
