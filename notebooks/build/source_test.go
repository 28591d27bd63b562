package main

import (
	"slices"
	"strings"
	"testing"
)

func TestReadSource(t *testing.T) {
	const source = "<!-- rows: 1, 2 -->\n# Title\n\ntext\n\n```go varies=\"the time\" raises-exception\nx := 1\n```\n\n" +
		"<!-- notes: first\nand second -->\n<!-- full -->\n## Section\n\n```go show\nshown\n```\n---\nnext\n\n{{exercise 3.2}}\n\n## Other\n"
	cells, err := readSource(source)
	if err != nil {
		t.Fatal(err)
	}
	want := []cell{
		{line: 2, kind: "markdown", text: "# Title\n\ntext", rows: []int{1, 2}, section: "Title"},
		{line: 7, kind: "code", text: "x := 1", section: "Title", varies: "the time", raises: true},
		{line: 13, kind: "markdown", text: "## Section\n\n```go\nshown\n```", section: "Section", full: true, notes: "first\nand second"},
		{line: 19, kind: "markdown", text: "next", section: "Section", full: true},
		{line: 21, kind: "exercise", text: "3.2", section: "Section", full: true},
		{line: 23, kind: "markdown", text: "## Other", section: "Other"},
	}
	if len(cells) != len(want) {
		t.Fatalf("%d cells, want %d: %+v", len(cells), len(want), cells)
	}
	for i := range want {
		if !sameCell(cells[i], want[i]) {
			t.Errorf("cell %d is\n%+v, want\n%+v", i+1, cells[i], want[i])
		}
	}
}

func sameCell(a, b cell) bool {
	if len(a.rows) != len(b.rows) {
		return false
	}
	a.rows, b.rows = nil, nil
	return a.line == b.line && a.kind == b.kind && a.text == b.text && a.section == b.section &&
		a.full == b.full && a.notes == b.notes && a.varies == b.varies && a.raises == b.raises && a.hidden == b.hidden
}

func TestReadSourceSaysWhatIsWrong(t *testing.T) {
	for source, want := range map[string]string{
		"```go\nx := 1":           "ends within a fence",
		"<!-- rows: one -->\nx":   "reading rows",
		"<!-- todo -->\nx":        "begins with neither",
		"```go verbose\nx\n```":   `unknown word "verbose"`,
		"text\n<!-- notes: x -->": "there is none",
		"## S\n<!-- full -->\nx":  "before the heading",
	} {
		if _, err := readSource(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readSource(%q): %v, want an error with %q", source, err, want)
		}
	}
}

func TestShortCells(t *testing.T) {
	body := strings.Repeat("\tf()\n", 8) + "\n\tg()\n}"
	one, two, three := "// a is long.\nfunc a() {\n"+body, "var b = 1", "func c() {\n"+body
	got := short(one + "\n\n" + two + "\n\n" + three)
	if want := []string{one + "\n\n" + two, three}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
