package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// lessons are those of the repository.
func lessons(t *testing.T) []*lesson {
	t.Helper()
	all, err := readLessons("..")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The notebooks are what go run ./notebooks/build makes of their sources, outputs aside: those are for gopherloop run --check.
func TestNotebooksAreGenerated(t *testing.T) {
	for _, l := range lessons(t) {
		t.Run(l.number, func(t *testing.T) {
			sameCells(t, filepath.Join("..", l.name+".ipynb"), l.notebook(false))
			sameCells(t, filepath.Join("..", "solutions", l.name+".ipynb"), l.notebook(true))
			sameText(t, filepath.Join("..", "instructor", "notes", l.name+".md"), l.notes())
		})
	}
}

func TestCoverageIsGenerated(t *testing.T) {
	rows, err := readRows("..")
	if err != nil {
		t.Fatal(err)
	}
	if err := cover(rows, lessons(t)); err != nil {
		t.Fatal(err)
	}
	sameText(t, filepath.Join("..", "COVERAGE.md"), coverage(rows))
}

const advice = "run: go run ./notebooks/build"

func sameText(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what its source says; %s", path, advice)
	}
}

// sameCells compares a stored notebook, cell by cell, with what is made of the source.
func sameCells(t *testing.T, path string, made []byte) {
	t.Helper()
	stored, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, want := cellsOf(t, stored), cellsOf(t, made)
	if len(got) != len(want) {
		t.Fatalf("%s has %d cells, its source %d; %s", path, len(got), len(want), advice)
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s, cell %v is\n%v\nand its source says\n%v\n%s", path, want[i]["id"], got[i], want[i], advice)
		}
	}
}

// cellsOf returns the cells of a notebook without what running them adds.
func cellsOf(t *testing.T, data []byte) []map[string]any {
	t.Helper()
	var nb struct {
		Cells []map[string]any `json:"cells"`
	}
	if err := json.Unmarshal(data, &nb); err != nil {
		t.Fatal(err)
	}
	for _, c := range nb.Cells {
		delete(c, "outputs")
		delete(c, "execution_count")
		if lines, ok := c["source"].([]any); ok {
			var text strings.Builder
			for _, l := range lines {
				text.WriteString(l.(string))
			}
			c["source"] = text.String()
		}
	}
	return nb.Cells
}

var (
	link = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	code = regexp.MustCompile("(?s)```.*?```|`[^`]*`")
)

// Every link from one file of the notebooks to another leads to a file, and to a heading if it names one.
func TestLinksLeadSomewhere(t *testing.T) {
	for _, l := range lessons(t) {
		for dir, solved := range map[string]bool{"..": false, "../solutions": true} {
			for _, b := range l.blocks(solved) {
				if b.Type == "markdown" {
					checkLinks(t, l.name, dir, b)
				}
			}
		}
	}
}

func checkLinks(t *testing.T, name, dir string, b block) {
	t.Helper()
	for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(b.Source, ""), -1) {
		target, err := os.ReadFile(filepath.Join(dir, m[1]))
		if err != nil {
			t.Errorf("%s, line %d: %v", name, b.from.line, err)
			continue
		}
		if m[2] != "" && !strings.Contains(string(target), "\n## "+strings.ReplaceAll(m[2][1:], "-", " ")+"\n") {
			t.Errorf("%s, line %d: %s has no heading for %s", name, b.from.line, m[1], m[2])
		}
	}
}

// Every row is taught: there is a cell for it.
func TestNoRowIsLeftOut(t *testing.T) {
	rows, err := readRows("..")
	if err != nil {
		t.Fatal(err)
	}
	if err := cover(rows, lessons(t)); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if len(r.cells) == 0 {
			t.Errorf("no cell teaches row %d: %s", r.number, r.text)
		}
	}
}

// Every exercise has texts, hints, and three recorded wrong answers with a hint of their own; a notebook has at least three.
func TestExercisesAreComplete(t *testing.T) {
	for _, l := range lessons(t) {
		if len(l.exercises) < 3 {
			t.Errorf("notebook %s has %d exercises, want at least 3", l.number, len(l.exercises))
		}
		for _, q := range l.exercises {
			for _, p := range q.Problems() {
				t.Errorf("%v: %s", q, p)
			}
		}
	}
}
