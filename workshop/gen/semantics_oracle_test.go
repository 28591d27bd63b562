//go:build oracle

package gen

import (
	"os/exec"
	"strings"
	"testing"
)

// leave ends Python without closing generators.
const leave = "\nimport os, sys; sys.stdout.flush(); os._exit(0)"

// TestOracle compares what the scenarios want with what Python does.
func TestOracle(t *testing.T) {
	for _, s := range append(alone, delegating...) {
		t.Run(s.name, func(t *testing.T) {
			out, err := exec.CommandContext(t.Context(), "python3", "-c", prelude+s.python+leave).Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if want := strings.TrimPrefix(s.want, "\n"); string(out) != want {
				t.Errorf("python says\n%swe want\n%s", out, want)
			}
		})
	}
}
