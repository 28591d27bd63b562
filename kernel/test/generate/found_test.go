package generate_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "take the expected outputs from the compiler")

// TestFound runs the programs of testdata/found, each the smallest one for a fault that was
// found. Both tiers print what the compiled program prints.
func TestFound(t *testing.T) {
	files, err := filepath.Glob("testdata/found/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	if *update {
		record(t, files)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			source, want := found(t, file)
			a := runBoth(source)
			if got := string(a.VM); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if got := string(a.Yaegi); got != want {
				t.Errorf("Yaegi alone: got\n%s\nwant\n%s", got, want)
			}
			if got := string(a.VMCells); got != want {
				t.Errorf("as cells: got\n%s\nwant\n%s", got, want)
			}
			if got := string(a.YaegiCells); got != want {
				t.Errorf("as cells on Yaegi alone: got\n%s\nwant\n%s", got, want)
			}
			for _, why := range a.Refused {
				t.Errorf("not taken by the second tier: %s", why)
			}
		})
	}
}

// found reads a program and its output.
func found(t *testing.T, file string) (source, output string) {
	t.Helper()
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		switch f.Name {
		case "prog.go":
			source = string(f.Data)
		case "output":
			output = string(f.Data)
		default:
			t.Fatalf("%s: unknown part %s", file, f.Name)
		}
	}
	return source, output
}

// record compiles the programs and stores what they print.
func record(t *testing.T, files []string) {
	t.Helper()
	var sources []string
	for _, file := range files {
		source, _ := found(t, file)
		sources = append(sources, source)
	}
	for i, output := range newCompiler(t).run(sources) {
		if strings.Contains(output, "\n! ") || strings.HasPrefix(output, "! ") {
			t.Fatalf("%s: %s", files[i], output)
		}
		ar, err := txtar.ParseFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		ar.Files = []txtar.File{{Name: "prog.go", Data: []byte(sources[i])}, {Name: "output", Data: []byte(output)}}
		if err := os.WriteFile(files[i], txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
