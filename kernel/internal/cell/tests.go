package cell

import (
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// Tests returns the source of a cell that runs the live test functions whose names
// match, with package testing. It is empty if there are none. A test function is a
// func TestXxx(t *testing.T).
func (s *Session) Tests(match *regexp.Regexp) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for name, e := range s.live {
		if f, ok := e.obj.(*types.Func); ok && strings.HasPrefix(name, "Test") && isTest(f.Signature()) && match.MatchString(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("import (\n\ttestflags \"flag\"\n\ttestrunner \"testing\"\n)\n")
	b.WriteString("testrunner.Init()\ntestflags.Set(\"test.v\", \"true\")\n")
	b.WriteString("testrunner.Main(func(string, string) (bool, error) { return true, nil }, []testrunner.InternalTest{\n")
	for _, name := range names {
		fmt.Fprintf(&b, "\t{Name: %q, F: %s},\n", name, name)
	}
	b.WriteString("}, nil, nil)")
	return b.String()
}

func isTest(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && sig.Results().Len() == 0 &&
		types.TypeString(sig.Params().At(0).Type(), nil) == "*testing.T"
}
