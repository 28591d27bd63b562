package generate_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// This file is the oracle: it makes one executable of many programs, each a package, because linking
// takes longer than compiling.

// A compiler is a folder where programs are compiled.
type compiler struct {
	t   *testing.T
	dir string
}

// packages are those that programs import.
const packages = "bufio cmp errors fmt iter maps math os runtime slices sort strconv strings sync sync/atomic"

func newCompiler(t *testing.T) *compiler {
	c := &compiler{t, t.TempDir()}
	args := append([]string{"list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "runtime"}, strings.Fields(packages)...)
	list, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	c.write("std.cfg", string(list))
	return c
}

func (c *compiler) write(name, text string) string {
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
	return path
}

func (c *compiler) tool(args ...string) string {
	cmd := exec.Command("go", append([]string{"tool"}, args...)...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Sprintf("! %v: %s", err, out)
	}
	return ""
}

// run compiles the programs and returns what each prints.
func (c *compiler) run(sources []string) []string {
	results := make([]string, len(sources))
	cfg, err := os.ReadFile(filepath.Join(c.dir, "std.cfg"))
	if err != nil {
		c.t.Fatal(err)
	}
	var imports, cases strings.Builder
	for i, source := range sources {
		name := fmt.Sprintf("p%d", i)
		source = strings.Replace(source, "package main", "package prog", 1)
		c.write(name+".go", strings.Replace(source, "func main()", "func Main()", 1))
		if results[i] = c.tool("compile", "-p", name+"/prog", "-N", "-l", "-c=1", "-importcfg", "std.cfg", "-o", name+".a", name+".go"); results[i] != "" {
			continue
		}
		fmt.Fprintf(&imports, "import %s \"%s/prog\"\n", name, name)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Main()\n", name, name)
		cfg = append(cfg, fmt.Sprintf("packagefile %s/prog=%s.a\n", name, name)...)
	}
	c.write("all.cfg", string(cfg))
	c.write("main.go", fmt.Sprintf("package main\n\nimport \"os\"\n%s\nfunc main() {\n\tswitch os.Args[1] {\n%s\t}\n}\n", &imports, &cases))
	for _, args := range [][]string{
		{"compile", "-p", "main", "-c=1", "-importcfg", "all.cfg", "-o", "main.a", "main.go"},
		{"link", "-s", "-w", "-importcfg", "all.cfg", "-o", "all.exe", "main.a"},
	} {
		if text := c.tool(args...); text != "" {
			c.t.Fatal(text)
		}
	}
	for i := range sources {
		if results[i] == "" {
			results[i] = c.execute(fmt.Sprintf("p%d", i))
		}
	}
	return results
}

// execute runs one program of the executable.
func (c *compiler) execute(name string) string {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(c.dir, "all.exe"), name)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		fmt.Fprintf(&out, "! %v: %s\n", err, firstLines(stderr.String(), 3))
	}
	return strings.NewReplacer(name+"/prog.", "main.", "prog.", "main.").Replace(out.String())
}
