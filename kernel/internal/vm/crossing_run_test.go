package vm_test

import (
	"strconv"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

// crossingFuncs are the functions of crossing_test.go.
func crossingFuncs() map[string]func(int) string {
	return map[string]func(int) string{
		"sortSlice": sortSlice, "sortInterface": sortInterface, "sortFunc": sortFunc, "searching": searching, "priorities": priorities,
		"builders": builders, "printing": printing, "stringers": stringers, "scanning": scanning, "wordsOf": wordsOf, "letters": letters,
		"erring": erring, "streams": streams, "contexts": contexts, "readers": readers, "sequences": sequences,
	}
}

// TestCrossing runs the functions of crossing_test.go natively and in cells, on either tier.
func TestCrossing(t *testing.T) { inCells(t, "crossing_test.go", crossingFuncs()) }

// BenchmarkCrossing compares compiled Go and both tiers, per step.
func BenchmarkCrossing(b *testing.B) {
	for name, f := range crossingFuncs() {
		b.Run(name+"/go", func(b *testing.B) {
			processor(b, func() { f(b.N) })
		})
		for where, tier := range map[string]string{"vm": "", "yaegi": engine.OnlyYaegi} {
			b.Run(name+"/"+where, func(b *testing.B) {
				run := cellRunner(b, tier)
				for _, source := range []string{sourceOf(b, "crossing_test.go"), name + "(1)"} {
					if _, err := run(source); err != nil {
						b.Fatal(err)
					}
				}
				b.ResetTimer()
				processor(b, func() {
					if _, err := run(name + "(" + strconv.Itoa(b.N) + ")"); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
	}
}
