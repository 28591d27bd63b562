package workshop

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// This file tests what examples cannot show, because it differs between a program and a cell, or needs one of its own.

// inCell runs a program and returns what it prints.
func inCell(t *testing.T, source string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var out, problems buffer
	code, err := worker.RunProgram(ctx, worker.ProgramFile{
		Name: "prog.go", Source: source,
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &problems,
	})
	if err != nil || code != 0 {
		t.Fatal(code, err, problems.String())
	}
	return out.String()
}

func TestLineInCell(t *testing.T) {
	got := inCell(t, `package main

import (
	"fmt"
	"slices"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

func body(y *gen.Yielder[int, gen.None]) (gen.None, error) {
	if _, err := y.Yield(1); err != nil { // line 11
		return gen.None{}, err
	}
	if err := gen.FromSeq(y, slices.Values([]int{2})); err != nil { // line 14
		return gen.None{}, err
	}
	return gen.From(y, gen.Of(func(yield func(int) bool) { // line 17
		yield(3) // line 18
	}))
}

func main() {
	g := gen.New(body)
	for range g.All() {
		fmt.Println(g.Line(), len(g.Frames()))
		for _, f := range g.Frames()[1:] {
			fmt.Println(f.Line)
		}
	}
}
`)
	const want = `prog.go, line 11 1
prog.go, line 14 1
prog.go, line 17 2
prog.go, line 18
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// What a cell does itself has no name of its own, nor have its function literals.
func TestLineInStatements(t *testing.T) {
	got := inCell(t, `import (
	"fmt"
	"github.com/gopherloop/gopherloop/workshop/gen"
)
g := gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
	_, err := y.Yield(1) // line 6
	return gen.None{}, err
})
g.Next()
fmt.Println(g.Line())
`)
	if got != "prog.go, line 6\n" {
		t.Errorf("%q", got)
	}
}

func TestDroppedInCell(t *testing.T) {
	got := inCell(t, `package main

import (
	"fmt"
	"runtime"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

func drop() {
	for range 10 {
		gen.New(func(y *gen.Yielder[int, gen.None]) (gen.None, error) {
			_, err := y.Yield(1)
			return gen.None{}, err
		}).Next()
	}
}

func main() {
	drop()
	fmt.Println(gen.Live())
	for gen.Live() > 1 { // registers may hold one
		runtime.GC()
	}
	fmt.Println(gen.Dropped() >= 9)
}
`)
	if got != "10\ntrue\n" {
		t.Errorf("%q", got)
	}
}

// raceDetector makes everything larger.
var raceDetector bool

// TestMemoryInCell holds what package gen says about a suspended generator.
func TestMemoryInCell(t *testing.T) {
	if raceDetector {
		t.Skip("with the race detector everything is larger")
	}
	got := inCell(t, `package main

import (
	"fmt"
	"runtime"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

func body(y *gen.Yielder[int, gen.None]) (gen.None, error) {
	_, err := y.Yield(1)
	return gen.None{}, err
}

func inUse() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc + m.StackInuse)
}

func main() {
	const n = 2000
	generators := make([]*gen.Generator[int, gen.None, gen.None], n)
	before := inUse()
	for i := range generators {
		generators[i] = gen.New(body)
		generators[i].Next()
	}
	fmt.Println((inUse() - before) / n)
	for _, g := range generators {
		g.Close()
	}
}
`)
	const most = 3_000
	if each, err := strconv.Atoi(strings.TrimSpace(got)); err != nil || each > most {
		t.Errorf("a suspended generator takes %s bytes; 2 KB are announced", got)
	}
}

// The stack of a task ends where its coroutine begins: whoever resumes it is no part of it.
func TestStackOfATask(t *testing.T) {
	got := inCell(t, `package main

import (
	"context"
	"fmt"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

func inner(ctx context.Context) error { return aio.Sleep(ctx, time.Second) }

func outer(ctx context.Context) (aio.None, error) { return aio.None{}, inner(ctx) }

func main() {
	aio.Main(func(ctx context.Context) error {
		task := aio.Go(ctx, "task", outer)
		aio.Yield(ctx)
		for _, place := range aio.Stack(task) {
			fmt.Println(place)
		}
		_, err := task.Await(ctx)
		return err
	}, aio.Debug())
}
`)
	if strings.Contains(got, "main") || !strings.Contains(got, "inner") || !strings.Contains(got, "outer") {
		t.Errorf("the stack is\n%s", got)
	}
}
