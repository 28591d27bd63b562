package main

import (
	"context"
	"fmt"
	"slices"
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
func names() [columns]string { return [columns]string{"compiled", "cell", "CPython", "Yaegi alone"} }

// figures are a row's times per operation in ns, by column; 0 is one that was not measured.
type figures [columns]float64

// settings say how rows are measured.
type settings struct {
	python string // the interpreter; empty for none
	runs   int
	small  bool // the sizes for tests, and checks that cost time
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
	rs[compiled] = newNative(r, n[compiled])
	nb, err := newNotebook(ctx, r, n[machine], engine.Options{Verify: s.small})
	if err != nil {
		return rs, err
	}
	rs[machine] = nb
	if nb, err = newNotebook(ctx, r, n[yaegi], engine.Options{Tier: engine.OnlyYaegi}); err != nil {
		return rs, err
	}
	rs[yaegi] = nb
	if s.python == "" {
		return rs, nil
	}
	p, err := newPython(s.python, r, n[cpython])
	if err != nil {
		return rs, err
	}
	rs[cpython] = p
	return rs, nil
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
			sum, took, err := one.run()
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
