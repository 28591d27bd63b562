package aio_test

import (
	"context"
	"flag"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// asyncio has the benchmarks run CPython's asyncio, too, in the same run:
//
//	go test ./workshop/aio -run '^$' -bench . -args -asyncio
var asyncio = flag.Bool("asyncio", false, "compare with CPython's asyncio")

// measures are what is measured here and, in testdata/measures.py, in Python. Each does something n times.
var measures = []struct {
	name string
	n    int
	main func(ctx context.Context, n int) error
}{
	{"switch", 200_000, switches},
	{"sleepers", 100_000, sleepers},
	{"handoff", 100_000, handoff},
	{"gather", 10_000, gather},
	{"create", 100_000, create},
}

// switches lets two tasks take turns.
func switches(ctx context.Context, n int) error {
	turns := aio.Do(func(ctx context.Context) error {
		for range n / 2 {
			if err := aio.Yield(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	_, err := aio.Gather(ctx, turns, turns)
	return err
}

// sleepers has n tasks sleep and wake.
func sleepers(ctx context.Context, n int) error {
	all := make([]aio.Awaitable[aio.None], n)
	for i := range all {
		all[i] = aio.Do(func(ctx context.Context) error { return aio.Sleep(ctx, time.Duration(i%10)*time.Millisecond) })
	}
	_, err := aio.Gather(ctx, all...)
	return err
}

// handoff hands items from one task to another through a queue with room for one.
func handoff(ctx context.Context, n int) error {
	q := aio.NewQueue[int](1)
	put := aio.Do(func(ctx context.Context) error {
		for i := range n {
			if err := q.Put(ctx, i); err != nil {
				return err
			}
		}
		return nil
	})
	get := aio.Do(func(ctx context.Context) error {
		for range n {
			if _, err := q.Get(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	_, err := aio.Gather(ctx, put, get)
	return err
}

// gather waits for n tasks that have nothing to wait for.
func gather(ctx context.Context, n int) error {
	one := aio.Do(func(context.Context) error { return nil })
	_, err := aio.Gather(ctx, slices.Repeat([]aio.Awaitable[aio.None]{one}, n)...)
	return err
}

// create makes n tasks, one after the other.
func create(ctx context.Context, n int) error {
	one := aio.Do(func(context.Context) error { return nil })
	for range n {
		if _, err := aio.Go(ctx, "one", one).Await(ctx); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkLoop(b *testing.B) {
	for _, m := range measures {
		b.Run(m.name, func(b *testing.B) {
			var ours, python best
			for b.Loop() {
				began := time.Now()
				if err := aio.Main(func(ctx context.Context) error { return m.main(ctx, m.n) }); err != nil {
					b.Fatal(err)
				}
				ours.add(time.Since(began))
				if *asyncio {
					python.add(inPython(b, m.name, m.n))
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(ours.each(m.n), "ns/each")
			if *asyncio {
				b.ReportMetric(python.each(m.n), "asyncio-ns/each")
			}
		})
	}
}

// best is the shortest of several times: the others were disturbed.
type best struct{ d time.Duration }

func (t *best) add(d time.Duration) {
	if t.d == 0 || d < t.d {
		t.d = d
	}
}

func (t *best) each(n int) float64 { return float64(t.d.Nanoseconds()) / float64(n) }

// inPython measures asyncio.
func inPython(b *testing.B, name string, n int) time.Duration {
	b.Helper()
	out, err := exec.CommandContext(b.Context(), "python3", "testdata/measures.py", name, fmt.Sprint(n)).Output()
	if err != nil {
		b.Fatal("running python3: ", err)
	}
	var ns int64
	if _, err := fmt.Sscan(strings.TrimSpace(string(out)), &ns); err != nil {
		b.Fatal(err)
	}
	return time.Duration(ns)
}
