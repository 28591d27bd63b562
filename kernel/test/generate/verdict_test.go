package generate_test

import (
	"regexp"
	"strings"
)

// nilReceiver is what compiled Go says of a call through an interface that holds a nil pointer, unless
// the compiler knows what is in there: then the fault is like any other.
var nilReceiver = regexp.MustCompile(`value method main\.\w+\.\w+ called using nil \*\w+ pointer`)

// comparable is what a program prints, without what depends on the compiler.
func comparable(output []byte) string {
	return string(nilReceiver.ReplaceAll(output, []byte("runtime error: invalid memory address or nil pointer dereference")))
}

// verdict names the executions that differ.
func verdict(want string, a answer) string {
	var names []string
	for _, x := range []struct {
		name string
		got  []byte
	}{{"vm", a.VM}, {"yaegi", a.Yaegi}, {"vmcells", a.VMCells}, {"yaegicells", a.YaegiCells}} {
		if comparable(x.got) != comparable([]byte(want)) {
			names = append(names, x.name)
		}
	}
	return strings.Join(names, "-")
}
