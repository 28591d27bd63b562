package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/test/bench/programs"
)

// TestRowsAgree runs every row in a tiny size: compiled, on both tiers and, if there is a Python on this
// machine, there. measure compares the checksums.
func TestRowsAgree(t *testing.T) {
	s := settings{python: anyPython(), runs: 1, small: true}
	for _, r := range rows() {
		t.Run(strings.ReplaceAll(r.title, " ", "-"), func(t *testing.T) {
			t.Parallel()
			f, err := s.measure(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			for col, ns := range f {
				if ns <= 0 && (col != cpython || s.python != "") {
					t.Errorf("%s: nothing was measured", names()[col])
				}
			}
		})
	}
}

// anyPython is a Python new enough for asyncio.TaskGroup, or nothing.
func anyPython() string {
	for _, name := range []string{"python3.11", "python3"} {
		if exec.Command(name, "-c", "import asyncio; asyncio.TaskGroup").Run() == nil {
			return name
		}
	}
	return ""
}

// TestEveryProgramHasARow keeps programs and rows together.
func TestEveryProgramHasARow(t *testing.T) {
	files, err := filepath.Glob("programs/*.go")
	if err != nil || len(files) < 2 {
		t.Fatalf("no programs: %v", err)
	}
	used := map[string]bool{"programs": true}
	for _, r := range rows() {
		used[r.program] = true
		if programs.Native(r.program) == nil {
			t.Errorf("%s is not in programs.Native", r.program)
		}
	}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".go"); !used[name] {
			t.Errorf("%s has no row", file)
		}
	}
}

// TestWrongResultIsNoFigure: a row whose programs disagree is an error.
func TestWrongResultIsNoFigure(t *testing.T) {
	r := row{program: "loop", title: "wrong", small: 10, ops: each, body: "result := n"}
	_, err := settings{runs: 1, small: true}.measure(t.Context(), r)
	if err == nil || err.Error() != "cell returns 10 instead of 13" {
		t.Errorf("got %v", err)
	}
}

func TestTableIsPutBetweenItsMarks(t *testing.T) {
	page := "before\n" + begin + "old\n" + end + "after\n"
	got, err := replace(page, "new\n", begin, end)
	if want := "before\n" + begin + "new\n" + end + "after\n"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := replace("no marks", "new\n", begin, end); err == nil {
		t.Error("a page without marks is no error")
	}
}

func TestFiguresAreWordedShort(t *testing.T) {
	got := line(row{title: "loop", unit: "step"}, figures{0.31, 4.56, 0, 123456.7})
	want := "| loop | step | 0.3 ns | 4.6 ns | – | 123 µs | 15 | – | 27074 |\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
