package engine_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// TestCellsRunBesideGoroutines loads and runs cells while a goroutine of the first
// one calls functions, methods and closures all the time, one of which is replaced.
func TestCellsRunBesideGoroutines(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	check(t, s.run(t.Context(), "background", `
import "sync/atomic"
type I interface{ Do(n int) int }
type T struct{ n int }
func step(n int) int { return n + 1 }
func (t *T) Do(n int) int { t.n = step(n); return t.n }
var rounds atomic.Int64
quit, ended := make(chan bool), make(chan bool)
go func() {
	defer close(ended)
	var i I = &T{}
	f := func(n int) int { return i.Do(n) }
	for {
		select {
		case <-quit:
			return
		default:
			f(1)
			func() { defer func() { recover() }(); panic("each time") }()
			rounds.Add(1)
		}
	}
}()
`), "")
	for i := range 20 {
		check(t, s.run(t.Context(), fmt.Sprint("cell ", i), fmt.Sprintf("type U%d struct{ A [%d]int }\nfunc use%d(u U%d) int { return len(u.A) }\nx%d := use%d(U%d{})\nx%d", i, i+1, i, i, i, i, i, i)), fmt.Sprintf("= %d", i+1))
		check(t, s.run(t.Context(), "step", fmt.Sprintf("func step(n int) int { return n + %d }\nstep(0)", i)), fmt.Sprintf("= %d", i))
	}
	check(t, s.run(t.Context(), "end", "close(quit)\n<-ended\nrounds.Load() > 0"), "= true")
}

// TestDo runs methods of cells for the kernel's own purposes.
func TestDo(t *testing.T) {
	s := newSession(t, engine.Options{Verify: true})
	check(t, s.run(t.Context(), "bad", "type T int\nfunc (t T) String() string { panic(\"no text\") }\nvar n any = T(1)"), "")
	p, err := s.cells.Compile("value", "n")
	if err != nil {
		t.Fatal(err)
	}
	res, err := s.engine.Run(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	err = s.engine.Do(t.Context(), "showing", func() { rt.CallMethod(res.Shown[0].X, "String", "", nil) })
	var panicked *rt.Panic
	if !errors.As(err, &panicked) || panicked.Value != "no text" {
		t.Errorf("Do: %v, want the panic of String", err)
	}
	if err := s.engine.Do(t.Context(), "well", func() {}); err != nil {
		t.Errorf("Do: %v", err)
	}
}
