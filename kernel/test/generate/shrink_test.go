package generate_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/cell"
	"github.com/gopherloop/gopherloop/kernel/test/generate"
)

var shrinkFile = flag.String("shrink", "", "a program that TestShrinkFile makes smaller")

// TestShrinkFile makes a program smaller for which the executions differ.
func TestShrinkFile(t *testing.T) {
	if *shrinkFile == "" {
		t.Skip("it needs -shrink=FILE")
	}
	source, err := os.ReadFile(*shrinkFile)
	if err != nil {
		t.Fatal(err)
	}
	child, compiler := newChild(t), newCompiler(t)
	t.Logf("\n%s", shrunk(child, compiler, string(source)))
}

// shrunk is the smallest program found that differs in the same way.
func shrunk(child *child, compiler *compiler, source string) string {
	want := compiler.run([]string{source})[0]
	a := child.run(source)
	kind, complaint, agreed := verdict(want, a), complaintOf(a), a.agree()
	return generate.Shrink(source, func(candidate string) bool {
		if !compiles(candidate) {
			return false
		}
		a := child.run(candidate)
		switch {
		case complaintOf(a) != complaint:
			return false
		case agreed && complaint == "":
			return a.agree() && verdict(compiler.run([]string{candidate})[0], a) == kind
		}
		return !a.agree()
	})
}

// compiles is a quick answer to most of what is tried.
func compiles(source string) bool {
	cells, err := cell.NewSession()
	if err != nil {
		return false
	}
	_, err = cells.Compile("prog.go", source)
	return err == nil
}

// complaintOf is what an execution objected to, without the details.
func complaintOf(a answer) string {
	for _, out := range []string{string(a.VM), string(a.Yaegi), string(a.VMCells), string(a.YaegiCells)} {
		if _, text, ok := strings.Cut("\n"+out, "\n! "); ok {
			text, _, _ = strings.Cut(text, "\n")
			return strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return -1
				}
				return r
			}, text)
		}
	}
	return ""
}
