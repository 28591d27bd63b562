package worker

import (
	"bytes"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"
)

// shown runs %engine and returns the table as text.
func (s *session) shown(code string) string {
	s.t.Helper()
	s.r.take()
	want(s.t, s.run(code), "ok")
	return strings.TrimPrefix(strings.Join(s.r.take(), ""), "c"+string(rune('0'+s.n))+" display ")
}

func TestEngineOfGo(t *testing.T) {
	s := newSession(t)
	want(t, s.shown("%engine"), "There are no functions yet.\nFunctions of later cells run on the bytecode machine.\n")
	want(t, s.run("type T[E any] struct{}\n\nfunc (t *T[E]) M(e E) E { return e }\nfunc f() int { return 1 }\n(&T[int]{}).M(f())"), "ok 1")
	want(t, s.shown("%engine yaegi"), "c3 stdout functions of later cells run on Yaegi; those that there are stay where they are\n")
	want(t, s.run("func g() int { return f() + 1 }\ng()"), "ok 2")
	want(t, s.shown("%engine"), `3 of 5 functions run on the bytecode machine.
Functions of later cells run on Yaegi.

Cell    Line  Function     Engine  Why
cell 2  3     (*T[int]).M  vm
cell 2  4     f            vm
cell 2        top level    vm
cell 4  1     g            yaegi
cell 4        top level    yaegi
`)
	want(t, s.shown("%engine  vm "), "c6 stdout functions of later cells run on the bytecode machine; those that there are stay where they are\n")
	want(t, s.run("f() + g()"), "ok 3")
	want(t, s.run("%engine jit"), `engine: unknown engine "jit": there are vm and yaegi`)
}

func TestListingsOfGo(t *testing.T) {
	s := newSession(t)
	s.run("type T[E any] struct{ e E }\n\nfunc (t *T[E]) M() E {\n\treturn t.e\n}\nx, y := &T[int]{1}, &T[string]{`a`}\nx.M()\ny.M()")
	s.run("func double(n int) int { return 2 * n }")
	want(t, s.shown("%vm double"), `c3 stdout main.double runs on the bytecode machine: 3 instructions, a frame of 4 words

Go    1  func double(n int) int { return 2 * n }
IR       func main.double(n int) (t1 int)
IR           return (2 * n)
vm    0  mulI     r1 = 2, n
vm    1  retW     t1 = r1
vm    2  retW     t1 = t1
`)
	s.run("func double(n int) int { return n + n }")
	for name, parts := range map[string][]string{
		"double":          {"return n + n", "addI"},
		"T.M":             {"main.(*T[int]).M runs", "main.(*T[string]).M runs", "Go    4      return t.e"},
		"(*T[string]).M ": {"main.(*T[string]).M runs"},
		"cell 1":          {"cell 1 runs", "x, y := &T[int]{1}, &T[string]{`a`}"},
	} {
		s.n = 4
		got := s.shown("%vm " + name)
		for _, part := range parts {
			if !strings.Contains(got, part) {
				t.Errorf("%%vm %s: no %q in\n%s", name, part, got)
			}
		}
		if strings.Count(got, " runs on") != max(1, len(parts)-1) && name == "T.M" {
			t.Errorf("%%vm %s:\n%s", name, got)
		}
	}
	want(t, s.run("%vm nothing"), "vm: there is no function nothing")
	want(t, s.run("%vm"), "vm: the name of a function is missing")
}

// Without the machine the front logs one line, and everything runs on Yaegi.
func TestWithoutMachine(t *testing.T) {
	var log bytes.Buffer
	r := newRecorder()
	p, err := Start(t.Context(), Options{
		Handler: r, Command: []string{os.Args[0], "worker-child", "go-without-machine"}, Grace: time.Hour,
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: LevelNotice})),
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, p: p, r: r}
	want(t, s.run("func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }\nfib(10)"), "ok 55")
	const problem = "he bytecode machine cannot be used, so everything runs on Yaegi, which is slower: funcs are odd here"
	want(t, s.shown("%engine"), "0 of 2 functions run on the bytecode machine.\nT"+problem+`.

Cell    Line  Function   Engine  Why
cell 1  1     fib        yaegi
cell 1        top level  yaegi
`)
	want(t, s.run("%engine vm"), "engine: t"+problem)
	if got := s.shown("%vm fib"); !strings.Contains(got, "main.fib runs on Yaegi\n\nGo ") || strings.Contains(got, "\nvm ") {
		t.Errorf("%%vm fib:\n%s", got)
	}
	p.Close()
	if got := log.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, `msg="t`+problem+`"`) {
		t.Errorf("the log:\n%s", got)
	}
}

func TestTableOfEngine(t *testing.T) {
	table := engineTable(Engine{Name: BothTiers, Functions: []PlacedFunction{{"f<T>", "cell 1", 3, BothTiers, ""}, {"top level", "cell 2", 0, OnlyYaegi, "a & b"}}})
	want(t, table.html(), `<p>1 of 2 functions run on the bytecode machine.</p>
<p>Functions of later cells run on the bytecode machine.</p>
<table>
<tr><th style="text-align:left">Cell</th><th style="text-align:left">Line</th><th style="text-align:left">Function</th><th style="text-align:left">Engine</th><th style="text-align:left">Why</th></tr>
<tr><td style="text-align:left">cell 1</td><td style="text-align:left">3</td><td style="text-align:left">f&lt;T&gt;</td><td style="text-align:left">vm</td><td style="text-align:left"></td></tr>
<tr><td style="text-align:left">cell 2</td><td style="text-align:left"></td><td style="text-align:left">top level</td><td style="text-align:left">yaegi</td><td style="text-align:left">a &amp; b</td></tr>
</table>
`)
}
