package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// This file measures what it costs that a cell can be stopped, cannot recurse for ever and notices a
// deadlock: each program runs in turn in this program and in one that is built without all that.

// The table of guards stands between these in the page.
const (
	guardsBegin = "<!-- guards -->\n"
	guardsEnd   = "<!-- /guards -->\n"
)

// guards prints the table, and writes it into the page if there is one.
func guards(ctx context.Context, out io.Writer, s settings, only, page string) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return fmt.Errorf("making a folder for the program without guards: %w", err)
	}
	defer os.RemoveAll(dir)
	commands := [2]string{filepath.Join(dir, "guarded"), filepath.Join(dir, "unguarded")}
	for i, tags := range []string{"", "noguards"} {
		build := exec.CommandContext(ctx, "go", "build", "-tags", tags, "-o", commands[i], "./kernel/test/bench")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("building the program: %w", err)
		}
	}
	var table strings.Builder
	both := io.MultiWriter(out, &table)
	fmt.Fprint(both, "| | with guards | without | added |\n|---|---:|---:|---:|\n")
	product, n := 1.0, 0
	seen := map[string]int{} // rows of one program
	for _, r := range choose(rows(), only) {
		with, without, err := inTurn(ctx, s, r.program, seen[r.program], commands)
		seen[r.program]++
		if err != nil {
			return err
		}
		fmt.Fprintf(both, "| %s | %s | %s | %+.0f %% |\n", r.title, span(with), span(without), 100*(with/without-1))
		product, n = product*with/without, n+1
	}
	fmt.Fprintf(both, "| **all together** (geometric mean) | | | **%+.1f %%** |\n", 100*(math.Pow(product, 1/float64(n))-1))
	fmt.Fprintf(both, "\nThe least of %d runs in turn on %s/%s, %d cores, %s.\n", s.runs, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	if page == "" {
		return nil
	}
	return writeBetween(page, table.String(), guardsBegin, guardsEnd)
}

// inTurn is the least time of a program's row, counted from 0, with guards, and without.
func inTurn(ctx context.Context, s settings, program string, row int, commands [2]string) (with, without float64, err error) {
	var times [2][]float64
	for range s.runs {
		for i, command := range commands {
			args := []string{"-columns", "cell", "-rows", program, "-runs", "1", "-ns"}
			if s.small {
				args = append(args, "-small")
			}
			text, err := exec.CommandContext(ctx, command, args...).Output()
			if err != nil {
				return 0, 0, fmt.Errorf("%s: %w", program, err)
			}
			ns, err := strconv.ParseFloat(strings.Fields(string(text))[row], 64)
			if err != nil {
				return 0, 0, fmt.Errorf("%s: %w", program, err)
			}
			times[i] = append(times[i], ns)
		}
	}
	return slices.Min(times[0]), slices.Min(times[1]), nil
}
