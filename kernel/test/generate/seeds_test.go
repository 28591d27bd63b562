package generate_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

// seeds are how many programs the quick suite runs.
const seeds = 24

const seedsFile = "testdata/seeds.txt"

// TestSeeds runs programs of fixed seeds on both tiers. They print what the compiled programs
// printed when -update was given: testdata/seeds.txt has sums of both texts, because a change of
// the generator changes the programs.
func TestSeeds(t *testing.T) {
	if *update {
		recordSeeds(t)
	}
	text, err := os.ReadFile(seedsFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != seeds {
		t.Fatalf("%s has %d lines", seedsFile, len(lines))
	}
	for i, line := range lines {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			source := generate.Program(generate.Seeded(uint64(i)))
			recorded, want, _ := strings.Cut(line, " ")
			if sum([]byte(source)) != recorded {
				t.Fatal("the generator writes another program than before; see -update")
			}
			a := runBoth(source)
			if sum(a.VM) != want || !a.agree() {
				t.Errorf("prints something else than when it was compiled; the second tier:\n%s\nYaegi:\n%s", a.VM, a.Yaegi)
			}
		})
	}
}

func sum(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(comparable(text))))[:24] }

// recordSeeds takes the outputs of the compiled programs.
func recordSeeds(t *testing.T) {
	t.Helper()
	var sources []string
	for i := range uint64(seeds) {
		sources = append(sources, generate.Program(generate.Seeded(i)))
	}
	var b strings.Builder
	for i, output := range newCompiler(t).run(sources) {
		if strings.HasPrefix(output, "! ") {
			t.Fatal(output)
		}
		fmt.Fprintln(&b, sum([]byte(sources[i])), sum([]byte(output)))
	}
	if err := os.WriteFile(seedsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
