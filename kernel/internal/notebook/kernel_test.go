package notebook

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The test program itself stands in for kernels that do not work. That one which
// does work is started by the tests of the commands.

func TestAKernelThatEndsAtOnce(t *testing.T) {
	ownTemp(t)
	var log bytes.Buffer
	_, err := Start(t.Context(), KernelOptions{Command: []string{os.Args[0], "-test.nonsense"}, Log: &log})
	if err == nil || !strings.HasPrefix(err.Error(), "starting the kernel: the kernel has ended: exit status") {
		t.Errorf("%v", err)
	}
	if !strings.Contains(log.String(), "nonsense") {
		t.Errorf("what the process said is lost: %q", log.String())
	}
	wantEmpty(t, os.TempDir())
}

func TestAKernelThatDoesNotExist(t *testing.T) {
	ownTemp(t)
	_, err := Start(t.Context(), KernelOptions{Command: []string{filepath.Join(t.TempDir(), "missing")}})
	if err == nil || !strings.HasPrefix(err.Error(), "starting the kernel: ") {
		t.Errorf("%v", err)
	}
	wantEmpty(t, os.TempDir())
}

func TestAStartThatIsCancelled(t *testing.T) {
	ownTemp(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Start(ctx, KernelOptions{Command: []string{os.Args[0], "-test.run=^$"}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	wantEmpty(t, os.TempDir())
}

// ownTemp gives the test a folder for temporary files of its own.
func ownTemp(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
}

func wantEmpty(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
