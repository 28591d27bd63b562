//go:build gotests

package gotests

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite COVERAGE.md from this run")

// limit is how long a program may take. Some compute for a long time even when compiled.
const limit = 20 * time.Second

// outcome is how a program ended: "" if it passed.
type outcome struct {
	failure string
	slow    bool
}

func TestGo(t *testing.T) {
	files := runFiles(t)
	excluded, known := readTable(t, "excluded.txt"), readTable(t, "known.txt")
	checkTables(t, files, excluded, known)
	results := runAll(t, build(t), files)
	for _, f := range files {
		r, listed := results[f], known[f]
		report := t.Errorf
		if r.slow || listed == "slow" || excluded[f] == "gc" {
			report = t.Logf // depends on the machine, or on when garbage is collected
		}
		switch {
		case r.failure != "" && listed == "":
			report("%s fails and is not in known.txt: %s", f, r.failure)
		case r.failure == "" && listed != "":
			report("%s passes: take it out of known.txt", f)
		}
	}
	page := coverage(files, results, excluded, known)
	if *update {
		if err := os.WriteFile("COVERAGE.md", []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, core := count(files, results, nil), count(files, results, excluded)
	t.Logf("all: %s, core set: %s", all, core)
	fmt.Printf("Go's own tests: all %s, core set %s\n", all, core)
	if core.share() < 92 || all.share() < 84 {
		t.Errorf("below 92 %% of the core set or 84 %% of all")
	}
}

// testRoot is Go's test folder.
func testRoot() string { return filepath.Join(runtime.GOROOT(), "test") }

// runFiles lists the programs, relative to testRoot.
func runFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(testRoot(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") {
			return err
		}
		src, err := os.ReadFile(path)
		if bytes.HasPrefix(src, []byte("// run\n")) {
			rel, err := filepath.Rel(testRoot(), path)
			if err != nil {
				return err
			}
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	return files
}

// readTable reads lines of a file name and a class.
func readTable(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) == 2 {
			table[f[0]] = f[1]
		}
	}
	return table
}

// checkTables requires that every listed program exists and has a class that
// classes_test.go explains.
func checkTables(t *testing.T, files []string, excluded, known map[string]string) {
	t.Helper()
	for _, table := range []struct{ rows, classes map[string]string }{{excluded, aboutClasses}, {known, failureClasses}} {
		for file, class := range table.rows {
			if _, found := slices.BinarySearch(files, file); !found {
				t.Errorf("%s is listed but is no program of this Go version", file)
			}
			if table.classes[class] == "" {
				t.Errorf("%s has the class %s, which nobody explains", file, class)
			}
		}
	}
}

// build builds the kernel's program, whose run command runs a file as one cell.
func build(t *testing.T) string {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "gopherloop")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", exe, "../..").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return exe
}

func runAll(t *testing.T, exe string, files []string) map[string]outcome {
	results := map[string]outcome{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	queue := make(chan string)
	for range runtime.NumCPU() {
		wg.Go(func() {
			for f := range queue {
				r := runOne(t.Context(), exe, f)
				mu.Lock()
				results[f] = r
				mu.Unlock()
			}
		})
	}
	for _, f := range files {
		queue <- f
	}
	close(queue)
	wg.Wait()
	return results
}

func runOne(ctx context.Context, exe, file string) outcome {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	path := filepath.Join(testRoot(), filepath.FromSlash(file))
	cmd := exec.CommandContext(ctx, exe, "run", path)
	cmd.Dir = filepath.Dir(path)
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if ctx.Err() != nil {
		return outcome{failure: fmt.Sprintf("not done after %v", limit), slow: true}
	}
	want, _ := os.ReadFile(strings.TrimSuffix(path, ".go") + ".out")
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return outcome{failure: firstLines(out.String())}
	case err != nil:
		return outcome{failure: err.Error()}
	case out.String() != string(want):
		return outcome{failure: "prints something else: " + firstLines(out.String())}
	}
	return outcome{}
}

func firstLines(s string) string {
	lines := strings.SplitN(strings.TrimSpace(s), "\n", 4)
	text := strings.Join(lines[:min(3, len(lines))], " | ")
	return text[:min(300, len(text))]
}
