package generate_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

var (
	duration = flag.Duration("duration", 0, "how long TestLong runs")
	first    = flag.Uint64("seed", 1, "the first seed of TestLong")
	batch    = flag.Int("batch", 40, "how many programs TestLong compiles at once")
	eager    = flag.Int("gc", 0, "the garbage collector's percent while the second tier runs programs; what is freed is overwritten then")
	keep     = flag.String("keep", "", "where TestLong writes programs that differ")
)

// TestLong compares as many programs as it can in -duration: on each processor one batch after another.
func TestLong(t *testing.T) {
	if *duration == 0 {
		t.Skip("it runs for as long as -duration says")
	}
	lanes, n := runtime.GOMAXPROCS(0), *batch
	for i := range lanes {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			compareLong(t, *first+uint64(i*n), uint64(lanes*n))
		})
	}
}

// compareLong compares batches of programs; step is from the first seed of one to that of the next.
func compareLong(t *testing.T, seed, step uint64) {
	c := &comparison{t: t, child: newChild(t), compiler: newCompiler(t), shrinks: 5}
	for start := time.Now(); time.Since(start) < *duration; seed += step {
		c.compare(seed, *batch)
		t.Logf("%v: %d programs, %d differ, %d functions not taken", time.Since(start).Round(time.Second), c.programs, c.differ, c.refused)
	}
}

// A comparison counts what it has compared.
type comparison struct {
	t        *testing.T
	child    *child
	compiler *compiler
	shrinks  int // how many programs may still be made smaller

	programs, differ, refused int
}

// compare runs n programs in all ways.
func (c *comparison) compare(seed uint64, n int) {
	var sources []string
	for i := range uint64(n) {
		sources = append(sources, generate.Program(generate.Seeded(seed+i)))
	}
	wants := c.compiler.run(sources)
	for i, source := range sources {
		a := c.child.run(source)
		c.programs++
		c.refused += len(a.Refused)
		if kind := verdict(wants[i], a); kind != "" {
			c.differ++
			c.report(fmt.Sprintf("%s-%d", kind, seed+uint64(i)), source, wants[i], a)
		}
	}
}

// report keeps a program that differs, and the smallest like it.
func (c *comparison) report(name, source, want string, a answer) {
	c.t.Errorf("%s differs from the compiled program", name)
	if *keep == "" {
		return
	}
	files := map[string][]byte{
		".go": []byte(source), ".want": []byte(want),
		".vm": a.VM, ".yaegi": a.Yaegi, ".vmcells": a.VMCells, ".yaegicells": a.YaegiCells,
	}
	if c.shrinks > 0 {
		c.shrinks--
		files[".small.go"] = []byte(shrunk(c.child, c.compiler, source))
	}
	for end, text := range files {
		if err := os.WriteFile(filepath.Join(*keep, name+end), text, 0o644); err != nil {
			c.t.Fatal(err)
		}
	}
}
