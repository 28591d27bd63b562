package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// The columns.
const (
	compiled = iota
	machine
	cpython
	yaegi
	columns
)

// names are what the columns are called.
func names() [columns]string { return [columns]string{"compiled", "cell", "cpython", "yaegi"} }

// figures are a row's times per operation in ns, by column; 0 is one that was not measured.
type figures [columns]float64

// settings say how rows are measured.
type settings struct {
	python string // the interpreter; empty for none
	runs   int
	small  bool   // the sizes for tests, and checks that cost time
	cpu    bool   // measure the time on the processor instead of that on the wall
	only   string // the columns that are measured, separated by commas; empty for all
}

// wants reports whether a column is measured.
func (s settings) wants(col int) bool {
	return s.only == "" || slices.Contains(strings.Split(s.only, ","), names()[col])
}

// sizes are the row's size in each column.
func (s settings) sizes(r row) [columns]int {
	if s.small {
		return [columns]int{r.small, r.small, r.small, r.small}
	}
	slow := r.slow
	if slow == 0 {
		slow = r.n
	}
	return [columns]int{r.n, r.n, r.n, slow}
}

// start prepares the row's runners; those that are not wanted are nil. On an error it
// returns those that must be closed.
func (s settings) start(ctx context.Context, r row) (rs [columns]runner, err error) {
	n := s.sizes(r)
	for col := range columns {
		if !s.wants(col) || col == cpython && s.python == "" {
			continue
		}
		one, err := s.runner(ctx, col, r, n[col])
		if err != nil {
			return rs, fmt.Errorf("%s: %w", names()[col], err)
		}
		rs[col] = one
	}
	return rs, nil
}

func (s settings) runner(ctx context.Context, col int, r row, n int) (runner, error) {
	switch col {
	case compiled:
		return newNative(r, n), nil
	case machine:
		return newNotebook(ctx, r, n, engine.Options{Verify: s.small})
	case yaegi:
		return newNotebook(ctx, r, n, engine.Options{Tier: engine.OnlyYaegi})
	}
	return newPython(s.python, r, n, s.cpu)
}

// measure runs a row's runners in turn.
func (s settings) measure(ctx context.Context, r row) (f figures, err error) {
	rs, err := s.start(ctx, r)
	defer closeAll(rs)
	if err != nil {
		return f, err
	}
	want := s.checksums(r)
	var times [columns][]time.Duration
	for range s.runs {
		for col, one := range rs {
			if one == nil {
				continue
			}
			sum, took, err := s.time(one)
			if err != nil {
				return f, fmt.Errorf("%s: %w", names()[col], err)
			}
			if sum != want[col] {
				return f, fmt.Errorf("%s returns %d instead of %d", names()[col], sum, want[col])
			}
			times[col] = append(times[col], took)
		}
	}
	for col, n := range s.sizes(r) {
		if len(times[col]) > 0 {
			f[col] = float64(median(times[col])) / float64(r.ops(n))
		}
	}
	return f, nil
}

// time runs a program. The processor's time is that of all goroutines, the collector's too.
func (s settings) time(one runner) (sum int, took time.Duration, err error) {
	runtime.GC()
	before := processorTime()
	sum, took, err = one.run()
	if _, isPython := one.(*python); s.cpu && !isPython {
		took = processorTime() - before
	}
	return sum, took, err
}

// checksums are what the compiled program returns for the size of each column.
func (s settings) checksums(r row) (sums [columns]int) {
	known := map[int]int{}
	for col, n := range s.sizes(r) {
		if _, ok := known[n]; !ok {
			known[n] = newNative(r, n).program()
		}
		sums[col] = known[n]
	}
	return sums
}

func closeAll(rs [columns]runner) {
	for _, r := range rs {
		if r != nil {
			r.close()
		}
	}
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
