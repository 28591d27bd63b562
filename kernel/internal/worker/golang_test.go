package worker

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// startGo starts a child that runs Go.
func startGo(t testing.TB, h Handler, child string) *Process {
	t.Helper()
	p, err := Start(t.Context(), Options{Handler: h, Command: []string{os.Args[0], "worker-child", child}, Grace: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// A session runs cells, counted from 1.
type session struct {
	t testing.TB
	p *Process
	r *recorder
	n int
}

func newSession(t testing.TB) *session {
	r := newRecorder()
	return &session{t: t, p: startGo(t, r, "go"), r: r}
}

func (s *session) request(code string) Request {
	s.n++
	return Request{Cell: "c" + string(rune('0'+s.n)), Code: code, Count: s.n, AllowStdin: true}
}

func (s *session) run(code string) string {
	s.t.Helper()
	return short(s.p.Execute(s.t.Context(), s.request(code)))
}

func TestGoCells(t *testing.T) {
	s := newSession(t)
	want(t, s.run(`x := 40`), "ok")
	want(t, s.run(`x + 2`), "ok 42")
	want(t, s.run(`fmt.Println("hello"); x`), "ok 40")
	want(t, s.run(`func f() (int, string, error) { return 1, "two", nil }`+"\nf()"), "ok (1, two)")
	want(t, s.run(`var err error; err`), "ok")
	want(t, s.run(`os.Exit(3)`), "exit: exit status 3")
	want(t, s.run(`os.Exit(0)`), "ok")
	want(t, s.run(`x`), "ok 40")
	same(t, s.r.take(), []string{"c3 stdout hello\n"})
}

// A coroutine prints for the cell that resumes it.
func TestGoCoroutines(t *testing.T) {
	s := newSession(t)
	want(t, s.run("next, _ := iter.Pull(func(yield func(int) bool) { for i := 0; yield(i); i++ { fmt.Println(\"after\", i) } })\nnext()"), "ok (0, true)")
	want(t, s.run(`next()`), "ok (1, true)")
	want(t, s.run(`next()`), "ok (2, true)")
	same(t, s.r.take(), []string{"c2 stdout after 0\n", "c3 stdout after 1\n"})
}

func TestGoTypesWithMethods(t *testing.T) {
	s := newSession(t)
	got := s.p.Execute(t.Context(), s.request(`
type Card struct{ Title string }
func (c Card) String() string { return "card " + c.Title }
func (c Card) HTML() string { return "<b>" + c.Title + "</b>" }
func (c Card) PNG() []byte { panic("no picture") }
Card{"ace"}`))
	want(t, short(got), "ok card ace")
	want(t, got.Shown.Data["text/html"].(string), "<b>ace</b>")
	same(t, s.r.take(), []string{"c1 stderr PNG: panic: no picture\n"})
}

func TestGoErrors(t *testing.T) {
	s := newSession(t)
	want(t, s.run("func f(n int) int {\n\treturn 10 / n\n}"), "ok")
	got := s.p.Execute(t.Context(), s.request("fmt.Println(1)\nf(0)"))
	want(t, seen(got.Error), `panic|runtime error: integer divide by zero
panic: runtime error: integer divide by zero
cell 1, line 2, in f
    	return 10 / n
    	          ^
cell 2, line 2
    f(0)
    ^
hint: look at the divisor before you divide`)
	got = s.p.Execute(t.Context(), s.request("x := 1\nfmt.Printn(x)"))
	if text := seen(got.Error); !strings.HasPrefix(text, "compile error|cell 3, line 2: undefined: fmt.Printn\n") || !strings.Contains(text, "hint: ") {
		t.Errorf("got\n%s", text)
	}
	want(t, s.run("f(5)"), "ok 2")
	got = s.p.Execute(t.Context(), s.request("func g(n int) int { return g(n+1) + 1 }\ng(0)"))
	if text := seen(got.Error); got.Died || !strings.HasPrefix(text, "fatal error|stack overflow") || !strings.Contains(text, "more calls") {
		t.Errorf("got\n%s", text)
	}
}

func TestGoInput(t *testing.T) {
	s := newSession(t)
	s.r.asked = make(chan string, 1)
	go func() { s.r.answers <- "Gopher 7" }()
	want(t, s.run("var name string; var n int\nfmt.Print(\"who? \")\nfmt.Scan(&name, &n)\nname + fmt.Sprint(n)"), "ok Gopher7")
	if q := <-s.r.asked; q != "c1 who? " && q != "c1 " {
		t.Errorf("asked %q", q)
	}
}

func TestGoStops(t *testing.T) {
	s := newSession(t)
	for _, code := range []string{"for { x++ }", "select {}", "time.Sleep(time.Hour)", "for { fmt.Println(x) }", "var s string; fmt.Scan(&s)"} {
		want(t, s.run("x := 1\ngo time.Sleep(time.Hour)"), "ok") // what sleeps keeps the rest from being a deadlock
		ctx, stop := context.WithCancel(t.Context())
		go func() { s.r.waitFor(t, "on the way"); stop() }()
		got := s.p.Execute(ctx, s.request("fmt.Println(`on the way`)\n"+code))
		want(t, short(got), "stopped: the cell was stopped; variables keep what they hold")
		if code := s.run("x > 0"); code != "ok true" {
			t.Errorf("afterwards: %s", code)
		}
		s.r.take()
		s.n = 0
	}
}

func TestGoroutinesBelongToTheirCell(t *testing.T) {
	s := newSession(t)
	want(t, s.run("go1, done := make(chan bool), make(chan bool)\ngo func() { <-go1; fmt.Println(`late`); done <- true }()"), "ok")
	want(t, s.run("fmt.Println(`before`)\ngo1 <- true\n<-done\nfmt.Println(`after`)"), "ok")
	same(t, s.r.take(), []string{"c2 stdout before\n", "c1 stdout late\n", "c2 stdout after\n"})
	want(t, s.run("go func() { <-go1; panic(`late too`) }()"), "ok")
	want(t, s.run("go1 <- true"), "ok")
	s.r.waitFor(t, "c3 stderr \x1b[31mpanic: late too")
	want(t, s.run("1"), "ok 1")
}

func TestGoCommands(t *testing.T) {
	s := newSession(t)
	want(t, s.run("x, names := 7, []string{`a`}\ntype P struct{ X int }\np := P{1}\nvar any1 any = p\nbig := make([]int, 5000)"), "ok")
	want(t, s.run("%whos"), "ok")
	spaces := regexp.MustCompile(" +")
	want(t, spaces.ReplaceAllString(strings.Join(s.r.take(), ""), " "), "c2 stdout Name Type Value\nany1 interface {} {1}\nbig []int (5000 long)\nnames []string [a]\np main.P {1}\nx int 7\n")
	want(t, s.run("%time x * 6"), "ok 42")
	got := s.p.Execute(t.Context(), s.request("fmt.Println?"))
	if len(got.Payload) != 1 || !strings.Contains(string(got.Payload[0]), "func") {
		t.Errorf("fmt.Println?: %+v", got)
	}
	want(t, s.run("%reset"), "ok")
	if got := s.run("x"); !strings.HasPrefix(got, "compile error: cell 6, line 1: undefined: x") {
		t.Errorf("after %%reset: %s", got)
	}
}

func TestGoAssistance(t *testing.T) {
	s := newSession(t)
	want(t, s.run("gopher := 1"), "ok")
	c, err := s.p.Complete(t.Context(), "goph", 4)
	if err != nil || len(c.Matches) != 1 || c.Matches[0] != "gopher" || c.Start != 0 || c.End != 4 {
		t.Errorf("Complete: %+v, %v", c, err)
	}
	i, err := s.p.Inspect(t.Context(), "gopher", 2, 0)
	if err != nil || !i.Found || !strings.Contains(i.Data["text/plain"].(string), "gopher") {
		t.Errorf("Inspect: %+v, %v", i, err)
	}
	ic, err := s.p.IsComplete(t.Context(), "for {")
	if err != nil || ic.Status != Incomplete {
		t.Errorf("IsComplete: %+v, %v", ic, err)
	}
	got := s.p.Execute(t.Context(), Request{Cell: "e", Code: "2", UserExpressions: map[string]string{"a": "gopher + 1", "b": "nothing"}})
	if ue := got.UserExpressions; ue["a"].Bundle.Data["text/plain"] != "2" || ue["b"].Error == nil {
		t.Errorf("user expressions: %+v", ue)
	}
}

func BenchmarkGoCell(b *testing.B) {
	s := newSession(b)
	s.run("x := 1")
	for b.Loop() {
		s.p.Execute(b.Context(), Request{Cell: "c", Code: "x + 1", Count: 1})
	}
}

// BenchmarkGoStart is the start of a child up to the end of its first cell, on both tiers and on Yaegi alone.
func BenchmarkGoStart(b *testing.B) {
	b.Run(BothTiers, func(b *testing.B) { benchmarkStart(b, "go") })
	b.Run(OnlyYaegi, func(b *testing.B) { benchmarkStart(b, "go-on-yaegi") })
}

func benchmarkStart(b *testing.B, child string) {
	for b.Loop() {
		p := startGo(b, newRecorder(), child)
		if r := p.Execute(b.Context(), Request{Cell: "c", Code: "1 + 1", Count: 1}); r.Status != StatusOK {
			b.Fatal(r.Error)
		}
		p.Close()
	}
}
