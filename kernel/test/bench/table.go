package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// The table stands between these in the page.
const (
	begin = "<!-- bench -->\n"
	end   = "<!-- /bench -->\n"
)

const head = `| | one | compiled | cell | CPython | Yaegi alone | cell : compiled | CPython : cell | Yaegi : cell |
|---|---|---:|---:|---:|---:|---:|---:|---:|
`

func line(r row, f figures) string {
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", r.title, r.unit,
		span(f[compiled]), span(f[machine]), span(f[cpython]), span(f[yaegi]),
		ratio(f[machine], f[compiled]), ratio(f[cpython], f[machine]), ratio(f[yaegi], f[machine]))
}

// span words a time in ns with about two digits.
func span(ns float64) string {
	switch {
	case ns == 0:
		return "–"
	case ns < 10:
		return fmt.Sprintf("%.1f ns", ns)
	case ns < 1000:
		return fmt.Sprintf("%.0f ns", ns)
	case ns < 10_000:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	case ns < 1e6:
		return fmt.Sprintf("%.0f µs", ns/1e3)
	case ns < 1e7:
		return fmt.Sprintf("%.1f ms", ns/1e6)
	}
	return fmt.Sprintf("%.0f ms", ns/1e6)
}

func ratio(a, b float64) string {
	switch x := a / b; {
	case a == 0 || b == 0:
		return "–"
	case x < 10:
		return fmt.Sprintf("%.1f", x)
	default:
		return fmt.Sprintf("%.0f", x)
	}
}

// footer says what measured.
func footer(s settings, version string) string {
	clock := ""
	if s.cpu {
		clock = " (time on the processor, the collector's too)"
	}
	return fmt.Sprintf("\nMedians of %d runs in turn%s on %s/%s, %d cores, %s, %s.\n",
		s.runs, clock, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), version)
}

// replace puts a table into a page.
func replace(page, table, begin, end string) (string, error) {
	before, rest, ok := strings.Cut(page, begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return "", fmt.Errorf("the page has no lines %q and %q", strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return before + begin + table + end + after, nil
}

func write(file, table string) error { return writeBetween(file, table, begin, end) }

func writeBetween(file, table, begin, end string) error {
	page, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text, err := replace(string(page), table, begin, end)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
