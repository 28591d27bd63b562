//go:build gotests

package gotests

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

var engines = flag.String("engine", "vm", "what runs the programs: vm (the default of the kernel), yaegi (Yaegi alone) or both")

// A mode is what runs programs, and what is asked of it.
type mode struct {
	name      string // as in known.txt
	title     string
	tier      string // of worker.ProgramFile
	core, all float64
}

func modes() []mode {
	return []mode{
		{"vm", "default", "", 97, 90},
		{"yaegi", "Yaegi alone", engine.OnlyYaegi, 92, 84},
	}
}

// chosen are the modes that -engine names.
func chosen(t *testing.T) []mode {
	t.Helper()
	var ms []mode
	for _, m := range modes() {
		if *engines == m.name || *engines == "both" {
			ms = append(ms, m)
		}
	}
	if len(ms) == 0 {
		t.Fatalf("-engine=%s: there are vm, yaegi and both", *engines)
	}
	return ms
}

// childVar makes the test binary run the program that it names, in the mode that tierVar says.
const (
	childVar = "GOTESTS_CHILD"
	tierVar  = "GOTESTS_TIER"
)

func TestMain(m *testing.M) {
	file, tier := os.Getenv(childVar), os.Getenv(tierVar)
	if file == "" {
		flag.Parse()
		os.Exit(m.Run())
	}
	os.Unsetenv(childVar)
	os.Unsetenv(tierVar)
	limitTime()
	flag.CommandLine = flag.NewFlagSet("program", flag.ExitOnError)
	os.Exit(child(file, tier))
}

// child runs one program in this process, as the kernel's run command does.
func child(file, tier string) int {
	source, err := os.ReadFile(file)
	if err == nil {
		var code int
		code, err = worker.RunProgram(context.Background(), worker.ProgramFile{
			Name: filepath.Base(file), Source: string(source),
			Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
			Tier: tier, Verify: true,
		})
		if err == nil {
			return code
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}
