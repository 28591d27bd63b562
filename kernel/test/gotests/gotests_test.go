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

var update = flag.Bool("update", false, "rewrite COVERAGE.md from this run (with -engine=both)")

// A program may compute for limit, which some do for a long time even when compiled. Since the
// machine may have other work, it may take longer than that: patience.
const (
	limit    = 20 * time.Second
	patience = 2 * time.Minute
)

// outcome is how a program ended: "" if it passed.
type outcome struct {
	failure string
	slow    bool
}

// A run is what became of all programs in one mode.
type run struct {
	mode    mode
	known   map[string]string // what is listed as failing
	results map[string]outcome
}

func TestGo(t *testing.T) {
	files, excluded := runFiles(t), readTable(t, "excluded.txt", "")
	checkTable(t, files, excluded, aboutClasses)
	var runs []run
	for _, m := range chosen(t) {
		known := readTable(t, "known.txt", m.name)
		checkTable(t, files, known, failureClasses)
		r := run{m, known, runAll(t, m, files, known)}
		r.report(t, files, excluded)
		runs = append(runs, r)
	}
	if !*update {
		return
	}
	if len(runs) < len(modes()) {
		t.Fatal("-update needs -engine=both")
	}
	if err := os.WriteFile("COVERAGE.md", []byte(coverage(files, runs, excluded)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// report compares a run with what is known.
func (r *run) report(t *testing.T, files []string, excluded map[string]string) {
	for _, f := range files {
		o, listed := r.results[f], r.known[f]
		report := t.Errorf
		if o.slow || listed == "slow" || listed == "chance" || excluded[f] == "gc" {
			report = t.Logf // depends on the machine, on who is quicker, or on when garbage is collected
		}
		switch {
		case o.failure != "" && listed == "":
			report("%s: %s fails and is not in known.txt: %s", r.mode.name, f, o.failure)
		case o.failure == "" && listed != "":
			report("%s: %s passes: take it out of known.txt", r.mode.name, f)
		}
	}
	all, core := count(files, r.results, nil), count(files, r.results, excluded)
	t.Logf("%s: all: %s, core set: %s", r.mode.name, all, core)
	fmt.Printf("Go's own tests, %s: all %s, core set %s\n", r.mode.title, all, core)
	if core.share() < r.mode.core || all.share() < r.mode.all {
		t.Errorf("%s: below %v %% of the core set or %v %% of all", r.mode.name, r.mode.core, r.mode.all)
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

// readTable reads lines of a file name and a class, and maybe the only mode that they are about.
func readTable(t *testing.T, name, mode string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) == 2 || len(f) == 3 && f[2] == mode {
			table[f[0]] = f[1]
		}
	}
	return table
}

// checkTable requires that every listed program exists and has a class that
// classes_test.go explains.
func checkTable(t *testing.T, files []string, rows, classes map[string]string) {
	t.Helper()
	for file, class := range rows {
		if _, found := slices.BinarySearch(files, file); !found {
			t.Errorf("%s is listed but is no program of this Go version", file)
		}
		if classes[class] == "" {
			t.Errorf("%s has the class %s, which nobody explains", file, class)
		}
	}
}

func runAll(t *testing.T, m mode, files []string, known map[string]string) map[string]outcome {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), tierVar+"="+m.tier, "PWD="+testRoot(), "STDLIB_IMPORTCFG="+importConfig(t))
	results := map[string]outcome{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	queue := make(chan string)
	for range runtime.NumCPU() + 1 { // some of them sleep
		wg.Go(func() {
			for f := range queue {
				wait := patience
				if known[f] == "slow" { // not to be done for minutes
					wait = limit
				}
				r := runOne(t.Context(), self, env, f, wait)
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

// importConfig writes the file by which programs that call the compiler find the library.
func importConfig(t *testing.T) string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std")
	text, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	file := filepath.Join(t.TempDir(), "importcfg")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func runOne(ctx context.Context, self string, env []string, file string, wait time.Duration) outcome {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	path := filepath.Join(testRoot(), filepath.FromSlash(file))
	cmd := exec.CommandContext(ctx, self)
	cmd.Env = append(env[:len(env):len(env)], childVar+"="+path)
	cmd.Dir = testRoot()
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if st := cmd.ProcessState; ctx.Err() != nil || st != nil && st.UserTime()+st.SystemTime() >= limit {
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
