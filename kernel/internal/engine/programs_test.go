package engine_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

var oracle = flag.Bool("oracle", false, "compare testdata/programs with what the go command makes of them; with -update, take that over")

// TestPrograms runs each testdata/programs/NAME.go as one cell, on both tiers. It prints NAME.out, as
// it does when it is compiled (see -oracle).
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/programs/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".go"), func(t *testing.T) {
			t.Parallel()
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := expected(t, file)
			for _, tier := range []string{"", engine.OnlyYaegi} {
				s := newSession(t, engine.Options{Verify: true, Tier: tier})
				if got := s.run(t.Context(), filepath.Base(file), string(source)); got != want {
					t.Errorf("tier %q: got\n%s\nwant\n%s", tier, got, want)
				}
			}
		})
	}
}

// expected returns what the program prints.
func expected(t *testing.T, file string) string {
	out := strings.TrimSuffix(file, ".go") + ".out"
	want, err := os.ReadFile(out)
	if !*oracle {
		if err != nil {
			t.Fatal(err)
		}
		return string(want)
	}
	text, err := exec.CommandContext(t.Context(), "go", "run", file).Output()
	if err != nil {
		t.Fatalf("compiling %s: %v", file, err)
	}
	if *update {
		if err := os.WriteFile(out, text, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(text) != string(want) {
		t.Errorf("%s is not what the compiled program prints:\n%s", out, text)
	}
	return string(text)
}
