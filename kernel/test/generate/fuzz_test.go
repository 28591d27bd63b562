package generate_test

import (
	"testing"

	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

// FuzzProgram runs programs on both tiers, which print the same.
func FuzzProgram(f *testing.F) {
	for _, seed := range []string{"", "a type, a function", "\x05\x07\x11\x00\xff\x80"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		source := generate.Program(generate.FromBytes(data))
		a := runBoth(source)
		if complaint := complaintOf(a); complaint != "" || !a.agree() {
			t.Errorf("%s\nthe second tier:\n%s\nYaegi:\n%s\nof\n%s", complaint, a.VM, a.Yaegi, source)
		}
	})
}
