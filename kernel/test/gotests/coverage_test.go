//go:build gotests

package gotests

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// tally counts programs.
type tally struct{ passed, total int }

func (t tally) share() float64 { return 100 * float64(t.passed) / float64(t.total) }

func (t tally) String() string {
	return fmt.Sprintf("%d of %d (%.1f %%)", t.passed, t.total, t.share())
}

// count counts the programs that are not in the table without.
func count(files []string, results map[string]outcome, without map[string]string) tally {
	var n tally
	for _, f := range files {
		if without[f] != "" {
			continue
		}
		n.total++
		if results[f].failure == "" {
			n.passed++
		}
	}
	return n
}

// coverage writes the page: figures, then what does not pass and why, by class.
func coverage(files []string, results map[string]outcome, excluded, known map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Which of Go's own tests pass\n\n")
	fmt.Fprintf(&b, "Written by `go test -tags gotests ./kernel/test/gotests -update`; do not edit. %s, each program as one cell, %v at most.\n\n", runtime.Version(), limit)
	fmt.Fprintf(&b, "| set | pass |\n|---|---|\n| all programs marked `// run` | %s |\n| core set | %s |\n\n", count(files, results, nil), count(files, results, excluded))
	b.WriteString("The core set leaves out what a program is about, whether it passes or not:\n\n| class | programs | pass | about |\n|---|---|---|---|\n")
	for _, class := range keys(aboutClasses) {
		n := tallyOf(files, results, func(f string) bool { return excluded[f] == class })
		fmt.Fprintf(&b, "| %s | %d | %d | %s |\n", class, n.total, n.passed, aboutClasses[class])
	}
	b.WriteString("\n## What does not pass, and why\n\nPrograms outside of the core set are in *italics*.\n")
	for _, class := range keys(failureClasses) {
		var list []string
		for _, f := range files {
			if known[f] == class && results[f].failure != "" {
				list = append(list, mark(f, excluded))
			}
		}
		if len(list) > 0 {
			fmt.Fprintf(&b, "\n**%s** (%d): %s.\n\n%s\n", class, len(list), failureClasses[class], strings.Join(list, ", "))
		}
	}
	return b.String()
}

func mark(file string, excluded map[string]string) string {
	if excluded[file] != "" {
		return "*" + file + "*"
	}
	return file
}

func tallyOf(files []string, results map[string]outcome, in func(string) bool) tally {
	var n tally
	for _, f := range files {
		if in(f) {
			n.total++
			if results[f].failure == "" {
				n.passed++
			}
		}
	}
	return n
}

func keys(m map[string]string) []string {
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}
