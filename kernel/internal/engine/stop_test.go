package engine_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// stopCell runs a cell that prints "ready" and then never ends, stops it, and
// returns how it ended.
func stopCell(t *testing.T, s *session, source string) error {
	t.Helper()
	p, err := s.cells.Compile("endless", source)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s.out.notify("ready", cancel)
	_, err = s.engine.Run(ctx, p)
	return err
}

func TestStop(t *testing.T) {
	const head = "import (\"fmt\"; \"time\"; \"sync\")\nvar _ = time.Now\nvar mu sync.Mutex\nvar wg sync.WaitGroup\nvar n int\n"
	tests := map[string]string{
		"loop without calls":   "fmt.Println(\"ready\")\nfor { n++ }",
		"loop with calls":      "func f() { n++ }\nfmt.Println(\"ready\")\nfor { f() }",
		"in a function":        "func f() { for { n++ } }\nfmt.Println(\"ready\")\nf()",
		"in a closure":         "fmt.Println(\"ready\")\nfunc() { for { n++ } }()",
		"select":               "fmt.Println(\"ready\")\nselect {}",
		"receive":              "fmt.Println(\"ready\")\n<-make(chan int)",
		"send":                 "fmt.Println(\"ready\")\nmake(chan int) <- 1",
		"nil channel":          "var c chan int\nfmt.Println(\"ready\")\n<-c",
		"range over a channel": "fmt.Println(\"ready\")\nfor range make(chan int) {}",
		"sleep":                "fmt.Println(\"ready\")\ntime.Sleep(time.Hour)",
		"mutex":                "mu.Lock()\nfmt.Println(\"ready\")\nmu.Lock()",
		"wait group":           "wg.Add(1)\nfmt.Println(\"ready\")\nwg.Wait()",
		"in a goroutine":       "go func() { for { n++ } }()\nfmt.Println(\"ready\")\nfor {}",
		"while deferring":      "func f() { defer func() { recover() }(); for { n++ } }\nfmt.Println(\"ready\")\nfor { f() }",
	}
	for name, source := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSession(t, engine.Options{Verify: true})
			check(t, s.run(t.Context(), "first", head+"func twice(x int) int { return 2 * x }\nkept := 21\nclosure := func() int { return twice(kept) }\ngo time.Sleep(time.Hour) // or some would be deadlocks"), "")
			err := stopCell(t, s, source)
			var stopped *engine.Stopped
			if !errors.As(err, &stopped) || stopped.Blocked || len(stopped.Trace) == 0 {
				t.Errorf("got %#v, want *Stopped with a trace", err)
			}
			check(t, s.run(t.Context(), "after", "closure() + twice(kept)"), "= 84\n")
		})
	}
}

// TestStopOfACoroutine: a coroutine works for the cell that resumes it. It can be stopped there, and
// one that was only suspended when its cell was stopped goes on in the next.
func TestStopOfACoroutine(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	check(t, s.run(t.Context(), "first", `import ("fmt"; "iter")
endless := false
next, stop := iter.Pull(func(yield func(int) bool) {
	for i := 0; yield(i); i++ {
		for endless { }
	}
})
next()`), "= 0\n= true")
	var stopped *engine.Stopped
	if err := stopCell(t, s, "next()\nfmt.Println(\"ready\")\nfor { }"); !errors.As(err, &stopped) || stopped.Blocked {
		t.Errorf("got %#v, want *Stopped", err)
	}
	check(t, s.run(t.Context(), "second", "next()"), "= 2\n= true")
	if err := stopCell(t, s, "endless = true\nfmt.Println(\"ready\")\nnext()"); !errors.As(err, &stopped) || stopped.Blocked {
		t.Errorf("got %#v, want *Stopped by itself", err)
	}
	check(t, s.run(t.Context(), "after", "1 + 1"), "= 2")
}

func TestStopTellsWhere(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	err := stopCell(t, s, "import \"fmt\"\nfunc spin() {\n\tfmt.Println(\"ready\")\n\tfor {\n\t}\n}\nspin()")
	var stopped *engine.Stopped
	if !errors.As(err, &stopped) || len(stopped.Trace) != 2 {
		t.Fatalf("got %#v", err)
	}
	if f := stopped.Trace[0]; f.Name != "main.spin" || f.Pos.Line != 4 {
		t.Errorf("stopped in %s:%d, want main.spin:4", f.Name, f.Pos.Line)
	}
}

func TestEndlessRecursionEndsTheCell(t *testing.T) {
	s := newSession(t, engine.Options{MaxDepth: 2000})
	p, err := s.cells.Compile("deep", "func f(n int) int { return f(n+1) + 1 }\nf(0)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.engine.Run(t.Context(), p)
	var overflow *rt.Overflow
	if !errors.As(err, &overflow) || overflow.Trace[0].Name != "main.f" {
		t.Errorf("got %#v, want *rt.Overflow in main.f", err)
	}
	check(t, s.run(t.Context(), "after", "func g(n int) int { if n == 0 { return 0 }; return g(n-1) + 1 }\ng(100)"), "= 100\n")
}

func check(t *testing.T, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDeepPanic takes milliseconds. Unwinding Yaegi's stack from this depth would take ten seconds.
func TestDeepPanic(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	text := s.run(t.Context(), "deep", "func f(n int) int { if n == 0 { panic(\"bottom\") }; return f(n-1) + 1 }\nf(16000)")
	if !strings.HasPrefix(text, "! bottom\n  at main.f deep:1\n") {
		t.Errorf("got %.200s", text)
	}
	check(t, s.run(t.Context(), "after", "1 + 1"), "= 2")
}

// TestStoppedLoopKeepsItsVariables: what a loop has changed by the end of a step counts.
func TestStoppedLoopKeepsItsVariables(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	check(t, s.run(t.Context(), "first", "steps, twice := 0, 0"), "")
	err := stopCell(t, s, "fmt.Println(\"ready\")\nfor { steps++; twice = 2 * steps }")
	var stopped *engine.Stopped
	if !errors.As(err, &stopped) {
		t.Errorf("got %#v, want *Stopped", err)
	}
	check(t, s.run(t.Context(), "after", "fmt.Sprint(steps > 0, twice == 2*steps)"), "= true true")
}

// On the second tier a coroutine is frames and no goroutine: a step costs half as much.
func TestCoroutinesAreNoGoroutines(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	check(t, s.run(t.Context(), "cell", `import ("iter"; "runtime")
before := runtime.NumGoroutine()
var stops []func()
for range 100 {
	next, stop := iter.Pull(func(yield func(int) bool) { for i := 0; yield(i); i++ { } })
	next()
	stops = append(stops, stop)
}
more := runtime.NumGoroutine() - before
for _, stop := range stops { stop() }
more < 50`), "= true")
}
