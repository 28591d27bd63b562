package generate_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

var (
	duration = flag.Duration("duration", 0, "how long TestLong runs")
	first    = flag.Uint64("seed", 1, "the first seed of TestLong")
	batch    = flag.Int("batch", 50, "how many programs TestLong compiles at once")
	keep     = flag.String("keep", "", "where TestLong writes programs that differ")
)

// TestLong compares as many programs as it can in -duration.
func TestLong(t *testing.T) {
	if *duration == 0 {
		t.Skip("it runs for as long as -duration says")
	}
	child, compiler := newChild(t), newCompiler(t)
	programs, start := 0, time.Now()
	failures := 0
	var tc, tg time.Duration
	for seed := *first; time.Since(start) < *duration; {
		var sources []string
		for range *batch {
			sources = append(sources, generate.Program(generate.Seeded(seed)))
			seed++
		}
		t0 := time.Now()
		wants := compiler.run(sources)
		tg += time.Since(t0)
		for i, source := range sources {
			t0 := time.Now()
			a := child.run(source)
			tc += time.Since(t0)
			programs++
			if kind := verdict(wants[i], a); kind != "" {
				failures++
				name := fmt.Sprintf("%s-%d", kind, seed-uint64(*batch)+uint64(i))
				t.Errorf("%s", name)
				if *keep != "" {
					os.WriteFile(filepath.Join(*keep, name+".go"), []byte(source), 0o644)
					os.WriteFile(filepath.Join(*keep, name+".want"), []byte(wants[i]), 0o644)
					os.WriteFile(filepath.Join(*keep, name+".vm"), a.VM, 0o644)
					os.WriteFile(filepath.Join(*keep, name+".yaegi"), a.Yaegi, 0o644)
					os.WriteFile(filepath.Join(*keep, name+".vmcells"), a.VMCells, 0o644)
					os.WriteFile(filepath.Join(*keep, name+".yaegicells"), a.YaegiCells, 0o644)
				}
			}
			for _, r := range a.Refused { // what the second tier should take in the end
				t.Log("refused", r)
			}
		}
		t.Logf("%v: %d programs, %d differ", time.Since(start).Round(time.Second), programs, failures)
	}
	t.Logf("%d programs in %v, %d differ; compiler %v child %v", programs, time.Since(start).Round(time.Second), failures, tc, tg)
}
