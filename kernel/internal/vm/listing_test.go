package vm_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/vm"
)

// Every function that the machine takes can be shown, and showing it changes nothing.
func TestListings(t *testing.T) {
	for _, file := range []string{"samples_test.go", "values_test.go", "calls_test.go", "unwind_test.go"} {
		s := newSession(t)
		source := sourceOf(t, file)
		s.load(t, source)
		for name, f := range s.funcs {
			if s.refused[f.Name] != nil {
				continue
			}
			codes := s.machine.Disassemble(f, s.files)
			if len(codes) == 0 || codes[0].Func != f {
				t.Errorf("%s: %d pieces of code", name, len(codes))
			}
			for i := range codes {
				checkListing(t, &codes[i])
			}
			again := vm.Text(f, s.machine.Disassemble(f, s.files), s.files, linesOf(source))
			if got := vm.Text(f, codes, s.files, linesOf(source)); got != again {
				t.Errorf("%s differs the second time:\n%s\n%s", name, got, again)
			}
		}
	}
}

var jump = regexp.MustCompile(` -> (\d+)$`)

// checkListing checks that instructions are in order and jumps lead somewhere, and that all
// places and all Go code have names.
func checkListing(t *testing.T, c *vm.Code) {
	t.Helper()
	for i, l := range c.Lines {
		if l.N != i || strings.Contains(l.Text, "Go code") || strings.Contains(l.Text, " ?") {
			t.Errorf("%s: instruction %d is %d %s", c.Func.Name, i, l.N, l.Text)
		}
		if m := jump.FindStringSubmatch(l.Text); m != nil {
			if to, _ := strconv.Atoi(m[1]); to >= len(c.Lines) {
				t.Errorf("%s: %s of %d", c.Func.Name, l.Text, len(c.Lines))
			}
		}
	}
}

// linesOf gives the lines of the only cell.
func linesOf(source string) vm.Source {
	lines := strings.Split(source, "\n")
	return func(file string, n int) string {
		if file != "cell" {
			return ""
		}
		return lines[n-1]
	}
}

// The notation: temporaries r1, r2; &x is where x is; what is called has parentheses.
func TestListingOf(t *testing.T) {
	const source = `type P struct{ X, Y int }
var total int
func step(p *P, xs []P, f func(int, string) (int, error)) string {
	total += p.Y
	n, _ := f(3, "three")
	for i := range xs {
		xs[i].X *= n
	}
	defer strings.ToUpper("later")
	return strings.Repeat("x", n)
}
`
	const want = `Go    3  func step(p *P, xs []P, f func(int, string) (int, error)) string {
IR       func main.step(p *main.P, xs []main.P, f func(int, string) (int, error)) (t3 string)
vm    0  movS     t3 = zero

Go    4      total += p.Y
IR           total += p.Y
vm    1  ld64     r1 = p, 8
vm    2  memaddI  r1, &total, 0

Go    5      n, _ := f(3, "three")
IR           t5, t6 = (f)(3, "three")
IR           var n int = t5
vm    3  callV    f()
vm    4  movW     argument 1 = 3
vm    5  movS     argument 2 = "three"
vm    6  nop
vm    7  resW     n = 88
vm    8  resE     t6 = 96
vm    9  resEnd
`
	s := newSession(t)
	s.load(t, source)
	f := s.funcs["step"]
	got := vm.Text(f, s.machine.Disassemble(f, s.files), s.files, linesOf(source))
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, part := range []string{
		"= strings.Repeat(\"x\", n)\n", "idx      r2 = xs, i, 16\n",
		"\nA function that line 9 makes for later:\n", "= strings.ToUpper(\"later\")\n",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
}

// A literal is shown after the function that it is in, where it is named with what it captures.
func TestListingOfLiterals(t *testing.T) {
	s := newSession(t)
	source := "func counter(name string) func() string {\n\tn := 0\n\treturn func() string { n++; return name }\n}\n"
	s.load(t, source)
	f := s.funcs["counter"]
	got := vm.Text(f, s.machine.Disassemble(f, s.files), s.files, linesOf(source))
	for _, part := range []string{
		"= func main.counter.func1(&n, name)\n", "\nmain.counter.func1, the function literal in line 3:\n", "captures n, name\n",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in\n%s", part, got)
		}
	}
	next := function[func(string) func() string](t, s, "counter")("x")
	if got := next() + next(); got != "xx" {
		t.Errorf("the closure returns %s", got)
	}
}
