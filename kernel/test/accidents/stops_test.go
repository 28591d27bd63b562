package accidents

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// TestStopsAtAnyMoment stops cells again and again while they are checked, run, print, and end: no
// value is lost, and no child.
func TestStopsAtAnyMoment(t *testing.T) {
	checked := strings.Repeat("fmt.Fprint(io.Discard, []int{1, 2, 3}, func(x int) int { return x * kept })\n", 200)
	for _, engine := range engines {
		t.Run(engine, func(t *testing.T) {
			k := startKernel(t, worker.GoOptions{Tier: engine})
			k.run("kept := 42", "")
			for name, code := range map[string]string{
				"checking":   checked + "for { }",
				"running":    "for n := 0; ; n++ { }",
				"waiting":    "go time.Sleep(time.Hour)\nselect { }",
				"flooding":   "for { fmt.Println(kept, \"and more\") }",
				"spawning":   "for { go func() { time.Sleep(time.Hour) }() }",
				"recovering": "for { func() { defer func() { recover() }(); panic(kept) }() }",
			} {
				if got := k.stopAgainAndAgain(code); !strings.Contains(got.failed, "stopped") {
					t.Errorf("%s: %.300s", name, got.failed)
				}
				if got := k.unharmed("kept"); got.output != "42\n" {
					t.Errorf("after %s: %q %s", name, got.output, got.failed)
				}
			}
			if n := k.died.Load(); n > 0 {
				t.Errorf("%d children were replaced", n)
			}
		})
	}
}

// stopAgainAndAgain runs a cell and sends stops until it has ended.
func (k *kernel) stopAgainAndAgain(code string) outcome {
	ended := make(chan bool)
	var sender sync.WaitGroup
	sender.Go(func() {
		clock := time.NewTicker(3 * time.Millisecond)
		defer clock.Stop()
		for {
			select {
			case <-ended:
				return
			case <-clock.C:
				if err := k.client.Interrupt(); err != nil {
					k.t.Error(err)
				}
			}
		}
	})
	got := k.run(code, "")
	close(ended)
	sender.Wait()
	return got
}

// unharmed runs a cell that stops on their way may still hit.
func (k *kernel) unharmed(code string) (got outcome) {
	for range 100 {
		if got = k.run(code, ""); !strings.Contains(got.failed, "stopped") {
			break
		}
	}
	return got
}
