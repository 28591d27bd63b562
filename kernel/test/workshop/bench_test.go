package workshop

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// A cost is something that is done n times in a cell, and the same in Python.
type cost struct {
	name   string
	n      int
	setup  string // Go: declarations
	cell   string // Go: does it n times
	python string // Python: does it n times
}

const generators = `
func naturals(y *gen.Yielder[int, int]) (gen.None, error) {
	for i := 0; ; i++ {
		if _, err := y.Yield(i); err != nil {
			return gen.None{}, err
		}
	}
}
func even(n int) bool { return n%2 == 0 }
func square(n int) int { return n * n }
`

const pythonSetup = `
import asyncio
import time
def naturals():
    i = 0
    while True:
        yield i
        i += 1
def outer(): yield from naturals()
def even(n): return n % 2 == 0
def square(n): return n * n
`

var costs = []cost{
	{"Next", 1e5, generators, `g := gen.New(naturals); for range n { g.Next() }; g.Close()`, `
g = naturals()
for _ in range(n): next(g)`},
	{"Send", 1e5, generators, `g := gen.Primed(naturals); for i := range n { g.Send(i) }; g.Close()`, `
g = naturals(); next(g)
for i in range(n): g.send(i)`},
	{"All", 1e5, generators, `i := 0; for range gen.New(naturals).All() { if i++; i == n { break } }`, `
for i in naturals():
    if i == n: break`},
	{"From", 1e5, generators, `g := gen.New(func(y *gen.Yielder[int, int]) (gen.None, error) { return gen.From(y, gen.New(naturals)) }); for range n { g.Next() }; g.Close()`, `
g = outer()
for _ in range(n): next(g)`},
	{"Of", 1e5, generators, `g := gen.Of(seq.Count(0)); for range n { g.Next() }; g.Close()`, `
import itertools
g = itertools.count()
for _ in range(n): next(g)`},
	{"Once", 1e4, generators, `for range n { g := gen.New(naturals); g.Next(); g.Close() }`, `
for _ in range(n): g = naturals(); next(g); g.close()`},
	{"Zip", 1e5, generators, `for a, b := range seq.Zip(seq.Range(n), seq.Range(n)) { _, _ = a, b }`, `
for a, b in zip(range(n), range(n)): pass`},
	{"Pipeline", 1e6, generators, `seq.Sum(seq.Map(seq.Filter(seq.Range(n), even), square))`, `
sum(square(x) for x in range(n) if even(x))`},
	{"PipelineInline", 1e6, generators, `seq.Sum(seq.Map(seq.Filter(seq.Range(n), func(n int) bool { return n%2 == 0 }), func(n int) int { return n * n }))`, `
sum(x*x for x in range(n) if x % 2 == 0)`},
	{"Sum", 1e6, generators, `seq.Sum(seq.Range(n))`, `
sum(x for x in range(n))`},
}

// BenchmarkCosts measures each compiled, in a cell and, where there is one, in Python, in turns.
//
//	go test ./kernel/test/workshop -run '^$' -bench Costs
func BenchmarkCosts(b *testing.B) { measure(b, costs) }

func measure(b *testing.B, costs []cost) {
	for _, c := range costs {
		b.Run(c.name, func(b *testing.B) {
			compiled, cell, python := best{}, best{}, best{}
			for b.Loop() {
				compiled.add(b, c.compiled)
				cell.add(b, c.inCell)
				python.add(b, c.inPython)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(compiled.ns, "compiled-ns")
			b.ReportMetric(cell.ns, "cell-ns")
			if python.ns > 0 {
				b.ReportMetric(python.ns, "python-ns")
			}
		})
	}
}

// best is the shortest of several measurements.
type best struct{ ns float64 }

func (t *best) add(b *testing.B, measure func(*testing.B) float64) {
	if ns := measure(b); t.ns == 0 || ns < t.ns {
		t.ns = ns
	}
}

// program is a program that prints how many nanoseconds it takes.
func (c *cost) program() string {
	return fmt.Sprintf(`package main
import (
	"context"
	"fmt"
	"time"
	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/gen"
	"github.com/gopherloop/gopherloop/workshop/seq"
)
var _, _, _, _ = context.Background, aio.Yield, gen.Live, seq.Len[int]
%s
func do(n int) { %s }
func main() {
	start := time.Now()
	do(%d)
	fmt.Print(time.Since(start).Nanoseconds())
}`, c.setup, c.cell, c.n)
}

func (c *cost) inCell(b *testing.B) float64 {
	var out, problems bytes.Buffer
	code, err := worker.RunProgram(b.Context(), worker.ProgramFile{
		Name: "cost.go", Source: c.program(), Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems,
	})
	if err != nil || code != 0 {
		b.Fatal(err, problems.String())
	}
	return c.each(b, out.String())
}

func (c *cost) compiled(b *testing.B) float64 {
	file := filepath.Join(b.TempDir(), "cost.go")
	if err := os.WriteFile(file, []byte(c.program()), 0o600); err != nil {
		b.Fatal(err)
	}
	out, err := exec.CommandContext(context.WithoutCancel(b.Context()), "go", "run", file).Output()
	if err != nil {
		b.Fatal(err)
	}
	return c.each(b, string(out))
}

func (c *cost) inPython(b *testing.B) float64 {
	source := fmt.Sprintf("%s\ndef do(n):%s\nstart = time.perf_counter_ns()\ndo(%d)\nprint(time.perf_counter_ns() - start)", pythonSetup, strings.ReplaceAll(c.python, "\n", "\n    "), c.n)
	out, err := exec.CommandContext(context.WithoutCancel(b.Context()), "python3", "-c", source).Output()
	if err != nil {
		return 0
	}
	return c.each(b, string(out))
}

// each is how long one of n takes.
func (c *cost) each(b *testing.B, total string) float64 {
	var ns float64
	if _, err := fmt.Sscan(total, &ns); err != nil {
		b.Fatal(err)
	}
	return ns / float64(c.n)
}
