package vm_test

import (
	"flag"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

var update = flag.Bool("update", false, "write the listing of the package comment anew")

// square is what the example of the package comment calls; it stands before it.
const square = "func square(x int) int { return x * x }\n"

var goLine = regexp.MustCompile(`(?m)^Go +\d+  ?(.*)$`)

// The listing in the package comment is what the compilers really make of the Go code in it.
func TestPackageComment(t *testing.T) {
	comment := packageComment(t)
	_, rest, _ := strings.Cut(comment, "# An example\n")
	_, rest, ok := strings.Cut(rest, "\n\tGo ")
	listing, _, _ := strings.Cut("Go "+rest, "\n\nAn instruction")
	if !ok {
		t.Fatal("the package comment has no listing")
	}
	listing = strings.ReplaceAll(listing, "\n\t", "\n") + "\n"
	source := ""
	for _, m := range goLine.FindAllStringSubmatch(listing, -1) {
		source += m[1] + "\n"
	}
	s := newSession(t)
	s.load(t, square+source)
	codes := s.machine.Disassemble(s.funcs["sum"], s.files)
	if frame := strings.Join(codes[0].Frame, " | "); !strings.Contains(comment, "\n\t"+frame+"\n") {
		t.Errorf("the frame is %s", frame)
	}
	got := vm.Text(s.funcs["sum"], codes, s.files, linesOf(square+source))
	if got == listing {
		return
	}
	t.Errorf("got\n%s\nwant\n%s", got, listing)
	if *update {
		replaceInDoc(t, listing, got)
	}
}

func packageComment(t *testing.T) string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	return f.Doc.Text()
}

// replaceInDoc replaces a listing in the package comment.
func replaceInDoc(t *testing.T, old, new string) {
	t.Helper()
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("doc.go", []byte(strings.Replace(string(text), commented(old), commented(new), 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// commented is text as a code block of a comment.
func commented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight("//\t"+line, "\t\n") + "\n")
	}
	return b.String()
}
