package generate_test

import "regexp"

// nilWrapper is what compiled Go says of a call through an interface that holds a nil pointer; cells
// say the same as of any other nil pointer.
var nilWrapper = regexp.MustCompile(`value method main\.\w+\.\w+ called using nil \*\w+ pointer`)

// expected is what cells should print, of what the compiled program prints: the known
// differences are in here.
func expected(compiled string) string {
	return nilWrapper.ReplaceAllString(compiled, "runtime error: invalid memory address or nil pointer dereference")
}

// verdict names the sides that differ.
func verdict(want string, a answer) string {
	vm, yaegi := string(a.VM) == want, string(a.Yaegi) == want
	switch {
	case !vm && !yaegi:
		return "both"
	case !vm:
		return "vm"
	case !yaegi:
		return "yaegi"
	}
	return ""
}
