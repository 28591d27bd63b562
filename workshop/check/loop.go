package check

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// A Run is what has happened in an event loop.
type Run struct {
	Err      error
	Time     time.Duration // on its virtual clock, when main was done
	Trace    *aio.Trace
	Warnings []aio.Warning
}

// Loop runs an answer in an event loop with a virtual clock. It fails if the answer panics, or if no task can go on;
// other errors are in the Run.
func Loop(t *T, what string, main func(ctx context.Context) error, mistakes ...Mistake) *Run {
	t.running()
	r := &Run{Trace: new(aio.Trace)}
	warn := func(w aio.Warning) { r.Warnings = append(r.Warnings, w) }
	returned := false
	alive := aio.Observe(func(aio.TraceEvent) { t.running() })
	r.Err = aio.Main(func(ctx context.Context) error {
		err := main(ctx)
		r.Time, returned = aio.Now(ctx), true
		return err
	}, aio.Record(r.Trace), aio.Warnings(warn), alive)
	var p *aio.PanicError
	if errors.As(r.Err, &p) {
		at := ""
		if p.At != "" {
			at = " (" + p.At + ")"
		}
		t.panickedAt(p.Value, at)
		t.fail("", "")
	}
	if errors.Is(r.Err, aio.ErrDeadlock) || !returned {
		NoError(t, what, r.Err, mistakes...)
	}
	return r
}

// NoLeftovers fails if tasks were left at the end of a Run, if errors of tasks were not looked at, or if coroutines
// were never awaited.
func NoLeftovers(t *T, what string, r *Run, mistakes ...Mistake) {
	t.running()
	if len(r.Warnings) > 0 {
		t.fail(what+": "+r.Warnings[0].String(), likely(r.Warnings[0].Kind, mistakes))
	}
}

// Took fails unless something has taken this long on a virtual clock.
func Took(t *T, what string, got, want time.Duration, mistakes ...Mistake) {
	t.running()
	if got == want {
		return
	}
	says := likely(got, mistakes)
	switch {
	case says != "":
	case got > want:
		says = "what could wait at the same time waits one after the other"
	default:
		says = "something is not waited for"
	}
	t.fail(fmt.Sprintf("%s takes %v, and should take %v", what, got, want), says)
}

// A Gauge counts how many of something there are at a time. Its zero value counts from 0; it may be used from any
// goroutine.
type Gauge struct {
	mu              sync.Mutex
	now, most, runs int
}

// Enter says that there is one more.
func (g *Gauge) Enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now++
	g.runs++
	g.most = max(g.most, g.now)
}

// Leave says that there is one less.
func (g *Gauge) Leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.now--
}

// Work is something to do for a task: it waits for d, and counts meanwhile. It returns the error of ctx if that ends first.
func (g *Gauge) Work(ctx context.Context, d time.Duration) error {
	g.Enter()
	defer g.Leave()
	return aio.Sleep(ctx, d)
}

// Most returns the most that there were at a time.
func (g *Gauge) Most() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.most
}

// Runs returns how many there were in total.
func (g *Gauge) Runs() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.runs
}

// AtOnce fails unless the most of something that there were at a time is want: more, and a limit is not kept; fewer,
// and things wait that need not.
func AtOnce(t *T, what string, got, want int, mistakes ...Mistake) {
	t.running()
	if got == want {
		return
	}
	says := likely(got, mistakes)
	switch {
	case says != "":
	case got > want:
		says = "nothing keeps the others waiting: take a place of a semaphore before the work, and give it back after it"
	case got == 1:
		says = "they run one after the other: start all of them before you wait for the first"
	}
	t.fail(fmt.Sprintf("%s: at most %d at a time, and it should be %d", what, got, want), says)
}
