package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A row is a thing that the source texts teach.
type row struct {
	number int
	text   string
	cells  []place
}

// A place is a cell of a notebook.
type place struct {
	lesson *lesson
	cell   string // ID
	about  string
}

// readRows reads source/rows.txt: a number, and what it is, each line.
func readRows(dir string) ([]row, error) {
	path := filepath.Join(dir, "source", "rows.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the rows: %w", err)
	}
	var rows []row
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		number, text, _ := strings.Cut(line, " ")
		n, err := strconv.Atoi(number)
		if err != nil || n != len(rows)+1 {
			return nil, fmt.Errorf("%s, line %d: want number %d", path, i+1, len(rows)+1)
		}
		rows = append(rows, row{number: n, text: text})
	}
	return rows, nil
}

// cover finds the cells that teach the rows.
func cover(rows []row, lessons []*lesson) error {
	for _, l := range lessons {
		for _, b := range l.blocks(false) {
			numbers, _ := b.own()["rows"].([]int)
			for _, n := range numbers {
				if n < 1 || n > len(rows) {
					return fmt.Errorf("%s, line %d: there is no row %d", l.name, b.from.line, n)
				}
				rows[n-1].cells = append(rows[n-1].cells, place{l, b.ID, b.from.section})
			}
		}
	}
	return nil
}

// own is what the metadata of a cell has of ours.
func (b block) own() map[string]any {
	own, _ := b.Metadata["gopherloop"].(map[string]any)
	return own
}

const coverageHead = `# What the notebooks teach

The workshop follows four texts about iterators, generators and asynchronous programs in Python, which the
[README](../README.md#credits) names. Each line is a thing that they teach, and where it is taught here: notebook, section and cell
(its id in the file). Made by ` + "`go run ./notebooks/build`" + `.

| | what | where |
|---|---|---|
`

// coverage returns the page that says where each row is taught.
func coverage(rows []row) string {
	var b strings.Builder
	b.WriteString(coverageHead)
	for _, r := range rows {
		var places []string
		for _, p := range r.cells {
			places = append(places, fmt.Sprintf("[%s](%s.ipynb) %s, `%s`", p.lesson.number, p.lesson.name, p.about, p.cell))
		}
		fmt.Fprintf(&b, "| %d | %s | %s |\n", r.number, r.text, strings.Join(places, "; "))
	}
	return b.String()
}

func writeCoverage(dir string, lessons []*lesson) error {
	rows, err := readRows(dir)
	if err != nil {
		return err
	}
	if err := cover(rows, lessons); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "COVERAGE.md"), []byte(coverage(rows)), 0o644); err != nil {
		return fmt.Errorf("writing the coverage: %w", err)
	}
	return nil
}
