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
func coverage(files []string, runs []run, excluded map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Which of Go's own tests pass\n\n")
	fmt.Fprintf(&b, "Written by `go test -tags gotests -engine=both -update ./kernel/test/gotests`; do not edit. %s, each program as one cell that may compute for %v.\n\n", runtime.Version(), limit)
	fmt.Fprintf(&b, "By default functions run on the second tier, package vm, and those that it does not take on Yaegi; Yaegi can also run alone.\n\n")
	fmt.Fprintf(&b, "| set |%s\n|---|%s\n", row(runs, func(r run) string { return r.mode.title }), strings.Repeat("---|", len(runs)))
	fmt.Fprintf(&b, "| all programs marked `// run` |%s\n", row(runs, func(r run) string { return count(files, r.results, nil).String() }))
	fmt.Fprintf(&b, "| core set |%s\n\n", row(runs, func(r run) string { return count(files, r.results, excluded).String() }))
	coverageByTheme(&b, files, runs, excluded)
	coverageOfFailures(&b, files, runs, excluded)
	return b.String()
}

// row is the end of a row of a table, with a cell for each run.
func row(runs []run, text func(run) string) string {
	s := ""
	for _, r := range runs {
		s += " " + text(r) + " |"
	}
	return s
}

func coverageByTheme(b *strings.Builder, files []string, runs []run, excluded map[string]string) {
	b.WriteString("The core set leaves out what a program is about, whether it passes or not:\n\n")
	fmt.Fprintf(b, "| class | programs |%s about |\n|---|---|%s---|\n", row(runs, func(r run) string { return r.mode.title }), strings.Repeat("---|", len(runs)))
	for _, class := range keys(aboutClasses) {
		of := func(r run) tally {
			return tallyOf(files, r.results, func(f string) bool { return excluded[f] == class })
		}
		fmt.Fprintf(b, "| %s | %d |%s %s |\n", class, of(runs[0]).total, row(runs, func(r run) string { return fmt.Sprint(of(r).passed) }), aboutClasses[class])
	}
}

func coverageOfFailures(b *strings.Builder, files []string, runs []run, excluded map[string]string) {
	b.WriteString("\n## What does not pass, and why\n\nPrograms outside of the core set are in *italics*. One that fails in one mode only has that mode behind it.\n")
	for _, class := range keys(failureClasses) {
		var list []string
		for _, f := range files {
			var in []string
			for _, r := range runs {
				if r.known[f] == class && r.results[f].failure != "" {
					in = append(in, r.mode.title)
				}
			}
			switch len(in) {
			case 0:
			case len(runs):
				list = append(list, mark(f, excluded))
			default:
				list = append(list, mark(f, excluded)+" ("+strings.Join(in, ", ")+")")
			}
		}
		if len(list) > 0 {
			fmt.Fprintf(b, "\n**%s** (%d): %s.\n\n%s\n", class, len(list), failureClasses[class], strings.Join(list, ", "))
		}
	}
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
