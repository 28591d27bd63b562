package engine

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"
)

// TestAsleep judges goroutines as runtime.Stack tells of them.
func TestAsleep(t *testing.T) {
	const ours = "github.com/gopherloop/gopherloop/kernel/internal/"
	tests := map[string]struct {
		state, by string
		want      bool
	}{
		"a cell's, waiting":           {"select", ours + "rt.(*Threads).spawn", true},
		"for minutes":                 {"chan receive, 2 minutes", ours + "rt.(*Threads).spawn", true},
		"a cell's, about to go on":    {"runnable", ours + "rt.(*Threads).spawn", false},
		"a cell's, reading":           {"IO wait", ours + "rt.(*Threads).spawn", false},
		"a cell's, sleeping":          {"sleep", ours + "rt.(*Threads).spawn", false},
		"a cell's, in a system call":  {"syscall", ours + "rt.(*Threads).spawn", false},
		"a wait for a lock":           {"sync.Mutex.Lock", ours + "engine.(*Engine).await", true},
		"that has just got it":        {"runnable", ours + "engine.(*Engine).await", false},
		"the kernel's, reading":       {"IO wait", ours + "worker.Serve", true},
		"the kernel's, working":       {"running", ours + "worker.(*server).handle", false},
		"main's":                      {"select", "main.main", true},
		"signals":                     {"syscall", "os/signal.Notify.func1.1", true},
		"a coroutine":                 {"coroutine", "iter.Pull[...]", true},
		"a server":                    {"IO wait", "net/http.(*Server).Serve", false},
		"a server's, waiting":         {"select", "net/http.(*Transport).dialConn", false},
		"a timer's":                   {"chan send", "time.goFunc", false},
		"a state nobody has heard of": {"dreaming", ours + "rt.(*Threads).spawn", false},
	}
	for name, x := range tests {
		g := "goroutine 7 [" + x.state + "]:\nf(...)\n\t/f.go:1\ncreated by " + x.by + " in goroutine 1\n\t/g.go:1 +0x1"
		if got := asleep([]byte(g)); got != x.want {
			t.Errorf("%s: asleep is %t", name, got)
		}
	}
	if !asleep([]byte("goroutine 1 [IO wait]:\nmain.main()\n\t/main.go:1")) || asleep([]byte("goroutine 12 [IO wait]:\nf()\n\t/main.go:1")) || asleep(nil) {
		t.Error("only main may be without a creator")
	}
}

// TestAllAsleep: a goroutine that compiled code has started might do anything.
func TestAllAsleep(t *testing.T) {
	begun, quit := make(chan bool), make(chan bool)
	time.AfterFunc(0, func() { close(begun); <-quit })
	<-begun
	if allAsleep() {
		t.Error("a timer's goroutine is taken for one of the kernel's")
	}
	close(quit)
}

// TestTimersAreSeen fails with a Go version that keeps timers differently: deadlocks are not noticed then.
func TestTimersAreSeen(t *testing.T) {
	e, err := New(Options{})
	if err != nil || !e.foresees {
		t.Errorf("timers are not seen: %v", err)
	}
}

// TestWakers: what is over is no more account, and is forgotten.
func TestWakers(t *testing.T) {
	var w wakers
	check := func(what string, want bool) {
		t.Helper()
		if got := w.pending(); got != want {
			t.Errorf("%s: pending is %t", what, got)
		}
	}
	check("nothing", false)
	timer := w.afterFunc(time.Hour, func() {})
	check("a timer", true)
	timer.Stop()
	check("a stopped timer", false)
	timer.Reset(time.Hour)
	check("a timer that was set again", true)
	timer.Stop()
	deadline := w.symbols()["context.WithTimeout"].(func(context.Context, time.Duration) (context.Context, context.CancelFunc))
	_, cancel := deadline(t.Context(), time.Hour)
	check("a deadline", true)
	cancel()
	check("a cancelled one", false)
	var over sync.WaitGroup
	for range 1000 {
		over.Add(1)
		w.afterFunc(0, over.Done)
	}
	over.Wait()
	runtime.GC()
	check("timers that have fired", false)
	if len(w.timers) > 900 {
		t.Errorf("%d timers are remembered", len(w.timers))
	}
	runtime.KeepAlive(timer)
	w.unforeseeable()
	check("finalizers", true)
}

// BenchmarkAllAsleep is how long the world stands.
func BenchmarkAllAsleep(b *testing.B) {
	for _, n := range []int{10, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			quit := make(chan bool)
			var wg sync.WaitGroup
			for range n {
				wg.Go(func() { <-quit })
			}
			for b.Loop() {
				goroutines()
			}
			close(quit)
			wg.Wait()
		})
	}
}
