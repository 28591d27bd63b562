package cell

import (
	"go/types"
	"slices"
	"strings"

	"github.com/gopherloop/gopherloop/kernel/internal/ir"
)

// A Variable is a live notebook variable.
type Variable struct {
	Name   string
	Type   types.Type
	Global *ir.Global // where it is stored
}

// Variables lists the live notebook variables by name.
func (s *Session) Variables() []Variable {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Variable
	for name, e := range s.live {
		if v, ok := e.obj.(*types.Var); ok {
			if g := s.lower.GlobalOf(v); g != nil {
				list = append(list, Variable{name, v.Type(), g})
			}
		}
	}
	slices.SortFunc(list, func(a, b Variable) int { return strings.Compare(a.Name, b.Name) })
	return list
}
