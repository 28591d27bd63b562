package vm

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestBackwardBranchesPoll compares the verifier's idea of which branches look at the stop flag
// with what ops.def says.
func TestBackwardBranchesPoll(t *testing.T) {
	text, err := os.ReadFile("ops.def")
	if err != nil {
		t.Fatal(err)
	}
	branches := 0
	for _, m := range regexp.MustCompile(`(?m)^op (\S+) (.*a=j.*)\n((?:\t.*\n)+)`).FindAllStringSubmatch(string(text), -1) {
		branches++
		if name, body := m[1], m[3]; polls(name) != strings.Contains(body, "POLL") {
			t.Errorf("%s: polls(%q) is %t", name, name, polls(name))
		}
	}
	if branches < 10 {
		t.Errorf("%d branches found in ops.def", branches)
	}
}
