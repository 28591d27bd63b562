package generate_test

import (
	"regexp"
	"strings"
)

// nilWrapper is what compiled Go says of a call through an interface that holds a nil pointer; cells
// say the same as of any other nil pointer.
var nilWrapper = regexp.MustCompile(`value method main\.\w+\.\w+ called using nil \*\w+ pointer`)

// expected is what cells should print, of what the compiled program prints: the known
// differences are in here.
func expected(compiled string) string {
	return nilWrapper.ReplaceAllString(compiled, "runtime error: invalid memory address or nil pointer dereference")
}

// verdict names the executions that differ.
func verdict(want string, a answer) string {
	var names []string
	for _, x := range []struct {
		name string
		got  []byte
	}{{"vm", a.VM}, {"yaegi", a.Yaegi}, {"vmcells", a.VMCells}, {"yaegicells", a.YaegiCells}} {
		if string(x.got) != want {
			names = append(names, x.name)
		}
	}
	return strings.Join(names, "-")
}
