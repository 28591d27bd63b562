package accidents

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

var update = flag.Bool("update", false, "write the page of all accidents")

const pageFile = "../../ACCIDENTS.md"

const pageHead = `# What happened?

What can go wrong in a cell, what you see then, why, and what to do. Whatever it is: the kernel goes on and the next cell runs; only where this page says so
are the variables gone.

Each accident here is a test, in [test/accidents/testdata](test/accidents/testdata), and this page is made of the same files.
`

// The headings, in the order of the page.
var groups = []string{"Values", "Goroutines and channels", "Stop", "Recursion and memory", "Output", "Endings"}

func TestPage(t *testing.T) {
	got := page(accidents(t))
	if *update {
		if err := os.WriteFile(pageFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pageFile)
	if err != nil || string(want) != got {
		t.Errorf("%s is not what the files of testdata say (%v): go test ./kernel/test/accidents -run Page -update", pageFile, err)
	}
}

// No accident is without a heading.
func TestGroups(t *testing.T) {
	known := strings.Join(groups, "\n")
	for _, a := range accidents(t) {
		if !strings.Contains(known, a.fields["group"]) {
			t.Errorf("%s: there is no group %q", a.name, a.fields["group"])
		}
	}
}

func page(all []accident) string {
	var contents, body strings.Builder
	for _, g := range groups {
		fmt.Fprintf(&contents, "- **%s**:", g)
		fmt.Fprintf(&body, "\n## %s\n", g)
		between := " "
		for _, a := range all {
			if a.fields["group"] == g {
				fmt.Fprintf(&contents, "%s[%s](#%s)", between, a.title, anchor(a.title))
				body.WriteString(a.chapter())
				between = " · "
			}
		}
		contents.WriteString("\n")
	}
	return pageHead + "\n" + contents.String() + body.String()
}

// anchor is what GitHub calls a heading in an address.
func anchor(title string) string {
	kept := strings.Map(func(r rune) rune {
		if strings.ContainsRune(".,:()'`\"", r) {
			return -1
		}
		return r
	}, strings.ToLower(title))
	return strings.ReplaceAll(kept, " ", "-")
}

// chapter tells one accident: the cells as far as the last one that fails, with what they show.
func (a *accident) chapter() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %s\n\n%s\n", a.title, a.fields["why"])
	for _, c := range a.cells[:a.lastShown()] {
		fmt.Fprintf(&b, "\n```go\n%s\n```\n", c.code)
		if c.stop != "" {
			b.WriteString("\nand then Stop:\n")
		}
		seen := strings.TrimPrefix(c.on("output", worker.BothTiers), "...\n") + c.on("error", worker.BothTiers)
		if strings.TrimSpace(seen) != "" {
			fmt.Fprintf(&b, "\n```text\n%s\n```\n", strings.TrimRight(seen, "\n"))
		}
	}
	fmt.Fprintf(&b, "\n**What to do.** %s", a.fields["do"])
	if a.mayLose(worker.BothTiers) {
		b.WriteString(" The variables may be gone.")
	}
	b.WriteString("\n")
	return b.String()
}

// lastShown is how many cells the page shows; the others only make sure that the kernel goes on.
func (a *accident) lastShown() int {
	last := len(a.cells)
	for last > 1 && a.cells[last-1].on("error", worker.BothTiers) == "" && a.cells[last-1].stop == "" {
		last--
	}
	if last == 1 && a.cells[0].on("error", worker.BothTiers) == "" && a.cells[0].stop == "" {
		return min(len(a.cells), 2)
	}
	return last
}
